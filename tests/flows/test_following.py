"""An assigned official writes down a difficulty on a visit; it is directed, resolved and closed by clicking."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.flows.someone import Someone

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]
TROUBLE = "Máy quét mã hỏng, chuyền 5 không ghi được sản lượng"


def test_difficulty_from_the_visit_to_its_end(someone):
    today = timezone.localdate()
    luong: Someone = someone("NV-057", "phone")
    luong.go("/don-vi/phu-trach/")
    luong.reads("Đơn vị phụ trách")
    luong.shoot("official")
    luong.go("/phong-trao/")
    luong.follow("Phong trào thi đua “Lao động giỏi, Lao động sáng tạo” năm 2026")
    luong.reads("Khó khăn, vướng mắc")
    luong.shoot("campaign-difficulties")
    luong.press("Ghi khó khăn")
    luong.choose("Công đoàn cơ sở", "May Đáp Cầu Mới")
    luong.type("Khó khăn, vướng mắc", f"{TROUBLE}\nĐề nghị cấp trên làm việc với ban giám đốc.")
    luong.type("Ngày xuống cơ sở", f"{today + timedelta(days=1):%d/%m/%Y}")
    luong.press("Ghi và báo cấp trên")
    luong.reads("Ngày xuống cơ sở không được sau hôm nay.")
    luong.shoot("difficulty-form")
    luong.type("Ngày xuống cơ sở", f"{today:%d/%m/%Y}")
    luong.press("Ghi và báo cấp trên")
    luong.reads("Đã ghi. Cấp trên được báo.")
    address = luong.path
    assert address.startswith("/phong-trao/kho-khan/")

    trang = someone("NV-052")
    trang.go("/")
    trang.reads(TROUBLE)
    trang.shoot("home-of-the-upper-union")
    trang.go(address)
    trang.press("Chỉ đạo")
    trang.type("Ý kiến chỉ đạo", "Chủ tịch CĐ các KCN làm việc với ban giám đốc, thay máy quét trong tuần.")
    trang.type("Hạn khắc phục", f"{today + timedelta(days=5):%d/%m/%Y}")
    trang.shoot("difficulty-direct")
    trang.press("Chỉ đạo")
    trang.reads("Đã gửi ý kiến chỉ đạo.")
    trang.reads(f"{today + timedelta(days=5):%d/%m/%Y}")

    huong = someone("NV-041", "phone")
    huong.go(address)
    huong.press("Báo đã khắc phục")
    huong.type("Đã khắc phục thế nào", "Doanh nghiệp đã thay hai máy quét mới.")
    huong.press("Báo đã khắc phục")
    huong.reads("Đã báo khắc phục.")

    trang.go(address)
    trang.press("Đóng")
    trang.press("Đóng")
    trang.reads("Đã đóng.")
    trang.shoot("difficulty-closed")
    trang.go("/phong-trao/kho-khan/")
    assert TROUBLE in trang.text
    trang.shoot("difficulties")


def test_lists_of_who_looks_after_whom(someone):
    mai: Someone = someone("NV-019")
    mai.go("/don-vi/danh-sach/?q=LD-BNI")
    mai.follow("Liên đoàn Lao động tỉnh Bắc Ninh")
    mai.press("Cán bộ phụ trách")
    mai.reads("Khối lượng từng cán bộ")
    mai.shoot("charges")
    mai.page.locator(".td-figs a").nth(1).click()
    mai.reads("Chưa có")
    mai.shoot("charges-missing")
    mai.press("Phân công")
    mai.shoot("charge-form")
    mai.choose("Giao cho", "Giáp Văn Lượng")
    mai.press("Phân công")
    mai.reads("Đã phân công cán bộ phụ trách.")
    assert "Giáp Văn Lượng" in mai.text
    mai.shoot("unit-with-charge")


def test_bloc_signs_its_pledge(someone):
    """Two presidents of commune unions are left to sign; the province closes the year."""
    thao: Someone = someone("NV-082", "phone")
    thao.go("/don-vi/")
    thao.reads("Khối thi đua số 2")
    thao.follow("Khối thi đua số 2")
    thao.reads("Chưa ký")
    thao.press("Ký giao ước")
    thao.shoot("pledge-sign")
    thao.press("Ký giao ước thi đua")
    thao.reads("Đã ký giao ước.")
    bloc = thao.path
    ha = someone("NV-083", "phone")
    ha.go(bloc)
    ha.press("Ký giao ước")
    ha.press("Ký giao ước thi đua")
    ha.reads("Đã ký đủ")
    ha.shoot("cluster-signed")

    tuyen = someone("NV-019")
    tuyen.go(bloc)
    tuyen.press("Mở năm mới")
    tuyen.type("Đơn vị trưởng", "Không đâu")
    tuyen.press("Lưu")
    tuyen.reads("Không có đơn vị nào đang hoạt động mang mã hoặc tên “Không đâu”")
    tuyen.shoot("cluster-form")
    tuyen.go(bloc)
    tuyen.press("Kết thúc năm giao ước")
    tuyen.press("Kết thúc năm giao ước")
    tuyen.reads("Đã kết thúc")
    tuyen.shoot("cluster")
    tuyen.page.locator(".td-crumb").click()
    tuyen.reads("Khối thi đua số 1")
    assert "Đã kết thúc" in tuyen.text
    tuyen.shoot("clusters")
