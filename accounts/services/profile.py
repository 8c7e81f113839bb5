"""What people change about how they sign in, and where they are signed in."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import OneTimeCode, Phone
from accounts.selectors import sessions_of
from accounts.services.codes import try_code
from portal.core import audit, notices
from portal.core.errors import DomainError
from portal.core.language import in_vietnamese
from units import services as units
from units.models import User


@transaction.atomic
def give_phone(user: User, number: str, *, actor: Any, at: datetime) -> Phone:
    """
    Return the phone ``user`` signs in with from now on; a code has proven that it is theirs.

    :raises DomainError: if it is someone else's
    """
    before = Phone.objects.filter(user=user).values_list("number", flat=True).first() or ""
    try:
        with transaction.atomic():
            phone, _made = Phone.objects.update_or_create(user=user, defaults={"number": number, "verified_at": at})
    except IntegrityError:
        raise DomainError(
            _("Số điện thoại này đã có người khác dùng để đăng nhập. Hãy ghi số của chính bạn."), field="phone"
        ) from None
    audit.record("user.phone", user, actor=actor, at=at, before={"phone": before}, after={"phone": number})
    return phone


def change_phone(user: User, *, actor: Any, at: datetime, code: OneTimeCode, typed: str) -> Phone:
    """
    Return the new phone of ``user``, proven by the code sent to it.

    :raises DomainError: if the code is wrong or the phone is someone else's
    """
    try_code(code, actor=actor, at=at, typed=typed)
    phone = give_phone(user, code.address, actor=actor, at=at)
    note_event(user, "phone_changed", actor=actor, at=at)
    return phone


def change_email(user: User, *, actor: Any, at: datetime, code: OneTimeCode, typed: str) -> None:
    """
    Give ``user`` the e-mail that ``code`` was sent to.

    :raises DomainError: if the code is wrong or the address is someone else's
    """
    try_code(code, actor=actor, at=at, typed=typed)
    units.change_email(user, code.address, actor=actor, at=at)
    note_event(user, "email_changed", actor=actor, at=at)


@transaction.atomic
def end_session(user: User, session_id: int, *, actor: Any, at: datetime) -> None:
    """
    Sign ``user`` out where that session is.

    :raises DomainError: if it is over already
    """
    session = sessions_of(user).filter(pk=session_id).first()
    if session is None:
        raise DomainError(_("Lần đăng nhập đó đã kết thúc."))
    before = {"address": session.ip, "device": session.user_agent}
    audit.record("user.end_session", user, actor=actor, at=at, before=before)
    session.end()


@transaction.atomic
def end_other_sessions(user: User, *, actor: Any, at: datetime, kept: str) -> int:
    """Sign ``user`` out everywhere but in the session with the key ``kept``; return how many ended."""
    others = list(sessions_of(user).exclude(session_key=kept))
    for session in others:
        session.end()
    audit.record("user.end_other_sessions", user, actor=actor, at=at, before={"sessions": len(others)})
    return len(others)


EVENTS = {
    "password_changed": "Mật khẩu của bạn vừa được đổi",
    "password_set": "Tài khoản của bạn vừa có mật khẩu",
    "password_reset": "Mật khẩu của bạn vừa được đặt lại",
    "phone_changed": "Số điện thoại đăng nhập của bạn vừa được đổi",
    "email_changed": "E-mail của bạn vừa được đổi",
    "totp_activated": "Ứng dụng tạo mã vừa được bật cho tài khoản của bạn",
    "totp_deactivated": "Ứng dụng tạo mã vừa được tắt cho tài khoản của bạn",
    "webauthn_added": "Một khóa đăng nhập vừa được thêm vào tài khoản của bạn",
    "webauthn_removed": "Một khóa đăng nhập vừa được gỡ khỏi tài khoản của bạn",
    "recovery_codes_generated": "Tài khoản của bạn vừa có mã khôi phục mới",
    "account_connected": "Tài khoản của bạn vừa được liên kết với một cách đăng nhập khác",
    "account_disconnected": "Một cách đăng nhập khác vừa được gỡ khỏi tài khoản của bạn",
}
ADVICE = "Nếu không phải bạn làm, hãy đổi mật khẩu, đăng xuất ở mọi nơi khác và báo cho người quản trị ngay."


@transaction.atomic
@in_vietnamese
def note_event(user: User, event: str, *, actor: Any, at: datetime) -> None:
    """Write a change of how ``user`` signs in into the trail, and tell them, so that a theft does not stay unseen."""
    line = audit.record(f"user.{event}"[:60], user, actor=actor, at=at)
    if event in EVENTS:
        notices.enqueue(
            f"user.{event}:{line.pk}", recipients=[user], subject=EVENTS[event], body=ADVICE, url="/tai-khoan/", at=at
        )
