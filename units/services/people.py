"""Members, accounts and who acts for which unit."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.errors import DomainError
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

    :raises DomainError: if the record was found to be someone's second one
    """
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
    before, user.email = user.email, User.objects.normalize_email(email)
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError:
        user.email = before
        raise DomainError(_("E-mail này đã có người dùng. Hãy ghi e-mail của chính bạn."), field="email") from None
    audit.record("user.email", user, actor=actor, at=at, before={"email": before}, after={"email": user.email})


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
) -> Assignment:
    """
    Return the assignment of ``role`` at ``unit`` and its branch to ``user``, from one day to another.

    :raises DomainError: if the person already holds that role there from that day
    """
    if Assignment.objects.filter(user=user, role=role, unit=unit, valid_from=valid_from).exists():
        raise DomainError(_("%(name)s đã giữ vai trò này tại %(unit)s.") % {"name": user, "unit": unit})
    held = Assignment.objects.create(
        user=user, role=role, unit=unit, title=title, valid_from=valid_from, valid_to=valid_to, given_by=actor
    )
    audit.record("assignment.give", held, actor=actor, at=at, after={"user": user, "role": role, "unit": unit})
    return held
