"""The promises of the engine, whatever the form: same data, same words, same bytes."""

import re
import threading
import unicodedata
from xml.etree import ElementTree

import pypdfium2
import pytest
import segno

from portal.core.documents import UnknownFormError, qr_svg, render_docx, render_pdf, template_version
from tests.documents.reading import docx_lines, open_docx, pages
from tests.documents.samples import ALL, award, certificate, decision, listed

FORMS = pytest.mark.parametrize("form", sorted(ALL))


def words_of_pages(pdf: bytes) -> list[str]:
    """All words, without the numbers of the pages after the first."""
    texts = pages(pdf)
    return sorted(" ".join([texts[0], *(re.sub(r"^\d+ ", "", text) for text in texts[1:])]).split())


@FORMS
def test_pdf_and_word_say_the_same(form):
    data = ALL[form]()

    assert words_of_pages(render_pdf(form, data)) == sorted(" ".join(docx_lines(render_docx(form, data))).split())


@FORMS
def test_same_data_gives_the_same_bytes(form):
    assert render_pdf(form, ALL[form]()) == render_pdf(form, ALL[form]())
    assert render_docx(form, ALL[form]()) == render_docx(form, ALL[form]())


@FORMS
def test_every_form_has_a_version_of_its_words_and_layout(form):
    assert re.fullmatch("[0-9a-f]{12}", template_version(form))
    assert template_version(form) == template_version(form)


def test_versions_of_different_forms_differ():
    assert template_version("decision") != template_version("minutes")


def test_unknown_form_is_refused():
    for engine in (render_pdf, render_docx):
        with pytest.raises(UnknownFormError):
            engine("letter", {})
    with pytest.raises(UnknownFormError):
        template_version("letter")


def test_missing_part_is_named():
    data = decision()
    del data["signature"]

    with pytest.raises(KeyError, match="signature"):
        render_pdf("decision", data)
    with pytest.raises(KeyError, match="signature"):
        render_docx("decision", data)


@pytest.mark.parametrize(
    "name",
    ['#panic("x")', "*Lan* _Hà_ $x$", "[#image]", "</w:t><w:p/>", "\\u{1F600} \\", "<Lan> & @hà", "=HYPERLINK(1)"],
)
def test_words_of_people_are_never_markup(name):
    data = decision(groups=[{"title": "", "rows": [listed(name)]}])

    assert f"1 {name} Công nhân" in pages(render_pdf("decision", data))[1]
    assert name in docx_lines(render_docx("decision", data))


def test_text_comes_out_composed():
    decomposed = unicodedata.normalize("NFD", "Nguyễn Thị Bích Phượng")
    data = certificate(award(name=decomposed))

    assert "Đồng chí Nguyễn Thị Bích Phượng" in pages(render_pdf("certificate", data))[0]
    assert "Đồng chí Nguyễn Thị Bích Phượng" in docx_lines(render_docx("certificate", data))


def test_letters_that_turn_a_name_around_are_dropped():
    data = certificate(award(name="Lan\u202e\u0007 Hà"))

    assert "Đồng chí Lan Hà" in pages(render_pdf("certificate", data))[0]
    assert "Đồng chí Lan Hà" in docx_lines(render_docx("certificate", data))


def test_a_picture_in_a_name_does_not_stop_the_paper():
    data = certificate(award(name="Lan 🌟"))

    assert "Đồng chí Lan □" in pages(render_pdf("certificate", data))[0]


def test_pdf_is_an_archive_file_that_can_be_read_aloud():
    content = render_pdf("decision", decision())
    document = pypdfium2.PdfDocument(content)

    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert document.is_tagged()
    assert document.get_metadata_value("Title") == (
        "QUYẾT ĐỊNH Về việc tặng Bằng khen của Ban Chấp hành Liên đoàn Lao động tỉnh"
    )


def test_the_moment_in_the_file_is_that_of_the_data():
    pdf = pypdfium2.PdfDocument(render_pdf("decision", decision(timestamp="2026-01-05T08:00:00+07:00")))
    word = open_docx(render_docx("decision", decision(timestamp="2026-01-05T08:00:00+07:00")))

    assert pdf.get_metadata_value("CreationDate") == "D:20260105010000Z"
    assert word.core_properties.created.isoformat() == "2026-01-05T01:00:00+00:00"


def test_only_the_bundled_face_is_used():
    page = pypdfium2.PdfDocument(render_pdf("decision", decision()))[0]
    names = {item.get_font().get_base_name() for item in page.get_objects() if hasattr(item, "get_font")}

    faces = {name.rpartition("+")[2] for name in names}
    assert faces == {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}


def test_many_threads_print_at_once():
    expected = {n: f"Đồng chí Người thứ {n}" for n in range(8)}
    found = {}

    def print_one(n):
        found[n] = pages(render_pdf("certificate", certificate(award(name=f"Người thứ {n}"))))[0]

    threads = [threading.Thread(target=print_one, args=(n,)) for n in expected]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {n: text for n, text in expected.items() if text in found[n]} == expected


def test_many_certificates_in_one_file():
    items = [award(name=f"Người thứ {n}", verify_url=f"https://thidua.example.vn/v/{n:08}") for n in range(150)]

    texts = pages(render_pdf("certificate", certificate(*items)))

    assert [n for n, text in enumerate(texts) if f"Đồng chí Người thứ {n} Kỹ sư" not in text] == []
    assert len(texts) == 150


def test_qr_svg_draws_the_code():
    text = "https://thidua.example.vn/v/9X7KABCD"

    root = ElementTree.fromstring(qr_svg(text))

    rows = segno.make(text, error="m", mask=3, micro=False).matrix
    assert root.get("viewBox") == f"0 0 {len(rows) + 4} {len(rows) + 4}"
    drawn = [[0] * len(rows) for _ in rows]
    for x, y, length in re.findall(r"M(\d+) (\d+)\.5h(\d+)", root[1].get("d")):
        for at in range(int(x) - 2, int(x) - 2 + int(length)):
            drawn[int(y) - 2][at] = 1
    assert drawn == [list(row) for row in rows]
