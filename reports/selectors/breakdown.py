"""One report's figures taken apart: by month, by the units directly below, against the targets of the year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Sum
from django.db.models.fields.json import KeyTransform

from campaigns.enums import PUBLIC
from campaigns.models import Target
from portal.core.periods import Period, PeriodKind
from reports.enums import ReportState
from reports.models import Report
from reports.selectors.rollup import months
from units.enums import Level
from units.models import Tally, Unit

SHOWN = ("C01", "C02", "C07", "E05", "E06")
YEAR = 12

# The ids are given, not joined: from a range of paths the planner cannot tell how many units it will find.
OF_UNITS = "AND t.unit_id = ANY(%(units)s)"
BY_UNIT = """
    SELECT t.unit_id, t.indicator, sum(t.value) FROM units_tally t
    WHERE t.indicator = ANY(%(codes)s) AND t.month = ANY(%(months)s) {units}
    GROUP BY t.unit_id, t.indicator
"""
BY_MONTH = """
    SELECT t.indicator, t.month, sum(t.value) FROM units_tally t
    WHERE t.indicator = ANY(%(codes)s) AND t.month = ANY(%(months)s) {units}
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
    """Return the figures of a report taken apart, as the records are now."""
    shown, year = window(report.period), _year_to(report.period)
    past = [month.replace(year=month.year - 1) for month in shown]
    found = _kept_months(report, sorted({*shown, *year}))
    if found is None:
        found = by_month(report.unit, SHOWN, [*{*shown, *past, *year}])
    series = {
        code: [
            [f"{now:%Y-%m}", found.get((code, now), 0), found.get((code, was), 0)]
            for now, was in zip(shown, past, strict=True)
        ]
        for code in SHOWN
    }
    reached = {code: sum(found.get((code, month), 0) for month in year) for code in SHOWN}
    below = _kept_children(report)
    if below is None:
        below = by_child(report.unit, report.period, SHOWN)
    return Breakdown(series, below, _targets(report, reached))


def _kept_months(report: Report, wanted: Sequence[date]) -> Monthly | None:
    """
    Return the months out of the unit's monthly reports, which hold them ready for a branch of any size.

    None if one is not there, or if they do not add up to ``report``: then the records are asked.
    """
    monthly = Report.objects.in_force().filter(
        unit=report.unit_id, period_kind=PeriodKind.MONTH, start_on__in=wanted, built_at__isnull=False
    )
    kept = list(monthly.order_by("edition").values_list("start_on", "figures", "previous"))
    if {month for month, _now, _before in kept} != set(wanted):
        return None
    found: Monthly = {}
    for month, now, before in kept:
        for code in SHOWN:
            found[code, month] = now.get(code, 0)
            found[code, month.replace(year=month.year - 1)] = before.get(code, 0)
    own = list(months(report.start_on, report.end_on))
    sums = {code: sum(found.get((code, month), 0) for month in own) for code in SHOWN}
    return found if sums == {code: report.figures.get(code, 0) for code in SHOWN} else None


def _kept_children(report: Report) -> list[dict[str, Any]] | None:
    """
    Return the units below out of their reports for the same period, by name.

    None if these and the unit's own records do not add up to ``report``: then the records are asked.
    """
    figures = {code: KeyTransform(code, "figures") for code in SHOWN}
    reports = Report.objects.in_force().exclude(state=ReportState.CORRECTED).annotate(**figures)
    below = reports.filter(
        receiver=report.unit_id, period_kind=report.period_kind, start_on=report.start_on, form=report.form
    )
    rows = [
        {"unit": pk, "name": name, **{code: value for code, value in zip(SHOWN, values, strict=True) if value}}
        for pk, name, *values in below.order_by("unit__sort_key", "pk").values_list("unit", "unit__short_name", *SHOWN)
    ]
    own = Tally.objects.filter(unit=report.unit_id, month__gte=report.start_on, month__lt=report.end_on)
    sums = dict(own.filter(indicator__in=SHOWN).order_by().values_list("indicator").annotate(Sum("value")))
    for row in rows:
        for code in SHOWN:
            sums[code] = sums.get(code, 0) + row.get(code, 0)
    adds_up = all(sums.get(code, 0) == report.figures.get(code, 0) for code in SHOWN)
    return [row for row in rows if len(row) > 2] if adds_up else None  # noqa: PLR2004 - more than unit and name


def window(period: Period) -> list[date]:
    """Return the months a chart of ``period`` shows: its own, or the year up to its end if it is short."""
    short = period.kind in {PeriodKind.MONTH, PeriodKind.QUARTER}
    return _year_to(period) if short else list(months(period.start, period.end))[-YEAR:]


def _year_to(period: Period) -> list[date]:
    return list(months(date(period.last_day.year, 1, 1), period.end))


def by_month(unit: Unit, codes: Sequence[str], wanted: Sequence[date]) -> Monthly:
    """Return the totals of a branch by code and month; two statements."""
    found = _totals(BY_MONTH, unit, _paths(unit), codes, wanted)
    return {(code, month): value for code, month, value in found}


def by_child(unit: Unit, period: Period, codes: Sequence[str]) -> list[dict[str, Any]]:
    """Return, for each unit directly below, the totals of its branch in ``period``, by name; three statements."""
    paths = _paths(unit)
    depth = unit.path.count("/")
    sums: dict[int, dict[str, int]] = {}
    for pk, code, value in _totals(BY_UNIT, unit, paths, codes, list(months(period.start, period.end))):
        if pk != unit.pk:
            child = sums.setdefault(int(paths[pk].split("/")[depth]), {})
            child[code] = child.get(code, 0) + value
    children = Unit.objects.filter(pk__in=sums).order_by("sort_key", "pk").values_list("pk", "short_name")
    return [{"unit": pk, "name": name, **sums[pk]} for pk, name in children]


def _paths(unit: Unit) -> dict[int, str]:
    return dict(Unit.objects.under(unit).order_by().values_list("pk", "path"))


def _totals(
    sql: str, unit: Unit, paths: Mapping[int, str], codes: Sequence[str], wanted: Sequence[date]
) -> list[tuple[Any, Any, int]]:
    whole = unit.level == Level.CONFEDERATION
    scope: dict[str, Any] = {"units": list(paths), "codes": list(codes), "months": list(wanted)}
    with connection.cursor() as cursor:
        cursor.execute(sql.format(units="" if whole else OF_UNITS), scope)
        return [(first, second, int(value)) for first, second, value in cursor.fetchall()]


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
