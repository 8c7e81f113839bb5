"""Who is told what about roles."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from portal.core import notices
from portal.core.language import in_vietnamese
from portal.core.periods import day_of
from units.enums import Role
from units.models import Assignment, User


@in_vietnamese
def role_given(held: Assignment, *, at: datetime) -> int:
    """Tell a person, and for whom they act, that a role is theirs."""
    people = [held.user, *([held.delegated_from.user] if held.delegated_from else [])]
    body = _("Từ ngày %(start)s%(end)s. %(basis)s") % {
        "start": f"{held.valid_from:%d/%m/%Y}",
        "end": _(" đến trước ngày %(end)s") % {"end": f"{held.valid_to:%d/%m/%Y}"} if held.valid_to else "",
        "basis": held.basis,
    }
    subject = _("%(name)s được giao vai trò: %(role)s") % {"name": held.user.full_name, "role": held}
    return _tell(f"assignment.give:{held.pk}", people, subject, held, body=body, at=at)


@in_vietnamese
def role_waits(held: Assignment, *, at: datetime) -> int:
    """Tell those who may confirm a role that it waits for them."""
    subject = _("Vai trò chờ bạn xác nhận: %(name)s, %(role)s") % {"name": held.user.full_name, "role": held}
    body = _("Người quản trị tự giao vai trò hoặc giao cho một người quản trị. Vai trò chưa có hiệu lực.")
    people = second_persons(held, day=day_of(at))
    return _tell(f"assignment.wait:{held.pk}", people, subject, held, body=body, at=at)


@in_vietnamese
def role_ended(held: Assignment, *, at: datetime) -> int:
    """Tell a person that a role is no longer theirs."""
    subject = _("Thôi vai trò từ ngày %(day)s: %(role)s") % {"day": f"{held.valid_to:%d/%m/%Y}", "role": held}
    return _tell(f"assignment.end:{held.pk}", [held.user], subject, held, body=held.end_reason, at=at)


def second_persons(held: Assignment, *, day: date) -> QuerySet[User]:
    """Return who may confirm ``held``: leaders of its unit or above, administrators of a level above."""
    line = Q(unit=held.unit_id) | Q(unit__in=held.unit.ancestor_ids, whole_branch=True)
    able = Q(role=Role.LEADER) | Q(role=Role.ADMINISTRATOR) & ~Q(unit=held.unit_id)
    found = Assignment.objects.in_force(day).filter(line & able).exclude(user__in=[held.given_by_id, held.user_id])
    return User.objects.filter(is_active=True, pk__in=found.values("user")).order_by("pk")


def _tell(event: str, people: Any, subject: str, held: Assignment, *, body: str, at: datetime) -> int:
    url = f"/don-vi/{held.unit_id}/can-bo/"
    return notices.enqueue(event, recipients=people, subject=subject, body=body, url=url, at=at)
