"""An official leaves: the administrator hands over the work, a leader delegates, a role is viewed before that."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.core.models import AuditLine
from units.models import User

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]


def day(days: int = 0) -> str:
    return f"{timezone.localdate() + timedelta(days=days):%d/%m/%Y}"


def officials_of(code: str) -> str:
    unit = User.objects.get(username=code).held.order_by("pk").first().unit
    return f"/don-vi/{unit.pk}/can-bo/"


def test_work_of_an_official_is_handed_over(someone):
    sinh = someone("NV-055")
    sinh.go(officials_of("NV-041"))
    sinh.reads("Nguyễn Thị Thu Hương")
    sinh.shoot("officials")
    sinh.press("Bàn giao · Nguyễn Thị Thu Hương")
    sinh.reads("Việc sẽ chuyển")
    sinh.type("Người nhận: Chủ tịch CĐCS", "NV-999")
    sinh.type("Lý do, văn bản", "Quyết định nghỉ hưu số 45/QĐ-LĐLĐ")
    sinh.press("Xem trước")
    sinh.reads("Không có tài khoản mang mã hoặc e-mail này.")
    for row in range(sinh.page.locator("main input[name^=role_]").count()):
        sinh.page.locator("main input[name^=role_]").nth(row).fill("NV-042")
    sinh.shoot("hand-over")
    sinh.press("Xem trước")
    sinh.reads("Ai nhận vai trò nào")
    sinh.reads("Đỗ Văn Nam")
    sinh.shoot("hand-over-preview")
    sinh.press("Bàn giao")
    sinh.reads("Đã bàn giao công việc của Nguyễn Thị Thu Hương.")
    sinh.reads("Không còn gì để bàn giao")

    nam = someone("NV-042", "phone")
    nam.go("/thong-bao/")
    nam.reads("Bạn nhận bàn giao công việc của Nguyễn Thị Thu Hương")
    huong = someone("NV-041", "phone")
    huong.go("/thong-bao/")
    huong.reads("Công việc của bạn đã được bàn giao cho Đỗ Văn Nam")
    assert User.objects.get(username="NV-041").assignments == []
    assert {held.role for held in User.objects.get(username="NV-042").assignments} == {"grassroots_officer", "leader"}


def test_leader_delegates_and_takes_it_back(someone):
    tuyen = someone("NV-019")
    tuyen.go(officials_of("NV-019"))
    tuyen.press("Ủy quyền · Ngô Đình Tuyên")
    tuyen.type("Mã đoàn viên hoặc e-mail", "NV-021")
    tuyen.type("Thôi từ ngày", day(7))
    tuyen.type("Văn bản ủy quyền", "Giấy ủy quyền 12/UQ-LĐLĐ")
    tuyen.shoot("delegate")
    tuyen.press("Ủy quyền")
    tuyen.reads("theo ủy quyền của Ngô Đình Tuyên")
    deputy = User.objects.get(username="NV-021")
    assert "leader" in {held.role for held in deputy.assignments}
    tuyen.press(f"Thôi vai trò · {deputy.full_name}")
    tuyen.type("Lý do", "Đã đi công tác về")
    tuyen.press("Thôi vai trò")
    tuyen.reads("Đã ghi ngày thôi vai trò")
    assert "leader" not in {held.role for held in User.objects.get(username="NV-021").assignments}


def test_administrator_views_as_a_role_and_stops(someone):
    sinh = someone("NV-055", "phone")
    sinh.go(officials_of("NV-041"))
    sinh.press("Xem như · Nguyễn Thị Thu Hương")
    sinh.reads("Xem như vai trò này?")
    sinh.press("Xem như")
    sinh.reads("Đang xem như")
    sinh.shoot("view-as")
    sinh.page.get_by_role("button", name="Thôi xem").click()
    sinh.reads("Đã thôi xem như vai trò khác.")
    lines = AuditLine.objects.filter(action__startswith="view_as").order_by("pk")
    assert [line.action for line in lines] == ["view_as.start", "view_as.end"]
