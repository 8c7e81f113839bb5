"""Opening the reports that are due."""

import threading
from datetime import date

import pytest
from django.db import connection

from portal.core.models import AuditLine
from reports.models import Report, ReportSchedule
from reports.services import load_catalogue, open_due_reports, resend_waiting
from tests.moments import NOW, later
from tests.reports.scene import MAY, report_of
from tests.world import make_unit, make_world
from units.enums import Level, UnitKind, UnitStatus
from units.models import Unit


def test_finished_periods_are_opened_down_to_the_level_of_the_schedule(world, catalogue):
    open_due_reports(at=NOW)

    months = Report.objects.filter(unit=world.factory, period_kind="month").order_by("start_on")
    assert [report.start_on.month for report in months] == [1, 2, 3, 4, 5]
    assert Report.objects.filter(unit__in=[world.section, world.group]).count() == 0
    assert Report.objects.filter(unit=world.factory, period_kind="quarter").count() == 0
    assert Report.objects.filter(unit=world.upper, period_kind="quarter").count() == 1
    assert Report.objects.filter(unit=world.factory, period_kind="year").count() == 1


def test_report_stands_in_its_branch_and_goes_to_the_unit_above(world, catalogue):
    open_due_reports(at=NOW)
    report = report_of(world.factory)
    found = (report.grassroots, report.upper, report.province, report.receiver, report.due_on, report.state)
    assert found == (world.factory, world.upper, world.province, world.upper, date(2026, 6, 5), "collecting")
    lone = report_of(world.other_factory)
    assert (lone.upper, lone.province, lone.receiver) == (None, world.other_province, world.other_province)
    assert report_of(world.top).receiver is None


def test_opening_twice_opens_nothing_more(world, catalogue):
    first = open_due_reports(at=NOW)
    lines = AuditLine.objects.filter(action="report_schedule.open").count()
    assert first == Report.objects.count()
    assert open_due_reports(at=later(minutes=10)) == 0
    assert Report.objects.count() == first
    assert AuditLine.objects.filter(action="report_schedule.open").count() == lines


def test_periods_missed_while_down_are_opened_later(world, catalogue):
    open_due_reports(at=NOW)
    # Two months of seven units, the second quarter of four, the first half-year of seven.
    assert open_due_reports(at=later(days=50)) == 14 + 4 + 7


def test_nothing_is_opened_before_the_earliest_day_of_the_schedule(world, catalogue):
    ReportSchedule.objects.filter(period_kind="month").update(earliest_on=date(2026, 4, 1))
    open_due_reports(at=NOW)
    months = Report.objects.filter(unit=world.factory, period_kind="month").order_by("start_on")
    assert [report.start_on.month for report in months] == [4, 5]


def test_each_period_is_due_by_the_schedule_in_force_when_it_ended(world, catalogue):
    old = ReportSchedule.objects.get(period_kind="month")
    facts = {field.name: getattr(old, field.name) for field in old._meta.fields if field.name != "id"}
    ReportSchedule.objects.filter(pk=old.pk).update(valid_to=date(2026, 5, 1))
    ReportSchedule.objects.create(**{**facts, "due_days": 12, "valid_from": date(2026, 5, 1)})
    open_due_reports(at=NOW)
    assert report_of(world.factory, date(2026, 4, 1)).due_on == date(2026, 5, 5)
    assert report_of(world.factory, MAY).due_on == date(2026, 6, 12)
    assert Report.objects.filter(unit=world.factory, period_kind="month").count() == 5


def test_unit_that_ended_or_was_founded_later_owes_nothing(world, catalogue):
    Unit.objects.filter(pk=world.mill.pk).update(status=UnitStatus.MERGED, valid_to=date(2026, 5, 20))
    new = make_unit(
        "CS-NEW", "CĐCS mới", UnitKind.GRASSROOTS, Level.GRASSROOTS, world.upper, valid_from=date(2026, 5, 10)
    )
    open_due_reports(at=NOW)
    assert Report.objects.filter(unit=world.mill).count() == 0
    assert [report.start_on for report in Report.objects.filter(unit=new, period_kind="month")] == [MAY]


def test_planner_is_told_of_a_flood_of_reports(world, catalogue, monkeypatch):
    monkeypatch.setattr("reports.services.opening.MANY", 1)
    opened = open_due_reports(at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'reports_report'::regclass")
        believed = cursor.fetchone()[0]
    assert believed == opened == Report.objects.count()


def test_sweep_sends_again_what_waited_longer_than_a_minute(
    world, catalogue, django_capture_on_commit_callbacks, monkeypatch
):
    sent = []
    monkeypatch.setattr("reports.tasks.build_batch.delay", lambda **arguments: sent.append(arguments))
    with django_capture_on_commit_callbacks(execute=True):
        opened = open_due_reports(at=NOW)
    assert [len(arguments["report_ids"]) for arguments in sent] == [opened]
    with django_capture_on_commit_callbacks(execute=True):
        assert resend_waiting(at=later(seconds=30)) == 0
        assert resend_waiting(at=later(seconds=90)) == opened
    assert sent[0] == sent[1]


def test_broker_away_leaves_the_reports_open_for_the_sweep(
    world, catalogue, django_capture_on_commit_callbacks, monkeypatch
):
    def away(**_arguments):
        raise OSError("the broker is away")

    monkeypatch.setattr("reports.tasks.build_batch.delay", away)
    with django_capture_on_commit_callbacks(execute=True):
        opened = open_due_reports(at=NOW)
    assert Report.objects.filter(built_at__isnull=True).count() == opened


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_open_each_report_once():
    make_world()
    load_catalogue(at=NOW)
    counts, start = [], threading.Barrier(4)

    def beat():
        start.wait()
        counts.append(open_due_reports(at=NOW))
        connection.close()

    beats = [threading.Thread(target=beat) for _number in range(4)]
    for thread in beats:
        thread.start()
    for thread in beats:
        thread.join()
    assert sorted(counts)[:3] == [0, 0, 0]
    assert max(counts) == Report.objects.count()
    assert Report.objects.count() == 7 * 5 + 4 + 7
