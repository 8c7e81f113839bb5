"""The pages of a unit: where one lands, what is found by name, what a unit shows, and what that costs."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.costs import costs
from tests.moments import LONG_AGO, NOW
from tests.people import make_member, make_user
from tests.units.charges import make_official
from tests.world import make_unit
from units.enums import Level, Role, UnitKind
from units.models import User
from units.selectors import union_of, unit_figures
from units.services import add_to_tally, assign_role


def at(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user, name, *args, **query):
    return at(user).get(reverse(f"units:{name}", args=args), query)


def detail(unit) -> str:
    return reverse("units:detail", args=[unit.pk])


def test_everyone_lands_where_they_belong(world, people):
    assert page(people.tuan, "mine").url == detail(world.province)
    assert page(people.lan, "mine").url == detail(world.factory)
    upper = make_user("NV-TREN", "Đỗ Văn Trên", world.upper)
    assert page(upper, "mine").url == detail(world.upper)
    system = User.objects.create_user("may", full_name="Máy")
    assert page(system, "mine").url == reverse("units:list")


def test_who_acts_for_two_branches_chooses(world, people):
    for unit in (world.factory, world.other_factory, world.group):
        assign_role(people.yen, Role.CLERK, unit, actor=None, at=NOW, valid_from=LONG_AGO)
    people.yen.held.filter(unit=world.province).update(unit=world.mill)
    shown = page(people.yen, "mine")
    # The group lies in the factory's branch: it is not named beside it.
    assert [unit.code for unit in shown.context["units"]] == ["CS-002", "CS-003", "CS-010"]
    assert all(detail(unit) in shown.text for unit in (world.mill, world.factory, world.other_factory))


def test_units_are_found_by_words_with_and_without_accents(people, world):
    assert "CĐCS Công ty TNHH Cơ khí Quế Võ" in page(people.lan, "list").text
    found = page(people.lan, "list", q="que vo").text
    assert ("Cơ khí Quế Võ" in found, "May Đáp Cầu Mới" in found) == (True, False)
    assert page(people.lan, "list", q="không có đơn vị này").context["page"].rows == []


def test_figures_count_each_member_once(world):
    from portal.core.periods import PeriodKind, period_of

    year = period_of(NOW.date(), PeriodKind.YEAR)
    add_to_tally(world.group, "C02", on=NOW.date(), amount=3)
    assert unit_figures(world.province, year) == {"unions": 2, "members": 2120, "C02": 3}
    assert unit_figures(world.factory, year) == {"unions": 0, "members": 1480, "C02": 3}
    alone = make_unit("CD-X", "Công đoàn xã X", UnitKind.COMMUNE, Level.UPPER, world.province, member_count=12)
    assert unit_figures(alone, year) == {"unions": 0, "members": 12}


def test_group_belongs_to_its_union_and_a_higher_unit_to_itself(world):
    assert [union_of(unit) for unit in (world.group, world.factory, world.upper)] == [
        world.factory, world.factory, world.upper,
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_whatever_the_number_of_rows(world, people, count):
    for number in range(count):
        make_unit(f"CS-9{number}", f"CĐCS {number}", UnitKind.GRASSROOTS, Level.GRASSROOTS, world.upper)
        make_official(world, f"NV-P{number}", f"Cán bộ {number}", unit=world.upper)
        make_member(f"NV-9{number}", f"Người {number}", world.upper)
    tuan = at(people.tuan)
    members = reverse("units:members", args=[world.upper.pk])
    assert costs(tuan, reverse("units:list"), detail(world.upper), members, f"{members}?q=nguoi") == [6, 14, 7, 8]
