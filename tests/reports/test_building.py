"""The figures of reports."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.models import Campaign, Review
from portal.core.errors import DomainError, StaleError
from reports.models import Report
from reports.selectors import branch_figures, missing_children
from reports.services import build_batch, open_due_reports, refresh_figures, save_narrative
from tests.moments import NOW, later
from tests.people import make_user
from tests.reports.scene import MAY, open_and_build, report_of, signed
from units.services import add_to_tally

APRIL = date(2026, 4, 20)


def test_branch_counts_its_own_and_all_below_once(world, catalogue):
    add_to_tally(world.group, "C01", on=MAY, amount=2)
    add_to_tally(world.factory, "C01", on=MAY, amount=3)
    add_to_tally(world.mill, "C01", on=MAY, amount=5)
    add_to_tally(world.other_factory, "C01", on=MAY, amount=7)
    open_and_build()
    found = {
        unit.code: report_of(unit).figures["C01"] for unit in (world.factory, world.upper, world.province, world.top)
    }
    assert found == {"CS-002": 5, "CD-KCN": 10, "LD-BNI": 10, "TLD": 17}


def test_figures_are_those_of_the_period_and_of_the_same_period_last_year(world, catalogue):
    add_to_tally(world.factory, "C02", on=APRIL, amount=4)
    add_to_tally(world.factory, "C02", on=MAY, amount=1)
    add_to_tally(world.factory, "C02", on=date(2025, 5, 9), amount=9)
    open_and_build()
    may, april = report_of(world.factory), report_of(world.factory, date(2026, 4, 1))
    assert (may.figures["C02"], may.previous["C02"]) == (1, 9)
    assert (april.figures["C02"], april.previous["C02"]) == (4, 0)
    quarter = report_of(world.upper, date(2026, 1, 1), "quarter")
    assert "C02" not in quarter.figures


def test_ratio_comes_from_its_parts_and_not_from_shares(world, catalogue):
    add_to_tally(world.factory, "C01", on=MAY, amount=10)
    add_to_tally(world.factory, "C13", on=MAY, amount=5)
    add_to_tally(world.mill, "C01", on=MAY, amount=2)
    add_to_tally(world.mill, "C06", on=MAY, amount=3)
    add_to_tally(world.mill, "C07", on=MAY, amount=100_000_001)
    open_and_build()
    figures = report_of(world.upper).figures
    assert (figures["C05"], figures["C08"]) == (58.3, 33_333_334)
    assert report_of(world.factory).figures["C05"] == 50.0
    assert "C08" not in report_of(world.factory).figures


def test_members_are_counted_at_the_grassroots_only(world, catalogue):
    open_and_build()
    assert report_of(world.upper).figures["A01"] == 1480 + 640
    assert report_of(world.top).figures["A01"] == 1480 + 640 + 2640
    assert report_of(world.top).figures["A03"] == 3


def test_share_of_unions_that_launched_counts_each_once(world, catalogue):
    add_to_tally(world.factory, "B01", on=MAY)
    add_to_tally(world.factory, "B03N", on=MAY, amount=2)
    add_to_tally(world.upper, "B01", on=MAY)
    open_and_build()
    figures = report_of(world.province).figures
    assert (figures["B03"], figures["B02"]) == (50.0, 100.0)


def test_share_of_reviewed_campaigns_is_of_those_that_ended(world, catalogue):
    facts = {"launch_unit": world.factory, "state": "closed", "launched_at": NOW, "created_at": NOW}
    days = {"start_on": date(2026, 1, 1)}
    first = Campaign.objects.create(code="PT-1", end_on=date(2026, 5, 30), **facts, **days)
    Campaign.objects.create(code="PT-2", end_on=date(2026, 5, 31), **facts, **days)
    Campaign.objects.create(code="PT-3", end_on=date(2026, 6, 1), **facts, **days)
    official = make_user("NV-1", "Lê Thị Hoa", world.factory)
    words = {"strengths": "Tốt.", "shortcomings": "Ít.", "by": official, "at": NOW}
    Review.objects.create(campaign=first, kind="interim", held_on=MAY, **words)
    open_and_build()
    figures = report_of(world.top).figures
    assert (figures["B04"], figures["parts"]["B04"]) == (50.0, [1, 2])


def test_typed_figures_add_up_from_the_units_that_handed_in(people, offices, opened, world):
    save_narrative(report_of(world.factory), actor=people.hung, at=NOW, narrative={}, typed={"E15": 12})
    save_narrative(report_of(world.mill), actor=offices.vinh, at=NOW, narrative={}, typed={"E15": 30})
    signed(world.factory, people.hung)
    upper = report_of(world.upper)
    save_narrative(upper, actor=offices.oanh, at=NOW, narrative={}, typed={"E15": 1})
    assert (upper.typed, upper.figures["E15"]) == ({"E15": 1}, 13)
    signed(world.mill, offices.vinh)
    refresh_figures(upper, actor=offices.oanh, at=NOW)
    assert upper.figures["E15"] == 43


def test_typed_figure_of_last_year_is_the_one_reported_then(people, offices, world, catalogue):
    open_and_build()
    last_year = report_of(world.factory)
    Report.objects.filter(pk=last_year.pk).update(
        start_on=date(2025, 5, 1), end_on=date(2025, 6, 1), figures={"E15": 8}, state="locked", signed_at=NOW
    )
    open_due_reports(at=NOW)
    build_batch(list(Report.objects.values_list("pk", flat=True)), at=NOW)
    assert report_of(world.factory).previous["E15"] == 8


def test_missing_units_are_named(people, opened, world):
    signed(world.factory, people.hung)
    upper = report_of(world.upper)
    found = missing_children([upper.pk])[upper.pk]
    assert [(unit["unit"], unit["name"], unit["members"]) for unit in found] == [
        (world.mill.pk, "CĐCS Công ty TNHH Cơ khí Quế Võ", 640)
    ]
    assert missing_children([report_of(world.factory).pk]) == {}


def test_building_again_touches_nothing(opened, world):
    add_to_tally(world.factory, "C01", on=MAY)
    before = report_of(world.factory)
    assert build_batch([before.pk], at=later(minutes=5)) == 0
    after = report_of(world.factory)
    assert (after.figures, after.built_at, after.version) == (before.figures, before.built_at, before.version)


def test_batch_of_three_costs_the_same_statements_as_one(world, catalogue):
    open_due_reports(at=NOW)
    lower = [report_of(unit).pk for unit in (world.factory, world.mill, world.other_factory, world.upper)]
    with CaptureQueriesContext(
        connection,
    ) as one:
        build_batch(lower[:1], at=NOW)
    with CaptureQueriesContext(connection) as three:
        build_batch(lower[1:], at=NOW)
    assert len(one) == len(three)


def test_refresh_brings_the_figures_of_now(people, opened, world):
    report = report_of(world.factory)
    add_to_tally(world.factory, "C01", on=MAY)
    refresh_figures(report, actor=people.hung, at=later(hours=1), seen_version=report.version)
    assert (report.figures["C01"], report.built_at) == (1, later(hours=1))


def test_refresh_is_refused_to_others_to_stale_pages_and_after_sending(people, offices, opened, world):
    report = report_of(world.factory)
    with pytest.raises(PermissionDenied):
        refresh_figures(report, actor=offices.oanh, at=NOW)
    with pytest.raises(StaleError):
        refresh_figures(report, actor=people.hung, at=NOW, seen_version=report.version - 1)
    signed(world.factory, people.hung)
    with pytest.raises(DomainError, match="đã gửi"):
        refresh_figures(report, actor=people.hung, at=NOW)


def test_figures_are_read_at_once_for_reports_of_several_periods(opened, world):
    add_to_tally(world.factory, "C01", on=APRIL)
    reports = [report_of(world.factory), report_of(world.factory, date(2026, 4, 1))]
    found = branch_figures(reports)
    assert [found[report.pk].figures.get("C01", 0) for report in reports] == [0, 1]


def test_typed_figure_that_is_asked_no_more_is_not_added_up(people, offices, opened, world):
    """What a unit once typed stays with it; the sum knows only the figures of its day."""
    save_narrative(report_of(world.factory), actor=people.hung, at=NOW, narrative={}, typed={"E15": 300})
    Report.objects.filter(unit=world.factory).update(typed={"E15": 300, "Z99": 5})
    signed(world.factory, people.hung)
    found = branch_figures([report_of(world.upper)])[report_of(world.upper).pk].figures
    assert (found["E15"], "Z99" in found) == (300, False)
