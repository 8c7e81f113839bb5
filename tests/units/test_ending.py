"""What a unit leaves behind: to whom it goes when it is split or dissolved, and that nobody is counted twice."""

import pytest

from tests.people import make_member
from tests.units.changes import DAY, NOW, make_keepers, plan, take_effect
from tests.world import make_unit
from units.enums import Change, Level, UnitKind, UnitStatus
from units.models import Member, MemberMove, Unit
from units.services import NewUnit, apply_change, confirm_change, draft_change

FIRST = NewUnit(code="CS-X1", name="CĐCS Nhà máy 1", short_name="CĐCS Nhà máy 1", kind=UnitKind.GRASSROOTS)
SECOND = NewUnit(code="CS-X2", name="CĐCS Nhà máy 2", short_name="CĐCS Nhà máy 2", kind=UnitKind.GRASSROOTS)


@pytest.fixture
def keepers(world):
    return make_keepers(world.top)


@pytest.fixture
def sections(world) -> tuple[Unit, Unit]:
    """The two sections of the factory: 600 and 300 of its 1,480 members; the others are in none."""
    other = make_unit("BP-B", "Công đoàn bộ phận Xí nghiệp May 2", UnitKind.SECTION, Level.SECTION, world.factory)
    for section, count in ((world.section, 600), (other, 300)):
        section.member_count = count
        section.save(update_fields=["member_count"])
    return world.section, other


def counted(*codes: str) -> list[int]:
    return [Unit.objects.get(code=code).member_count for code in codes]


def test_split_counts_everybody_once_and_the_rest_with_the_heir(world, sections, keepers):
    take_effect(
        plan(
            Change.SPLIT, sources=[world.factory], targets=[FIRST, SECOND],
            along={sections[0]: 0, sections[1]: 1},
        ),
        keepers,
    )  # fmt: skip
    assert counted("CS-X1", "CS-X2") == [1480 - 300, 300]


def test_parting_off_leaves_the_rest_with_the_unit_that_stays(world, sections, keepers):
    take_effect(
        plan(Change.SPLIT, sources=[world.factory], targets=[SECOND], along={sections[1]: 0}, source_stays=True),
        keepers,
    )
    assert counted("CS-002", "CS-X2") == [1480 - 300, 300]


def test_section_that_states_no_number_takes_along_those_on_file(world, people, keepers):
    make_member("NV-DAN", "Vũ Thị Dần", world.section)
    make_member("NV-TY", "Đỗ Văn Tý", world.factory)
    assert world.section.member_count == 0
    take_effect(
        plan(Change.SPLIT, sources=[world.factory], targets=[SECOND], along={world.section: 0}, source_stays=True),
        keepers,
    )
    assert counted("CS-002", "CS-X2") == [1480 - 2, 2]  # Dần, and Lan in the group below


def test_upper_union_that_counts_no_members_itself_does_not_fall_below_none(world, keepers):
    commune = NewUnit(code="CD-X1", name="Công đoàn xã X", short_name="CĐ xã X", kind=UnitKind.COMMUNE)
    take_effect(
        plan(Change.SPLIT, sources=[world.upper], targets=[commune], along={world.mill: 0}, source_stays=True), keepers
    )
    assert counted("CD-KCN", "CD-X1") == [0, 640]


def test_dissolved_union_leaves_all_to_the_one_that_takes_it_over(world, people, keepers):
    dan = make_member("NV-DAN", "Vũ Thị Dần", world.factory)
    change = take_effect(
        plan(Change.DISSOLVE, sources=[world.factory], targets=[world.mill], along={world.section: 0}), keepers
    )
    world.factory.refresh_from_db()
    assert (world.factory.status, world.factory.heir, world.factory.valid_to) == (
        UnitStatus.DISSOLVED, world.mill, DAY,
    )  # fmt: skip
    # The section and the group below it stand on, under the heir; whoever was in no section belongs to the heir.
    for unit in (world.section, world.group):
        unit.refresh_from_db()
        assert (unit.is_active, unit.grassroots, unit.is_under(world.mill)) == (True, world.mill, True)
    dan.refresh_from_db()
    assert (dan.unit, dan.grassroots) == (world.mill, world.mill)
    assert Member.objects.get(pk=people.lan.member.pk).grassroots == world.mill
    assert MemberMove.objects.get(member=dan).from_unit == world.factory
    assert (change.result["units"], counted("CS-003")) == (2, [640 + 1480])


def test_change_takes_effect_once_whoever_comes_second(world, keepers):
    change = draft_change(plan(Change.DISSOLVE, sources=[world.mill]), actor=keepers[0], at=NOW)
    confirm_change(change, actor=keepers[1], at=NOW)
    assert [apply_change(change, at=NOW) for _worker in range(2)] == [True, False]
    assert Unit.objects.get(pk=world.mill.pk).status == UnitStatus.DISSOLVED
