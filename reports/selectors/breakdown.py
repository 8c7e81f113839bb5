"""One report's figures taken apart: by month and by the units directly below."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from portal.core.periods import Period, PeriodKind
from reports.models import Report
from reports.selectors.rollup import months
from units.models import Unit

SHOWN = ("C01", "C02", "C07", "E05")

BY_CHILD = """
    SELECT c.id, c.short_name, t.indicator, sum(t.value)
    FROM units_unit c
    JOIN units_unit d ON d.path >= c.path AND d.path < rtrim(c.path, '/') || '0'
    JOIN units_tally t ON t.unit_id = d.id AND t.indicator = ANY(%(codes)s) AND t.month = ANY(%(months)s)
    WHERE c.parent_id = %(unit)s
    GROUP BY c.id, c.short_name, t.indicator
    ORDER BY c.sort_key, c.id
"""
BY_MONTH = """
    SELECT t.indicator, t.month, sum(t.value)
    FROM units_unit d
    JOIN units_tally t ON t.unit_id = d.id AND t.indicator = ANY(%(codes)s) AND t.month = ANY(%(months)s)
    WHERE d.path >= %(path)s AND d.path < rtrim(%(path)s, '/') || '0'
    GROUP BY t.indicator, t.month
"""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """``series``: code → list of [month, now, a year before]; ``by_child``: mappings of unit, name and figures."""

    series: dict[str, list[list[Any]]]
    by_child: list[dict[str, Any]]


def breakdown(report: Report) -> Breakdown:
    """Return the figures of a report taken apart, as the records are now; two statements."""
    return Breakdown(series=_series(report), by_child=by_child(report.unit_id, report.period, SHOWN))


def window(period: Period) -> list[date]:
    """Return the months a chart of ``period`` shows: its own, or the six that end with it if it is short."""
    own = list(months(period.start, period.end))
    if period.kind in {PeriodKind.MONTH, PeriodKind.QUARTER}:
        first = Period(period.start, period.end, PeriodKind.MONTH)
        while len(own) < 6:  # noqa: PLR2004 - half a year fits on a phone
            first = first.before()
            own.insert(0, first.start)
    return own[-12:]


def _series(report: Report) -> dict[str, list[list[Any]]]:
    shown = window(report.period)
    before = [month.replace(year=month.year - 1) for month in shown]
    scope: dict[str, Any] = {"codes": list(SHOWN), "months": [*shown, *before], "path": report.unit.path}
    with connection.cursor() as cursor:
        cursor.execute(BY_MONTH, scope)
        found = {(code, month): int(value) for code, month, value in cursor.fetchall()}
    return {
        code: [
            [f"{now:%Y-%m}", found.get((code, now), 0), found.get((code, was), 0)]
            for now, was in zip(shown, before, strict=True)
        ]
        for code in SHOWN
    }


def by_child(unit: Unit | int, period: Period, codes: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return, for each unit directly below, the totals of its branch in ``period``; one statement."""
    pk = unit.pk if isinstance(unit, Unit) else unit
    scope: dict[str, Any] = {"unit": pk, "codes": list(codes), "months": list(months(period.start, period.end))}
    children: dict[int, dict[str, Any]] = {}
    with connection.cursor() as cursor:
        cursor.execute(BY_CHILD, scope)
        for child, name, code, value in cursor.fetchall():
            children.setdefault(child, {"unit": child, "name": name})[code] = int(value)
    return list(children.values())
