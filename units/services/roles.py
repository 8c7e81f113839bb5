"""Who acts for which unit: given, confirmed, delegated, ended."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.errors import DomainError
from portal.core.periods import day_of
from portal.core.permissions import require
from portal.core.workflow import lock
from units import notices
from units.enums import Role
from units.models import Assignment, Unit, User
from units.rules import mixes_powers, out_of_reach
from units.services.charges import fit_charges


@transaction.atomic
def assign_role(
    user: User,
    role: str,
    unit: Unit,
    *,
    actor: Any,
    at: datetime,
    valid_from: date,
    valid_to: date | None = None,
    title: str = "",
    whole_branch: bool = True,
    basis: str = "",
) -> Assignment:
    """
    Return the assignment of ``role`` at ``unit``, and its branch, to ``user``, from one day to another.

    It waits for a second person where someone gives themselves a role, or where an administrator would hold a
    business role, or the other way round, and no leader gave it. The system (None) gives without asking.

    :raises PermissionDenied: if the actor does not administer the unit
    :raises DomainError: if the person holds that role there in those days, or the days are not in order
    """
    lock(user)
    if actor is not None:
        require(actor, "units.give_role", unit)
        _refuse_wider(actor, unit, whole_branch)
    _refuse_dates(user, role, unit, valid_from, valid_to)
    held = Assignment(
        user=user, role=role, unit=unit, title=title.strip(), valid_from=valid_from, valid_to=valid_to,
        whole_branch=whole_branch, basis=basis.strip(), given_by=actor,
    )  # fmt: skip
    return _give(held, "assignment.give", actor=actor, at=at)


def _give(held: Assignment, action: str, *, actor: Any, at: datetime) -> Assignment:
    held.waits = actor is not None and mixes_powers(actor, held, day=day_of(at))
    held.save(force_insert=True)
    after = {
        "user": held.user, "role": held.role, "unit": held.unit, "valid_from": held.valid_from,
        "valid_to": held.valid_to, "whole_branch": held.whole_branch, "waits": held.waits,
    }  # fmt: skip
    audit.record(action, held, actor=actor, at=at, note=held.basis, after=after)
    if held.waits:
        notices.role_waits(held, at=at)
    elif actor is not None:
        notices.role_given(held, at=at)
    return held


def _refuse_wider(actor: Any, unit: Unit, whole_branch: bool) -> None:
    if whole_branch and not any(
        held.role == Role.ADMINISTRATOR and held.whole_branch and held.covers(unit) for held in actor.assignments
    ):
        raise DomainError(
            _("Bạn chỉ quản trị riêng đơn vị này nên chỉ giao được vai trò cho riêng đơn vị này."), field="whole_branch"
        )


def _refuse_dates(user: User, role: str, unit: Unit, valid_from: date, valid_to: date | None) -> None:
    if valid_to is not None and valid_to <= valid_from:
        raise DomainError(_("Ngày thôi phải sau ngày bắt đầu."), field="valid_to")
    held = Assignment.objects.not_over(valid_from).filter(user=user, role=role, unit=unit)
    if valid_to is not None:
        held = held.filter(valid_from__lt=valid_to)
    if held.exists():
        raise DomainError(_("%(name)s đã giữ vai trò này tại %(unit)s.") % {"name": user, "unit": unit}, field="person")


@transaction.atomic
def delegate_role(
    source: Assignment,
    user: User,
    *,
    actor: Any,
    at: datetime,
    valid_from: date,
    valid_to: date,
    basis: str,
    title: str = "",
    unit: Unit | None = None,
    whole_branch: bool | None = None,
) -> Assignment:
    """
    Return the assignment by which ``user`` acts for the holder of ``source``, for a time.

    It reaches no further than ``source``: its days, its unit or a unit of its branch. It cannot be passed on.

    :raises PermissionDenied: if the actor neither holds ``source`` as a leader nor administers its unit
    :raises DomainError: if it would reach further, lacks its paper, or the person holds that role there
    """
    lock(source)
    lock(user)
    require(actor, "units.delegate_role", source)
    held = Assignment(
        user=user, role=source.role, unit=unit or source.unit, valid_from=valid_from, valid_to=valid_to,
        title=title.strip() or (user.member.position[:120] if user.member else ""), basis=basis.strip(),
        whole_branch=source.whole_branch if whole_branch is None else whole_branch, given_by=actor,
        delegated_from=source,
    )  # fmt: skip
    for field, sentence in out_of_reach(source, held, day=day_of(at)):
        raise DomainError(sentence, field=field)
    _refuse_dates(user, source.role, held.unit, valid_from, valid_to)
    return _give(held, "assignment.delegate", actor=actor, at=at)


@transaction.atomic
def confirm_role(held: Assignment, *, actor: Any, at: datetime) -> None:
    """
    Let a role that waits come into force, as the second person who has seen it.

    :raises PermissionDenied: if the actor gave or holds it, or is neither its leader nor administers the level above
    :raises DomainError: if it does not wait (any more)
    """
    lock(held)
    require(actor, "units.confirm_role", held)
    _refuse_settled(held)
    held.waits, held.confirmed_by = False, actor
    held.save(update_fields=["waits", "confirmed_by"])
    audit.record("assignment.confirm", held, actor=actor, at=at, before={"waits": True}, after={"waits": False})
    notices.role_given(held, at=at)


@transaction.atomic
def decline_role(held: Assignment, *, actor: Any, at: datetime, reason: str) -> None:
    """
    Refuse a role that waits: it never comes into force.

    :raises PermissionDenied: as :func:`confirm_role`
    :raises DomainError: if it does not wait (any more)
    """
    lock(held)
    require(actor, "units.confirm_role", held)
    _refuse_settled(held)
    _end(held, held.valid_from, "assignment.decline", actor=actor, at=at, reason=reason)


def _refuse_settled(held: Assignment) -> None:
    if not held.waits or held.is_void:
        raise DomainError(_("Vai trò này không còn chờ xác nhận: người khác vừa xử lý."))


@transaction.atomic
def end_role(held: Assignment, *, actor: Any, at: datetime, reason: str, on: date | None = None) -> None:
    """
    End a role on the day ``on`` (today), the first on which it gives no right; its delegations end with it.

    :raises PermissionDenied: if the actor does not administer the unit, nor delegated the role themselves
    :raises DomainError: if it is over already
    """
    lock(held)
    require(actor, "units.end_role", held)
    day = max(on or day_of(at), held.valid_from)
    if held.valid_to is not None and held.valid_to <= day:
        raise DomainError(_("Vai trò này đã kết thúc ngày %(day)s.") % {"day": f"{held.valid_to:%d/%m/%Y}"}, field="on")
    _end(held, day, "assignment.end", actor=actor, at=at, reason=reason)
    notices.role_ended(held, at=at)


def close_role(held: Assignment, day: date, *, actor: Any, at: datetime, reason: str) -> None:
    """End a role with its unit: nobody's leave is asked; in the caller's transaction. Its delegations end first."""
    _end(held, max(day, held.valid_from), "assignment.end", actor=actor, at=at, reason=reason)


def _end(held: Assignment, day: date, action: str, *, actor: Any, at: datetime, reason: str) -> None:
    # First what hangs on it: the trigger lets no delegation outlast its source.
    for delegation in held.delegations.select_for_update(of=("self",)).filter(valid_to__gt=day):
        if not delegation.is_void:
            last = max(day, delegation.valid_from)
            _end(delegation, last, "assignment.end", actor=actor, at=at, reason=reason)
    before = {"valid_to": held.valid_to}
    held.valid_to, held.ended_by, held.end_reason = day, actor, reason.strip()[:300]
    held.save(update_fields=["valid_to", "ended_by", "end_reason"])
    audit.record(action, held, actor=actor, at=at, note=held.end_reason, before=before, after={"valid_to": day})
    if held.role == Role.ASSIGNED_OFFICER:
        fit_charges([held.user_id], actor=actor, at=at, since=day)
