"""Roles by spreadsheet: who acts where from which day; nobody gives one to themselves."""

from datetime import date

import pytest

from tests.people import make_member, make_user
from tests.units.sheets import counts, said, send, write
from units.enums import Role
from units.models import Assignment, User

HEADING = ["Mã đoàn viên", "Họ và tên", "Vai", "Mã đơn vị", "Chức danh", "Từ ngày", "Đến hết ngày"]
KIND = "units.officials"


@pytest.fixture
def admin(world):
    return make_user("NV-ADMIN", "Vũ Văn Quản", world.province, Role.ADMINISTRATOR)


def row(code: str, unit: str = "CS-002", role: str = "Cán bộ CĐCS", first="01/07/2025", last=None, **cells) -> list:
    return [code, cells.get("name"), role, unit, cells.get("title", "Chủ tịch CĐCS"), first, last]


def bring(admin, world, *rows):
    return send(admin, world.province, list(rows), kind=KIND, heading=HEADING)


def test_role_comes_with_an_account_that_nobody_can_open_yet(admin, world):
    member = make_member("NV-1", "Nguyễn Thị Hạnh", world.group)
    rows = [row("NV-1", last="30/06/2030", name="nguyễn thị hạnh"), row("NV-1", role="Lãnh đạo")]
    sheet = write(bring(admin, world, *rows))
    user = User.objects.get(member=member)
    assert (user.username, user.has_usable_password(), counts(sheet)) == ("NV-1", False, (2, 0, 0, 0))
    held = Assignment.objects.get(user=user, role=Role.GRASSROOTS_OFFICER)
    assert (held.unit, held.valid_from, held.valid_to, held.given_by) == (
        world.factory, date(2025, 7, 1), date(2030, 7, 1), admin,
    )  # fmt: skip
    assert counts(bring(admin, world, *rows)) == (0, 0, 2, 0)


def test_last_day_ends_a_role(admin, people, world):
    write(bring(admin, world, row("NV-HUNG", first="01/01/2020", last="31/05/2026", title="Chủ tịch")))
    held = Assignment.objects.get(user=people.hung, role=Role.GRASSROOTS_OFFICER)
    assert (held.valid_to, held.title) == (date(2026, 6, 1), "Chủ tịch")


def test_each_fault_has_its_row(admin, people, world):
    sheet = bring(
        admin,
        world,
        row("NV-404"),
        row("NV-BINH"),
        row("NV-ADMIN"),
        row("NV-LAN", name="Nguyễn Thị Mai"),
        row("NV-YEN", first="01/07/2026", last="01/06/2026"),
        row("NV-HUNG", first="01/07/2025"),
        row("NV-LAN", role="Lãnh đạo", unit="CS-010"),
        row("NV-LAN", role="Vua"),
    )
    assert said(sheet) == [
        (2, "Mã đoàn viên", "member_unknown"),
        (3, "Mã đoàn viên", "member_outside"),
        (4, "Mã đoàn viên", "own_role"),
        (5, "Họ và tên", "name_differs"),
        (6, "Đến hết ngày", "dates"),
        (7, "Từ ngày", "role_held"),
        (8, "Mã đơn vị", "unit_outside"),
        (9, "Vai", "cell"),
    ]


def test_same_role_twice_in_the_file_at_a_time_is_refused(admin, people, world):
    sheet = bring(
        admin,
        world,
        row("NV-LAN", last="31/12/2025"),
        row("NV-LAN", first="01/12/2025"),
        row("NV-LAN", first="01/01/2026"),
    )
    assert said(sheet) == [(3, "Mã đoàn viên", "twice"), (4, "Mã đoàn viên", "twice")]
