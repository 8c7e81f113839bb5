"""
The figures of whole branches, for many reports at once.

Every number is read at the unit it belongs to and added up over paths, so a report counts
its own unit and all units below it, each once. A group of reports costs the same few
statements whether it holds one report or two thousand.

Which units lie in which branch is put into a table of the transaction first: from a range of
paths the planner cannot tell a leaf from the confederation, and would read a whole month of
totals for every batch of leaves.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import connection, transaction

from campaigns.enums import PUBLIC
from portal.core.periods import period_of
from reports.enums import ReportState, Source
from reports.models import Indicator, Report
from units.enums import Level, UnitStatus

Figures = dict[str, Any]

# What counts as having launched: a campaign of one's own, or an answer to one from above.
LAUNCHED = ("B01", "B02N", "B03N")
HANDED_IN = (ReportState.SUBMITTED, ReportState.ACCEPTED, ReportState.LOCKED)
TENTH, ONE = Decimal("0.1"), Decimal(1)
PERIOD = attrgetter("start_on", "end_on", "form", "period_kind")
# Under a unit lie the paths that begin with its own; "0" is the letter after "/".
BRANCH = """
    CREATE TEMP TABLE report_branch ON COMMIT DROP AS
    SELECT r.id AS report_id, d.id AS unit_id, d.level, d.id = u.id AS own
    FROM reports_report r
    JOIN units_unit u ON u.id = r.unit_id
    JOIN units_unit d ON d.path >= u.path AND d.path < rtrim(u.path, '/') || '0'
    WHERE r.id = ANY(%(ids)s)
"""
TALLIES = """
    SELECT b.report_id, t.indicator,
           sum(t.value) FILTER (WHERE t.month >= %(start)s), sum(t.value) FILTER (WHERE t.month < %(start)s)
    FROM report_branch b
    JOIN units_tally t ON t.unit_id = b.unit_id AND t.indicator = ANY(%(codes)s) AND t.month = ANY(%(months)s)
    GROUP BY b.report_id, t.indicator
"""
LAUNCHERS = """
    SELECT b.report_id, b.level,
           count(DISTINCT b.unit_id) FILTER (WHERE t.month >= %(start)s),
           count(DISTINCT b.unit_id) FILTER (WHERE t.month < %(start)s)
    FROM report_branch b
    JOIN units_tally t ON t.unit_id = b.unit_id AND t.indicator = ANY(%(launched)s) AND t.month = ANY(%(months)s)
    WHERE b.level IN (%(upper)s, %(grassroots)s) AND t.value > 0
    GROUP BY b.report_id, b.level
"""
UNITS = """
    SELECT b.report_id,
           coalesce(sum(u.member_count) FILTER (WHERE u.level = %(grassroots)s), 0),
           count(*) FILTER (WHERE u.level = %(grassroots)s),
           count(*) FILTER (WHERE u.level = %(upper)s)
    FROM report_branch b
    JOIN units_unit u ON u.id = b.unit_id
    WHERE b.level IN (%(upper)s, %(grassroots)s) AND u.status = %(active)s AND u.valid_from < %(end)s
    GROUP BY b.report_id
"""
REVIEWED = """
    SELECT b.report_id,
           count(*) FILTER (WHERE c.end_on >= %(start)s AND EXISTS (
               SELECT 1 FROM campaigns_review v WHERE v.campaign_id = c.id)),
           count(*) FILTER (WHERE c.end_on >= %(start)s),
           count(*) FILTER (WHERE c.end_on < %(was_end)s AND EXISTS (
               SELECT 1 FROM campaigns_review v WHERE v.campaign_id = c.id)),
           count(*) FILTER (WHERE c.end_on < %(was_end)s)
    FROM report_branch b
    JOIN campaigns_campaign c ON c.launch_unit_id = b.unit_id AND c.state = ANY(%(public)s)
     AND (c.end_on >= %(start)s AND c.end_on < %(end)s OR c.end_on >= %(was_start)s AND c.end_on < %(was_end)s)
    GROUP BY b.report_id
"""
TYPED = """
    SELECT b.report_id, e.key, sum(e.value::numeric)
    FROM report_branch b
    JOIN reports_report c ON c.unit_id = b.unit_id AND c.period_kind = %(kind)s AND c.start_on = %(start)s
     AND c.form = %(form)s AND c.typed <> '{}'
    CROSS JOIN LATERAL jsonb_each_text(c.typed) e
    WHERE c.id = b.report_id OR NOT b.own AND c.state = ANY(%(handed_in)s) AND c.superseded_at IS NULL
    GROUP BY b.report_id, e.key
"""


@dataclass
class Built:
    """
    The figures of one report: of its period, and of the same period a year before.

    By indicator code; under ``parts``, what each share was divided from. ``sums`` and ``sums_before``
    are the totals they were made of.
    """

    figures: Figures = field(default_factory=dict)
    previous: Figures = field(default_factory=dict)
    sums: dict[str, int] = field(default_factory=dict)
    sums_before: dict[str, int] = field(default_factory=dict)


@transaction.atomic
def branch_figures(reports: Iterable[Report]) -> dict[int, Built]:
    """Return the figures of each report's branch, by report id; eight statements per period, whatever the number."""
    result: dict[int, Built] = {}
    for _period, group in groupby(sorted(reports, key=PERIOD), key=PERIOD):
        result |= _figures_of_period(list(group))
    return result


def _figures_of_period(reports: Sequence[Report]) -> dict[int, Built]:
    built = {report.pk: Built() for report in reports}
    first = reports[0]
    indicators = list(Indicator.objects.in_force(first.period.last_day).order_by("position"))
    scope = _scope(first, indicators)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS report_branch")
        cursor.execute(BRANCH, {"ids": list(built)})
        cursor.execute("ANALYZE report_branch")
    _add_records(built, scope)
    _add_typed(built, reports, {row.code for row in indicators if row.source == Source.TYPED}, scope)
    ratios = [row for row in indicators if row.source == Source.RATIO]
    plain = {row.code for row in indicators} - {row.code for row in ratios}
    for item in built.values():
        item.figures = _figures(item.sums, plain, ratios)
        item.previous = _figures(item.sums_before, plain, ratios) | item.previous
    return built


def _figures(sums: Mapping[str, int], plain: set[str], ratios: Sequence[Indicator]) -> Figures:
    figures: Figures = {code: value for code, value in sums.items() if code in plain}
    parts = {}
    for row in ratios:
        top, bottom = (
            sum(sums.get(code, 0) * weight for code, weight in row.formula[side].items()) for side in ("top", "bottom")
        )
        # Divide the sums, never average the shares; without a divisor there is no figure.
        if bottom:
            figures[row.code], parts[row.code] = _divide(top, bottom, row), [top, bottom]
    return figures | {"parts": parts} if parts else figures


def _divide(top: int, bottom: int, indicator: Indicator) -> int | float:
    if indicator.formula["percent"]:
        return float((Decimal(top * 100) / bottom).quantize(TENTH, ROUND_HALF_UP))
    return int((Decimal(top) / bottom).quantize(ONE, ROUND_HALF_UP))


def _scope(report: Report, indicators: Iterable[Indicator]) -> dict[str, Any]:
    was = report.period.year_before()
    tallied = {row.code for row in indicators if row.source == Source.TALLY}
    parts = {code for row in indicators for side in ("top", "bottom") for code in row.formula.get(side, {})}
    return {
        "codes": sorted(tallied | parts | set(LAUNCHED)),
        "months": [*months(report.start_on, report.end_on), *months(was.start, was.end)],
        "start": report.start_on,
        "end": report.end_on,
        "was_start": was.start,
        "was_end": was.end,
        "public": sorted(PUBLIC),
        "kind": report.period_kind,
        "form": report.form,
        "launched": list(LAUNCHED),
        "upper": Level.UPPER.value,
        "grassroots": Level.GRASSROOTS.value,
        "active": UnitStatus.ACTIVE.value,
        "handed_in": [state.value for state in HANDED_IN],
    }


def months(start: date, end: date) -> Iterator[date]:
    """Yield the first day of each month in [start, end)."""
    period = period_of(start)
    while period.start < end:
        yield period.start
        period = period.after()


def _rows(sql: str, scope: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, scope)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _add_records(built: Mapping[int, Built], scope: Mapping[str, Any]) -> None:
    for pk, code, now, before in _rows(TALLIES, scope):
        built[pk].sums[code], built[pk].sums_before[code] = int(now or 0), int(before or 0)
    # A share of unions is no sum of totals: each union that launched anything counts once.
    for pk, level, now, before in _rows(LAUNCHERS, scope):
        code = "B02L" if level == Level.UPPER else "B03L"
        built[pk].sums[code], built[pk].sums_before[code] = now, before
    for pk, reviewed, ended, reviewed_before, ended_before in _rows(REVIEWED, scope):
        built[pk].sums |= {"B04R": reviewed, "B04E": ended}
        built[pk].sums_before |= {"B04R": reviewed_before, "B04E": ended_before}
    # Members are counted at the grassroots only: those above and below it hold the same people again.
    for pk, members, grassroots, upper in _rows(UNITS, scope):
        built[pk].sums |= {"A01": int(members), "A03": grassroots, "A03U": upper}


def _add_typed(
    built: Mapping[int, Built], reports: Sequence[Report], codes: set[str], scope: Mapping[str, Any]
) -> None:
    """Add what each unit filled in itself: its own, and that of the units below that have handed in."""
    for pk, code, total in _rows(TYPED, scope):
        if code in codes:
            built[pk].sums[code] = int(total)
    _add_typed_before(built, reports, codes)


def _add_typed_before(built: Mapping[int, Built], reports: Sequence[Report], codes: set[str]) -> None:
    first = reports[0]
    past = Report.objects.in_force().filter(
        unit__in=[report.unit_id for report in reports],
        period_kind=first.period_kind,
        start_on=first.period.year_before().start,
        form=first.form,
        state__in=HANDED_IN,
    )
    figures = dict(past.order_by("edition").values_list("unit_id", "figures"))
    for report in reports:
        before = figures.get(report.unit_id, {})
        built[report.pk].previous |= {code: value for code, value in before.items() if code in codes}
