"""A worker opens their own account with a slip: proof of who they are, a phone that is theirs, a password."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import OneTimeCode, Slip
from accounts.phones import normal_phone
from accounts.selectors import taken_phone
from accounts.services.codes import try_code
from accounts.services.profile import give_phone
from accounts.states import LOCK, USE
from portal.core import audit
from portal.core.errors import DomainError
from portal.core.workflow import advance, lock
from units.models import User
from units.services import open_account, set_password


def refuse_spent(slip: Slip, *, at: datetime) -> None:
    """
    Pass if a slip can still be used.

    :raises DomainError: saying why not, and whom to ask
    """
    whom = _("Hãy hỏi cán bộ công đoàn cơ sở của bạn để lấy phiếu mới.")
    words = {
        "used": _("Phiếu này đã dùng rồi. Nếu chính bạn đã dùng, hãy đăng nhập."),
        "revoked": _("Phiếu này đã bị hủy.") + " " + whom,
        "locked": _("Phiếu này đã khóa vì nhập sai nhiều lần.") + " " + whom,
    }
    if slip.state in words:
        raise DomainError(words[slip.state])
    if slip.expires_at <= at:
        raise DomainError(_("Phiếu này đã hết hạn.") + " " + whom)


def prove_holder(slip: Slip, *, actor: Any, at: datetime, birth_date: date | None, phone: str) -> None:
    """
    Pass if the holder of ``slip`` knows the member's day of birth, or, where the union has not noted it, their phone.

    :raises DomainError: if not; at the fifth wrong answer the slip is locked, and only the slip
    """
    problem = _compare(slip, actor=actor, at=at, birth_date=birth_date, phone=phone)
    if problem:
        field = "birth_date" if slip.member.birth_date else "phone"
        raise DomainError(problem, field=field)  # outside the transaction: the try stays counted


@transaction.atomic
def _compare(slip: Slip, *, actor: Any, at: datetime, birth_date: date | None, phone: str) -> str:
    lock(slip)
    refuse_spent(slip, at=at)
    member = slip.member
    if member.birth_date is None and not member.phone:
        return _("Sổ công đoàn chưa có ngày sinh và số điện thoại của bạn. Hãy nhờ cán bộ công đoàn cơ sở bổ sung.")
    if member.birth_date == birth_date if member.birth_date else normal_phone(member.phone) == phone:
        return ""
    slip.tries += 1
    slip.save(update_fields=["tries"])
    audit.record("slip.wrong_answer", slip, actor=actor, at=at, after={"tries": slip.tries})
    left = settings.SLIP_TRIES - slip.tries
    if left <= 0:
        advance(slip, LOCK, actor=actor, at=at)
        return _("Không khớp. Phiếu đã khóa; hãy hỏi cán bộ công đoàn cơ sở của bạn để lấy phiếu mới.")
    if member.birth_date:
        return _("Ngày sinh không khớp với sổ của công đoàn. Còn nhập được %(left)d lần.") % {"left": left}
    return _("Số điện thoại không khớp với sổ của công đoàn. Còn nhập được %(left)d lần.") % {"left": left}


def refuse_phone(number: str, *, by_other_than: Any = None) -> None:
    """
    Pass if nobody (else) signs in with ``number``.

    :raises DomainError: if somebody does
    """
    if taken_phone(number, by_other_than=by_other_than):
        raise DomainError(
            _("Số điện thoại này đã có người khác dùng để đăng nhập. Hãy ghi số của chính bạn."), field="phone"
        )


def refuse_email(email: str, *, by_other_than: Any) -> None:
    """
    Pass if nobody else has this e-mail.

    :raises DomainError: if somebody does
    """
    if User.objects.with_email(email).exclude(pk=by_other_than.pk).exists():
        raise DomainError(_("E-mail này đã có người dùng. Hãy ghi e-mail của chính bạn."), field="email")


def activate(slip: Slip, *, actor: Any, at: datetime, code: OneTimeCode | None, typed: str, password: str) -> User:
    """
    Return the account of the slip's member, opened with the phone that ``code`` was sent to.

    Without ``password`` they sign in with codes; without ``code`` (no gateway here) by the password alone.

    :raises DomainError: if the code is wrong, the slip is spent, or the phone has become someone else's
    """
    refuse_spent(slip, at=at)
    if code is not None:
        if code.slip_id != slip.pk:
            raise DomainError(_("Mã này không đi với phiếu này. Hãy làm lại từ đầu."))
        try_code(code, actor=actor, at=at, typed=typed)
    return _open(slip, at=at, number=code.address if code else "", password=password)


@transaction.atomic
def _open(slip: Slip, *, at: datetime, number: str, password: str) -> User:
    lock(slip)
    refuse_spent(slip, at=at)
    user = open_account(slip.member, actor=None, at=at)
    if number:
        give_phone(user, number, actor=user, at=at)
    if password:
        set_password(user, password, actor=user, at=at)
    advance(slip, USE, actor=user, at=at)
    audit.record("user.activate", user, actor=user, at=at, after={"slip": slip, "password": bool(password)})
    return user
