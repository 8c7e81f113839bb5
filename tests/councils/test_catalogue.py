"""Rubrics and rules as dated rows; the demo's councils."""

from datetime import date
from decimal import Decimal

import pytest

from councils.demo import council_of, hold_session, load_demo
from councils.models import Council, CouncilRule, Rubric
from councils.selectors import outcome_of, rubric_on, rule_on, vote_rule_on
from councils.services import add_item, load_catalogue, plan_session
from portal.core.errors import DomainError
from tests.moments import NOW, TODAY
from units import demo as units_demo
from units.models import Unit


def test_catalogue_loads_once_and_again(db):
    load_catalogue(at=NOW)
    load_catalogue(at=NOW)
    assert sorted(Rubric.objects.values_list("code", flat=True)) == [
        "RB-BNI-2025",
        "RB-DEFAULT",
        "RB-SLA-03",
        "RB-TQU-HY",
    ]
    assert CouncilRule.objects.count() == 4
    rubric = rubric_on("RB-BNI-2025", TODAY)
    assert rubric is not None
    assert [line.code for line in rubric.criteria.order_by("position")] == [
        "A.1",
        "A.2",
        "B.1",
        "B.2",
        "C.1",
        "D.1",
        "D.2",
    ]
    assert sum(line.max_points for line in rubric.criteria.all()) == rubric.max_points == 100


def test_bands_of_every_rubric_cover_their_criterion(db):
    load_catalogue(at=NOW)
    for rubric in Rubric.objects.prefetch_related("criteria"):
        for line in rubric.criteria.all():
            covered = {point for band in line.bands for point in range(band["low"], band["high"] + 1)}
            assert covered in (set(), set(range(line.max_points + 1))), (rubric.code, line.code)


def test_rule_is_that_of_the_day(db):
    load_catalogue(at=NOW)
    rule = vote_rule_on("initiative", TODAY)
    assert (rule.percent, rule.denominator, rule.secret, rule.certainty) == (
        Decimal(70),
        "all_members",
        False,
        "likely",
    )
    assert vote_rule_on("union_award", TODAY).denominator == "present"
    old = rule_on("initiative", TODAY)
    CouncilRule.objects.filter(pk=old.pk).update(valid_to=date(2027, 1, 1))
    CouncilRule.objects.create(
        code="initiative",
        text="80%",
        value=80,
        denominator="all_members",
        certainty="sure",
        valid_from=date(2027, 1, 1),
    )
    assert [rule_on("initiative", day).value for day in (TODAY, date(2026, 12, 31), date(2027, 1, 1))] == [70, 70, 80]
    with pytest.raises(DomainError, match="chưa có quy định"):
        rule_on("initiative", date(2000, 1, 1))


def test_demo_has_three_councils_whose_sessions_can_be_held(db):
    accounts = units_demo.load_demo(at=NOW)
    load_demo(at=NOW, accounts=accounts)
    assert sorted(council.seats.count() for council in Council.objects.all()) == [5, 9, 9]
    factory = Unit.objects.get(code="CS-002")
    council = council_of(factory, "initiative")
    session = plan_session(
        council, actor=accounts["NV-042"], at=NOW, title="Đợt 1", held_at=NOW, rubric=rubric_on("RB-DEFAULT", TODAY)
    )
    rule = vote_rule_on("initiative", TODAY)
    items = [
        add_item(
            session, unit, actor=accounts["NV-042"], at=NOW, title=unit.name, url="", summary=[],
            member_ids=[accounts["NV-043"].member_id], rule=rule,
        )
        for unit in Unit.objects.order_by("pk")[:2]
    ]  # fmt: skip
    hold_session(session, at=NOW, yes={items[0].pk: 4, items[1].pk: 2}, points={items[1].pk: 90})
    session.refresh_from_db()
    assert session.state == "closed"
    outcomes = [outcome_of(unit) for unit in Unit.objects.order_by("pk")[:2]]
    assert [(one.passed, one.yes, one.denominator, one.blank) for one in outcomes if one] == [
        (True, 4, 4, 0),
        (False, 2, 4, 1),
    ]
