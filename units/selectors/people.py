"""Who is where, and who acts for whom."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.core.permissions import allowed
from units.models import Assignment, Member, Unit, User

NAME_KEYS = ("sort_key", "pk")


def holders(unit: Unit, *roles: str, day: date) -> QuerySet[User]:
    """Return the active accounts that hold one of ``roles`` at ``unit`` itself on ``day``."""
    held = Assignment.objects.in_force(day).filter(unit=unit, role__in=roles)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("pk")


def holders_in_branch(unit: Unit, roles: Iterable[str], *, day: date) -> QuerySet[User]:
    """Return the active accounts that hold one of ``roles`` at ``unit`` or anywhere below it on ``day``."""
    held = Assignment.objects.in_force(day).filter(unit__path__startswith=unit.path, role__in=list(roles))
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("pk")


def list_officials(unit: Unit, *, day: date) -> QuerySet[Assignment]:
    """Return who acts for ``unit`` on ``day``, with their people."""
    return (
        Assignment.objects.in_force(day)
        .filter(unit=unit)
        .select_related("user__member", "unit")
        .order_by("role", "user__full_name", "pk")
    )


def list_members(unit: Unit, *, alone: bool = False) -> QuerySet[Member]:
    """Return the members of ``unit``'s branch, or of the unit ``alone``, by given name."""
    return members_of(unit, alone=alone).select_related("unit").order_by(*NAME_KEYS)


def members_of(unit: Unit, *, alone: bool) -> QuerySet[Member]:
    """Return the members of today of ``unit``'s branch, or of the unit ``alone``, in no order."""
    living = Member.objects.living()
    return living.filter(unit=unit) if alone else living.filter(unit__path__startswith=unit.path)


def list_former_members(unit: Unit) -> QuerySet[Member]:
    """Return who belonged to ``unit``'s branch until they left the union."""
    gone = Member.objects.filter(merged_into__isnull=True, left_on__isnull=False)
    return gone.filter(unit__path__startswith=unit.path).select_related("unit").order_by(*NAME_KEYS)


def get_member(code: str) -> Member:
    """Return the member with this union code; 404 if there is none."""
    return get_object_or_404(Member.objects.select_related("unit", "grassroots"), code__iexact=code)


def has_account(member: Member) -> Any:
    """Return the account of ``member``, or None."""
    return User.objects.filter(member=member).first()


def get_person(pk: int) -> Member:
    """Return the member with this id and their units; 404 if there is none."""
    return get_object_or_404(Member.objects.select_related("unit", "grassroots"), pk=pk)


def get_person_for(pk: int, *, actor: Any) -> Member:
    """Return a member whose record ``actor`` may read, with their units; 404 otherwise."""
    member = get_object_or_404(Member.objects.select_related("unit", "grassroots", "merged_into"), pk=pk)
    if not allowed(actor, "units.view_member", member):
        raise Http404
    return member


def members_who_hold(unit: Unit, *roles: str, day: date) -> QuerySet[Member]:
    """Return the people who hold one of ``roles`` at ``unit`` itself on ``day``; for a field to choose from."""
    return Member.objects.filter(pk__in=holders(unit, *roles, day=day).values("member")).order_by(*NAME_KEYS)
