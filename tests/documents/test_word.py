"""Word files: what Word itself is particular about."""

import io
import zipfile

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from portal.core.documents import render_docx
from tests.documents.reading import open_docx
from tests.documents.samples import ALL, certificate, decision, listed

# The order in which the standard wants the children that we write.
ORDERS = {
    "w:pPr": [
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "pBdr",
        "spacing",
        "ind",
        "jc",
        "outlineLvl",
        "rPr",
        "sectPr",
    ],
    "w:rPr": ["rFonts", "b", "i", "color", "sz", "szCs", "lang"],
    "w:tblPr": ["tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"],
    "w:tcPr": ["tcW", "gridSpan", "vAlign"],
    "w:sectPr": ["headerReference", "type", "pgSz", "pgMar", "pgBorders", "pgNumType", "cols", "titlePg", "docGrid"],
}


@pytest.mark.parametrize("form", sorted(ALL))
def test_elements_stand_in_the_order_of_the_standard(form):
    body = open_docx(render_docx(form, ALL[form]())).element.body

    wrong = []
    for name, order in ORDERS.items():
        for element in body.iter(qn(name)):
            children = [child.tag.rpartition("}")[2] for child in element]
            known = [child for child in children if child in order]
            if known != sorted(known, key=order.index) or set(children) - set(order) - {"pStyle"}:
                wrong.append((name, children))
    assert wrong == []


def test_page_is_that_of_the_decree():
    section = open_docx(render_docx("decision", decision())).sections[0]

    measures = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(length.mm) for length in (*measures, section.left_margin, section.right_margin)] == [
        210,
        297,
        20,
        20,
        30,
        15,
    ]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header.paragraphs[0]._p.xml


def test_list_has_its_own_section_numbered_from_one():
    rows = [listed(merit="Dẫn đầu phong trào")]
    paper, annex = open_docx(render_docx("decision", decision(groups=[{"title": "", "rows": rows}]))).sections

    assert [paper.orientation, annex.orientation] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    assert annex._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert annex.header.is_linked_to_previous


def test_thirty_rows_read_back_under_a_head_that_repeats():
    rows = [listed(f"Người thứ {n}") for n in range(1, 31)]
    table = open_docx(render_docx("decision", decision(groups=[{"title": "", "rows": rows}]))).tables[-1]

    assert [cell.text for cell in table.rows[0].cells][:2] == ["STT", "Họ và tên"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [row.cells[1].text for row in table.rows[1:]] == [
        f"Người thứ {n}".replace(" thứ ", " thứ\u00a0") for n in range(1, 31)
    ]


def test_face_is_the_one_the_decree_names():
    style = open_docx(render_docx("decision", decision())).styles["Normal"]

    assert (style.font.name, style.font.size.pt) == ("Times New Roman", 14)
    assert style.element.rPr.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"


def test_certificate_lies_on_its_side_inside_a_border():
    document = open_docx(render_docx("certificate", certificate()))

    section = document.sections[0]
    assert [round(section.page_width.mm), round(section.page_height.mm)] == [297, 210]
    assert document.inline_shapes[0]._inline.docPr.get("descr") == "Mã QR: https://thidua.example.vn/v/9X7KABCD"


def test_file_holds_no_clock():
    with zipfile.ZipFile(io.BytesIO(render_docx("decision", decision()))) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
