"""Who acts for which branch."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from units.enums import Role
from units.models.accounts import User
from units.models.tree import Unit


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def in_force(self, day: date) -> "AssignmentQuerySet":
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


class Assignment(models.Model):
    """A role at a unit, for its branch, from ``valid_from`` up to, not including, ``valid_to``."""

    user = models.ForeignKey(User, models.PROTECT, related_name="held")
    role = models.CharField(max_length=20, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    title = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "unit", "valid_from"], name="assignment_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="assignment_dates_in_order"
            ),
        ]
        indexes = [models.Index(fields=["unit", "role"], name="assignment_at_unit")]

    def __str__(self) -> str:
        return f"{self.title or self.get_role_display()}, {self.unit.short_name}"
