"""One-time codes: asked for, sent by the worker, tried, used once."""

from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import gateways, tasks
from accounts.derived import code_of, is_code, new_salt
from accounts.enums import Channel, Purpose, Sending
from accounts.models import OneTimeCode, Slip
from accounts.notices import plain, send_reset_link
from portal.core.errors import DomainError
from portal.core.language import in_vietnamese

log = structlog.get_logger(__name__)
DAY = timedelta(days=1)
BATCH = 200


@transaction.atomic
def ask_code(
    purpose: str,
    *,
    actor: Any,
    at: datetime,
    asked_for: str,
    channel: str,
    address: str,
    user: Any = None,
    slip: Slip | None = None,
    asked_from: str | None = None,
    known_device: bool = False,
) -> OneTimeCode:
    """
    Return a new code, on its way to ``address`` once this is committed.

    Asked for the name of nobody the answer is the same, and nothing goes out.

    :raises DomainError: if one was asked for just now, or too many today
    """
    name = asked_for.strip().lower()[:254]
    with connection.cursor() as cursor:  # two presses at once must not send two messages
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"code {name}"])
    _refuse_too_soon(name, asked_from, at)
    _refuse_too_many(name, asked_from, known_device, at)
    return start_code(
        purpose,
        actor=actor,
        at=at,
        asked_for=name,
        channel=channel,
        address=address,
        user=user,
        slip=slip,
        asked_from=asked_from,
        known_device=known_device,
    )


def start_code(
    purpose: str,
    *,
    actor: Any,
    at: datetime,
    channel: str,
    address: str,
    known_device: bool,
    asked_for: str = "",
    asked_from: str | None = None,
    user: Any = None,
    slip: Slip | None = None,
) -> OneTimeCode:
    """Return a new code on its way; to an address that had its share of today it silently does not go."""
    if channel != Channel.NOWHERE and _exhausted(address, known_device, at):
        channel, address = Channel.NOWHERE, ""  # not said: the reader may not learn whose phone this is
    sent = channel != Channel.NOWHERE
    code = OneTimeCode.objects.create(
        purpose=purpose,
        user=user,
        slip=slip,
        asked_for=asked_for,
        channel=channel,
        address=address,
        salt=new_salt(),
        asked_from=asked_from,
        known_device=known_device,
        created_at=at,
        expires_at=at + timedelta(minutes=settings.CODE_MINUTES),
        sending=Sending.WAITING if sent else Sending.NOTHING,
    )
    # Also what goes nowhere, which the worker passes over: the pace of an answer shall not tell who is known.
    tasks.send_code.delay_on_commit(code_id=code.pk)  # type: ignore[attr-defined]
    return code


def _refuse_too_soon(name: str, asked_from: str | None, at: datetime) -> None:
    since = at - timedelta(seconds=settings.CODE_WAIT_SECONDS)
    last = (
        OneTimeCode.objects.filter(asked_for=name, asked_from=asked_from, created_at__gt=since).order_by("-pk").first()
    )
    if last is None:
        return
    seconds = max(1, int((last.created_at - since).total_seconds()))
    raise DomainError(
        ngettext(
            "Mã vừa được gửi. Chờ %(seconds)d giây nữa rồi lấy mã mới.",
            "Mã vừa được gửi. Chờ %(seconds)d giây nữa rồi lấy mã mới.",
            seconds,
        )
        % {"seconds": seconds}
    )


def _refuse_too_many(name: str, asked_from: str | None, known_device: bool, at: datetime) -> None:
    # A device known from before has a count of its own: strangers cannot use up its codes.
    today = OneTimeCode.objects.filter(created_at__gt=at - DAY, known_device=known_device)
    if today.filter(asked_for=name).count() >= settings.CODES_PER_PHONE:
        raise DomainError(
            _("Hôm nay đã lấy quá nhiều mã. Hãy đăng nhập bằng mật khẩu, hoặc thử lại sau 24 giờ."), field="login"
        )
    if not known_device and asked_from and today.filter(asked_from=asked_from).count() >= settings.CODES_PER_ADDRESS:
        raise DomainError(_("Mạng bạn đang dùng đã lấy quá nhiều mã hôm nay. Hãy thử bằng mạng khác."), field="login")


def _exhausted(address: str, known_device: bool, at: datetime) -> bool:
    today = OneTimeCode.objects.filter(created_at__gt=at - DAY, known_device=known_device, address=address)
    return today.count() >= settings.CODES_PER_PHONE


def try_code(code: OneTimeCode, *, actor: Any, at: datetime, typed: str) -> OneTimeCode:
    """
    Return the code, now used up, if ``typed`` is it.

    :raises DomainError: if it is not, or the code is used, too old, or was tried too often
    """
    problem = spend_code(code, actor=actor, at=at, typed=typed)
    if problem:
        raise DomainError(problem, field="code")  # outside the transaction: a wrong try stays counted
    return code


@transaction.atomic
def spend_code(code: OneTimeCode, *, actor: Any, at: datetime, typed: str) -> str:
    """Use ``code`` up if ``typed`` is it; otherwise count the try and return the sentence that refuses."""
    code.refresh_from_db(from_queryset=OneTimeCode.objects.select_for_update())
    if code.used_at is not None or code.expires_at <= at:
        return _("Mã này đã dùng hoặc đã quá %(minutes)d phút. Hãy lấy mã mới.") % {"minutes": settings.CODE_MINUTES}
    if code.tries >= settings.CODE_TRIES:
        return _("Mã này đã bị thử sai %(tries)d lần nên không dùng được nữa. Hãy lấy mã mới.") % {
            "tries": settings.CODE_TRIES
        }
    if code.channel != Channel.NOWHERE and is_code(code.salt, typed):
        code.used_at = at
        code.save(update_fields=["used_at"])
        return ""
    code.tries += 1
    code.save(update_fields=["tries"])
    left = settings.CODE_TRIES - code.tries
    if not left:
        return _("Mã không đúng, và đây là lần thử cuối. Hãy lấy mã mới.")
    return _("Mã không đúng. Còn thử được %(left)d lần.") % {"left": left}


def deliver_code(code_id: int, *, at: datetime) -> bool:
    """Send one waiting code, once; return whether it went out."""
    claimed = OneTimeCode.objects.filter(pk=code_id, sending=Sending.WAITING).update(sending=Sending.SENT, sent_at=at)
    if not claimed:
        return False
    code = OneTimeCode.objects.select_related("user").get(pk=code_id)
    if code.expires_at <= at:
        return _not_sent(code, "too old", Sending.FAILED)
    try:
        _send(code)
    except gateways.GatewayError as problem:
        return _not_sent(code, str(problem), Sending.FAILED if problem.lasting else Sending.WAITING)
    except OSError as problem:  # the mail server; SMTPException is one of them
        return _not_sent(code, str(problem), Sending.WAITING)
    return True


def _not_sent(code: OneTimeCode, problem: str, sending: Sending) -> bool:
    log.warning("code not sent", code=code.pk, problem=problem, sending=sending)
    OneTimeCode.objects.filter(pk=code.pk).update(sending=sending, sent_at=None, problem=problem[:300])
    return False


def deliver_waiting(*, at: datetime) -> int:
    """Send what was not sent when it was asked for; return how many went out."""
    waiting = OneTimeCode.objects.filter(sending=Sending.WAITING).order_by("pk").values_list("pk", flat=True)[:BATCH]
    return sum(deliver_code(pk, at=at) for pk in list(waiting))


def forget_codes(*, at: datetime) -> int:
    """Delete codes that are long over; return how many."""
    return OneTimeCode.objects.filter(created_at__lt=at - timedelta(days=settings.CODE_KEPT_DAYS)).delete()[0]


@in_vietnamese
def _send(code: OneTimeCode) -> None:
    digits = code_of(code.salt)
    text = _text(code, digits)
    if code.channel == Channel.PHONE:
        gateways.current().send(code.address, plain(text), digits)
    elif code.purpose == Purpose.RESET:
        send_reset_link(code.user, code.address)
    else:
        send_mail(_("Mã của Cổng Thi đua: %(code)s") % {"code": digits}, text, None, [code.address])


def _text(code: OneTimeCode, digits: str) -> str:
    words = {"code": digits, "minutes": settings.CODE_MINUTES, "what": Purpose(code.purpose).label}
    return (
        _("%(code)s là mã của Cổng Thi đua (%(what)s), hết hạn sau %(minutes)d phút. Không đưa mã này cho ai.") % words
    )
