"""Slips, and the members who still need one."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.derived import slip_hash
from accounts.enums import SlipState
from accounts.models import Slip
from portal.core.periods import day_of
from portal.core.permissions import allowed
from units.models import Assignment, Member, Unit

UNUSABLE = "!"  # how Django marks an account without a password


def members_without_account(unit: Unit, *, at: datetime) -> QuerySet[Member]:
    """Return the members of a branch who cannot sign in yet, by given name, with ``has_slip`` for a slip in force."""
    return _asleep(unit).annotate(has_slip=_slip_in_force(at))


def members_without_slip(unit: Unit, *, at: datetime) -> QuerySet[Member]:
    """Return those of them who have no slip in force either."""
    return _asleep(unit).filter(~_slip_in_force(at))


def members_stranded(unit: Unit, *, at: datetime) -> QuerySet[Member]:
    """
    Return the members of a branch who have an account and no way to a new password: neither phone nor e-mail.

    Nobody with a role or a second factor: with a slip, a day of birth would be enough to act in their name.
    """
    held = Assignment.objects.not_over(day_of(at)).filter(user=OuterRef("user"))
    protected = Authenticator.objects.filter(user=OuterRef("user"))
    return (
        Member.objects.filter(unit__path__startswith=unit.path)
        .filter(user__is_active=True, user__email="", user__phone__isnull=True)
        .exclude(Exists(held) | Exists(protected) | _slip_in_force(at))
        .select_related("unit")
    )


def _slip_in_force(at: datetime) -> Exists:
    return Exists(Slip.objects.filter(member=OuterRef("pk"), state=SlipState.ISSUED, expires_at__gt=at))


def _asleep(unit: Unit) -> QuerySet[Member]:
    asleep = Q(user__password__startswith=UNUSABLE, user__last_login__isnull=True, user__phone__isnull=True)
    return (
        Member.objects.filter(unit__path__startswith=unit.path)
        .filter(Q(user__isnull=True) | asleep)
        .select_related("unit")
        .order_by("sort_key", "pk")
    )


def list_slips(unit: Unit) -> QuerySet[Slip]:
    """Return the slips made in a branch, newest first."""
    return Slip.objects.filter(unit__path__startswith=unit.path).select_related("member__unit", "made_by")


def open_slips(unit: Unit, *, at: datetime) -> QuerySet[Slip]:
    """Return the slips of a branch that can still be used, as they are printed: by group, then by name."""
    return (
        list_slips(unit)
        .filter(state=SlipState.ISSUED, expires_at__gt=at)
        .select_related("member__unit", "member__grassroots")
        .order_by("unit__path", "member__sort_key", "pk")
    )


def get_slip(pk: int, *, actor: Any) -> Slip:
    """Return a slip that ``actor`` may manage; 404 otherwise."""
    slip = get_object_or_404(Slip.objects.select_related("member", "unit"), pk=pk)
    if not allowed(actor, "accounts.make_slips", slip.unit):
        raise Http404
    return slip


def slip_by_code(code: str) -> Slip | None:
    """Return the slip with this printed code, whatever became of it."""
    found = Slip.objects.select_related("member__unit", "member__grassroots", "unit")
    return found.filter(code_hash=slip_hash(code)).first()
