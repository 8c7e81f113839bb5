"""A decision on paper: what a plan lacks is said at its field; once confirmed it is mended no more."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from portal.core.errors import DomainError, PartsMissing
from portal.core.models import AuditLine
from portal.core.workflow import WrongStateError
from tests.moments import NOW, later
from tests.units.changes import make_keepers, merger, plan, take_effect
from units.enums import Change, ChangeState, PartRole, UnitKind
from units.models import Unit, UnitChange
from units.services import (
    NewUnit,
    add_target,
    apply_due_changes,
    carry_over,
    confirm_change,
    draft_change,
    drop_target,
    share_out,
)

COMMUNE = NewUnit(code="CD-X1", name="Công đoàn xã Đại Đồng", short_name="CĐ xã Đại Đồng", kind=UnitKind.COMMUNE)
OTHER = NewUnit(code="CD-X2", name="Công đoàn xã Tiên Du", short_name="CĐ xã Tiên Du", kind=UnitKind.COMMUNE)


@pytest.fixture
def keepers(world):
    return make_keepers(world.top)


@pytest.fixture
def split(world, keepers) -> UnitChange:
    """The upper union divided into two, confirmed for the first of July."""
    what = plan(
        Change.SPLIT, sources=[world.upper], targets=[COMMUNE, OTHER], along={world.factory: 0, world.mill: 1},
        effective_on=date(2026, 7, 1),
    )  # fmt: skip
    return draft_change(what, actor=keepers[0], at=NOW)


@pytest.mark.parametrize(
    ("make", "field", "words"),
    [
        (lambda w: plan(Change.MERGE, sources=[w.mill]), "targets", "Chọn hoặc ghi tên đơn vị hình thành"),
        (lambda w: plan(Change.SPLIT, sources=[w.upper]), "targets", "Chọn hoặc ghi tên đơn vị hình thành"),
        (lambda w: plan(Change.DISSOLVE), "sources", "Chọn đơn vị thay đổi"),
        (lambda w: plan(Change.MOVE, sources=[w.mill]), "parent", "Chọn đơn vị cấp trên"),
        (lambda w: plan(Change.FOUND, targets=[COMMUNE]), "parent", "Chọn đơn vị cấp trên"),
    ],
    ids=["merge", "split", "dissolve", "move", "found"],
)
def test_plan_that_lacks_a_part_is_refused_at_its_field(world, keepers, make, field, words):
    with pytest.raises(DomainError, match=words) as refusal:
        draft_change(make(world), actor=keepers[0], at=NOW)
    assert (refusal.value.field, UnitChange.objects.count()) == (field, 0)


def test_confirmed_split_is_shared_out_no_more(world, split, keepers):
    admin, leader = keepers
    before = list(split.parts.order_by("pk").values())
    second = split.parts.filter(role=PartRole.TARGET).order_by("pk")[1]
    confirm_change(split, actor=leader, at=NOW)
    for job in (
        lambda: add_target(split, COMMUNE, actor=admin, at=NOW),
        lambda: drop_target(split, second, actor=admin, at=NOW),
        lambda: share_out(split, {world.mill: None}, actor=admin, at=NOW),
        lambda: carry_over(split, [], actor=admin, at=NOW),
    ):
        with pytest.raises(WrongStateError, match="không còn ở bước chuẩn bị"):
            job()
    assert list(split.parts.order_by("pk").values()) == before


def test_split_is_shared_out_by_who_may_prepare_it_alone(world, people, split):
    for stranger in (people.tuan, people.binh, people.hung):
        with pytest.raises(PermissionDenied):
            share_out(split, {world.mill: None}, actor=stranger, at=NOW)
    assert split.parts.filter(role=PartRole.ALONG).count() == 2


def refused(what, keepers) -> str:
    change = draft_change(what, actor=keepers[0], at=NOW)
    with pytest.raises(PartsMissing) as caught:
        confirm_change(change, actor=keepers[1], at=NOW)
    return " ".join(str(sentence) for sentence in caught.value.parts.values())


def test_nothing_is_hung_under_a_unit_that_has_ended(world, keepers):
    take_effect(merger(world.other_province, into=world.province), keepers)
    world.other_province.refresh_from_db()
    for what in (
        plan(Change.MOVE, sources=[world.factory], parent=world.other_province),
        plan(Change.FOUND, targets=[COMMUNE], parent=world.other_province),
    ):
        assert refused(what, keepers) == "LĐLĐ TP Huế đã kết thúc hoạt động. Chọn đơn vị đang hoạt động."


def test_founding_under_a_unit_that_ends_before_its_day_is_held_and_holds_up_no_other(world, keepers):
    founding = draft_change(
        plan(Change.FOUND, targets=[COMMUNE], parent=world.other_province, effective_on=date(2026, 7, 1)),
        actor=keepers[0],
        at=NOW,
    )
    confirm_change(founding, actor=keepers[1], at=NOW)
    take_effect(merger(world.other_province, into=world.province), keepers)
    waiting = draft_change(
        plan(Change.MOVE, sources=[world.mill], parent=world.province, effective_on=date(2026, 7, 2)),
        actor=keepers[0],
        at=NOW,
    )
    confirm_change(waiting, actor=keepers[1], at=NOW)
    assert apply_due_changes(at=later(days=20)) == 1
    for change, state in ((founding, ChangeState.DRAFT), (waiting, ChangeState.APPLIED)):
        change.refresh_from_db()
        assert change.state == state
    assert not Unit.objects.filter(code="CD-X1").exists()
    held = AuditLine.objects.get(action="unitchange.hold")
    assert "LĐLĐ TP Huế đã kết thúc hoạt động" in held.note
