"""Which campaigns there are for a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from campaigns.enums import PUBLIC
from campaigns.models import Campaign
from portal.core import search
from units.models import Unit

CHOICES = 50
KEYS = ("-start_on", "-pk")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty means everything."""

    state: str = ""
    year: int | None = None
    text: str = ""


def get_campaign(pk: int, *, actor: Any) -> Campaign:
    """Return a campaign ``actor`` may read; 404 otherwise."""
    campaigns = Campaign.objects.visible_to(actor).select_related("launch_unit", "parent", "accountable_head")
    return get_object_or_404(campaigns, pk=pk)


def list_campaigns(actor: Any, *, filters: Filters) -> QuerySet[Campaign]:
    """Return the campaigns ``actor`` may read; paged by :data:`KEYS`."""
    campaigns = Campaign.objects.visible_to(actor).select_related("launch_unit")
    if filters.state:
        campaigns = campaigns.filter(state=filters.state)
    if filters.year:
        first, last = date(filters.year, 1, 1), date(filters.year, 12, 31)
        campaigns = campaigns.filter(start_on__lte=last, end_on__gte=first)
    if filters.text:
        campaigns = search.matching(campaigns, filters.text)
    return campaigns


def open_campaigns(actor: Any, *, day: date) -> QuerySet[Campaign]:
    """Return the campaigns the member behind ``actor`` may hand an initiative to on ``day``, nearest unit first."""
    member = actor.member
    if member is None:
        return Campaign.objects.none()
    sector = member.grassroots.sector if member.grassroots else ""
    return (
        Campaign.objects.running(day)
        .filter(takes_initiatives=True, launch_unit__in=member.unit.line_ids)
        .filter(Q(audience_groups=[]) | Q(audience_groups__contains=[member.group]))
        .filter(Q(sector="") | Q(sector=sector))
        .select_related("launch_unit")
        .order_by("-launch_unit__level", "end_on", "pk")
    )


def launched_under(unit: Unit, *, start: date, end: date) -> QuerySet[Campaign]:
    """Return what the branch of ``unit`` launched with plans dated in [start, end)."""
    return (
        Campaign.objects.filter(
            state__in=PUBLIC, launch_unit__path__startswith=unit.path, plan_on__gte=start, plan_on__lt=end
        )
        .select_related("launch_unit")
        .order_by("plan_on", "pk")
    )


def campaigns_among(ids: Iterable[int]) -> QuerySet[Campaign]:
    """Return the campaigns with these ids, nearest unit first; for a field to choose from."""
    return Campaign.objects.filter(pk__in=list(ids)).order_by("-launch_unit__level", "pk")


def campaigns_to_name(actor: Any) -> QuerySet[Campaign]:
    """Return the latest campaigns ``actor`` may see; for a field to choose from."""
    latest = Campaign.objects.visible_to(actor).order_by("-start_on", "-pk")
    # A field looks its choice up in what it is given, and a slice cannot be asked.
    return Campaign.objects.filter(pk__in=latest.values("pk")[:CHOICES]).order_by("-start_on", "-pk")
