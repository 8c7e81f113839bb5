"""The whole job by clicking: launch, submit, score, recognise, commend, report; everyone at a browser of their own."""

import re

import pytest
from django.utils import timezone

from portal.pages.story.launch import launch
from portal.pages.story.submission import submit
from tests.flows.earlier import day, played
from tests.flows.papers import photo, read_pdf
from tests.flows.someone import Someone

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]
CAMPAIGN = "Phong trào thi đua “Sáng kiến mỗi ngày”"
TITLE = "Chế tạo gá may nẹp sơ mi hai bậc giảm thao tác căn chỉnh bằng tay"


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


def test_initiative_from_phone(someone, worker):
    """D.3: written, shared, handed in, sent back, completed and accepted."""
    hanh = someone("NV-001", "phone")
    hanh.shoot("home-member")
    hanh.press("Nộp sáng kiến")
    hanh.shoot("initiative-start")
    hanh.press("Bắt đầu viết")
    hanh.type("Tên sáng kiến", TITLE)
    hanh.type("Trước đây làm thế nào?", "Trước đây phải vạch phấn và ghim tay, hai lớp nẹp hay lệch.")
    hanh.type(
        "Nay làm thế nào?",
        "Thiết kế gá thép không gỉ có rãnh dẫn, giữ hai lớp nẹp thẳng hàng khi may; bỏ bước vạch phấn và ghim tay.",
    )
    # Nothing pressed: what is typed is kept, and SK-001, which says nearly the same, is shown.
    hanh.reads("“Chế tạo gá may nẹp sơ mi giảm thao tác căn chỉnh tay”, CĐCS Cty CP May Đáp Cầu Mới")
    hanh.press("Xem lại và nộp")
    hanh.reads("Còn 6 chỗ cần sửa")
    hanh.reads("Ghi một câu điểm khác với cách đã có.")
    hanh.type("Điểm mới so với cách đã có", "Gá có rãnh dẫn hai bậc, dùng được cho cả nẹp bọc; gá cũ chỉ một bậc.")
    hanh.choose("Loại giải pháp", "Giải pháp kỹ thuật")
    hanh.type("Lĩnh vực áp dụng", "dệt may")
    hanh.type("Ngày áp dụng lần đầu", day(-3))
    hanh.page.set_input_files("#id_files", {"name": "ga-may.png", "mimeType": "image/png", "buffer": photo()})
    hanh.press("Gửi tệp đã chọn")
    hanh.reads("Bỏ tệp ga-may.png")
    hanh.type("Giá trị làm lợi trong 12 tháng", "96000000")
    hanh.reads("Chín mươi sáu triệu đồng.")
    hanh.type("Cách tính", "Bớt 2 giây/áo × 1.200 áo/ngày × đơn giá giây trong 12 tháng")
    hanh.type("Thêm đồng tác giả", "NV-002")
    hanh.press("Thêm đồng tác giả")
    hanh.type("Tỷ lệ đóng góp của Nguyễn Thị Hạnh", "70")
    hanh.type("Tỷ lệ đóng góp của Phạm Văn Lực", "40")
    hanh.reads("Thừa 10%, bớt đi để đủ 100%")
    hanh.type("Tỷ lệ đóng góp của Nguyễn Thị Hạnh", "60")
    hanh.press("Xem lại và nộp")
    hanh.reads("Còn 1 người chưa xác nhận tỷ lệ của mình: Phạm Văn Lực.")
    hanh.shoot("initiative-form")

    luc = someone("NV-002", "phone")
    luc.follow(TITLE)
    luc.reads("Bạn nhận 40% đóng góp?")
    luc.shoot("coauthor")
    luc.press("Xác nhận 40%")
    luc.reads("Bạn đã xác nhận tỷ lệ 40%.")

    hanh.press("Xem lại và nộp")
    hanh.reads("Công đoàn và Hội đồng sẽ đọc đúng như dưới đây")
    hanh.shoot("initiative-preview")
    hanh.press("Nộp sáng kiến")
    hanh.reads("Đã nhận sáng kiến của bạn.")
    code = re.search(r"SK-\d{4}-\d{5}", hanh.text)[0]
    hanh.page.locator(".td-qr svg").wait_for()
    hanh.shoot("receipt")
    assert code in read_pdf(hanh.takes("Tải giấy tiếp nhận (PDF)"))
    hanh.press("Theo dõi hồ sơ")
    hanh.reads("Cán bộ công đoàn tiếp nhận hồ sơ.")

    nam = someone("NV-042")
    nam.shoot("home-grassroots")
    nam.follow(TITLE)
    nam.press("Kiểm tra hồ sơ")
    nam.press("Tiếp nhận")
    nam.press("Tiếp nhận")
    nam.reads("Có sáng kiến gần giống")
    nam.shoot("initiative-check")
    nam.press("Trả lại bổ sung")
    nam.type("Lý do", "Ghi thêm số ngày làm việc trong năm.")
    nam.press("Trả lại bổ sung")
    nam.reads("Trả lại bổ sung")

    hanh.go("/")
    hanh.follow(TITLE)
    hanh.reads("Ghi thêm số ngày làm việc trong năm.")
    hanh.shoot("initiative-returned")
    hanh.type("Cách tính", "Bớt 2 giây/áo × 1.200 áo/ngày × 290 ngày × đơn giá giây")
    hanh.press("Xem lại và nộp")
    hanh.press("Nộp lại")
    hanh.reads("bản 2")

    nam.go("/")
    nam.follow(TITLE)
    nam.press("Kiểm tra hồ sơ")
    nam.press("Tiếp nhận")
    nam.press("Tiếp nhận")
    nam.press("Thẩm định giá trị")
    nam.type("Giá trị thẩm định", "90000000")
    nam.type("Cách kiểm tra", "Đối chiếu sổ sản lượng tháng trước của chuyền 5")
    nam.press("Thẩm định giá trị")
    nam.press("Kiểm tra hồ sơ")
    nam.press("Hợp lệ")
    nam.tick("Không trùng sáng kiến đã được công nhận")
    nam.tick("Không trái trật tự công cộng")
    nam.type("Ghi chú kiểm tra", "Gá hai bậc, khác SK-001 một bậc.")
    nam.press("Hợp lệ")
    nam.reads("Hợp lệ, chờ hội đồng")

    hanh.press("Theo dõi hồ sơ")
    for words in ("Đang chờ", "Thư ký Hội đồng đưa vào phiên họp tới.", "Xem chỗ đã sửa", "90.000.000 đ"):
        hanh.reads(words)
    hanh.shoot("initiative")


def score(person: Someone, band: int) -> None:
    """Take for every criterion the lowest points of a band, best band first."""
    for criterion in person.page.locator(".td-crit").all():
        if criterion.get_attribute("open") is None:
            criterion.locator("summary").click()
        criterion.locator(".td-band").nth(band).click()
        criterion.locator(".td-pick label:visible").last.click()


def test_council_to_recognition(someone, worker):
    """D.4: on the agenda, declared, scored, voted, counted, signed, recognised, read by the author."""
    title = played(launch, submit, days_ago=4).kept["initiative"].title
    meeting = "Phiên xét sáng kiến đột xuất"
    nam = someone("NV-042")
    nam.go("/hoi-dong/")
    nam.press("Các Hội đồng")
    nam.follow("Hội đồng sáng kiến cơ sở")
    nam.press("Lập phiên họp")
    nam.type("Tên phiên họp", meeting)
    nam.type("Giờ, ngày họp", f"{timezone.localtime():%H:%M %d/%m/%Y}")
    nam.choose("Phiếu chấm (barem)", "Barem đề xuất")
    nam.press("Lập phiên họp")
    nam.reads("Chưa mời được: phiên họp chưa có hồ sơ.")
    session = nam.path
    nam.go("/")
    nam.follow(title)
    nam.press("Đưa vào phiên")
    nam.tick(meeting)
    nam.press("Đưa vào phiên")
    nam.reads("Hội đồng đang xét")
    nam.go(session)
    nam.press("Mời họp, gửi tài liệu")
    nam.reads("Đã mời họp")

    huong, oanh, phuoc, lan = (
        someone(code, width)
        for code, width in (("NV-041", "desk"), ("NV-043", "phone"), ("NV-044", "desk"), ("NV-045", "phone"))
    )
    everyone = (oanh, huong, phuoc, lan, nam)
    for person in everyone:
        person.go("/")
        person.follow(f"Chấm 1 hồ sơ: {meeting}")
        if person is oanh:
            person.shoot("conflict")
        person.press("Không có, mở hồ sơ")
        score(person, band=1 if person is lan else 0)
        if person is oanh:
            person.shoot("score")
        person.press("Nộp phiếu chấm")
        person.reads("đã chấm 60/100" if person is lan else "đã chấm 84/100")

    nam.press("Điểm danh")
    nam.press("Lưu điểm danh")
    nam.reads("Đã ghi 5 người có mặt.")
    nam.shoot("session")
    huong.go(session)
    huong.press("Khai mạc")
    huong.press("Mở phiếu")
    huong.press("Mở phiếu")
    huong.reads("Đã mở phiếu cho 1 hồ sơ.")
    for person in everyone:
        person.go(session)
        person.press("Bỏ 1 phiếu")
        if person is oanh:
            person.press("Bỏ phiếu")
            person.reads("Bạn chưa chọn phiếu nào.")
            person.shoot("ballot")
        person.tick("Không đồng ý" if person is lan else "Đồng ý")
        person.press("Bỏ phiếu")
        person.reads("Đã bỏ 1 phiếu")
    huong.press("Về phiên họp")
    huong.press("Đóng phiếu, kiểm phiếu")
    huong.press("Đóng phiếu, kiểm phiếu")
    huong.reads("4/5 đồng ý")
    huong.shoot("results")

    nam.go("/")
    nam.follow(f"Biên bản: {meeting}")
    nam.press("Lập biên bản")
    nam.type("Ý kiến, kiến nghị và kết luận", "Đề nghị nhân rộng ra chuyền 6.")
    nam.press("Lưu phần bổ sung")
    nam.press("Ký biên bản")
    nam.reads("Đã ký. Còn chờ người kia ký.")
    huong.go("/")
    huong.follow(f"Biên bản: {meeting}")
    huong.shoot("minutes")
    huong.press("Ký biên bản")
    huong.reads("Đã ký. Phiên họp kết thúc, biên bản có hiệu lực.")
    assert "Đề nghị nhân rộng ra chuyền 6." in read_pdf(huong.takes("Biên bản (PDF)"))
    assert huong.takes("Biên bản (Word)").startswith(b"PK")

    huong.go("/")
    huong.follow(title)
    huong.reads("Đã thẩm định: 90.000.000 đ")
    huong.type("Số quyết định", "21/QĐ-CĐCS")
    huong.shoot("recognise")
    huong.press("Công nhận")
    huong.reads("Công nhận cấp cơ sở")

    hanh = someone("NV-001", "phone")
    hanh.go("/thong-bao/")
    hanh.reads("được công nhận cấp cơ sở")
    hanh.go("/sang-kien/cua-toi/")
    hanh.follow(title)
    for words in ("Điểm bình quân 79,2. 4/5 phiếu đồng ý", "Quyết định số 21/QĐ-CĐCS.", "90.000.000 đ"):
        hanh.reads(words)
    hanh.shoot("initiative-recognised")
