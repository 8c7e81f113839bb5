"""Certificates: long words never meet the frame or the signature."""

import pypdfium2
import pytest

from portal.core.documents import render_docx, render_pdf
from tests.documents.reading import boxes, docx_lines, open_docx, pages
from tests.documents.samples import LONG_MERIT, LONG_NAME, LONG_UNIT, award, certificate, recognition

MM = 72 / 25.4
INNER = (19 * MM, 278 * MM)  # between the inner edges of the frame


def test_certificate_says_who_gave_what_to_whom():
    assert pages(render_pdf("certificate", certificate())) == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc"
        " BAN CHẤP HÀNH LIÊN ĐOÀN LAO ĐỘNG TỈNH BẮC NINH TẶNG BẰNG KHEN"
        " Đồng chí Nguyễn Thị Bích Phượng Kỹ sư, CĐCS Công ty TNHH May Hoa Sen"
        " Đã có thành tích xuất sắc năm 2025"
        " Quyết định số: 12/QĐ-LĐLĐ Số sổ vàng: 00042"
        " Bắc Ninh, ngày 05 tháng 01 năm 2026 TM. BAN CHẤP HÀNH CHỦ TỊCH Nguyễn Thị Vân Hà"
    ]


LONG_WORDS = [
    {"name": LONG_NAME},
    {"unit": LONG_UNIT},
    {"merit": LONG_MERIT},
    {"name": LONG_NAME, "unit": LONG_UNIT, "merit": LONG_MERIT},
    {"name": f"{LONG_UNIT} {LONG_NAME}", "unit": LONG_UNIT, "merit": LONG_MERIT},
    {"authority": f"Ban Chấp hành {LONG_UNIT}", "merit": LONG_MERIT},
    {"title": "BẰNG KHEN CHUYÊN ĐỀ “LAO ĐỘNG GIỎI, LAO ĐỘNG SÁNG TẠO”"},
    {"merit": LONG_MERIT * 2},
]


@pytest.mark.parametrize("words", LONG_WORDS, ids="+".join)
def test_long_words_keep_to_their_place(words):
    content = render_pdf("certificate", certificate(award(**words)))

    assert len(pages(content)) == 1
    found = boxes(content)
    assert [text for left, _, right, _, text in found if left < INNER[0] or right > INNER[1]] == []
    # The date is the first line of the foot; whatever is part of the body ends above it.
    foot = max(top for left, _, _, top, _ in found if top < 66 * MM and left > 150 * MM)
    body = [bottom for _, bottom, _, top, _ in found if top > 70 * MM]
    assert min(body) > foot + 2


@pytest.mark.parametrize("words", LONG_WORDS, ids="+".join)
def test_long_words_are_all_there(words):
    text = pages(render_pdf("certificate", certificate(award(**words))))[0]

    assert [word for value in words.values() for word in value.split() if word.upper() not in text.upper()] == []


def test_short_words_are_not_made_smaller():
    heights = {text: top - bottom for _, bottom, _, top, text in boxes(render_pdf("certificate", certificate()))}

    assert round(heights["BẰNG KHEN"]) == 42


@pytest.mark.parametrize("title", ["BẰNG KHEN", "GIẤY KHEN", "CỜ THI ĐUA", "KỶ NIỆM CHƯƠNG"])
def test_title_is_what_was_awarded(title):
    assert f"TẶNG {title} Đồng chí" in pages(render_pdf("certificate", certificate(award(title=title))))[0]


def test_collective_has_no_salutation_and_the_dead_are_honoured_with_their_own_word():
    data = certificate(award(salutation="", post="", name="CĐCS Công ty TNHH May Hoa Sen", verb="TRUY TẶNG"))

    assert "TRUY TẶNG BẰNG KHEN CĐCS Công ty TNHH May Hoa Sen" in pages(render_pdf("certificate", data))[0]


def test_each_certificate_has_its_page():
    people = ["Nguyễn Thị Hạnh", "Phạm Văn Lực", "Lê Thị Mơ"]
    data = certificate(*(award(name=name) for name in people))

    assert [
        f"Đồng chí {name}" in text for name, text in zip(people, pages(render_pdf("certificate", data)), strict=True)
    ] == [True] * 3
    assert sum("Đồng chí" in line for line in docx_lines(render_docx("certificate", data))) == 3


def test_preprinted_paper_gets_no_frame():
    framed, bare = render_pdf("certificate", certificate()), render_pdf("certificate", certificate(stock="preprinted"))

    assert pages(framed) == pages(bare)
    assert drawn(framed) > drawn(bare) + 10
    sections = [
        open_docx(render_docx("certificate", certificate(**stock))).sections[0]
        for stock in ({}, {"stock": "preprinted"})
    ]
    assert [section._sectPr.xml.count("w:pgBorders") > 0 for section in sections] == [True, False]


def drawn(content: bytes) -> int:
    page = pypdfium2.PdfDocument(content)[0]
    return sum(1 for item in page.get_objects() if type(item) is pypdfium2.PdfObject)


def test_mark_is_printed_across():
    assert "ĐÃ THU HỒI" in pages(render_pdf("certificate", certificate(award(mark="ĐÃ THU HỒI"))))[0]
    assert "ĐÃ THU HỒI" in docx_lines(render_docx("certificate", certificate(award(mark="ĐÃ THU HỒI"))))


def test_certificate_without_address_has_no_code():
    with_code = open_docx(render_docx("certificate", certificate()))
    without = open_docx(render_docx("certificate", certificate(award(verify_url=""))))

    assert [len(word.inline_shapes) for word in (with_code, without)] == [1, 0]
    assert len(render_pdf("certificate", certificate(award(verify_url="")))) < len(
        render_pdf("certificate", certificate())
    )


def test_code_to_type_stands_below_the_one_to_scan():
    written = certificate(award(verify_code="7K3QX-9M2ND"))
    assert "Mã tra cứu: 7K3QX-9M2ND Quyết định số: 12/QĐ-LĐLĐ" in pages(render_pdf("certificate", written))[0]
    assert "Mã tra cứu: 7K3QX-9M2ND" in docx_lines(render_docx("certificate", written))


def test_recognition_names_the_share_of_a_co_author():
    text = pages(render_pdf("recognition", recognition()))[0]

    assert "GIẤY CHỨNG NHẬN SÁNG KIẾN LIÊN ĐOÀN LAO ĐỘNG TỈNH BẮC NINH CHỨNG NHẬN Bà Nguyễn Thị Hạnh" in text
    assert (
        "Là đồng tác giả (tỷ lệ đóng góp 60%) của sáng kiến “Chế tạo gá may nẹp sơ mi” (mã số SK-2026-000123)" in text
    )
    assert "Quyết định công nhận số: 45/QĐ-LĐLĐ ngày 20 tháng 6 năm 2026 Số vào sổ: 00123/SK" in text


def test_recognition_of_a_sole_author_names_no_share():
    text = pages(render_pdf("recognition", recognition(sole=True, share=100, benefit="", scope="")))[0]

    assert "Là tác giả của sáng kiến" in text
    assert "đóng góp" not in text
    assert "Phạm vi" not in text
