"""The tree as it was: any unit on any day, and figures by the tree of their time."""

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest

from portal.core.periods import PeriodKind, period_of
from tests.moments import LONG_AGO
from tests.units.changes import DAY, NEW, make_keepers, merger, plan, take_effect
from tests.world import make_unit
from units.enums import Change, Level, UnitKind
from units.models import Unit
from units.selectors import (
    get_version,
    list_ancestors_on,
    list_children_on,
    list_versions,
    totals,
    totals_by_child_then,
)
from units.services import add_to_tally

YEAR = period_of(DAY, PeriodKind.YEAR)
EVE = DAY - timedelta(days=1)


@pytest.fixture
def keepers(world):
    return make_keepers(world.top)


@pytest.fixture
def merged(world, keepers):
    """Three recognised in Bắc Ninh and two in Huế, before the two merge and after; one of the province's own."""
    for unit, month, count in (
        (world.factory, date(2026, 3, 1), 3),
        (world.other_factory, date(2026, 4, 1), 2),
        (world.province, date(2026, 2, 1), 1),
    ):
        add_to_tally(unit, "C02", on=month, amount=count)
    take_effect(merger(world.province, world.other_province), keepers)
    add_to_tally(world.factory, "C02", on=date(2026, 6, 3), amount=10)
    # Written down late, for a unit that is no more.
    add_to_tally(world.other_province, "C02", on=date(2026, 6, 4), amount=100)
    return Unit.objects.get(code="LD-MOI")


def test_unit_on_a_day(world, merged):
    eve = get_version(world.province, EVE)
    assert (eve.short_name, eve.parent, eve.status) == ("LĐLĐ tỉnh Bắc Ninh", world.top, "active")
    assert [one.unit for one in list_children_on(world.province, EVE)] == [world.upper]
    assert list(list_children_on(world.province, DAY)) == []
    assert {one.unit for one in list_children_on(merged, DAY)} == {world.upper, world.other_factory}
    assert get_version(merged, EVE) is None
    assert get_version(world.province, LONG_AGO - timedelta(days=1)) is None


def by_child_then(unit) -> dict[int, int]:
    return {child: found["C02"] for child, found in totals_by_child_then(unit, YEAR, indicators=["C02"]).items()}


def then(unit) -> int:
    return sum(by_child_then(unit).values())


def test_way_to_a_unit_on_a_day(world, merged):
    def way(day):
        return [one.short_name for one in list_ancestors_on(get_version(world.factory, day), day)]

    assert way(EVE) == ["Tổng Liên đoàn Lao động Việt Nam", "LĐLĐ tỉnh Bắc Ninh", world.upper.short_name]
    assert way(DAY) == ["Tổng Liên đoàn Lao động Việt Nam", NEW.short_name, world.upper.short_name]


def test_versions_name_their_decision(world, merged):
    last, first = list_versions(world.province)
    assert (last.change.decision_no, last.valid_from, last.valid_to) == ("12/QĐ-TLĐ", DAY, None)
    assert (first.change, first.valid_from, first.valid_to) == (None, LONG_AGO, DAY)


def test_grand_total_is_one_whichever_tree(world, merged):
    assert totals(world.top, YEAR, indicators=["C02"]) == {"C02": 116}
    assert then(world.top) == 116


def test_today_the_heir_holds_all_and_then_each_its_own(world, merged):
    for unit in (world.province, world.other_province):
        unit.refresh_from_db()
    assert totals(merged, YEAR, indicators=["C02"]) == {"C02": 116}
    assert then(merged) == 110
    assert then(world.province) == 4
    assert by_child_then(world.top) == {
        world.province.pk: 4,
        world.other_province.pk: 2,
        merged.pk: 110,
    }


def test_moved_union_counts_where_it_hung_at_the_time(world, keepers):
    add_to_tally(world.group, "C02", on=date(2026, 5, 31), amount=7)
    take_effect(plan(Change.MOVE, sources=[world.factory], parent=world.other_province), keepers)
    add_to_tally(world.group, "C02", on=DAY, amount=5)
    assert then(world.province) == 7
    assert then(world.other_province) == 5
    # The union's own figure is whole wherever it hung.
    assert then(world.factory) == 12
    assert by_child_then(world.factory) == {world.section.pk: 12}


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_lost_or_doubled_by_any_run_of_changes(world, keepers, seed):
    """A year of random mergers, moves and splits with figures in between: both trees give the same grand total."""
    chance = random.Random(seed)
    for number in range(5):
        make_unit(f"CS-1{number}", f"CĐCS {number}", UnitKind.GRASSROOTS, Level.GRASSROOTS, world.upper)
    make_unit("CD-2", "CĐ xã 2", UnitKind.COMMUNE, Level.UPPER, world.province)
    written = 0
    for week in range(1, 24):
        day = date(2026, 1, 1) + timedelta(days=7 * week)
        for unit in chance.sample(list(Unit.objects.filter(level__gt=1).order_by("pk")), 4):
            add_to_tally(unit, "C02", on=day, amount=week)
            written += week
        standing = list(Unit.objects.active().filter(level=Level.GRASSROOTS).order_by("pk"))
        heads = list(Unit.objects.active().filter(level__in=(2, 3)).order_by("pk"))
        one, other = chance.sample(standing, 2)
        if chance.random() < 0.4 and len(standing) > 3:
            take_effect(merger(one, into=other, effective_on=day), keepers)
        else:
            take_effect(plan(Change.MOVE, sources=[one], parent=chance.choice(heads), effective_on=day), keepers)
    assert totals(world.top, YEAR, indicators=["C02"]) == {"C02": written}
    assert then(world.top) == written
    gaps = [unit for unit in Unit.objects.all() if not whole(list_versions(unit))]
    assert gaps == []


def whole(versions) -> bool:
    """Whether versions, last first, follow one another without a gap up to today."""
    return versions[0].valid_to is None and all(
        later.valid_from == earlier.valid_to for later, earlier in pairwise(versions)
    )
