"""Figures taken apart by month, unit and target."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.core.periods import Period, PeriodKind
from reports.models import Report
from reports.selectors import breakdown, window
from reports.services import refresh_figures
from tests.moments import NOW
from tests.reports.scene import MAY, open_and_build, report_of
from units.services import add_to_tally

APRIL = date(2026, 4, 20)


@pytest.fixture
def counted(world, catalogue):
    add_to_tally(world.factory, "C02", on=APRIL, amount=4)
    add_to_tally(world.mill, "C02", on=MAY, amount=2)
    add_to_tally(world.upper, "C02", on=MAY, amount=1)
    add_to_tally(world.mill, "C02", on=date(2025, 5, 9), amount=5)
    open_and_build()


def asked(report: Report) -> str:
    """Everything that was asked of the database to take ``report`` apart."""
    with CaptureQueriesContext(connection) as queries:
        breakdown(report)
    return " ".join(one["sql"] for one in queries)


def test_months_run_to_the_end_of_the_period_beside_those_a_year_before(counted, world):
    series = breakdown(report_of(world.upper)).series["C02"]
    assert series == [["2026-01", 0, 0], ["2026-02", 0, 0], ["2026-03", 0, 0], ["2026-04", 4, 0], ["2026-05", 3, 5]]


def test_units_below_are_named_with_their_branches_and_without_the_unit_itself(counted, world):
    below = breakdown(report_of(world.upper)).by_child
    assert [(row["unit"], row.get("C02")) for row in below] == [(world.mill.pk, 2)]
    assert [(row["unit"], row.get("C02")) for row in breakdown(report_of(world.top)).by_child] == [
        (world.province.pk, 3)
    ]


def test_kept_reports_answer_without_reading_the_totals_of_the_branch(counted, world):
    assert "ANY" not in asked(report_of(world.upper))


def test_records_answer_where_the_kept_reports_do_not_add_up(people, offices, counted, world):
    upper = report_of(world.upper)
    kept = breakdown(upper)
    add_to_tally(world.factory, "C02", on=MAY, amount=10)
    refresh_figures(upper, actor=offices.oanh, at=NOW)
    assert "ANY" in asked(upper)
    fresh = breakdown(upper)
    assert (kept.series["C02"][-1], fresh.series["C02"][-1]) == (["2026-05", 3, 5], ["2026-05", 13, 5])
    assert [(row["unit"], row["C02"]) for row in fresh.by_child] == [(world.factory.pk, 10), (world.mill.pk, 2)]


def test_records_answer_where_a_month_has_no_report(counted, world):
    Report.objects.filter(unit=world.upper, period_kind="month", start_on=date(2026, 1, 1)).delete()
    assert breakdown(report_of(world.upper)).series["C02"][-2:] == [["2026-04", 4, 0], ["2026-05", 3, 5]]


def test_review_shows_its_own_months_and_no_more_than_a_year():
    half = Period(date(2026, 7, 1), date(2027, 1, 1), PeriodKind.HALF_YEAR)
    term = Period(date(2023, 1, 1), date(2028, 1, 1), PeriodKind.TERM)
    assert [month.month for month in window(half)] == [7, 8, 9, 10, 11, 12]
    assert (window(term)[0], len(window(term))) == (date(2027, 1, 1), 12)


def test_target_of_the_year_is_that_of_the_unit_s_own_campaign(people, counted, world):
    from campaigns.models import Campaign, Target

    campaign = Campaign.objects.create(
        code="PT-1", launch_unit=world.province, state="launched", start_on=date(2026, 1, 1), end_on=date(2026, 12, 31),
        launched_at=NOW, created_at=NOW,
    )  # fmt: skip
    Target.objects.create(campaign=campaign, indicator="C02", name="Công nhận", value=70, position=1)
    assert breakdown(report_of(world.province)).targets == {"C02": {"target": 70, "reached": 7}}
    assert breakdown(report_of(world.upper)).targets == {}
