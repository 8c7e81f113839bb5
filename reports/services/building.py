"""Putting the figures into reports: many at once, each once, whatever becomes of the worker."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from portal.core import audit
from portal.core.permissions import require
from portal.core.workflow import lock, refuse_stale
from reports.models import Report
from reports.selectors.breakdown import breakdown
from reports.selectors.missing import missing_children
from reports.selectors.rollup import branch_figures
from reports.services.guards import refuse_closed

STORE = """
    UPDATE reports_report r
    SET figures = v.figures, previous = v.previous, missing = v.missing, built_at = %(at)s, version = r.version + 1
    FROM unnest(%(ids)s::bigint[], %(figures)s::jsonb[], %(previous)s::jsonb[], %(missing)s::jsonb[])
         AS v(id, figures, previous, missing)
    WHERE r.id = v.id
"""


@transaction.atomic
def build_batch(report_ids: Iterable[int], *, at: datetime) -> int:
    """
    Put their figures into those of the reports that have none yet; return how many.

    Safe to run twice and beside itself: a report in another worker's hands is left to it, and
    a worker that dies lets go of all it held. Writes no audit line: nobody decided anything,
    and the signature names the figures it stands under.
    """
    waiting = Report.objects.select_for_update(of=("self",), skip_locked=True)
    waiting = waiting.filter(pk__in=list(report_ids), built_at__isnull=True)
    due = list(waiting.only("unit_id", "form", "period_kind", "start_on", "end_on").order_by("pk"))
    _store(due, at=at)
    return len(due)


@transaction.atomic
def refresh_figures(report: Report, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """
    Add up the figures of an open report again.

    :raises DomainError: if the report is no longer open
    :raises StaleError: if the page was made from an older version
    """
    lock(report)
    require(actor, "reports.write_report", report)
    refuse_stale(report, seen_version)
    refuse_closed(report)
    before = report.figures
    rebuild(report, at=at)
    audit.record(
        "report.refresh", report, actor=actor, at=at, before={"figures": before}, after={"figures": report.figures}
    )


def rebuild(report: Report, *, at: datetime) -> None:
    """Store the present figures in a report its caller has locked; takes back the signature of a correction."""
    _store([report], at=at)
    Report.objects.filter(pk=report.pk).update(signed_at=None, signed_by=None)
    report.refresh_from_db()
    keep_breakdown(report)


def keep_breakdown(report: Report) -> None:
    """Store the figures of a report by month, by unit and by target, as the records are now."""
    parts = breakdown(report)
    report.series, report.by_child, report.targets = parts.series, parts.by_child, parts.targets
    report.save(update_fields=["series", "by_child", "targets"])


def _store(reports: Sequence[Report], *, at: datetime) -> None:
    if not reports:
        return
    ids = [report.pk for report in reports]
    built = branch_figures(reports)
    missing = missing_children(ids)
    values: dict[str, Any] = {
        "at": at,
        "ids": ids,
        "figures": [_json(built[pk].figures) for pk in ids],
        "previous": [_json(built[pk].previous) for pk in ids],
        "missing": [_json(missing.get(pk, [])) for pk in ids],
    }
    with connection.cursor() as cursor:
        cursor.execute(STORE, values)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder)
