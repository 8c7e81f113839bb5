"""A forgotten password: a code to the phone, a link to the e-mail, and a new password with the code."""

from datetime import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import gateways
from accounts.enums import Channel, Purpose
from accounts.models import OneTimeCode
from accounts.selectors import phone_of
from accounts.services.codes import ask_code, spend_code, start_code
from accounts.services.profile import end_other_sessions, note_event
from portal.core.errors import DomainError
from units.models import User
from units.services import set_password


@transaction.atomic
def ask_reset(
    user: User | None, *, actor: Any, at: datetime, asked_for: str, asked_from: str | None, known_device: bool
) -> OneTimeCode:
    """
    Return a code on its way to the phone of ``user``; where they have an e-mail, a link is on its way there too.

    Asked for nobody (None) the answer is the same, and nothing goes out.

    :raises DomainError: if one was asked for just now, or too many today
    """
    reached = user if user is not None and user.is_active else None
    number = phone_of(reached) if reached is not None and gateways.is_there() else ""
    code = ask_code(
        Purpose.RESET,
        actor=actor,
        at=at,
        asked_for=asked_for,
        channel=Channel.PHONE if number else Channel.NOWHERE,
        address=number,
        user=user,
        asked_from=asked_from,
        known_device=known_device,
    )
    # Without the name asked for: it would count twice there, and the second refusal would tell who has both.
    email = reached.email if reached is not None else ""
    start_code(
        Purpose.RESET,
        actor=actor,
        at=at,
        channel=Channel.EMAIL if email else Channel.NOWHERE,
        address=email,
        user=user,
        known_device=known_device,
    )
    return code


def reset_password(code: OneTimeCode, *, actor: Any, at: datetime, typed: str, password: str) -> None:
    """
    Give the owner of ``code`` a new password and sign them out everywhere; they are told.

    A password that is refused leaves the code as it was.

    :raises DomainError: if the code is not for this, wrong, used, too old or tried too often, or the password too weak
    """
    if code.purpose != Purpose.RESET:
        raise DomainError(_("Mã này không dùng để đặt lại mật khẩu. Hãy lấy mã mới."), field="code")
    problem = _reset(code, actor=actor, at=at, typed=typed, password=password)
    if problem:
        raise DomainError(problem, field="code")  # outside the transaction: a wrong try stays counted


@transaction.atomic
def _reset(code: OneTimeCode, *, actor: Any, at: datetime, typed: str, password: str) -> str:
    problem = spend_code(code, actor=actor, at=at, typed=typed)
    if problem:
        return problem
    user = code.user
    if user is None or not user.is_active:
        raise DomainError(_("Tài khoản này đã khóa. Hãy hỏi cán bộ công đoàn cơ sở của bạn."))
    try:
        # Not before the code is right: refusing a password for holding someone's name would tell the name.
        validate_password(password, user)
    except ValidationError as weak:
        raise DomainError(" ".join(weak.messages), field="password") from None
    set_password(user, password, actor=user, at=at)
    after_reset(user, actor=user, at=at)
    return ""


@transaction.atomic
def after_reset(user: User, *, actor: Any, at: datetime) -> None:
    """Close what a new password is to close: every session of ``user`` and every code under way; tell them."""
    OneTimeCode.objects.filter(user=user, purpose=Purpose.RESET, used_at__isnull=True).update(used_at=at)
    end_other_sessions(user, actor=actor, at=at, kept="")
    note_event(user, "password_reset", actor=actor, at=at)
