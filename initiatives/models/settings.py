"""What the rules leave open: dated numbers with their legal basis, and the days a programme counts."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from initiatives.enums import Certainty, LimitName


class LimitQuerySet(models.QuerySet["Limit"]):
    def in_force(self, day: date) -> "LimitQuerySet":
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


class Limit(models.Model):
    """
    A number that regulations or the union's practice set, from ``valid_from`` up to, not including, ``valid_to``.

    Without a row there is no limit.
    """

    name = models.CharField(max_length=30, choices=LimitName)
    value = models.BigIntegerField()
    basis = models.CharField(max_length=300)
    certainty = models.CharField(max_length=10, choices=Certainty)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = LimitQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "valid_from"], name="initiative_limit_once")]


class ProgrammeWindow(models.Model):
    """Between which days a solution must have been applied first to count for a campaign, where that is laid down."""

    campaign = models.OneToOneField("campaigns.Campaign", models.CASCADE, related_name="application_window")
    first_on = models.DateField()
    last_on = models.DateField()
    basis = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="programme_window_in_order")
        ]
