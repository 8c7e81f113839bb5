"""Disciplinary measures against a member, and reviews that may lead to one."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from units.enums import DisciplineForm
from units.models.members import Member


class DisciplineQuerySet(models.QuerySet["Discipline"]):
    def standing(self) -> "DisciplineQuerySet":
        """All but what was written down by mistake."""
        return self.filter(voided_at__isnull=True)


class Discipline(models.Model):
    """
    That a member was disciplined, or is under review: from ``valid_from`` up to, not including, ``valid_to``.

    ``valid_to`` is None until the effect is lifted or the review is over. What was written by mistake
    stays as a row that counts for nothing (``voided_at``).
    """

    member = models.ForeignKey(Member, models.PROTECT, related_name="disciplines")
    form = models.CharField(max_length=20, choices=DisciplineForm)
    decision_no = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField()
    issued_by = models.CharField(max_length=160, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    end_reason = models.CharField(max_length=200, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)

    objects = DisciplineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="discipline_dates_in_order"
            ),
            models.CheckConstraint(
                condition=Q(form=DisciplineForm.UNDER_REVIEW) | ~Q(decision_no=""), name="discipline_has_decision"
            ),
            models.UniqueConstraint(
                fields=["member", "form", "decided_on", "decision_no"],
                name="discipline_once",
                condition=Q(voided_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        # Whose it is, never what it is: this stands in lists and in the trail.
        return self.member.full_name

    @property
    def unit_id(self) -> int:
        """Where it belongs in the trail."""
        return self.member.unit_id

    @property
    def is_review(self) -> bool:
        return self.form == DisciplineForm.UNDER_REVIEW

    def holds_on(self, day: date) -> bool:
        """Whether it has effect on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)
