"""Who acts for which unit, until when, given by whom."""

from datetime import date
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from units.enums import Role
from units.models.accounts import User
from units.models.branch import branch_condition
from units.models.dates import DateRange
from units.models.tree import Unit


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def in_force(self, day: date) -> "AssignmentQuerySet":
        """Those that give a right on ``day``: begun, not ended, and confirmed where a second person had to."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day, waits=False)

    def not_over(self, day: date) -> "AssignmentQuerySet":
        """Those in force on ``day`` or to come, also what still waits for a second person."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day) & Q(valid_to__gt=F("valid_from")))


class Assignment(models.Model):
    """
    A role at a unit, from ``valid_from`` up to, not including, ``valid_to``.

    For the unit's whole branch, or with ``whole_branch`` off for the unit itself. ``delegated_from``
    is the assignment whose holder lets this person act for them; a trigger keeps it within that
    one's days and branch. What ``waits`` gives no right until a second person has confirmed it.
    A row whose two days are the same never gave a right.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="held")
    role = models.CharField(max_length=20, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    whole_branch = models.BooleanField(default=True)
    title = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    given_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    delegated_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="delegations")
    waits = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    end_reason = models.CharField(max_length=300, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="assignment_held_once",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="assignment_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(delegated_from__isnull=True) | Q(valid_to__isnull=False) & ~Q(basis=""),
                name="delegation_has_end_and_basis",
            ),
        ]
        indexes = [models.Index(fields=["unit", "role"], name="assignment_at_unit")]

    def __str__(self) -> str:
        words = f"{self.title or self.get_role_display()}, {self.unit.short_name}"
        if self.delegated_from is None:
            return words
        return _("%(role)s (theo ủy quyền của %(name)s)") % {"role": words, "name": self.delegated_from.user.full_name}

    @property
    def is_void(self) -> bool:
        """Whether it was taken back before it gave any right."""
        return self.valid_to == self.valid_from

    def is_in_force(self, day: date) -> bool:
        """Whether it gives a right on ``day``; the same question as :meth:`AssignmentQuerySet.in_force`."""
        return not self.waits and self.valid_from <= day and (self.valid_to is None or self.valid_to > day)

    def covers(self, unit: Unit) -> bool:
        """Whether ``unit`` is one that this assignment is good for."""
        return unit.pk == self.unit_id or (self.whole_branch and unit.is_under(self.unit))

    def contains(self, other: "Assignment") -> bool:
        """Whether all that ``other`` is good for lies within what this one is good for."""
        return self.covers(other.unit) and (self.whole_branch or not other.whole_branch)

    def on_records(self) -> Q:
        """The condition on a :class:`BranchRecord` that this assignment is good for it."""
        return branch_condition(self.unit) if self.whole_branch else Q(unit=self.unit_id)

    def on_units(self, field: str = "") -> Q:
        """The condition that the unit at the end of ``field`` (none: the row itself) is one this is good for."""
        way = f"{field}__" if field else ""
        if self.whole_branch:
            return Q(**{f"{way}path__startswith": self.unit.path})
        return Q(**{field or "pk": self.unit_id})


def scopes(held: Any, field: str = "") -> Q:
    """Return the condition that a unit is one that any of the assignments ``held`` is good for."""
    condition = Q(pk__in=[])
    for one in held:
        condition |= one.on_units(field)
    return condition
