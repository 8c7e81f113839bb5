"""Which official looks after which grassroots union."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from units.enums import Certainty
from units.models.accounts import User
from units.models.dates import DateRange
from units.models.tree import Unit


class ChargeQuerySet(models.QuerySet["Charge"]):
    def in_force(self, day: date) -> "ChargeQuerySet":
        """The charges of ``day``: at most one of each union."""
        return self.filter(valid_from__lte=day).not_over(day)

    def not_over(self, day: date) -> "ChargeQuerySet":
        """Those in force on ``day`` and those that begin later."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))


class Charge(models.Model):
    """
    That ``official`` looks after one grassroots union, from ``valid_from`` up to, not including, ``valid_to``.

    It says who is answerable; what the official may do comes from the role of assigned officer, as ever.
    """

    official = models.ForeignKey(User, models.PROTECT, related_name="charges")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="charges")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    decision_no = models.CharField(max_length=60, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()

    objects = ChargeQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="charge_one_at_a_time",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    (
                        DateRange("valid_from", "valid_to", RangeBoundary(inclusive_lower=True, inclusive_upper=False)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="charge_dates_in_order"
            ),
        ]
        indexes = [models.Index(fields=["official", "valid_from"], name="charge_of_official")]

    def __str__(self) -> str:
        return f"{self.official.full_name}, {self.unit.short_name}"


class ChargeLimitQuerySet(models.QuerySet["ChargeLimit"]):
    def in_force(self, day: date) -> "ChargeLimitQuerySet":
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


class ChargeLimit(models.Model):
    """How many unions one official looks after at most, from one day to another; without a row there is no limit."""

    value = models.PositiveIntegerField()
    basis = models.CharField(max_length=300)
    certainty = models.CharField(max_length=10, choices=Certainty)
    valid_from = models.DateField(unique=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = ChargeLimitQuerySet.as_manager()
