"""Reports to read: a unit's own, those handed to it, one with its editions and the units below."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.shortcuts import get_object_or_404

from portal.core import search
from reports.enums import ReportState
from reports.models import Report
from reports.selectors.missing import UNSENT
from units.enums import BUSINESS_ROLES
from units.models import Unit

KEYS = ("-start_on", "-pk")
CHILD_KEYS = ("rank", "unit__sort_key", "pk")
# What a list does not show; one report may carry thousands of names.
HEAVY = ("figures", "previous", "typed", "missing", "series", "by_child", "targets", "narrative")

CHILD_COUNTS = """
    SELECT r.id, count(*) FILTER (WHERE c.state <> ALL(%(unsent)s)), count(*)
    FROM reports_report r
    JOIN reports_report c ON c.receiver_id = r.unit_id AND c.period_kind = r.period_kind
     AND c.start_on = r.start_on AND c.form = r.form AND c.edition = 1
    WHERE r.id = ANY(%(ids)s)
    GROUP BY r.id
"""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty means everything."""

    kind: str = ""
    year: int | None = None
    state: str = ""
    text: str = ""


def list_own(actor: Any, *, filters: Filters) -> QuerySet[Report]:
    """Return the reports of the units ``actor`` works for, without replaced editions; paged by :data:`KEYS`."""
    reports = Report.objects.in_force().filter(unit__in=actor.acting_units(*BUSINESS_ROLES))
    return _narrowed(reports, filters)


def list_received(actor: Any, *, filters: Filters) -> QuerySet[Report]:
    """
    Return what the units directly below owe and sent to the units ``actor`` works for; paged by :data:`KEYS`.

    Names those that have not sent, too; what stands in an unsent one is read by its own unit only.
    """
    reports = Report.objects.in_force().filter(receiver__in=actor.acting_units(*BUSINESS_ROLES))
    return _narrowed(reports, filters)


def _narrowed(reports: QuerySet[Report], filters: Filters) -> QuerySet[Report]:
    if filters.kind:
        reports = reports.filter(period_kind=filters.kind)
    if filters.year:
        reports = reports.filter(start_on__year=filters.year)
    if filters.state == "unsent":
        reports = reports.filter(state__in=UNSENT)
    elif filters.state:
        reports = reports.filter(state=filters.state)
    if filters.text:
        units: QuerySet[Unit] = search.matching(Unit.objects.all(), filters.text)
        reports = reports.filter(unit__in=units.values("pk"))
    return reports.select_related("unit", "receiver").defer(*HEAVY)


def get_report(pk: int, *, actor: Any) -> Report:
    """Return a report ``actor`` may read, with its unit and people; 404 otherwise."""
    found = Report.objects.visible_to(actor).select_related(
        "unit__parent", "receiver", "signed_by", "accepted_by", "presented_by"
    )
    report: Report = get_object_or_404(found, pk=pk)
    return report


def count_children(report_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return, by report id, how many units directly below have sent theirs, and how many owe one; one query."""
    scope: dict[str, Any] = {"ids": list(report_ids), "unsent": [state.value for state in UNSENT]}
    with connection.cursor() as cursor:
        cursor.execute(CHILD_COUNTS, scope)
        return {pk: (sent, total) for pk, sent, total in cursor.fetchall()}


def list_children(report: Report) -> QuerySet[Report]:
    """Return the reports of the units directly below for the same period, unsent ones first; by :data:`CHILD_KEYS`."""
    rank = Case(When(state__in=UNSENT, then=Value(0)), default=Value(1), output_field=IntegerField())
    below = Report.objects.in_force().filter(
        receiver=report.unit_id, form=report.form, period_kind=report.period_kind, start_on=report.start_on
    )
    # While a correction is open, the edition before it is the one in force.
    below = below.exclude(state=ReportState.CORRECTED).annotate(rank=rank)
    shown: QuerySet[Report] = below.select_related("unit").defer(*(set(HEAVY) - {"figures"}))
    return shown


def list_editions(report: Report) -> list[Report]:
    """Return every edition of a report, the first one first."""
    same = Report.objects.filter(
        unit=report.unit_id, form=report.form, period_kind=report.period_kind, start_on=report.start_on
    )
    return list(same.select_related("signed_by").order_by("edition"))
