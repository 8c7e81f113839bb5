"""The monthly reports of a branch: opened once for each unit, filled in batches, as a beat and a worker do it."""

from datetime import datetime, time, timedelta

from django.db import connection
from django.utils import timezone

from benchmarks.jobs import ONE_STATEMENT, Job
from portal.core.periods import VIETNAM, Period, period_of
from reports.models import Report
from reports.services import build_batch, open_due_reports
from units.models import Unit

ROUNDS = 7
QUARTER = 3
# The branch of every report, summed over its month: what filling cannot be quicker than.
FLOOR = """
    SELECT r.id, t.indicator, sum(t.value)
    FROM reports_report r
    JOIN units_unit u ON u.id = r.unit_id
    JOIN units_unit d ON d.path >= u.path AND d.path < rtrim(u.path, '/') || '0'
    JOIN units_tally t ON t.unit_id = d.id AND t.month = r.start_on
    WHERE r.id = ANY(%s)
    GROUP BY r.id, t.indicator
"""


def jobs() -> list[Job]:
    """Return the jobs of one month, which is opened, emptied and filled again turn after turn."""
    month = _month()
    _forget(month)
    opened = _open(month)
    branch = list(_reports(month).filter(province=Unit.objects.get(code="LD-BNI")).values_list("pk", flat=True))
    return [
        Job(ONE_STATEMENT, lambda _turn: _sum(branch), ONE_STATEMENT, rounds=ROUNDS, parts=len(branch)),
        Job(
            f"Điền số liệu tháng của cả tỉnh ({len(branch):,} báo cáo), mỗi báo cáo".replace(",", ".", 1),
            lambda _turn: _fill(branch), ONE_STATEMENT, ready=lambda _turn: _empty(branch), rounds=ROUNDS, parts=len(branch),
        ),
        Job(
            "Mở báo cáo tháng", lambda _turn: _open(month), ONE_STATEMENT,
            ready=lambda _turn: _forget(month), rounds=ROUNDS, parts=opened,
        ),
    ]  # fmt: skip


def _month() -> Period:
    """Return the first month from this one on that ends no quarter: with it only monthly reports are due."""
    month = period_of(timezone.localdate())
    return month.after() if month.start.month % QUARTER == 0 else month


def _reports(month: Period):
    return Report.objects.filter(start_on=month.start, period_kind=month.kind)


def _open(month: Period) -> int:
    at = datetime.combine(month.end, time(6), VIETNAM) + timedelta(days=1)
    opened = open_due_reports(at=at, since=month.start)
    assert opened, month
    return opened


def _forget(month: Period) -> None:
    _reports(month).delete()


def _fill(ids: list[int]) -> None:
    assert build_batch(ids, at=timezone.now()) == len(ids)


def _empty(ids: list[int]) -> None:
    Report.objects.filter(pk__in=ids).update(built_at=None)


def _sum(ids: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(FLOOR, [ids])
        assert cursor.fetchall()
