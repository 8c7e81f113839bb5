"""Campaigns (phong trào thi đua): what a unit calls for, who answers, what came of it."""

from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear

from campaigns.enums import BADGES, OPEN, PUBLIC, CampaignKind, CampaignState, ReviewKind
from campaigns.rules import OFFICIALS
from portal.core.search import FoldedVector
from portal.core.workflow import Stateful
from units.enums import WorkGroup
from units.models import scopes


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, actor: Any) -> "CampaignQuerySet":
        """
        What ``actor`` may read.

        Once launched: what units above one's own units call for, and what one's branches do. Before that, and
        cancelled: only what the very unit one works for prepares.
        """
        mine = [held for held in actor.assignments if held.role in OFFICIALS]
        line = {pk for held in mine for pk in held.unit.line_ids}
        if actor.member is not None:
            line.update(actor.member.unit.line_ids)
        launched = Q(launch_unit__in=line) | scopes(mine, "launch_unit")
        return self.filter(Q(state__in=PUBLIC) & launched | Q(launch_unit__in=[held.unit_id for held in mine]))

    def running(self, day: date) -> "CampaignQuerySet":
        """Launched, not closed, and in their days on ``day``."""
        return self.filter(state__in=OPEN, start_on__lte=day, end_on__gte=day)


class Campaign(Stateful):
    """
    One movement a unit launches for its branch.

    ``writer_ids`` are the accounts that put a hand to the text: none of them approves or launches it.
    ``audience_groups`` and ``sector`` narrow whom it asks for initiatives; empty means everyone.
    """

    state = models.CharField(max_length=20, choices=CampaignState, default=CampaignState.DRAFT)
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=300, blank=True)
    short_name = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=20, choices=CampaignKind, default=CampaignKind.REGULAR)
    launch_unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    province = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    goal = models.TextField(blank=True)
    audience = models.CharField(max_length=300, blank=True)
    audience_groups = ArrayField(models.CharField(max_length=20, choices=WorkGroup), default=list, blank=True)
    sector = models.CharField(max_length=80, blank=True)
    scope = models.CharField(max_length=300, blank=True)
    takes_initiatives = models.BooleanField(default=True)
    start_on = models.DateField(null=True, blank=True)
    end_on = models.DateField(null=True, blank=True)
    interim_on = models.DateField(null=True, blank=True)
    interim_due_on = models.DateField(null=True, blank=True)
    phases = models.TextField(blank=True)
    theme = models.CharField(max_length=300, blank=True)
    occasion = models.CharField(max_length=300, blank=True)
    partners = models.CharField(max_length=300, blank=True)
    legal_basis = models.TextField(blank=True)
    accountable_head = models.ForeignKey("units.Member", models.PROTECT, null=True, blank=True, related_name="+")
    plan_no = models.CharField(max_length=40, blank=True)
    plan_on = models.DateField(null=True, blank=True)
    writer_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    drafted_by = models.ForeignKey("units.User", models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey("units.User", models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    launched_by = models.ForeignKey("units.User", models.PROTECT, null=True, related_name="+")
    launched_at = models.DateTimeField(null=True)
    notified_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    close_note = models.TextField(blank=True)
    summarised_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=200, blank=True)
    search = models.GeneratedField(
        expression=FoldedVector(F("code"), F("name"), F("short_name")),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = CampaignQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(start_on__isnull=True) | Q(end_on__isnull=True) | Q(end_on__gte=F("start_on")),
                name="campaign_days_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(PUBLIC))
                | Q(launched_at__isnull=False, start_on__isnull=False, end_on__isnull=False),
                name="campaign_launched_has_days",
            ),
            models.UniqueConstraint(
                "launch_unit", "plan_no", ExtractYear("plan_on"), condition=~Q(plan_no=""), name="campaign_plan_no_once"
            ),
        ]
        indexes = [
            models.Index(fields=["launch_unit", "state"], name="campaign_of_unit"),
            models.Index(fields=["-start_on", "-id"], name="campaign_newest"),
            models.Index(
                fields=["launched_at"],
                name="campaign_untold",
                condition=Q(launched_at__isnull=False, notified_at__isnull=True),
            ),
            GinIndex(fields=["search"], name="campaign_search"),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name or self.code

    @property
    def unit_id(self) -> int:
        """The unit the audit lines of this campaign belong to."""
        return self.launch_unit_id

    @property
    def badge(self) -> str:
        return BADGES.get(CampaignState(self.state), "closed")

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC

    def accepts_responses(self, day: date) -> bool:
        """Whether a unit may still respond on ``day``."""
        return self.is_open and self.end_on is not None and day <= self.end_on

    def accepts_initiatives(self, day: date) -> bool:
        """Whether a member may hand in an initiative on ``day``."""
        if not self.takes_initiatives or self.start_on is None or self.end_on is None:
            return False
        return self.is_open and self.start_on <= day <= self.end_on


class Criterion(models.Model):
    """What is judged; ``inherited`` ones come from the parent campaign and stay as they are."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="criteria")
    text = models.CharField(max_length=500)
    points = models.PositiveSmallIntegerField(null=True, blank=True)
    inherited = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "position"], name="criterion_position_once")]


class Target(models.Model):
    """
    How much is to be reached; ``indicator`` says which kept figure measures it, empty if none does.

    ``reached`` is a result that was counted elsewhere: of campaigns from before the portal.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="targets")
    indicator = models.CharField(max_length=10, blank=True)
    name = models.CharField(max_length=200)
    unit_of_measure = models.CharField(max_length=40, blank=True)
    value = models.DecimalField(max_digits=18, decimal_places=2)
    reached = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "position"], name="target_position_once"),
            models.CheckConstraint(condition=Q(value__gt=0), name="target_above_zero"),
        ]


class CampaignAwardForm(models.Model):
    """A form of commendation the plan promises; ``number`` is how many are planned, None if open."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="award_forms")
    award_code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    number = models.PositiveIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "position"], name="award_form_position_once")]


class Response(models.Model):
    """That a unit below responds (hưởng ứng): it plans and launches the campaign among its own people."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="responses")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    responded_at = models.DateTimeField()
    by = models.ForeignKey("units.User", models.PROTECT, null=True, related_name="+")
    registered = models.PositiveIntegerField(default=0)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "unit"], name="response_once")]
        indexes = [models.Index(fields=["unit", "responded_at"], name="response_of_unit")]


class Amendment(models.Model):
    """A paper that changes a launched campaign; the launched text itself stays as it was."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="amendments")
    number = models.CharField(max_length=40)
    decided_on = models.DateField()
    text = models.TextField()
    end_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey("units.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Review(models.Model):
    """What an interim or the final review found."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=10, choices=ReviewKind)
    held_on = models.DateField()
    strengths = models.TextField()
    shortcomings = models.TextField()
    causes = models.TextField(blank=True)
    lessons = models.TextField(blank=True)
    by = models.ForeignKey("units.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign"], condition=Q(kind=ReviewKind.FINAL), name="campaign_final_review_once"
            )
        ]


class CampaignTally(models.Model):
    """
    A unit's own part in a campaign's figures, such as its recognised initiatives (C02).

    The campaign's figure is the sum over its units and the campaigns derived from it; one row
    per unit, so that units do not wait for each other.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="tallies")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=10)
    value = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "indicator", "unit"], name="campaign_tally_once")]
