"""Opening the reports that are due, exactly once for each unit, period and form."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from portal.core import audit
from portal.core.periods import Period, PeriodKind, day_of, finished_periods
from reports import tasks
from reports.enums import ReportState
from reports.models import Report, ReportSchedule
from units.enums import Level, UnitStatus

# A batch reads its month of totals once: many small ones read it many times over, one of all could not be resumed.
BATCH = 20_000
MANY = 1000

OPEN = """
    INSERT INTO reports_report
        (unit_id, grassroots_id, upper_id, province_id, receiver_id, form, period_kind, start_on, end_on, due_on,
         edition, state, version, created_at, figures, previous, typed, missing, series, by_child, targets, narrative,
         return_reason, correction_reason)
    SELECT u.id, line.grassroots, line.upper, line.province, u.parent_id, %(form)s, %(kind)s, %(start)s, %(end)s,
           %(due)s, 1, %(state)s, 1, %(at)s, '{}', '{}', '{}', '[]', '{}', '[]', '{}', '{}', '', ''
    FROM units_unit u
    CROSS JOIN LATERAL (
        SELECT max(a.id) FILTER (WHERE a.level = %(grassroots)s) AS grassroots,
               max(a.id) FILTER (WHERE a.level = %(upper)s) AS upper,
               max(a.id) FILTER (WHERE a.level = %(province)s) AS province
        FROM units_unit a WHERE a.id = ANY(string_to_array(trim(both '/' from u.path), '/')::bigint[])
    ) line
    WHERE u.status = %(active)s AND u.level <= %(deepest)s AND u.valid_from < %(end)s
      AND NOT EXISTS (
          SELECT 1 FROM reports_report r WHERE r.unit_id = u.id AND r.period_kind = %(kind)s
             AND r.start_on = %(start)s AND r.form = %(form)s)
    ORDER BY u.path
    ON CONFLICT DO NOTHING
    RETURNING id
"""


@transaction.atomic
def open_due_reports(*, at: datetime, since: date | None = None) -> int:
    """
    Open every report that is due by ``at`` and not yet open, and send them to be built; return how many.

    Periods missed while the portal was down are opened too, back to the earliest day of the
    schedule, or to ``since`` if that is later. May run any number of times, from several beats
    at once: a constraint holds one report to each unit, period and form.
    """
    # Two beats that insert the same rows in another order would wait for each other for ever.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('reports.open_due'))")
    opened: list[int] = []
    for schedule in ReportSchedule.objects.order_by("pk"):
        for period in _due_periods(schedule, day_of(at), since):
            opened += _open(schedule, period, at=at)
    send_to_build(opened)
    return len(opened)


def _due_periods(schedule: ReportSchedule, today: date, since: date | None) -> Iterator[Period]:
    start = max(schedule.earliest_on, since or schedule.earliest_on)
    for period in finished_periods(start, today, PeriodKind(schedule.period_kind)):
        ended = schedule.valid_to is not None and period.last_day >= schedule.valid_to
        if schedule.valid_from <= period.last_day and not ended:
            yield period


def _open(schedule: ReportSchedule, period: Period, *, at: datetime) -> list[int]:
    values: dict[str, Any] = {
        "form": schedule.form,
        "kind": schedule.period_kind,
        "start": period.start,
        "end": period.end,
        "due": period.end + timedelta(days=schedule.due_days - 1),
        "state": ReportState.COLLECTING.value,
        "at": at,
        "active": UnitStatus.ACTIVE.value,
        "deepest": schedule.deepest_level,
        "province": Level.PROVINCE.value,
        "upper": Level.UPPER.value,
        "grassroots": Level.GRASSROOTS.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(OPEN, values)
        opened = [row[0] for row in cursor.fetchall()]
        if len(opened) >= MANY:
            # The planner still believes in an empty table, and would look for each unit's report in all of it.
            cursor.execute("ANALYZE reports_report")
    if opened:
        audit.record(
            "report_schedule.open", schedule, actor=None, at=at, after={"period": period.start, "reports": len(opened)}
        )
    return opened


def send_to_build(report_ids: list[int]) -> None:
    """Send reports to the workers in batches once the transaction is through; the sweep finds what did not arrive."""
    for start in range(0, len(report_ids), BATCH):
        tasks.build_batch.delay_on_commit(report_ids=report_ids[start : start + BATCH])  # type: ignore[attr-defined]


def resend_waiting(*, at: datetime) -> int:
    """Send the reports again that have waited for their figures for a minute; return how many."""
    waiting = Report.objects.filter(built_at__isnull=True, created_at__lt=at - timedelta(minutes=1))
    ids = list(waiting.order_by("created_at", "pk").values_list("pk", flat=True)[: 10 * BATCH])
    send_to_build(ids)
    return len(ids)
