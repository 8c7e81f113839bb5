"""Members and their accounts."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.errors import DomainError
from portal.core.periods import day_of
from portal.core.permissions import require
from portal.core.workflow import lock
from units.models import Assignment, Member, Unit, User
from units.selectors import branch_keys


@transaction.atomic
def enrol_member(unit: Unit, *, actor: Any, at: datetime, **facts: Any) -> Member:
    """
    Return a new member of ``unit``; ``facts`` are the member's columns.

    :raises DomainError: if the union code is already someone's
    """
    if Member.objects.filter(code=facts["code"]).exists():
        raise DomainError(_("Mã đoàn viên %(code)s đã có người dùng.") % {"code": facts["code"]}, field="code")
    member = Member.objects.create(unit=unit, grassroots=branch_keys(unit)["grassroots"], **facts)
    audit.record("member.enrol", member, actor=actor, at=at, after={"code": member.code, "unit": unit})
    return member


@transaction.atomic
def open_account(member: Member, *, actor: Any, at: datetime, password: str | None = None, email: str = "") -> User:
    """
    Return the account of ``member``, made if there was none; the union code is what they sign in with.

    :raises PermissionDenied: if the actor (None: the system) does not administer the member's unit
    """
    if actor is not None:
        require(actor, "units.manage_account", member)
    user = User.objects.filter(member=member).first()
    if user is not None:
        return user
    user = User.objects.create_user(
        member.code, password, email=email, full_name=member.full_name, member=member, created_at=at
    )
    audit.record("user.open", user, actor=actor, at=at, after={"member": member})
    return user


@transaction.atomic
def close_account(user: User, *, actor: Any, at: datetime, reason: str) -> None:
    """
    Let ``user`` sign in no more; nothing of theirs is deleted, and the account can be opened again.

    :raises PermissionDenied: if the actor does not administer the person's unit, or it is their own account
    :raises DomainError: if the person still holds roles: their work is handed over first
    """
    lock(user)
    require(actor, "units.close_account", user)
    if not user.is_active:
        raise DomainError(_("Tài khoản này đã khóa."))
    if Assignment.objects.not_over(day_of(at)).filter(user=user).exists():
        raise DomainError(
            _("%(name)s còn giữ vai trò. Hãy bàn giao công việc trước rồi khóa tài khoản.") % {"name": user.full_name}
        )
    _set_active(user, False, "user.close", actor=actor, at=at, reason=reason)


@transaction.atomic
def reopen_account(user: User, *, actor: Any, at: datetime, reason: str) -> None:
    """
    Let ``user`` sign in again.

    :raises PermissionDenied: if the actor does not administer the person's unit, or it is their own account
    """
    lock(user)
    require(actor, "units.close_account", user)
    if user.is_active:
        raise DomainError(_("Tài khoản này đang mở."))
    _set_active(user, True, "user.reopen", actor=actor, at=at, reason=reason)


def _set_active(user: User, active: bool, action: str, *, actor: Any, at: datetime, reason: str) -> None:
    user.is_active = active
    user.save(update_fields=["is_active"])
    before = {"is_active": not active}
    audit.record(action, user, actor=actor, at=at, note=reason.strip(), before=before, after={"is_active": active})
