"""Award law as data: each row holds from one day to another, says where it comes from and how sure that is."""

from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from awards.enums import AwardKind, AwardLevel, Certainty, SubjectKind
from councils.enums import Denominator


class DatedQuerySet(models.QuerySet[Any]):
    def in_force(self, day: date) -> "DatedQuerySet":
        """The rows that hold on ``day``."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class Dated(models.Model):
    """A row of law: in force on every day from ``valid_from`` to ``valid_to``, both included."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    legal_basis = models.CharField(max_length=300, blank=True)
    certainty = models.CharField(max_length=10, choices=Certainty, default=Certainty.LIKELY)
    source_note = models.CharField(max_length=300, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_dates_in_order",
            )
        ]

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class AwardType(Dated):
    """
    A title or form of commendation as one law describes it.

    When the law changes, a new row of the same ``series`` takes over: a dossier is judged by the row in
    force on the day it was received. Years in a row and awards once in a life are counted by ``family``,
    which also holds what counts as the same award under another name.
    """

    code = models.CharField(max_length=20, unique=True)
    series = models.CharField(max_length=20)
    family = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    paper_title = models.CharField(max_length=120)
    kind = models.CharField(max_length=24, choices=AwardKind)
    subjects = ArrayField(models.CharField(max_length=12, choices=SubjectKind))
    level = models.CharField(max_length=20, choices=AwardLevel)
    decided_by_union = models.BooleanField(default=False)
    indicator = models.CharField(max_length=20, blank=True)
    prize_coefficient = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    requirement = models.TextField(blank=True)
    quota_text = models.CharField(max_length=300, blank=True)

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["series", "valid_from"], name="award_type_series")]

    def __str__(self) -> str:
        return self.name

    def is_for(self, subject_kind: str) -> bool:
        return subject_kind in self.subjects


class AwardRule(Dated):
    """
    One condition of an award (of every award, when ``award_type`` is empty).

    ``kind`` names the check that reads ``params``; see ``awards/eligibility/checks.py`` for the list.
    """

    code = models.CharField(max_length=40)
    award_type = models.ForeignKey(AwardType, models.CASCADE, null=True, blank=True, related_name="rules")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=40)
    params = models.JSONField(default=dict, blank=True)
    text = models.CharField(max_length=400)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["code", "valid_from"], name="award_rule_once"),
        ]


class QuotaRule(Dated):
    """How many of an award may be proposed or given; ``kind`` names the count that reads ``params``."""

    code = models.CharField(max_length=40)
    family = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    params = models.JSONField(default=dict)
    text = models.CharField(max_length=400)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["code", "valid_from"], name="quota_rule_once"),
        ]


class VotingRule(Dated):
    """The share of votes an award needs in council; no ``families`` is the rule for all others."""

    code = models.CharField(max_length=40)
    families = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    merit = models.CharField(max_length=12, blank=True)
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    denominator = models.CharField(max_length=12, choices=Denominator)
    secret = models.BooleanField(default=False)
    council_required = models.BooleanField(default=True)
    text = models.CharField(max_length=400, blank=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(percent__gt=0, percent__lte=100), name="voting_rule_percent_in_range"),
            models.UniqueConstraint(fields=["code", "valid_from"], name="voting_rule_once"),
        ]


class FairnessBound(Dated):
    """A floor or ceiling for a group among those commended; of one deciding unit, or of all when ``unit`` is empty."""

    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    group = models.CharField(max_length=12)
    is_ceiling = models.BooleanField(default=False)
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    blocks = models.BooleanField(default=False)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit", "group", "valid_from"], name="fairness_bound_once", nulls_distinct=False
            ),
        ]


class BaseSalary(Dated):
    """The state's base salary, which prizes are multiples of."""

    amount_vnd = models.PositiveBigIntegerField()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["valid_from"], name="base_salary_once"),
        ]


class AwardSetting(Dated):
    """A number of the procedure (days of notice, of appraisal, rounding of prizes), of one unit or of all."""

    code = models.CharField(max_length=40)
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    value = models.PositiveBigIntegerField()
    text = models.CharField(max_length=300, blank=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["code", "unit", "valid_from"], name="award_setting_once", nulls_distinct=False
            ),
        ]


class PaperRule(Dated):
    """A paper that a dossier must hold (of every award, when ``award_type`` is empty)."""

    code = models.CharField(max_length=30)
    award_type = models.ForeignKey(AwardType, models.CASCADE, null=True, blank=True, related_name="paper_rules")
    name = models.CharField(max_length=200)
    provider = models.CharField(max_length=120, blank=True)
    made_by_portal = models.BooleanField(default=False)
    extraordinary_too = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["code", "award_type", "valid_from"], name="paper_rule_once", nulls_distinct=False
            ),
        ]
