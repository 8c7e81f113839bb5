"""The monthly reports of a branch: opened once for each unit, filled in batches, as a beat and a worker do it."""

from datetime import datetime, time, timedelta

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from benchmarks.jobs import ONE_STATEMENT, Job
from portal.core.periods import VIETNAM, Period, period_of
from reports.models import Report
from reports.services import build_batch, open_due_reports

ROUNDS = 7
QUARTER = 3
# Each total of the month added to every unit above it that reports: what filling cannot be quicker than.
FLOOR = """
    SELECT r.id, t.indicator, sum(t.value)
    FROM units_tally t
    JOIN units_unit u ON u.id = t.unit_id
    CROSS JOIN LATERAL unnest(string_to_array(trim(both '/' from u.path), '/')::bigint[]) above(id)
    JOIN reports_report r ON r.unit_id = above.id AND r.id = ANY(%s)
    WHERE t.month = %s
    GROUP BY r.id, t.indicator
"""


def jobs() -> list[Job]:
    """Return the jobs of one month, which is opened and filled anew in every turn."""
    month = Month(_month_without_quarter())
    month.forget()
    month.open()
    opened, branch = month.reports().count(), len(month.branch())
    return [
        Job(
            "Report build: open a month for every unit, per report",
            month.open,
            ONE_STATEMENT,
            month.forget,
            ROUNDS,
            opened,
        ),
        Job(ONE_STATEMENT, month.add_up, ONE_STATEMENT, month.empty, ROUNDS, branch),
        Job(
            "Report build: fill a province's month, per report",
            month.fill,
            ONE_STATEMENT,
            month.empty,
            ROUNDS,
            branch,
        ),
    ]


def _month_without_quarter() -> Period:
    """Return the first month from this one on that ends no quarter: with it only monthly reports are due."""
    month = period_of(timezone.localdate())
    return month.after() if month.start.month % QUARTER == 0 else month


class Month:
    """The reports of one month, and what is done to them; ``empty`` makes ready for filling."""

    def __init__(self, period: Period) -> None:
        self.period = period
        self.ids: list[int] = []

    def reports(self) -> QuerySet[Report]:
        return Report.objects.filter(start_on=self.period.start, period_kind=self.period.kind)

    def branch(self) -> list[int]:
        return list(self.reports().filter(province__code="LD-BNI").order_by("pk").values_list("pk", flat=True))

    def forget(self, _turn: int = 0) -> None:
        self.reports().delete()

    def open(self, _turn: int = 0) -> None:
        at = datetime.combine(self.period.end, time(6), VIETNAM) + timedelta(days=1)
        assert open_due_reports(at=at, since=self.period.start)

    def empty(self, _turn: int) -> None:
        self.ids = self.branch()
        Report.objects.filter(pk__in=self.ids).update(built_at=None)

    def fill(self, _turn: int) -> None:
        assert build_batch(self.ids, at=timezone.now()) == len(self.ids)

    def add_up(self, _turn: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(FLOOR, [self.ids, self.period.start])
            assert cursor.fetchall()
