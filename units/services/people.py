"""Members and their accounts."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.errors import DomainError
from portal.core.periods import day_of
from portal.core.permissions import require
from portal.core.workflow import lock
from units.models import Assignment, Member, Unit, User
from units.services.membership import refuse_taken_phone


@transaction.atomic
def enrol_member(unit: Unit, *, actor: Any, at: datetime, **facts: Any) -> Member:
    """
    Return a new member of ``unit``; ``facts`` are the member's columns.

    :raises DomainError: if the union code or the phone number is already someone's
    """
    if Member.objects.filter(code=facts["code"]).exists():
        raise DomainError(_("Mã đoàn viên %(code)s đã có người dùng.") % {"code": facts["code"]}, field="code")
    refuse_taken_phone(facts.get("phone", ""))
    member = Member.objects.create(unit=unit, grassroots_id=unit.grassroots_id, **facts)
    audit.record("member.enrol", member, actor=actor, at=at, after={"code": member.code, "unit": unit})
    return member


@transaction.atomic
def open_account(member: Member, *, actor: Any, at: datetime, password: str | None = None, email: str = "") -> User:
    """
    Return the account of ``member``, made if there was none; the union code is what they sign in with.

    :raises PermissionDenied: if the actor (None: the system) does not administer the member's unit
    :raises DomainError: if the record was found to be someone's second one
    """
    if actor is not None:
        require(actor, "units.manage_account", member)
    if member.merged_into is not None:
        raise DomainError(_("Hồ sơ này đã gộp vào hồ sơ %(code)s.") % {"code": member.merged_into.code})
    user = User.objects.filter(member=member).first()
    if user is not None:
        return user
    user = User.objects.create_user(
        member.code, password, email=email, full_name=member.full_name, member=member, created_at=at
    )
    audit.record("user.open", user, actor=actor, at=at, after={"member": member}, unit_id=member.unit_id)
    return user


@transaction.atomic
def set_password(user: User, password: str, *, actor: Any, at: datetime) -> None:
    """Give ``user`` a password; the form has asked whether it is good enough."""
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record("user.password", user, actor=actor, at=at)


@transaction.atomic
def change_email(user: User, email: str, *, actor: Any, at: datetime) -> None:
    """
    Give ``user`` another e-mail, proven to be theirs.

    :raises DomainError: if it is someone else's
    """
    before, wanted = user.email, User.objects.normalize_email(email)
    taken = DomainError(_("E-mail này đã có người dùng. Hãy ghi e-mail của chính bạn."), field="email")
    if User.objects.with_email(wanted).exclude(pk=user.pk).exists():
        raise taken
    user.email = wanted
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError:  # someone took it just now
        user.email = before
        raise taken from None
    audit.record("user.email", user, actor=actor, at=at, before={"email": before}, after={"email": user.email})


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
