"""How far a campaign is: its targets, and how many grassroots unions answered."""

from datetime import date
from decimal import Decimal

import pytest

from campaigns.selectors import campaign_totals, overall, progress, response_floor, response_rates, tile_name
from campaigns.services import Draft, TargetRow, add_to_campaign, respond_to_campaign, start_campaign
from tests.campaigns.campaigns import make_draft, make_launched
from tests.moments import NOW
from tests.world import make_unit
from units.enums import Level, UnitKind

HALF = date(2026, 7, 2)  # the 183rd of 365 days

TARGETS = [
    TargetRow("Sáng kiến được công nhận", Decimal(100), "sáng kiến", "C02"),
    TargetRow("CĐCS hưởng ứng", Decimal(85), "%", "B03"),
    TargetRow("Công trình gắn biển", Decimal(3), "công trình"),
]


def test_figures_of_a_campaign_hold_those_derived_from_it_once(people, world):
    parent = make_launched(people, world.province)
    child = start_campaign(world.factory, actor=people.hung, at=NOW, parent=parent, draft=Draft(name="LĐG Đáp Cầu"))
    other = make_launched(people, world.province, plan_no="13")
    add_to_campaign(parent, world.mill, "C02", amount=2)
    add_to_campaign(child, world.factory, "C02")
    add_to_campaign(child, world.factory, "C02")
    add_to_campaign(other, world.factory, "C02", amount=50)
    assert campaign_totals(parent) == {"C02": 4}
    assert campaign_totals(child) == {"C02": 2}


def test_figure_is_taken_back_by_a_negative_amount(people, world):
    campaign = make_launched(people, world.province)
    add_to_campaign(campaign.pk, world.factory.pk, "C02", amount=3)
    add_to_campaign(campaign, world.factory, "C02", amount=-1)
    assert campaign_totals(campaign) == {"C02": 2}


def test_progress_says_where_a_target_stands_and_should_stand(people, world):
    campaign = make_launched(people, world.province, targets=TARGETS)
    add_to_campaign(campaign, world.factory, "C02", amount=40)
    respond_to_campaign(campaign, world.factory, actor=people.hung, at=NOW)
    initiatives, answers, works = progress(campaign, day=HALF, rates=response_rates(campaign))
    assert (initiatives.value, round(initiatives.tick, 1), initiatives.percent) == (40, Decimal("50.1"), 40)
    assert initiatives.is_behind
    assert (answers.value, answers.tick, answers.is_behind) == (Decimal("50.0"), None, True)
    assert (works.value, works.tick, works.is_behind) == (None, None, False)


def test_result_counted_elsewhere_stands_before_kept_figures(people, world):
    campaign = make_launched(people, world.province, targets=TARGETS)
    campaign.targets.filter(indicator="C02").update(reached=120)
    add_to_campaign(campaign, world.factory, "C02", amount=40)
    first = progress(campaign, day=HALF, rates=[])[0]
    assert (first.value, first.percent, first.is_behind) == (120, 120, False)


def test_draft_has_no_figures_yet(people, world):
    campaign = make_draft(people, world.province, start_on=None)
    first = progress(campaign, day=HALF, rates=[])[0]
    assert (first.value, first.tick, first.percent) == (None, None, None)


def test_rates_are_counted_by_child_and_those_directly_below_stand_last(people, world):
    direct = make_unit("CS-018", "CĐCS Trường Cao đẳng Nghề", UnitKind.GRASSROOTS, Level.GRASSROOTS, world.province)
    campaign = make_launched(people, world.province)
    respond_to_campaign(campaign, world.factory, actor=people.hung, at=NOW)
    rates = response_rates(campaign)
    assert [(rate.unit, rate.responded, rate.total, rate.percent) for rate in rates] == [
        (world.upper, 1, 2, 50.0),
        (None, 0, 1, 0.0),
    ]
    assert direct.parent == world.province
    assert (overall(rates).responded, overall(rates).total) == (1, 3)


def test_answer_of_an_upper_union_is_not_one_of_the_grassroots(people, world):
    campaign = make_launched(people, world.province)
    campaign.responses.create(unit=world.upper, responded_at=NOW)
    assert overall(response_rates(campaign)).responded == 0


def test_branch_without_grassroots_unions_has_no_rate(people, world):
    campaign = make_draft(people, world.factory, by=people.hung)
    assert response_rates(campaign) == []
    assert overall([]).percent == 0.0


@pytest.mark.parametrize("count", [1, 3])
def test_rates_cost_three_queries_whatever_the_number_of_units(people, world, django_assert_num_queries, count):
    for number in range(count):
        commune = make_unit(f"CD-{number}", f"Công đoàn xã {number}", UnitKind.COMMUNE, Level.UPPER, world.province)
        make_unit(f"CS-9{number}", f"CĐCS {number}", UnitKind.GRASSROOTS, Level.GRASSROOTS, commune)
    campaign = make_launched(people, world.province)
    with django_assert_num_queries(3):
        rates = response_rates(campaign)
    assert len(rates) == count + 1


def test_floor_is_what_the_campaign_asks_for(people, world):
    campaign = make_launched(people, world.province, targets=TARGETS)
    assert response_floor(list(campaign.targets.all())) == 85
    assert response_floor([]) == 100


def test_tile_leaves_out_what_all_its_neighbours_say(world):
    names = ["CĐ xã Tân Chi", "CĐ các KCN Bắc Ninh", "CĐ ngành Y tế Bắc Ninh", "LĐLĐ TP Huế"]
    units = [make_unit(f"T{n}", name, UnitKind.COMMUNE, Level.UPPER, world.province) for n, name in enumerate(names)]
    assert [tile_name(unit, world.province) for unit in units] == ["Tân Chi", "CĐ các KCN", "Ngành Y tế", "Huế"]
