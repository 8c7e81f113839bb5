"""Which units below a campaign responded, and which of mine have not."""

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from campaigns.models import Campaign, Response
from campaigns.rules import RESPONDERS
from units.enums import Level
from units.models import Unit

UNIT_KEYS = ("sort_key", "pk")


def list_answers(campaign: Campaign, *, under: Unit | None = None, responded: bool | None = None) -> QuerySet[Unit]:
    """Return the grassroots unions below the launch unit with ``responded_at`` and ``registered``; by name."""
    mine = Response.objects.filter(campaign=campaign, unit=OuterRef("pk"))
    units = Unit.objects.active().under(under or campaign.launch_unit).filter(level=Level.GRASSROOTS)
    units = units.exclude(pk=campaign.launch_unit_id).select_related("parent")
    if responded is not None:
        units = units.filter(Exists(mine) if responded else ~Exists(mine))
    return units.annotate(
        responded_at=Subquery(mine.values("responded_at")[:1]),
        registered=Subquery(mine.values("registered")[:1]),
        answer_note=Subquery(mine.values("note")[:1]),
    )


def list_my_units(campaign: Campaign, *, actor: Any) -> list[tuple[Unit, Response | None]]:
    """Return the units ``actor`` may respond for, each with its response if there is one; one query."""
    units = {
        held.unit_id: held.unit
        for held in actor.assignments
        if held.role in RESPONDERS
        and held.unit_id != campaign.launch_unit_id
        and held.unit.level <= Level.GRASSROOTS
        and held.unit.is_under(campaign.launch_unit)
    }
    if not units:
        return []
    given = {response.unit_id: response for response in Response.objects.filter(campaign=campaign, unit__in=units)}
    return [(unit, given.get(pk)) for pk, unit in units.items()]


def list_derived(campaign: Campaign, *, actor: Any) -> QuerySet[Campaign]:
    """Return the campaigns derived from this one that ``actor`` may read, newest first; at most twenty."""
    derived = Campaign.objects.visible_to(actor).filter(parent=campaign).select_related("launch_unit")
    return derived.order_by(F("start_on").desc(nulls_first=True), "-pk")[:20]
