"""Clusters (cụm) and blocs (khối): units that emulate one another, with a lead of the year and a pledge."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from portal.core.workflow import Stateful
from units.enums import ClusterKind, PledgeState
from units.models.accounts import User
from units.models.tree import Unit


class Cluster(models.Model):
    """A cluster or a bloc that ``owner``, the union above its members, keeps from year to year."""

    kind = models.CharField(max_length=10, choices=ClusterKind)
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="clusters")
    name = models.CharField(max_length=160)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "kind", "name"], name="cluster_name_once")]

    def __str__(self) -> str:
        return self.name


class ClusterYear(models.Model):
    """A cluster in one year: who leads it. Where the year stands is the state of its pledge."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField()
    lead = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    deputy = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster", "year"], name="cluster_year_once"),
            models.CheckConstraint(
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("lead")), name="cluster_lead_and_deputy_differ"
            ),
        ]
        indexes = [models.Index(fields=["year"], name="cluster_year")]

    def __str__(self) -> str:
        return f"{self.cluster.name}, {self.year}"


class ClusterMember(models.Model):
    """
    That a unit belongs to a cluster in a year.

    ``owner``, ``kind`` and ``year`` are those of the cluster's year, kept here so that the database itself holds
    a unit to one cluster of a kind.
    """

    cluster_year = models.ForeignKey(ClusterYear, models.CASCADE, related_name="members")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="cluster_members")
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ClusterKind)
    year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind", "year", "unit"], name="unit_in_one_cluster_of_a_kind")
        ]
        indexes = [models.Index(fields=["unit", "-year"], name="clusters_of_unit")]


class Pledge(Stateful):
    """What the members of a cluster pledge for a year (giao ước thi đua); each signs for its unit."""

    cluster_year = models.OneToOneField(ClusterYear, models.PROTECT, related_name="pledge")
    state = models.CharField(max_length=20, choices=PledgeState, default=PledgeState.DRAFT)
    text = models.TextField(blank=True)
    goals = models.TextField(blank=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=PledgeState.DRAFT) | (~Q(text="") & ~Q(goals="")), name="pledge_to_sign_has_a_text"
            )
        ]

    @property
    def unit_id(self) -> Any:
        """The unit the audit lines of this pledge belong to."""
        return self.cluster_year.cluster.owner_id

    @property
    def badge(self) -> str:
        return {"draft": "draft", "open": "wait", "signed": "ok", "closed": "closed"}[self.state]


class PledgeSignature(models.Model):
    """That somebody signed a pledge for a unit, and when."""

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="signatures")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pledge", "unit"], name="pledge_signed_once")]
