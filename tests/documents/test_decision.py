"""Quyết định: the layout of Nghị định 30/2020, its list, its draft."""

import pypdfium2
import pytest

from portal.core.documents import render_docx, render_pdf
from tests.documents.reading import boxes, docx_lines, pages
from tests.documents.samples import decision, listed, recognition_decision

THIRTY = [
    {"title": "I. Tập thể", "rows": [listed(f"Tập thể {n}") for n in range(1, 4)]},
    {"title": "II. Cá nhân", "rows": [listed(f"Người thứ {n}") for n in range(4, 31)]},
]


def test_decision_reads_as_the_clerk_wrote_it():
    first, second = pages(render_pdf("decision", decision()))

    assert first == (
        "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM LIÊN ĐOÀN LAO ĐỘNG TỈNH BẮC NINH"
        " CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc"
        " Số: 12/QĐ-LĐLĐ Bắc Ninh, ngày 05 tháng 01 năm 2026"
        " QUYẾT ĐỊNH Về việc tặng Bằng khen của Ban Chấp hành Liên đoàn Lao động tỉnh"
        " BAN THƯỜNG VỤ LIÊN ĐOÀN LAO ĐỘNG TỈNH BẮC NINH"
        " Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022;"
        " Xét Tờ trình số 08/TTr-HĐTĐKT của Hội đồng Thi đua - Khen thưởng."
        " QUYẾT ĐỊNH:"
        " Điều 1. Tặng Bằng khen cho các tập thể, cá nhân (có danh sách kèm theo)."
        " Điều 2. Quyết định này có hiệu lực kể từ ngày ký./."
        " Nơi nhận: - Như Điều 2; - Tổng Liên đoàn (b/c); - Lưu: VT, Ban Công tác Công đoàn."
        " TM. BAN THƯỜNG VỤ CHỦ TỊCH Nguyễn Thị Vân Hà"
    )
    assert second == (
        "DANH SÁCH Tập thể, cá nhân được tặng Bằng khen năm 2025"
        " (Kèm theo Quyết định số 12/QĐ-LĐLĐ ngày 05 tháng 01 năm 2026 của Liên đoàn Lao động tỉnh Bắc Ninh)"
        " STT Họ và tên Chức vụ, đơn vị Hình thức khen thưởng Lao động trực tiếp"
        " I. Cá nhân"
        " 1 Nguyễn Thị Hạnh Công nhân may bậc 5, CĐCS Công ty TNHH May Hoa Sen Bằng khen x"
        " 2 Phạm Văn Lực Công nhân may bậc 5, CĐCS Công ty TNHH May Hoa Sen Bằng khen"
    )


def test_long_list_repeats_its_head_and_counts_its_own_pages():
    paper, *annex = pages(render_pdf("decision", decision(groups=THIRTY)))

    assert paper.startswith("TỔNG LIÊN ĐOÀN")
    assert annex[0].startswith("DANH SÁCH")
    assert [page.split()[0] for page in annex[1:]] == [str(n) for n in range(2, len(annex) + 1)]
    assert all("STT Họ và tên Chức vụ, đơn vị" in page for page in annex)
    whole = " ".join(annex)
    assert [n for n in range(4, 31) if f"{n} Người thứ {n} Công nhân" not in whole] == []


def test_achievements_turn_the_list_on_its_side():
    rows = [listed(merit="Dẫn đầu phong trào")]
    with_merit = pypdfium2.PdfDocument(render_pdf("decision", decision(groups=[{"title": "", "rows": rows}])))
    without = pypdfium2.PdfDocument(render_pdf("decision", decision()))

    assert [round(side / 72 * 25.4) for side in with_merit[1].get_size()] == [297, 210]
    assert [round(side / 72 * 25.4) for side in without[1].get_size()] == [210, 297]


def test_decision_without_list_is_one_paper():
    texts = pages(render_pdf("decision", decision(groups=[])))

    assert len(texts) == 1
    assert "DANH SÁCH" not in texts[0]


def test_draft_has_no_number_and_says_so():
    data = decision(number="", issued_on="", draft=True, groups=[])

    text = pages(render_pdf("decision", data))[0]

    assert "Số: /QĐ-LĐLĐ DỰ THẢO Bắc Ninh, ngày tháng năm" in text
    assert "DỰ THẢO" in docx_lines(render_docx("decision", data))


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Danh sách cá nhân được khen", "Cá nhân được khen"),
        ("Về việc tặng Bằng khen", "Tặng Bằng khen"),
        ("DANH SÁCH SÁNG KIẾN", "SÁNG KIẾN"),
    ],
)
def test_list_is_not_called_a_list_twice(title, printed):
    text = pages(render_pdf("decision", decision(list_title=title)))[1]

    assert text.startswith(f"DANH SÁCH {printed} (Kèm theo")


@pytest.mark.parametrize(
    ("place", "printed"),
    [
        ("tỉnh Bắc Ninh", "Bắc Ninh, ngày"),
        ("thành phố Hà Nội", "Hà Nội, ngày"),
        ("thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh, ngày"),
        ("xã Yên Phong", "Xã Yên Phong, ngày"),
    ],
)
def test_place_is_written_as_the_decree_wants(place, printed):
    assert f"Số: 12/QĐ-LĐLĐ {printed} 05" in pages(render_pdf("decision", decision(place=place)))[0]


@pytest.mark.parametrize("articles", range(8, 24))
def test_signature_is_never_alone_on_a_page(articles):
    data = decision(groups=[], articles=[f"Khoản {n} có hiệu lực. " * 3 for n in range(articles)])

    texts = pages(render_pdf("decision", data))

    last = next(text for text in texts if "Nguyễn Thị Vân Hà" in text)
    assert f"Điều {articles}." in last
    assert "TM. BAN THƯỜNG VỤ CHỦ TỊCH Nguyễn Thị Vân Hà" in last


def test_signature_stands_in_the_right_half_and_recipients_in_the_left():
    found = {text: (left, right) for left, _, right, _, text in boxes(render_pdf("decision", decision(groups=[])))}

    middle = (30 + 165 / 2) / 25.4 * 72
    assert found["CHỦ TỊCH"][0] > middle
    assert found["- Lưu: VT, Ban Công tác Công đoàn."][1] < middle


def test_long_names_of_bodies_stay_in_their_column():
    issuer = "Công đoàn cơ sở Công ty Trách nhiệm hữu hạn Một thành viên Môi trường Đô thị Sông Hương"
    found = boxes(render_pdf("decision", decision(issuer=issuer, groups=[])))

    country = next(left for left, *_, text in found if text.startswith("CỘNG HÒA"))
    assert max(right for left, _, right, top, text in found if top > 720 and left < country) < country


def test_recognition_decision_lists_initiatives_with_their_value():
    second = pages(render_pdf("recognition_decision", recognition_decision()))[1]

    assert second.endswith(
        "1 Chế tạo gá may nẹp sơ mi (SK-2026-000123) Nguyễn Thị Hạnh (60%), Phạm Văn Lực (40%)"
        " CĐCS Công ty TNHH May Hoa Sen cơ sở 186.000.000"
    )
