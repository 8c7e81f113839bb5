"""Clusters and blocs, their years, and who has signed."""

from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from units.models import Cluster, ClusterMember, ClusterYear, PledgeSignature, Unit

CLUSTER_KEYS = ("cluster__kind", "cluster__name", "pk")
MEMBER_KEYS = ("unit__sort_key", "pk")


def list_cluster_years(owner: Unit, *, year: int) -> QuerySet[ClusterYear]:
    """Return the clusters ``owner`` keeps in a year with how many members they have and signed; by kind and name."""
    members = ClusterMember.objects.filter(cluster_year=OuterRef("pk")).order_by().values("cluster_year")
    signed = PledgeSignature.objects.filter(pledge__cluster_year=OuterRef("pk")).order_by().values("pledge")
    return (
        ClusterYear.objects.filter(cluster__owner=owner, year=year)
        .select_related("cluster", "lead", "deputy", "pledge")
        .annotate(
            number=Coalesce(Subquery(members.annotate(n=Count("pk")).values("n")), 0),
            signed=Coalesce(Subquery(signed.annotate(n=Count("pk")).values("n")), 0),
        )
    )


def get_cluster_year(pk: int) -> ClusterYear:
    """Return a cluster's year; clusters are open to everyone who is signed in."""
    years = ClusterYear.objects.select_related("cluster__owner", "lead", "deputy", "pledge")
    return get_object_or_404(years, pk=pk)


def list_cluster_members(cluster_year: ClusterYear) -> QuerySet[ClusterMember]:
    """Return the members by name, each with ``signed_at`` and ``signer``; paged by :data:`MEMBER_KEYS`."""
    signature = PledgeSignature.objects.filter(pledge__cluster_year=cluster_year, unit=OuterRef("unit"))
    members = cluster_year.members.select_related("unit")
    return members.annotate(
        signed_at=Subquery(signature.values("at")[:1]), signer=Subquery(signature.values("by__full_name")[:1])
    )


def member_units(cluster_year: ClusterYear) -> list[Unit]:
    """Return the units of a cluster's year, by name."""
    members = cluster_year.members.select_related("unit").order_by("unit__sort_key", "pk")
    return [member.unit for member in members]


def units_to_sign(cluster_year: ClusterYear, *, actor: Any, roles: tuple[str, ...]) -> list[Unit]:
    """Return the members ``actor`` holds one of ``roles`` at that have not signed."""
    signed = PledgeSignature.objects.filter(pledge__cluster_year=cluster_year).values("unit")
    waiting = cluster_year.members.filter(unit__in=actor.acting_units(*roles)).exclude(unit__in=signed)
    return [member.unit for member in waiting.select_related("unit").order_by("pk")]


def list_clusters_of(unit: Unit, *, day: date) -> list[ClusterYear]:
    """Return the clusters ``unit`` belongs to in the year of ``day``; few."""
    years = ClusterYear.objects.filter(members__unit=unit, year=day.year)
    return list(years.select_related("cluster__owner", "lead").order_by("cluster__kind", "pk"))


def list_years_of(cluster: Cluster) -> list[ClusterYear]:
    """Return the years of a cluster, the latest first; few."""
    return list(cluster.years.select_related("lead", "deputy").order_by("-year"))
