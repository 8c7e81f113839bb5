"""Kept totals of a branch: sums over the tree, never a recount of records."""

from collections.abc import Iterable, Mapping

from django.db.models import Count, Q, Sum

from portal.core.periods import Period
from units.enums import Level
from units.models import Tally, Unit

Totals = Mapping[str, int]


def totals(unit: Unit, period: Period, *, indicators: Iterable[str] | None = None) -> Totals:
    """Return the value of each indicator over the branch of ``unit`` in ``period``; one query."""
    rows = Tally.objects.filter(unit__path__startswith=unit.path, month__gte=period.start, month__lt=period.end)
    if indicators is not None:
        rows = rows.filter(indicator__in=list(indicators))
    return dict(rows.order_by().values_list("indicator").annotate(total=Sum("value")))


def totals_beside(unit: Unit, period: Period, before: Period, *, indicators: Iterable[str]) -> tuple[Totals, Totals]:
    """Return what :func:`totals` gives for ``period`` and for ``before``; one query."""

    def within(one: Period) -> Q:
        return Q(month__gte=one.start, month__lt=one.end)

    rows = Tally.objects.filter(
        within(period) | within(before), unit__path__startswith=unit.path, indicator__in=list(indicators)
    )
    found = list(
        rows.order_by()
        .values_list("indicator")
        .annotate(
            now=Sum("value", filter=within(period), default=0), then=Sum("value", filter=within(before), default=0)
        )
    )
    return {code: now for code, now, _then in found}, {code: then for code, _now, then in found}


def unit_figures(unit: Unit, period: Period) -> Mapping[str, int]:
    """
    Return the numbers of a unit's page: its branch's grassroots unions and members, and the period's totals.

    Members are counted at the grassroots unions only, where each belongs once; a unit that has none below it
    gives its own number.
    """
    counted = Unit.objects.active().under(unit).filter(level=Level.GRASSROOTS)
    sums = counted.aggregate(unions=Count("pk"), members=Sum("member_count", default=0))
    if unit.level >= Level.GRASSROOTS or not sums["unions"]:
        sums = {"unions": 0, "members": unit.member_count}
    return sums | dict(totals(unit, period, indicators=("C01", "C02", "C07", "E05")))
