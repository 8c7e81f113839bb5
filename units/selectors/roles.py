"""Which roles there are at a unit, and whose."""

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from portal.core.errors import DomainError
from portal.core.permissions import allowed
from units.enums import Role
from units.models import Assignment, Member, Unit, User, scopes

ASSIGNMENT_KEYS = ("-valid_from", "-pk")
MOST = 50


def _with_people() -> QuerySet[Assignment]:
    return Assignment.objects.select_related(
        "user__member__unit", "unit", "given_by", "delegated_from__user", "ended_by"
    )


def list_assignments(unit: Unit, *, day: date, over: bool = False) -> QuerySet[Assignment]:
    """Return the roles at ``unit`` that are in force, to come or waiting on ``day``; with ``over``, the ended ones."""
    found = _with_people().filter(unit=unit)
    if over:
        return found.filter(Q(valid_to__lte=day) | Q(valid_to=F("valid_from")))
    return found.filter(pk__in=Assignment.objects.not_over(day).filter(unit=unit).values("pk"))


def get_assignment(pk: int, *, actor: Any) -> Assignment:
    """Return a role at a unit whose officials ``actor`` may see, or their own; 404 otherwise."""
    held = get_object_or_404(_with_people(), pk=pk)
    if actor.pk != held.user_id and not allowed(actor, "units.view_officials", held.unit):
        raise Http404
    return held


def find_viewed(pk: int) -> Assignment | None:
    """Return the role a session views as, if it is still there; who asks has asked for the right."""
    return _with_people().filter(pk=pk).first()


def may_give_roles(actor: Any, unit: Unit) -> bool:
    """Return whether ``actor`` may give roles at ``unit``; an ended unit takes none."""
    return unit.is_active and allowed(actor, "units.give_role", unit)


def list_roles_of(user: User) -> QuerySet[Assignment]:
    """Return every role ``user`` holds or held, the latest first; at most fifty."""
    return _with_people().filter(user=user).order_by("-valid_from", "-pk")[:50]


def find_account(text: str) -> User:
    """
    Return the account that ``text`` names by union code or e-mail.

    :raises DomainError: if there is none, or it is closed
    """
    named = Q(username__iexact=text.strip()) | Q(email__iexact=text.strip()) & ~Q(email="")
    user = User.objects.select_related("member__unit").filter(named).order_by("pk").first()
    if user is None:
        raise DomainError(_("Không có tài khoản mang mã hoặc e-mail này. Xem mã trên thẻ đoàn viên."), field="person")
    if not user.is_active:
        raise DomainError(_("Tài khoản của %(name)s đã khóa.") % {"name": user.full_name}, field="person")
    return user


def get_account_of(member: Member) -> User:
    """Return the account of ``member``; 404 if there is none."""
    return get_object_or_404(User.objects.select_related("member__unit"), member=member)


def get_official(pk: int) -> User:
    """Return an account and its person; 404 if there is none."""
    return get_object_or_404(User.objects.select_related("member__unit", "member__grassroots"), pk=pk)


def roles_to_hand_over(person: User, *, actor: Any, day: date) -> list[Assignment]:
    """Return what ``person`` holds today where ``actor`` may hand it over; delegations to them only end."""
    held = _with_people().filter(pk__in=Assignment.objects.in_force(day).filter(user=person).values("pk"))
    rows = held.order_by("unit__level", "role", "pk")
    return [one for one in rows if allowed(actor, "units.hand_over", one)]


def list_to_confirm(actor: Any, *, day: date) -> list[Assignment]:
    """Return the roles that wait for ``actor`` as the second person, the oldest first; one query, at most fifty."""
    able = [held for held in actor.assignments if held.role in (Role.LEADER, Role.ADMINISTRATOR)]
    if not able:
        return []
    waiting = Assignment.objects.not_over(day).filter(scopes(able, "unit"), waits=True)
    rows = _with_people().filter(pk__in=waiting.values("pk")).order_by("pk")[:MOST]
    return [one for one in rows if allowed(actor, "units.confirm_role", one)]
