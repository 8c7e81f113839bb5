"""The tree of units."""

from datetime import date

import pytest

from portal.core.errors import DomainError
from tests.moments import NOW
from tests.world import make_unit
from units.enums import Level, UnitKind, UnitStatus
from units.models import Unit
from units.selectors import branch_keys
from units.services import hand_down


def test_path_is_the_way_from_the_top(world):
    assert world.group.path == f"{world.section.path}{world.group.pk}/"
    assert world.group.ancestor_ids == [
        world.top.pk,
        world.province.pk,
        world.upper.pk,
        world.factory.pk,
        world.section.pk,
    ]


def test_subtree_holds_the_branch_and_no_neighbour(world):
    found = set(Unit.objects.under(world.factory).values_list("code", flat=True))
    assert found == {"CS-002", "BP-A", "TO-A1"}


def test_branch_keys_skip_the_levels_that_are_not_there(world):
    keys = branch_keys(world.other_factory)
    assert keys == {
        "unit": world.other_factory,
        "grassroots_id": world.other_factory.pk,
        "upper_id": None,
        "province_id": world.other_province.pk,
    }


def test_unit_of_a_higher_level_is_refused_below_a_lower_one(world):
    with pytest.raises(DomainError, match="cấp thấp hơn"):
        make_unit("LD-X", "LĐLĐ tỉnh X", UnitKind.PROVINCE, Level.PROVINCE, world.factory)
    assert not Unit.objects.filter(code="LD-X").exists()


def test_unit_that_has_ended_takes_no_unit_under_it(world):
    world.upper.status, world.upper.valid_to = UnitStatus.DISSOLVED, date(2026, 1, 1)
    world.upper.save(update_fields=["status", "valid_to"])
    with pytest.raises(DomainError, match="đã kết thúc hoạt động"):
        make_unit("CS-X", "CĐCS X", UnitKind.GRASSROOTS, Level.GRASSROOTS, world.upper)
    assert not Unit.objects.filter(code="CS-X").exists()


def test_code_belongs_to_one_unit(world):
    with pytest.raises(DomainError, match="Mã CS-003 đã là của đơn vị khác") as refusal:
        make_unit("CS-003", "CĐCS X", UnitKind.GRASSROOTS, Level.GRASSROOTS, world.upper)
    assert (refusal.value.field, Unit.objects.filter(code="CS-003").count()) == ("code", 1)


def test_what_a_unit_leaves_lies_under_a_standing_one_alone(world):
    ended = {"status": UnitStatus.MERGED, "valid_to": date(2026, 1, 1)}
    old, older = (
        make_unit(code, f"CĐCS {code}", UnitKind.GRASSROOTS, Level.GRASSROOTS, world.upper, **ended)
        for code in ("CS-X", "CS-Y")
    )
    with pytest.raises(DomainError, match="CĐCS CS-Y đã kết thúc hoạt động, không kế thừa được"):
        hand_down([old], older, actor=None, at=NOW, on=date(2026, 1, 1))
    old.refresh_from_db()
    assert (old.heir, old.parent) == (None, world.upper)


def test_rights_are_those_of_the_branch(people, world):
    assert people.hung.oversees(world.group)
    assert not people.hung.oversees(world.mill)
    assert people.yen.oversees(world.mill)
    assert not people.binh.oversees(world.factory)
    assert people.lan.assignments == []
