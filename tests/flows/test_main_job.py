"""The whole job by clicking: launch, submit, score, recognise, commend, report; everyone at a browser of their own."""

from datetime import timedelta

import pytest
from django.utils import timezone

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]
CAMPAIGN = "Phong trào thi đua “Sáng kiến mỗi ngày”"


def day(days: int = 0) -> str:
    return f"{timezone.localdate() + timedelta(days=days):%d/%m/%Y}"


def test_launch(someone, worker):
    """D.1 and D.2: the unit, the draft, the approval, the launch, the answer from below."""
    yen = someone("NV-018")
    yen.shoot("home")
    yen.go("/don-vi/")
    yen.reads("Liên đoàn Lao động tỉnh Bắc Ninh")
    for words in ("Công đoàn cơ sở", "CĐ các KCN Bắc Ninh", "Ngô Đình Tuyên", "Chủ tịch LĐLĐ tỉnh"):
        yen.reads(words)
    yen.shoot("unit")

    yen.go("/phong-trao/")
    yen.press("Soạn phong trào mới")
    yen.type("Tên phong trào", CAMPAIGN)
    yen.type("Tên gọi tắt", "Sáng kiến mỗi ngày")
    yen.type("Căn cứ", "Luật Thi đua, khen thưởng số 06/2022/QH15")
    yen.type("Mục tiêu", "Mỗi tổ công đoàn có ít nhất một sáng kiến được áp dụng.")
    yen.type("Đối tượng tham gia", "Đoàn viên, người lao động trong các công đoàn cơ sở của tỉnh")
    yen.type("Từ ngày", day())
    yen.type("Đến hết ngày", day(200))
    yen.press("Lưu và trình duyệt")
    yen.reads("Trước khi trình, hãy bổ sung những mục còn thiếu.")
    yen.reads("Còn thiếu 4 mục")
    yen.shoot("campaign-form")
    yen.type("Tiêu chí", "Sáng kiến đã áp dụng, có minh chứng")
    yen.type("Điểm", "60")
    yen.type("Tiêu chí", "Có khả năng nhân rộng", row=1)
    yen.type("Điểm", "40", row=1)
    yen.choose("Đo bằng", "Sáng kiến được công nhận cấp cơ sở")
    yen.type("Số giao", "1.300")
    yen.type("Đơn vị tính", "sáng kiến")
    yen.type("Hình thức khen", "Bằng khen của BCH LĐLĐ tỉnh")
    yen.type("Dự kiến", "30")
    yen.choose("Người chịu trách nhiệm", "Trịnh Thị Mai")
    yen.press("Lưu và trình duyệt")
    yen.reads("Trình duyệt phong trào này?")
    yen.press("Trình duyệt")
    yen.reads("Đã trình lãnh đạo.")
    campaign = yen.path

    mai = someone("NV-020")
    mai.reads("Sáng kiến mỗi ngày")
    mai.go(campaign)
    mai.shoot("campaign-to-approve")
    mai.press("Duyệt")
    mai.press("Duyệt")
    mai.reads("Đã duyệt. Phong trào chờ phát động.")

    tuyen = someone("NV-019", "phone")
    tuyen.go(campaign)
    tuyen.press("Phát động")
    tuyen.type("Số kế hoạch", "98/KH-LĐLĐ")
    tuyen.type("Ngày ký kế hoạch", day())
    tuyen.shoot("campaign-launch")
    tuyen.press("Phát động")
    tuyen.reads("Đã phát động.")

    huong = someone("NV-041", "phone")
    huong.go("/thong-bao/")
    huong.reads("Sáng kiến mỗi ngày")
    huong.shoot("notices")
    huong.go(campaign)
    huong.press("Hưởng ứng")
    huong.type("Số người đăng ký thi đua", "1300")
    huong.press("Hưởng ứng")
    huong.reads("Đã ghi nhận đơn vị hưởng ứng.")
    yen.go(campaign)
    yen.reads("98/KH-LĐLĐ")
    yen.shoot("campaign")
    assert yen.takes("98/KH-LĐLĐ").startswith(b"%PDF")
