"""How a unit stood at any time."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from units.enums import UnitStatus
from units.models.dates import DateRange
from units.models.tree import Unit


class UnitVersionQuerySet(models.QuerySet["UnitVersion"]):
    def on(self, day: date) -> "UnitVersionQuerySet":
        """The versions in force on ``day``: at most one of each unit."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


class UnitVersion(models.Model):
    """
    A unit as it stood from ``valid_from`` up to, not including, ``valid_to`` (None: until further notice).

    A unit's versions follow one another without a gap from its founding on; the last, open one says what the
    unit's own row says. A unit that ended has an open version too: where its heritage lies.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    name = models.CharField(max_length=255)
    short_name = models.CharField(max_length=160)
    area = models.CharField(max_length=255, blank=True)
    doc_suffix = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=10, choices=UnitStatus)
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    path = models.CharField(max_length=200, db_collation="C")
    change = models.ForeignKey("units.UnitChange", models.PROTECT, null=True, blank=True, related_name="versions")

    objects = UnitVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="unit_version_one_at_a_time",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="unit_version_dates_in_order"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-valid_from"], name="unit_version_of_unit"),
            models.Index(fields=["path"], name="unit_version_path"),
            models.Index(fields=["parent", "valid_from"], name="unit_version_children"),
        ]

    def __str__(self) -> str:
        return self.short_name
