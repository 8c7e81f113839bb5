"""Difficulties, as far as somebody may see them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from campaigns.enums import WAITING, DifficultyState
from campaigns.models import Campaign, Difficulty
from campaigns.rules import UNIT_OFFICIALS
from units.enums import Level
from units.models import Unit
from units.selectors import unions_of

DIFFICULTY_KEYS = ("-created_at", "-pk")


@dataclass(frozen=True, slots=True)
class DifficultyFilters:
    """What a list is narrowed to; empty means everything. ``late_on``: overdue on that day."""

    campaign: Campaign | None = None
    state: str = ""
    late_on: date | None = None


@dataclass(frozen=True, slots=True)
class DifficultyCounts:
    """How many difficulties a campaign has, by what is to be done."""

    waiting: int
    directed: int
    overdue: int
    resolved: int
    closed: int

    @property
    def open(self) -> int:
        return self.waiting + self.directed + self.resolved

    @property
    def all(self) -> int:
        return self.open + self.closed


def get_difficulty(pk: int, *, actor: Any) -> Difficulty:
    """Return a difficulty ``actor`` sees; else 404."""
    people = ("raised_by", "directed_by", "resolved_by", "closed_by")
    found = Difficulty.objects.visible_to(actor).select_related("campaign", "unit__parent", *people)
    difficulty: Difficulty = get_object_or_404(found, pk=pk)
    return difficulty


def list_difficulties(actor: Any, *, filters: DifficultyFilters) -> QuerySet[Difficulty]:
    """Return the difficulties ``actor`` sees; paged by :data:`DIFFICULTY_KEYS`."""
    found = Difficulty.objects.visible_to(actor).select_related("campaign", "unit")
    if filters.campaign is not None:
        found = found.filter(campaign=filters.campaign)
    if filters.state:
        found = found.filter(state=filters.state)
    return found.overdue(filters.late_on) if filters.late_on else found


def count_difficulties(campaign: Campaign, *, actor: Any, day: date) -> DifficultyCounts:
    """Return how many difficulties of a campaign ``actor`` sees, by what is to be done; one query."""
    state = DifficultyState
    sums = (
        Difficulty.objects.visible_to(actor)
        .filter(campaign=campaign)
        .aggregate(
            waiting=Count("pk", filter=Q(state__in=WAITING)),
            directed=Count("pk", filter=Q(state=state.DIRECTED)),
            overdue=Count("pk", filter=Q(state=state.DIRECTED, due_on__lt=day)),
            resolved=Count("pk", filter=Q(state=state.RESOLVED)),
            closed=Count("pk", filter=Q(state=state.CLOSED)),
        )
    )
    return DifficultyCounts(**sums)


def units_to_raise_for(campaign: Campaign, *, actor: Any, day: date) -> QuerySet[Unit]:
    """Return the grassroots unions of a campaign ``actor`` acts for or looks after; for a field to choose from."""
    own = [held.unit_id for held in actor.assignments if held.role in UNIT_OFFICIALS]
    charged = unions_of(actor, day=day).order_by().values("pk")
    units = Unit.objects.active().under(campaign.launch_unit).filter(level=Level.GRASSROOTS)
    return units.filter(Q(pk__in=own) | Q(pk__in=charged)).order_by("sort_key", "pk")
