"""The register for life: what each person and unit was given, and how each year was rated."""

from typing import Any

from django.db import models
from django.db.models import Q

from awards.enums import Merit, Rating, RecordSource
from units.models import BranchQuerySet, BranchRecord


class RecordQuerySet(BranchQuerySet):
    def visible_to(self, actor: Any) -> "RecordQuerySet":
        """One's own, and those of the branches one works for."""
        own = Q(member_id=actor.member_id) if actor.member_id else Q(pk__in=[])
        branches = self.model.objects.in_branches_of(actor)
        return self.filter(own | Q(pk__in=branches.values("pk")))

    def standing(self) -> "RecordQuerySet":
        """Those that no decision has taken back."""
        return self.filter(revoked_on__isnull=True)


class AwardRecord(BranchRecord):
    """
    One award of one member or unit in one year, whoever decided it.

    ``unit`` and ``unit_name`` say where the holder was then; they stay when units merge or are renamed.
    """

    award_type = models.ForeignKey("awards.AwardType", models.PROTECT, related_name="records")
    member = models.ForeignKey("units.Member", models.PROTECT, null=True, blank=True, related_name="awards")
    subject_unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="awards")
    holder_name = models.CharField(max_length=255)
    unit_name = models.CharField(max_length=255)
    year = models.PositiveSmallIntegerField()
    merit = models.CharField(max_length=12, choices=Merit, default=Merit.YEARLY)
    achievement = models.TextField(blank=True)
    decision_no = models.CharField(max_length=60)
    decided_on = models.DateField(null=True, blank=True)
    issued_by = models.CharField(max_length=255)
    source = models.CharField(max_length=10, choices=RecordSource)
    verified = models.BooleanField(default=False)
    evidence = models.CharField(max_length=300, blank=True)
    nomination = models.OneToOneField("awards.Nomination", models.PROTECT, null=True, blank=True, related_name="record")
    decision = models.ForeignKey("awards.Decision", models.PROTECT, null=True, blank=True, related_name="records")
    revoked_on = models.DateField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        "awards.Decision", models.PROTECT, null=True, blank=True, related_name="revoked_records"
    )
    created_at = models.DateTimeField()

    objects = RecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False, subject_unit__isnull=True)
                | Q(member__isnull=True, subject_unit__isnull=False),
                name="award_record_of_one_holder",
            ),
            models.UniqueConstraint(
                fields=["member", "subject_unit", "award_type", "year", "decision_no"],
                name="award_record_once",
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(fields=["member", "-year", "-id"], name="award_record_of_member"),
            models.Index(fields=["subject_unit", "-year", "-id"], name="award_record_of_unit"),
            models.Index(fields=["province", "-year", "-id"], name="award_record_of_province"),
            models.Index(fields=["upper", "-year", "-id"], name="award_record_of_upper"),
            models.Index(fields=["grassroots", "-year", "-id"], name="award_record_of_grassr"),
        ]


class YearRating(models.Model):
    """How a member or a unit did their task in one year, with the paper that says so."""

    member = models.ForeignKey("units.Member", models.PROTECT, null=True, blank=True, related_name="ratings")
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="ratings")
    year = models.PositiveSmallIntegerField()
    rating = models.CharField(max_length=20, choices=Rating)
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False, unit__isnull=True) | Q(member__isnull=True, unit__isnull=False),
                name="year_rating_of_one",
            ),
            models.UniqueConstraint(fields=["member", "unit", "year"], name="year_rating_once", nulls_distinct=False),
        ]
