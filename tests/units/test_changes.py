"""Changes of the tree: what a decision does, what it leaves alone, and what it may not do."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from initiatives.models import Initiative
from portal.core.errors import DomainError, PartsMissing, StaleError
from portal.core.models import AuditLine, Notice
from portal.core.workflow import WrongStateError
from tests.awards.story import make_initiative
from tests.people import make_member, make_user
from tests.units.changes import DAY, NEW, NOW, later, make_keepers, merger, plan, replace, take_effect
from tests.world import make_unit
from units.enums import Change, ChangeState, Level, Role, UnitKind, UnitStatus
from units.models import Assignment, Member, MemberMove, Unit, UnitChange, UnitVersion
from units.services import (
    NewUnit,
    apply_due_changes,
    cancel_change,
    confirm_change,
    draft_change,
    drop_change,
    reopen_change,
    revise_change,
)

COMMUNE = NewUnit(code="CD-X1", name="Công đoàn xã Đại Đồng", short_name="CĐ xã Đại Đồng", kind=UnitKind.COMMUNE)


@pytest.fixture
def keepers(world):
    return make_keepers(world.top)


def confirmed(what, keepers, *, at=NOW) -> UnitChange:
    change = draft_change(what, actor=keepers[0], at=at)
    confirm_change(change, actor=keepers[1], at=at)
    return change


def refused(what, keepers) -> str:
    """Return the sentences that refuse a change, and see that nothing came of it."""
    before = list(Unit.objects.order_by("pk").values_list("pk", "path", "status", "name"))
    change = draft_change(what, actor=keepers[0], at=NOW)
    with pytest.raises(PartsMissing) as caught:
        confirm_change(change, actor=keepers[1], at=NOW)
    apply_due_changes(at=NOW)
    change.refresh_from_db()
    assert change.state == ChangeState.DRAFT
    assert list(Unit.objects.order_by("pk").values_list("pk", "path", "status", "name")) == before
    return " ".join(str(sentence) for sentence in caught.value.parts.values())


def path_of(unit: Unit, day: date) -> str:
    return UnitVersion.objects.on(day).get(unit=unit).path


def test_merging_two_provinces_lays_both_under_the_new_one(world, people, keepers):
    record = make_initiative(people.lan.member)
    change = take_effect(merger(world.province, world.other_province), keepers)
    new = Unit.objects.get(code="LD-MOI")
    assert (new.parent, new.level, new.kind, new.valid_from) == (world.top, Level.PROVINCE, UnitKind.PROVINCE, DAY)
    for old in (world.province, world.other_province):
        old.refresh_from_db()
        assert (old.status, old.valid_to, old.heir, old.parent) == (UnitStatus.MERGED, DAY, new, new)
        assert old.path == f"{new.path}{old.pk}/"
        assert [link.successor for link in old.successor_links.all()] == [new]
    world.group.refresh_from_db()
    assert world.group.is_under(new)
    assert not world.group.is_under(world.province)
    assert world.group.province == new
    record.refresh_from_db()
    assert (record.province, record.unit) == (new, world.group)
    assert set(Initiative.objects.in_branch(new)) == {record}
    # The factory of the other province hangs directly under the new one; a branch of any depth moves whole.
    world.other_factory.refresh_from_db()
    assert (world.other_factory.parent, world.other_factory.province) == (new, new)
    assert change.result["units"] == 6


def test_tree_can_be_read_as_it_was(world, people, keepers):
    before = {unit.pk: unit.path for unit in Unit.objects.all()}
    take_effect(merger(world.province, world.other_province), keepers)
    eve = DAY - timedelta(days=1)
    for unit in Unit.objects.filter(pk__in=before):
        assert path_of(unit, eve) == before[unit.pk]
        assert path_of(unit, DAY) == unit.path
    assert UnitVersion.objects.on(eve).get(unit=world.province).status == UnitStatus.ACTIVE
    assert UnitVersion.objects.on(DAY).get(unit=world.province).status == UnitStatus.MERGED


def test_merging_into_a_standing_unit_keeps_what_it_has(world, people, keepers):
    take_effect(merger(world.other_province, into=world.province), keepers)
    world.province.refresh_from_db()
    world.other_province.refresh_from_db()
    assert world.province.is_active
    assert world.other_province.heir == world.province
    assert Unit.objects.get(pk=world.upper.pk).path == world.upper.path
    assert UnitVersion.objects.filter(unit=world.upper).count() == 1


def test_heir_that_ends_in_its_turn_hands_all_down(world, keepers):
    take_effect(merger(world.other_province, into=world.province), keepers)
    third = make_unit("LD-BGI", "LĐLĐ tỉnh Bắc Giang", UnitKind.PROVINCE, Level.PROVINCE, world.top)
    world.province.refresh_from_db()
    take_effect(merger(world.province, into=third, effective_on=DAY + timedelta(days=7)), keepers)
    for old in (world.province, world.other_province):
        old.refresh_from_db()
        assert old.heir == third
        assert old.is_under(third)


def test_members_of_merged_unions_go_along_and_keep_where_they_were(world, people, keepers):
    binh = make_member("NV-DAN", "Vũ Thị Dần", world.mill)
    take_effect(merger(world.mill, into=world.factory), keepers)
    binh.refresh_from_db()
    assert (binh.unit, binh.grassroots) == (world.factory, world.factory)
    move = MemberMove.objects.get(member=binh)
    assert (move.from_unit, move.to_unit, move.on) == (world.mill, world.factory, DAY)
    # Lan belongs to a group, which did not move.
    assert Member.objects.get(pk=people.lan.member.pk).unit == world.group
    assert Unit.objects.get(pk=world.factory.pk).member_count == 1480 + 640


def test_roles_end_with_the_unit_unless_carried_over(world, people, keepers):
    tuan, mai = (Assignment.objects.get(user=user) for user in (people.tuan, people.mai))
    take_effect(merger(world.province, world.other_province, carried=[tuan]), keepers)
    new = Unit.objects.get(code="LD-MOI")
    tuan.refresh_from_db()
    mai.refresh_from_db()
    assert (tuan.valid_to, mai.valid_to) == (DAY, DAY)
    held = Assignment.objects.in_force(DAY).filter(user__in=[people.tuan, people.mai])
    assert [(one.user, one.role, one.unit) for one in held] == [(people.tuan, Role.LEADER, new)]


def test_heir_acts_for_what_a_unit_left(world, people, keepers):
    take_effect(merger(world.other_province, into=world.province), keepers)
    world.other_province.refresh_from_db()
    assert people.tuan.acts_for(world.other_province, Role.LEADER)
    assert not people.hung.acts_for(world.other_province, Role.LEADER)


def test_splitting_an_upper_union_shares_its_unions_out(world, people, keepers):
    other = NewUnit(code="CD-X2", name="Công đoàn xã Tiên Du", short_name="CĐ xã Tiên Du", kind=UnitKind.COMMUNE)
    take_effect(
        plan(
            Change.SPLIT,
            sources=[world.upper],
            targets=[COMMUNE, other],
            along={world.factory: 0, world.mill: 1},
        ),
        keepers,
    )
    first, second = Unit.objects.get(code="CD-X1"), Unit.objects.get(code="CD-X2")
    world.upper.refresh_from_db()
    assert (world.upper.status, world.upper.heir) == (UnitStatus.DISSOLVED, first)
    assert [link.successor for link in world.upper.successor_links.order_by("pk")] == [first, second]
    assert Unit.objects.get(pk=world.group.pk).upper == first
    assert Unit.objects.get(pk=world.mill.pk).upper == second
    assert (first.member_count, second.member_count) == (1480, 640)


def test_parting_something_off_lets_the_unit_stand(world, keepers):
    take_effect(
        plan(Change.SPLIT, sources=[world.upper], targets=[COMMUNE], along={world.mill: 0}, source_stays=True), keepers
    )
    world.upper.refresh_from_db()
    assert world.upper.is_active
    assert Unit.objects.get(pk=world.factory.pk).upper == world.upper
    assert Unit.objects.get(pk=world.mill.pk).upper == Unit.objects.get(code="CD-X1")


def test_moving_takes_the_branch_along(world, people, keepers):
    record = make_initiative(people.lan.member)
    take_effect(plan(Change.MOVE, sources=[world.factory], parent=world.other_province), keepers)
    record.refresh_from_db()
    assert (record.province, record.upper, record.grassroots) == (world.other_province, None, world.factory)
    assert Unit.objects.get(pk=world.group.pk).is_under(world.other_province)


def test_renaming_keeps_the_old_name_for_its_days(world, keepers):
    names = NewUnit(name="Liên đoàn Lao động tỉnh Kinh Bắc", short_name="LĐLĐ tỉnh Kinh Bắc", doc_suffix="LĐLĐ")
    take_effect(plan(Change.RENAME, sources=[world.province], names=names), keepers)
    world.province.refresh_from_db()
    assert world.province.short_name == "LĐLĐ tỉnh Kinh Bắc"
    eve = UnitVersion.objects.on(DAY - timedelta(days=1)).get(unit=world.province)
    assert eve.short_name == "LĐLĐ tỉnh Bắc Ninh"
    # Nothing below changed, so nothing below has another version.
    assert UnitVersion.objects.filter(unit=world.upper).count() == 1


def test_founding_and_dissolving(world, keepers):
    take_effect(plan(Change.FOUND, targets=[COMMUNE], parent=world.province), keepers)
    new = Unit.objects.get(code="CD-X1")
    assert (new.parent, new.level, new.valid_from) == (world.province, Level.UPPER, DAY)
    take_effect(plan(Change.DISSOLVE, sources=[new], effective_on=DAY + timedelta(days=1)), keepers)
    new.refresh_from_db()
    assert (new.status, new.valid_to, new.heir) == (UnitStatus.DISSOLVED, DAY + timedelta(days=1), None)


def test_two_changes_on_one_day_leave_one_version(world, keepers):
    take_effect(plan(Change.MOVE, sources=[world.factory], parent=world.province), keepers)
    world.factory.refresh_from_db()
    take_effect(plan(Change.MOVE, sources=[world.factory], parent=world.other_province), keepers)
    paths = [version.path for version in UnitVersion.objects.filter(unit=world.factory).order_by("valid_from")]
    assert paths == [f"{world.upper.path}{world.factory.pk}/", f"{world.other_province.path}{world.factory.pk}/"]


def test_versions_never_overlap(world):
    with pytest.raises(IntegrityError, match="unit_version_one_at_a_time"), transaction.atomic():
        UnitVersion.objects.create(
            unit=world.mill, valid_from=DAY, name="x", short_name="x", status="active", path=world.mill.path
        )


def test_waits_for_its_day_and_is_applied_once(world, people, keepers):
    change = confirmed(merger(world.province, world.other_province, effective_on=date(2026, 7, 1)), keepers)
    assert apply_due_changes(at=NOW) == 0
    assert Unit.objects.get(pk=world.province.pk).is_active
    assert apply_due_changes(at=later(days=16)) == 1
    assert apply_due_changes(at=later(days=17)) == 0
    change.refresh_from_db()
    assert (change.state, change.result["units"]) == (ChangeState.APPLIED, 6)
    assert Unit.objects.filter(code="LD-MOI").count() == 1
    told = Notice.objects.filter(event=f"unitchange.applied:{change.pk}")
    assert {people.tuan, people.yen, *keepers} <= {notice.recipient for notice in told}


def test_undone_until_its_day_and_not_after(world, keepers):
    waiting = confirmed(merger(world.province, world.other_province, effective_on=date(2026, 7, 1)), keepers)
    cancel_change(waiting, actor=keepers[1], at=NOW, reason="Lùi thời gian sáp nhập")
    assert apply_due_changes(at=later(days=30)) == 0
    assert Unit.objects.get(pk=world.province.pk).is_active
    done = take_effect(merger(world.mill, into=world.factory), keepers)
    with pytest.raises(WrongStateError):
        cancel_change(done, actor=keepers[1], at=NOW, reason="Nhầm")


def test_revised_until_confirmed(world, keepers):
    admin, leader = keepers
    change = draft_change(merger(world.province, world.other_province), actor=admin, at=NOW)
    revise_change(change, merger(world.mill, into=world.factory), actor=admin, at=NOW, seen_version=1)
    assert (change.unit, [str(part) for part in change.parts.order_by("pk")]) == (
        world.upper,
        [world.mill.short_name, world.factory.short_name],
    )
    with pytest.raises(StaleError):
        revise_change(change, merger(world.factory, into=world.mill), actor=admin, at=NOW, seen_version=1)
    confirm_change(change, actor=leader, at=NOW)
    with pytest.raises(WrongStateError, match="Mở lại"):
        revise_change(change, merger(world.factory, into=world.mill), actor=admin, at=NOW)
    reopen_change(change, actor=leader, at=NOW)
    drop_change(change, actor=admin, at=NOW)
    assert apply_due_changes(at=NOW) == 0


def test_other_hand_confirms(world, people, keepers):
    change = draft_change(merger(world.mill, into=world.factory), actor=keepers[0], at=NOW)
    with pytest.raises(PermissionDenied, match="Người chốt phải là người khác"):
        confirm_change(change, actor=keepers[0], at=NOW)
    for stranger in (people.binh, people.yen, people.hung, people.huy):
        with pytest.raises(PermissionDenied, match="Chỉ lãnh đạo hoặc người quản trị"):
            confirm_change(change, actor=stranger, at=NOW)
    # The province leads the zone's union, whose business the merger is.
    confirm_change(change, actor=people.tuan, at=NOW)


def test_only_the_administrator_above_prepares(world, people, keepers):
    for person in (people.tuan, people.yen, people.binh, keepers[1]):
        with pytest.raises(PermissionDenied, match="Chỉ người quản trị"):
            draft_change(merger(world.province, world.other_province), actor=person, at=NOW)
    local = make_user("NV-QT", "Lý Quản Trị", world.province, Role.ADMINISTRATOR)
    with pytest.raises(PermissionDenied):
        draft_change(merger(world.province, world.other_province), actor=local, at=NOW)
    assert draft_change(merger(world.mill, into=world.factory), actor=local, at=NOW).unit == world.upper
    assert UnitChange.objects.count() == 1


def test_unit_does_not_merge_with_itself(world, keepers):
    with pytest.raises(DomainError, match="không thể sáp nhập với chính mình"):
        draft_change(merger(world.mill, into=world.mill), actor=keepers[0], at=NOW)
    with pytest.raises(DomainError, match="Ngày hiệu lực không được trước ngày quyết định"):
        draft_change(
            replace(merger(world.mill, into=world.factory), decided_on=DAY + timedelta(days=1)),
            actor=keepers[0],
            at=NOW,
        )
    assert not UnitChange.objects.exists()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda w: plan(Change.MOVE, sources=[w.factory], parent=w.group), "nằm dưới chính nó"),
        (lambda w: plan(Change.MOVE, sources=[w.factory], parent=w.mill), "không phải cấp trên"),
        (lambda w: merger(w.factory, into=w.upper), "không cùng cấp"),
        (lambda w: merger(w.mill, w.factory, into=replace(NEW, code="CS-010")), "Mã CS-010 đã là của đơn vị khác"),
        (lambda w: merger(w.mill, w.factory, into=replace(NEW, code="")), "Ghi mã của đơn vị mới"),
        (lambda w: merger(w.mill, w.factory, into=replace(NEW, name="")), "Ghi tên đầy đủ"),
        (lambda w: plan(Change.RENAME, sources=[w.mill], names=NewUnit(short_name="CĐCS")), "Ghi tên đầy đủ"),
        (lambda w: plan(Change.DISSOLVE, sources=[w.upper]), "chưa có nơi chuyển đến"),
        (lambda w: plan(Change.SPLIT, sources=[w.upper], targets=[COMMUNE], along={w.mill: 0}), "chưa có nơi"),
        (lambda w: merger(w.mill, into=w.factory, effective_on=date(2020, 1, 1)), "mới hoạt động từ 01/01/2020"),
    ],
    ids=["cycle", "peer", "levels", "code", "no code", "no name", "rename", "dissolve", "split", "dates"],
)  # fmt: skip
def test_what_a_decision_may_not_do(world, keepers, make, words):
    assert words in refused(make(world), keepers)


def test_day_before_a_later_change_is_refused(world, keepers):
    take_effect(plan(Change.MOVE, sources=[world.factory], parent=world.province), keepers)
    assert "đã có thay đổi từ 01/06/2026" in refused(
        merger(world.factory, into=world.mill, effective_on=date(2026, 5, 25)), keepers
    )


def test_unit_that_ended_takes_no_more_part(world, keepers):
    take_effect(merger(world.mill, into=world.factory), keepers)
    world.mill.refresh_from_db()
    assert "đã kết thúc hoạt động" in refused(merger(world.mill, into=world.other_factory), keepers)


def test_second_decision_about_a_waiting_unit_is_refused(world, keepers):
    confirmed(merger(world.mill, into=world.factory, effective_on=date(2026, 7, 1)), keepers)
    words = refused(plan(Change.MOVE, sources=[world.mill], parent=world.province), keepers)
    assert "đang chờ thay đổi theo quyết định 12/QĐ-TLĐ" in words


def test_what_stands_against_it_on_the_day_sends_it_back(world, keepers):
    change = confirmed(merger(world.mill, world.factory, effective_on=date(2026, 7, 1)), keepers)
    make_unit("LD-MOI", "Ai đó lấy mất mã", UnitKind.GRASSROOTS, Level.GRASSROOTS, world.upper)
    assert apply_due_changes(at=later(days=16)) == 0
    change.refresh_from_db()
    assert (change.state, Unit.objects.get(pk=world.mill.pk).status) == (ChangeState.DRAFT, UnitStatus.ACTIVE)
    notice = Notice.objects.get(event__startswith="unitchange.held", recipient=keepers[1])
    assert "Mã LD-MOI đã là của đơn vị khác" in notice.body


def test_leaves_its_lines_in_the_trail(world, keepers):
    change = take_effect(merger(world.mill, into=world.factory), keepers)
    lines = AuditLine.objects.filter(object_type="units.unitchange", object_id=change.pk).order_by("pk")
    assert [line.action for line in lines] == ["unitchange.draft", "unitchange.confirm", "unitchange.apply"]
    ended = AuditLine.objects.get(action="unit.end", object_id=world.mill.pk)
    assert (ended.actor, ended.after) == (keepers[1], {"status": "merged", "valid_to": "2026-06-01"})
