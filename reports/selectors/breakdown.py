"""One report's figures taken apart: by month, by the units directly below, against the targets of the year."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from campaigns.enums import PUBLIC
from campaigns.models import Target
from portal.core.periods import Period, PeriodKind
from reports.models import Report
from reports.selectors.rollup import months

SHOWN = ("C01", "C02", "C07", "E05", "E06")
HALF_YEAR = 6  # columns of a chart that fit on a phone
YEAR = 12

BY_CHILD = """
    SELECT c.id, c.short_name, t.indicator, sum(t.value)
    FROM units_unit c
    JOIN units_unit d ON d.path >= c.path AND d.path < rtrim(c.path, '/') || '0'
    JOIN units_tally t ON t.unit_id = d.id AND t.indicator = ANY(%(codes)s) AND t.month = ANY(%(months)s)
    WHERE c.parent_id = %(unit)s
    GROUP BY c.id, c.short_name, c.sort_key, t.indicator
    ORDER BY c.sort_key, c.id
"""
BY_MONTH = """
    SELECT t.indicator, t.month, sum(t.value)
    FROM units_unit d
    JOIN units_tally t ON t.unit_id = d.id AND t.indicator = ANY(%(codes)s) AND t.month = ANY(%(months)s)
    WHERE d.path >= %(path)s AND d.path < rtrim(%(path)s, '/') || '0'
    GROUP BY t.indicator, t.month
"""
Monthly = dict[tuple[str, date], int]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """
    ``series``: by code, lists of [month, now, a year before]; ``by_child``: mappings of unit, name and
    figures; ``targets``: by code, the target of the year and what was reached of it by the end of the period.
    """

    series: dict[str, list[list[Any]]]
    by_child: list[dict[str, Any]]
    targets: dict[str, dict[str, int]]


def breakdown(report: Report) -> Breakdown:
    """Return the figures of a report taken apart, as the records are now; three statements."""
    shown, period = window(report.period), report.period
    year = list(months(date(period.last_day.year, 1, 1), period.end))
    past = [month.replace(year=month.year - 1) for month in shown]
    found = by_month(report.unit.path, SHOWN, [*{*shown, *past, *year}])
    series = {
        code: [
            [f"{now:%Y-%m}", found.get((code, now), 0), found.get((code, was), 0)]
            for now, was in zip(shown, past, strict=True)
        ]
        for code in SHOWN
    }
    reached = {code: sum(found.get((code, month), 0) for month in year) for code in SHOWN}
    return Breakdown(series, by_child(report.unit_id, period, SHOWN), _targets(report, reached))


def window(period: Period) -> list[date]:
    """Return the months a chart of ``period`` shows: its own, or the six that end with it if it is short."""
    own = list(months(period.start, period.end))
    first = Period(period.start, period.end, PeriodKind.MONTH)
    while len(own) < HALF_YEAR:
        first = first.before()
        own.insert(0, first.start)
    return own[-YEAR:]


def by_month(path: str, codes: tuple[str, ...], wanted: list[date]) -> Monthly:
    """Return the totals of a branch by code and month; one statement."""
    scope: dict[str, Any] = {"codes": list(codes), "months": wanted, "path": path}
    with connection.cursor() as cursor:
        cursor.execute(BY_MONTH, scope)
        return {(code, month): int(value) for code, month, value in cursor.fetchall()}


def by_child(unit_id: int, period: Period, codes: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return, for each unit directly below, the totals of its branch in ``period``; one statement."""
    scope: dict[str, Any] = {
        "unit": unit_id,
        "codes": list(codes),
        "months": list(months(period.start, period.end)),
    }
    children: dict[int, dict[str, Any]] = {}
    with connection.cursor() as cursor:
        cursor.execute(BY_CHILD, scope)
        for child, name, code, value in cursor.fetchall():
            children.setdefault(child, {"unit": child, "name": name})[code] = int(value)
    return list(children.values())


def _targets(report: Report, reached: dict[str, int]) -> dict[str, dict[str, int]]:
    """
    Return what the unit's own campaigns of this one year set out to reach.

    A campaign over several years has no share of a year; of two for the same figure the larger counts,
    since a derived one asks for part of the same initiatives.
    """
    year = report.period.last_day.year
    rows = Target.objects.filter(
        campaign__launch_unit=report.unit_id,
        campaign__state__in=PUBLIC,
        campaign__start_on__year=year,
        campaign__end_on__year=year,
        indicator__in=SHOWN,
    )
    found: dict[str, dict[str, int]] = {}
    for code, value in rows.order_by("value", "pk").values_list("indicator", "value"):
        found[code] = {"target": int(value), "reached": reached[code]}
    return found
