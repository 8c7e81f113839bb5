"""Kept totals."""

from django.db import models

from units.models.tree import Unit


class Tally(models.Model):
    """
    A kept total: ``value`` of ``indicator`` for one unit in the month that begins on ``month``.

    Added to by the service that changes the source, in its transaction, at the record's own
    unit only; a branch is the sum over its paths.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="tallies")
    indicator = models.CharField(max_length=20)
    month = models.DateField()
    value = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "indicator", "month"], name="tally_once")]
        indexes = [models.Index(fields=["indicator", "month", "unit"], name="tally_by_month")]
