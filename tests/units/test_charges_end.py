"""Who no longer holds the role of assigned officer looks after nobody: ended, moved, run out, handed over."""

from datetime import date, timedelta
from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import close_old_connections
from django.utils import timezone

from portal.core import audit
from portal.core.errors import DomainError
from portal.core.models import AuditLine
from portal.pages.handing_over import hand_over, preview
from tests.moments import LONG_AGO, NOW, TODAY
from tests.people import make_user
from tests.units.changes import make_keepers, plan, take_effect
from tests.units.charges import give, make_official
from tests.units.sheets import send, write
from tests.world import make_unit
from units.enums import Change, Level, Role, UnitKind
from units.models import Charge, User
from units.selectors import get_charge, list_unions, roles_to_hand_over
from units.services import assign_role, end_role, hand_over_charges

TOMORROW = TODAY + timedelta(days=1)
OFFICER = Role.ASSIGNED_OFFICER


@pytest.fixture
def nga(world) -> User:
    return make_user("NV-NGA", "Lý Thị Nga", world.province, Role.ADMINISTRATOR)


@pytest.fixture
def luong(world) -> User:
    return make_official(world)


@pytest.fixture
def hoa(world) -> User:
    return make_official(world, "NV-HOA", "Chu Thị Thanh Hòa")


def ended(user, nga, on=None, **facts):
    held = user.held.filter(role=OFFICER, **facts).get()
    end_role(held, actor=nga, at=NOW, reason="Chuyển việc", on=on)


def missing(world):
    return {unit.code for unit in list_unions(world.province, day=TODAY, missing=True)}


def test_charge_ends_with_the_role_in_the_same_step(people, world, nga, luong):
    charge = give(world.factory, luong, people)
    later_one = give(world.mill, luong, people, valid_from=TOMORROW)
    assert missing(world) == {"CS-003"}
    ended(luong, nga)
    charge.refresh_from_db()
    assert (charge.valid_to, missing(world)) == (TODAY, {"CS-002", "CS-003"})
    assert not Charge.objects.filter(pk=later_one.pk).exists()
    assert get_charge(world.factory, day=TODAY - timedelta(1)).official == luong
    line = audit.history(charge).last()
    assert (line.action, line.actor, line.after) == ("charge.end", nga, {"valid_to": TODAY.isoformat()})
    dropped = AuditLine.objects.get(action="charge.drop")
    assert (dropped.object_id, dropped.actor) == (later_one.pk, nga)


def test_role_that_may_not_be_ended_keeps_its_charges(people, world, nga, luong):
    give(world.factory, luong, people)
    for actor in (people.tuan, people.hung, people.binh, luong):
        with pytest.raises(PermissionDenied):
            ended(luong, actor)
    ended(luong, nga)
    with pytest.raises(DomainError, match="đã kết thúc"):
        ended(luong, nga)
    assert Charge.objects.get().valid_to == TODAY


def test_charge_stays_while_another_role_bears_it(people, world, nga, luong):
    give(world.factory, luong, people)
    assign_role(luong, OFFICER, world.upper, actor=None, at=NOW, valid_from=LONG_AGO, valid_to=date(2027, 1, 1))
    # Other roles bear nothing, nor does the role in another branch, nor one for a unit alone.
    assign_role(luong, Role.EMULATION_OFFICER, world.province, actor=None, at=NOW, valid_from=LONG_AGO)
    assign_role(luong, OFFICER, world.other_province, actor=None, at=NOW, valid_from=LONG_AGO)
    assign_role(luong, OFFICER, world.top, actor=None, at=NOW, valid_from=LONG_AGO, whole_branch=False)
    ended(luong, nga, unit=world.province)
    assert Charge.objects.get().valid_to == date(2027, 1, 1)
    ended(luong, nga, unit=world.upper)
    assert Charge.objects.get().valid_to == TODAY


def test_charges_of_others_and_of_before_are_left_alone(people, world, nga, luong, hoa):
    give(world.factory, luong, people)
    give(world.factory, hoa, people, valid_from=date(2026, 3, 1))
    give(world.mill, hoa, people)
    ended(luong, nga)
    held = Charge.objects.order_by("valid_from", "unit__code").values_list("official", "valid_to")
    assert list(held) == [(luong.pk, date(2026, 3, 1)), (hoa.pk, None), (hoa.pk, None)]


def test_role_for_a_time_lends_its_last_day_to_what_is_given_by_it(people, world, nga):
    last = date(2026, 12, 31)
    thu = make_user("NV-THU", "Đỗ Thị Thu", world.province)
    assign_role(thu, OFFICER, world.upper, actor=None, at=NOW, valid_from=TODAY, valid_to=last)
    assert give(world.factory, thu, people, valid_from=TODAY).valid_to == last
    assert hand_over_charges(world.upper, thu, actor=people.tuan, at=NOW, valid_from=TODAY) == 1
    assert get_charge(world.mill, day=last - timedelta(1)).official == thu
    assert get_charge(world.mill, day=last) is None
    with pytest.raises(DomainError, match="không giữ vai trò cán bộ phụ trách"):
        give(world.factory, thu, people, valid_from=last)


def test_role_for_a_unit_alone_bears_nothing_below_it(people, world):
    thu = make_user("NV-THU", "Đỗ Thị Thu", world.province)
    assign_role(thu, OFFICER, world.upper, actor=None, at=NOW, valid_from=LONG_AGO, whole_branch=False)
    with pytest.raises(DomainError, match="không giữ vai trò cán bộ phụ trách"):
        give(world.factory, thu, people)


def test_union_that_moves_out_of_the_branch_has_nobody(people, world, luong):
    keepers = make_keepers(world.top)
    near = make_unit("CD-VSIP", "Công đoàn VSIP", UnitKind.ZONE, Level.UPPER, world.province)
    far = make_unit("CD-HT", "Công đoàn Hương Thủy", UnitKind.COMMUNE, Level.UPPER, world.other_province)
    moving, staying = give(world.mill, luong, people), give(world.factory, luong, people)
    within = take_effect(plan(Change.MOVE, sources=[world.factory], parent=near), keepers)
    change = take_effect(plan(Change.MOVE, sources=[world.mill], parent=far), keepers)
    moving.refresh_from_db()
    staying.refresh_from_db()
    assert (moving.valid_to, staying.valid_to) == (change.effective_on, None)
    assert (change.result["charges"], "charges" in within.result) == (1, False)


def test_role_that_ends_by_spreadsheet_ends_its_charges(people, world, nga, luong):
    charge = give(world.factory, luong, people)
    heading = ["Mã đoàn viên *", "Vai *", "Mã đơn vị *", "Từ ngày *", "Đến hết ngày"]
    rows = [["NV-LUONG", "Cán bộ phụ trách", world.province.code, LONG_AGO, date(2026, 6, 20)]]
    sheet = write(send(nga, world.province, rows, kind="units.officials", heading=heading))
    assert sheet.changed_rows == 1
    charge.refresh_from_db()
    assert charge.valid_to == date(2026, 6, 21)
    assert audit.history(charge).last().actor == nga


def handed(luong, successor, nga):
    held = roles_to_hand_over(luong, actor=nga, day=timezone.localdate())
    successors = {one.pk: successor for one in held}
    return hand_over(luong, actor=nga, at=timezone.now(), successors=successors, reason="Nghỉ hưu 45/QĐ")


def test_hand_over_moves_the_unions(people, world, nga, luong):
    today = timezone.localdate()
    tomorrow = today + timedelta(1)
    thu = make_user("NV-THU", "Đỗ Thị Thu", world.province)
    give(world.factory, luong, people)
    give(world.mill, luong, people, valid_from=tomorrow)
    shown = preview(luong, roles_to_hand_over(luong, actor=nga, day=today), day=today)
    assert [(str(label), count) for label, count in shown.named] == [("Công đoàn cơ sở đang phụ trách", 2)]
    moved = handed(luong, thu, nga)
    assert moved["Công đoàn cơ sở đang phụ trách"] == 2
    assert get_charge(world.factory, day=today).official == thu
    assert get_charge(world.factory, day=today - timedelta(1)).official == luong
    assert (get_charge(world.mill, day=today), get_charge(world.mill, day=tomorrow).official) == (None, thu)
    line = AuditLine.objects.get(action="charge.hand_over")
    assert (line.actor, sorted(line.after["unions"])) == (nga, sorted([world.factory.pk, world.mill.pk]))


def test_role_that_just_ends_or_waits_leaves_the_unions_to_nobody(people, world, nga, luong, hoa):
    boss = make_user("NV-SEP", "Đào Văn Sếp", world.province, Role.ADMINISTRATOR)
    give(world.factory, luong, people)
    give(world.mill, hoa, people)
    handed(luong, None, nga)
    # An administrator who gets a business role waits for a second person; until then nobody is charged.
    handed(hoa, boss, nga)
    assert not Charge.objects.in_force(timezone.localdate()).exists()
    assert not Charge.objects.filter(official=boss).exists()


@pytest.mark.django_db(transaction=True)
def test_charge_given_while_the_role_ends_does_not_stay(people, world, nga, luong):
    def try_to(work):
        try:
            work()
        except DomainError:
            pass
        finally:
            close_old_connections()

    works = (lambda: give(world.factory, luong, people, valid_from=TODAY), lambda: ended(luong, nga))
    threads = [Thread(target=try_to, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not Charge.objects.in_force(TODAY).exists()
