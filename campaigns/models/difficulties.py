"""Difficulties (khó khăn, vướng mắc) that a unit meets in a campaign, and what the level above directs."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from campaigns.enums import DIFFICULTY_BADGES, DifficultyState, Severity
from portal.core.workflow import Stateful
from units.models import BranchQuerySet, BranchRecord


class DifficultyQuerySet(BranchQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """What ``actor`` may read: those of the unions they act for, look after, or stand above."""
        return self.in_branches_of(actor)

    def overdue(self, day: date) -> Self:
        """Directed, not resolved, and past their day."""
        return self.filter(state=DifficultyState.DIRECTED, due_on__lt=day)


class Difficulty(BranchRecord, Stateful):
    """
    One difficulty of one grassroots union in one campaign, followed until it is closed.

    ``visited_on``: it came up on a visit of the assigned official. The directive, its day and the resolution are
    those of the last turn; earlier ones are in the trail.
    """

    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="difficulties")
    state = models.CharField(max_length=20, choices=DifficultyState, default=DifficultyState.RAISED)
    severity = models.CharField(max_length=10, choices=Severity)
    text = models.TextField()
    visited_on = models.DateField(null=True, blank=True)
    raised_by = models.ForeignKey("units.User", models.PROTECT, related_name="+")
    directive = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    directed_by = models.ForeignKey("units.User", models.PROTECT, null=True, related_name="+")
    directed_at = models.DateTimeField(null=True)
    resolution = models.TextField(blank=True)
    resolved_by = models.ForeignKey("units.User", models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("units.User", models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    objects = DifficultyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=DifficultyState.DIRECTED) | Q(due_on__isnull=False) & ~Q(directive=""),
                name="difficulty_directed_has_a_day",
            )
        ]
        indexes = [
            models.Index(fields=["campaign", "state"], name="difficulty_of_campaign"),
            models.Index(fields=["unit", "-created_at", "-id"], name="difficulty_of_unit"),
            models.Index(fields=["-created_at", "-id"], name="difficulty_newest"),
            models.Index(fields=["province", "state", "due_on"], name="difficulty_of_province"),
            models.Index(fields=["upper", "state", "due_on"], name="difficulty_of_upper"),
            models.Index(fields=["grassroots", "state", "due_on"], name="difficulty_of_grassroots"),
        ]

    @property
    def title(self) -> str:
        """The first line, as lists and messages name it."""
        return self.text.strip().splitlines()[0][:160]

    @property
    def badge(self) -> str:
        return DIFFICULTY_BADGES[DifficultyState(self.state)]

    def is_overdue(self, day: date) -> bool:
        return self.state == DifficultyState.DIRECTED and self.due_on is not None and self.due_on < day
