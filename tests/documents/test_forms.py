"""Minutes, reports, plans, receipts: what each must say, and what it leaves out."""

from portal.core.documents import render_docx, render_pdf
from tests.documents.reading import docx_lines, pages
from tests.documents.samples import minutes, plan, receipt, report


def test_minutes_tell_who_came_who_stood_aside_and_how_it_was_counted():
    text = " ".join(pages(render_pdf("minutes", minutes())))

    assert "Thời gian bắt đầu: 08 giờ 00 phút, ngày 12 tháng 6 năm 2026." in text
    assert "1. Có mặt: 2 thành viên" in text
    assert "1 Ngô Thị Ngọc Diễm Ủy viên Đi công tác" in text
    assert "1 Lê Thị Mơ SK-003 Là tác giả" in text
    assert "1 Gá may nẹp (SK-001) 7 86,43 9 8 8 8 0 88,9 Đạt" in text
    assert "Cuộc họp kết thúc vào 11 giờ 05 phút, ngày 12 tháng 6 năm 2026." in text
    assert text.endswith("THƯ KÝ Trần Văn Bình CHỦ TỌA Nguyễn Thị Vân Hà Nơi nhận: - Lưu: VT.")


def test_minutes_without_conflicts_say_there_were_none():
    text = " ".join(pages(render_pdf("minutes", minutes(conflicts=[], absent=[]))))

    assert "Không có thành viên nào khai báo xung đột lợi ích." in text
    assert "2. Vắng mặt: 0 thành viên Có mặt 8/9" in text


def test_minutes_of_a_step_not_taken_show_a_dash():
    item = minutes()["items"][0] | {"sheets": None, "mean": None}

    text = " ".join(pages(render_pdf("minutes", minutes(items=[item]))))

    assert "Gá may nẹp (SK-001) – – 9 8 8 8 0 88,9 Đạt" in text


def test_minutes_name_their_guests():
    guest = {"name": "Vũ Văn Quyền", "role": "Khách mời", "post": "Phó Giám đốc Sở"}

    text = " ".join(pages(render_pdf("minutes", minutes(invited=[guest]))))

    assert "3. Khách mời: 1 người STT Họ và tên Chức vụ, đơn vị Tư cách 1 Vũ Văn Quyền Phó Giám đốc Sở" in text


def test_report_puts_figures_and_missing_units_in_annexes():
    paper, figures, missing = pages(render_pdf("report", report()))

    assert "Phần thứ nhất KẾT QUẢ I. ĐẶC ĐIỂM TÌNH HÌNH Toàn tỉnh có 1.245 công đoàn cơ sở./." in paper
    assert paper.endswith("Quét mã để kiểm tra văn bản KT. CHỦ TỊCH PHÓ CHỦ TỊCH Thạch Văn Chung")
    assert figures.startswith("PHỤ LỤC I SỐ LIỆU TỪ NGÀY 01/01/2026 ĐẾN NGÀY 30/06/2026")
    assert figures.endswith("C01 Sáng kiến được công nhận sáng kiến 1.412 1.255 112,5 – 50,4")
    assert missing.startswith("PHỤ LỤC II DANH SÁCH ĐƠN VỊ CHƯA GỬI BÁO CÁO")
    assert missing.endswith("1 CĐCS Công ty TNHH May Hoa Sen 05/07/2026 Đã nhắc 2 lần")


def test_report_with_one_annex_does_not_number_it():
    assert pages(render_pdf("report", report(missing=[])))[1].startswith("PHỤ LỤC SỐ LIỆU")
    assert pages(render_pdf("report", report(indicators=[])))[1].startswith("PHỤ LỤC DANH SÁCH ĐƠN VỊ")


def test_report_may_begin_with_a_sub_section():
    sections = [{"heading": "1. Kết quả", "level": 3, "paragraphs": ["Tốt"]}]

    assert "1. Kết quả Tốt./." in pages(render_pdf("report", report(sections=sections)))[0]


def test_plan_goes_from_purpose_to_organisation():
    text = " ".join(pages(render_pdf("plan", plan())))

    parts = (
        "I. MỤC ĐÍCH, YÊU CẦU 1. Phát huy sáng kiến. 2. Nhân rộng điển hình.",
        "II. ĐỐI TƯỢNG THAM GIA Đoàn viên, người lao động trong toàn tỉnh.",
        "III. THỜI GIAN THỰC HIỆN Từ ngày 01/01/2026 đến hết ngày 31/12/2026.",
        "IV. NỘI DUNG THI ĐUA Nâng cao năng suất.",
        "V. TIÊU CHÍ THI ĐUA STT Tiêu chí Điểm tối đa Cách chấm 1 Tính mới 30 Mới trong đơn vị",
        "VI. CHỈ TIÊU PHẤN ĐẤU STT Chỉ tiêu Đơn vị tính Số giao Đơn vị thực hiện 1 Sáng kiến sáng kiến 2.800 Toàn tỉnh",
        "VII. HÌNH THỨC KHEN THƯỞNG STT Hình thức Đối tượng Số lượng 1 Bằng khen Cá nhân 120",
        "VIII. TỔ CHỨC THỰC HIỆN 1. Ban Công tác Công đoàn Theo dõi, tổng hợp kết quả./.",
    )
    assert [part for part in parts if part not in text] == []


def test_plan_closes_up_where_a_part_is_empty():
    lines = docx_lines(render_docx("plan", plan(audience=[], criteria=[], targets=[], award_forms=[])))

    headings = [line for line in lines if line.split(".")[0] in {"I", "II", "III", "IV", "V"}]
    assert headings == [
        "I. MỤC ĐÍCH, YÊU CẦU",
        "II. THỜI GIAN THỰC HIỆN",
        "III. NỘI DUNG THI ĐUA",
        "IV. TỔ CHỨC THỰC HIỆN",
    ]


def test_plan_names_its_phases():
    phase = {"name": "Sơ kết đợt 1", "starts_on": "2026-06-15", "ends_on": "2026-06-30"}

    text = pages(render_pdf("plan", plan(phases=[*plan()["phases"], phase])))[0]

    assert "2. Sơ kết đợt 1: từ ngày 15/06/2026 đến hết ngày 30/06/2026." in text


def test_receipt_promises_an_answer():
    text = " ".join(pages(render_pdf("receipt", receipt())))

    assert "GIẤY TIẾP NHẬN SÁNG KIẾN Mã số: SK-2026-000123 Tên sáng kiến: Chế tạo gá may nẹp sơ mi." in text
    assert "Nhận lúc: 14 giờ 05 phút, ngày 06 tháng 3 năm 2026. Giấy tờ kèm theo: Đơn đề nghị; 02 ảnh." in text
    assert "1 Nguyễn Thị Hạnh Công nhân may 60" in text
    assert "CĐCS Công ty TNHH May Hoa Sen trả lời trước ngày 05/04/2026." in text
    assert text.endswith("Quét mã để theo dõi sáng kiến SK-2026-000123 NGƯỜI TIẾP NHẬN Trần Thị Lan")


def test_receipt_leaves_out_what_is_not_known():
    text = pages(render_pdf("receipt", receipt(campaign="", papers=[])))[0]

    assert "Phong trào:" not in text
    assert "Giấy tờ kèm theo:" not in text


def test_receipt_is_one_page_with_five_authors():
    authors = [{"name": f"Tác giả {n}", "post": "Công nhân", "share": 20} for n in range(5)]

    assert len(pages(render_pdf("receipt", receipt(authors=authors)))) == 1
