"""Commendation by clicking: the law of the day, a dossier it refuses, one it lets pass, the list shown to everyone."""

import re

import pytest

from portal.pages.story.launch import launch
from portal.pages.story.recognition import recognise
from portal.pages.story.submission import submit
from tests.flows.earlier import day, played
from tests.flows.someone import Someone

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]
BATCH = "Khen thưởng phong trào “Sáng kiến mỗi ngày”"
MERIT = "Tác giả bàn cắt vải có thanh kẹp, làm lợi 90.000.000 đồng, phòng Kế toán xác nhận."


def choose_nominee(officer: Someone, name: str, award: str) -> None:
    officer.go("/khen-thuong/")
    officer.press("Đề nghị khen thưởng")
    officer.type("Họ tên, mã đoàn viên, hoặc tên đơn vị", name)
    officer.press("Tìm")
    officer.follow(name)
    officer.choose("Danh hiệu, hình thức", award)
    officer.reads("điều kiện đạt.")


def rate(officer: Someone, rating: str) -> None:
    officer.press("Ghi xếp loại năm")
    officer.choose("Xếp loại", rating)
    officer.type("Văn bản xếp loại", "03/BB-CĐCS")
    officer.press("Ghi xếp loại")


def vote_in_unit(officer: Someone, yes: int) -> None:
    officer.press("Ghi kết quả bình xét")
    officer.type("Số người dự", "40")
    officer.type("Số phiếu đồng ý", str(yes))
    officer.press("Ghi kết quả bình xét")
    officer.reads("Đã ghi kết quả bình xét.")


def test_catalogue_and_refusal(someone, worker):
    """D.5: the dated rules; a nominee whom the law refuses, with its article, and whose dossier stays below."""
    nam = someone("NV-042")
    nam.go("/khen-thuong/")
    nam.press("Danh mục, quy định")
    nam.reads(f"có hiệu lực ngày {day()}")
    nam.shoot("award-catalogue")
    nam.follow("Chiến sĩ thi đua cơ sở")
    nam.reads("CSTDCS-2026")
    nam.reads("01/01/2024–30/09/2026")
    nam.shoot("award-type")

    choose_nominee(nam, "Bùi Thị Ngọc Lan", "Lao động tiên tiến")
    nam.reads("Chưa có xếp loại năm")
    nam.type("Thành tích", "Lập kế hoạch sản xuất sát năng lực chuyền, giảm giờ chờ vải.")
    nam.press("Lập đề nghị")
    nam.reads("Đã lập đề nghị.")
    rate(nam, "Hoàn thành nhiệm vụ")
    nam.reads("Chưa đủ điều kiện")
    nam.reads(re.compile(r"Xếp loại thấp hơn mức cần: \d{4}: hoàn thành nhiệm vụ\."))
    nam.reads("Luật 06/2022/QH15 Điều 24")
    vote_in_unit(nam, 31)
    dossier = nam.path
    nam.press("Trình cấp trên")
    nam.press("Trình cấp trên")
    nam.reads("Chưa trình được: Hoàn thành tốt nhiệm vụ trở lên: Xếp loại thấp hơn mức cần")
    nam.reads("(Luật 06/2022/QH15 Điều 24)")
    nam.shoot("nomination-refused")
    nam.go(dossier)
    nam.reads("Đơn vị bình xét")
    nam.reads("Trình cấp trên")
    nam.shoot("nomination-not-eligible")

    huong = someone("NV-041")
    huong.reads("Đề nghị khen Bùi Thị Ngọc Lan")
    assert "Hồ sơ khen Bùi Thị Ngọc Lan" not in huong.text
    huong.go(dossier)
    huong.reads("Luật 06/2022/QH15 Điều 24")
    assert "Tiếp nhận thẩm định" not in huong.text


def test_nomination_to_disclosure(someone, worker):
    """D.5: a dossier that passes is sent up, appraised, put on a list, shown to everyone, and spoken about."""
    title = played(launch, submit, recognise, days_ago=12).kept["initiative"].title
    nam = someone("NV-042")
    choose_nominee(nam, "Nguyễn Thị Hạnh", "Bằng khen của BCH LĐLĐ tỉnh")
    nam.choose("Phong trào", "Sáng kiến mỗi ngày")
    nam.tick(title)
    nam.reads("Thành tích này chưa dùng để xét hình thức khen nào khác.")
    nam.type("Thành tích", MERIT)
    nam.shoot("nominate")
    nam.press("Lập đề nghị")
    rate(nam, "Hoàn thành xuất sắc nhiệm vụ")
    nam.reads("Đủ điều kiện")
    nam.reads("Có sáng kiến phù hợp")
    nam.reads("QĐ 999/QĐ-TLĐ 29/5/2024")
    vote_in_unit(nam, 39)
    dossier = nam.path
    nam.press("Trình cấp trên")
    nam.press("Trình cấp trên")
    nam.reads("Đã trình. Cấp trên nhận thông báo ngay.")

    kha = someone("NV-021")
    kha.follow("Hồ sơ khen Nguyễn Thị Hạnh")
    assert kha.path == dossier
    kha.press("Tiếp nhận thẩm định")
    kha.press("Tiếp nhận thẩm định")
    kha.reads("Đã tiếp nhận.")
    kha.press("Thẩm định đạt")
    kha.type("Ý kiến thẩm định", "Hồ sơ đủ, đã đối chiếu sổ cắt và xác nhận của kế toán.")
    kha.press("Thẩm định đạt")
    kha.reads("Hồ sơ chờ vào đợt khen.")
    kha.shoot("nomination")

    kha.go("/khen-thuong/dot/")
    kha.press("Lập đợt khen")
    kha.choose("Danh hiệu, hình thức", "Bằng khen của BCH LĐLĐ tỉnh")
    kha.type("Tên đợt khen", BATCH)
    kha.choose("Phong trào", "Sáng kiến mỗi ngày")
    kha.press("Lập đợt khen")
    kha.reads("Hồ sơ đã thẩm định, chưa vào đợt nào")
    kha.shoot("batch-empty")
    kha.press("Thêm vào đợt khen")
    kha.reads("Đã thêm 1 hồ sơ vào đợt khen.")
    batch = kha.path
    kha.press("Công khai danh sách")
    kha.press("Công khai danh sách")
    kha.reads("Đã công khai danh sách.")
    # The days have begun: nothing leads on before they are over.
    assert "Đưa ra Hội đồng" not in kha.text

    oanh = someone("NV-043", "phone")
    oanh.go("/khen-thuong/cong-khai/")
    oanh.shoot("notices-open")
    oanh.follow(BATCH)
    oanh.reads(f"Công khai từ {day()}")
    oanh.choose("Về ai", "Nguyễn Thị Hạnh")
    oanh.type("Ý kiến của bạn", "Đề nghị ghi thêm phần việc của anh Lực, người cùng làm.")
    oanh.shoot("notice")
    oanh.press("Gửi ý kiến")
    oanh.reads("Đã gửi ý kiến.")

    nhung = someone("NV-022")
    nhung.follow(f"Ý kiến về “{BATCH}”")
    nhung.type("Trả lời", "Anh Lực có 40% đóng góp, được ghi trong quyết định công nhận sáng kiến.")
    nhung.press("Gửi trả lời")
    nhung.reads("Đã trả lời người gửi ý kiến.")
    oanh.go("/khen-thuong/cong-khai/")
    oanh.follow(BATCH)
    oanh.reads("Anh Lực có 40% đóng góp")
    kha.go(batch)
    kha.reads("Anh Lực có 40% đóng góp")
    kha.shoot("batch")
