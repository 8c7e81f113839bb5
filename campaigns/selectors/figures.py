"""How far a campaign is: its targets, and how many grassroots unions answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Func, IntegerField, Q, QuerySet, Sum, TextField, Value
from django.db.models.functions import Cast

from campaigns.enums import CUMULATIVE, PUBLIC, Measure
from campaigns.models import Campaign, CampaignTally, Response, Target
from units.enums import Level, UnitKind
from units.models import Unit

# What a tile leaves out of a unit's name, because all its neighbours say the same.
PREFIXES = ("LĐLĐ tỉnh ", "LĐLĐ TP ", "CĐ xã ", "CĐ phường ", "CĐ đặc khu ")


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of the grassroots unions of a part of the branch responded; ``unit`` None: those directly below."""

    unit: Unit | None
    responded: int
    total: int

    @property
    def percent(self) -> float:
        return self.responded * 100 / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """A target and where it stands; ``value`` None where nothing measures it, ``tick`` where it should be today."""

    target: Target
    value: Decimal | None
    tick: Decimal | None

    @property
    def percent(self) -> Decimal | None:
        return None if self.value is None else self.value * 100 / self.target.value

    @property
    def is_behind(self) -> bool:
        goal = self.target.value if self.tick is None else self.tick
        return self.value is not None and self.value < goal


class _Child(Func):
    """The id of the ancestor at a depth of a path: ``/1/12/80/`` at 3 is 12."""

    function = "SPLIT_PART"
    output_field: Any = TextField()


def _by_child(rows: QuerySet[Any], path: str, depth: int) -> dict[int, int]:
    child = Cast(_Child(F(path), Value("/"), Value(depth)), IntegerField())
    return dict(rows.annotate(child=child).order_by().values_list("child").annotate(n=Count("pk")))


def response_rates(campaign: Campaign) -> list[Rate]:
    """
    Return, for each unit under the launch unit, how many of its grassroots unions responded; three queries.

    Grassroots unions directly under the launch unit stand together, last.
    """
    unit = campaign.launch_unit
    depth = unit.path.count("/") + 1
    below = Unit.objects.active().under(unit).filter(level=Level.GRASSROOTS).exclude(pk=unit.pk)
    totals = _by_child(below, "path", depth)
    answered = Response.objects.filter(campaign=campaign, unit__in=below)
    responded = _by_child(answered, "unit__path", depth)
    parts = Unit.objects.active().filter(parent=unit, level__lt=Level.GRASSROOTS).order_by("level", "sort_key", "pk")
    rates = [Rate(part, responded.get(part.pk, 0), totals.pop(part.pk)) for part in parts if part.pk in totals]
    if totals:
        rates.append(Rate(None, sum(responded.get(pk, 0) for pk in totals), sum(totals.values())))
    return rates


def overall(rates: list[Rate]) -> Rate:
    """Return the parts together."""
    return Rate(None, sum(rate.responded for rate in rates), sum(rate.total for rate in rates))


def tile_name(unit: Unit, above: Unit) -> str:
    """Return the unit's name without what its neighbours under ``above`` share."""
    name = unit.short_name.removesuffix(f" {above.place}") if above.place else unit.short_name
    for prefix in PREFIXES:
        if name.startswith(prefix):
            return name.removeprefix(prefix)
    return name.replace("CĐ ngành ", "Ngành ")


def is_wide(unit: Unit) -> bool:
    """Return whether the unit gets a double tile: it holds the industrial zones."""
    return unit.kind == UnitKind.ZONE


def campaign_totals(campaign: Campaign) -> Mapping[str, int]:
    """Return each kept figure over the campaign and those derived from it, each counted once; one query."""
    family = Campaign.objects.filter(
        Q(pk=campaign.pk) | Q(parent=campaign) | Q(parent__parent=campaign) | Q(parent__parent__parent=campaign)
    )
    rows = CampaignTally.objects.filter(campaign__in=family).order_by().values_list("indicator")
    return dict(rows.annotate(total=Sum("value")))


def progress(campaign: Campaign, *, day: date, rates: list[Rate]) -> list[Progress]:
    """Return each target with where it stands on ``day``, nowhere before the launch; two queries."""
    targets = campaign.targets.order_by("position")
    if campaign.state not in PUBLIC:
        return [Progress(target, None, None) for target in targets]
    totals, share = campaign_totals(campaign), _elapsed(campaign, day)
    return [_progress(target, totals, share, rates) for target in targets]


def _progress(target: Target, totals: Mapping[str, int], share: Decimal, rates: list[Rate]) -> Progress:
    if target.reached is not None or not target.indicator:
        return Progress(target, target.reached, None)
    if target.indicator == Measure.RESPONSE_RATE:
        return Progress(target, round(Decimal(overall(rates).percent), 1), None)
    tick = target.value * share if target.indicator in CUMULATIVE else None
    return Progress(target, Decimal(totals.get(target.indicator, 0)), tick)


def _elapsed(campaign: Campaign, day: date) -> Decimal:
    """The share of the campaign's days that is over at the end of ``day``."""
    assert campaign.start_on is not None and campaign.end_on is not None  # noqa: S101 - launched
    days = (campaign.end_on - campaign.start_on).days + 1
    return min(max(Decimal((day - campaign.start_on).days + 1) / days, Decimal(0)), Decimal(1))


def response_floor(targets: list[Target]) -> Decimal:
    """Return what share of grassroots unions is asked for, in percent; all of them if no target says."""
    return next((target.value for target in targets if target.indicator == Measure.RESPONSE_RATE), Decimal(100))
