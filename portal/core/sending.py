"""Sending what the outbox holds, each message once, trying again only what can heal."""

import smtplib
from datetime import datetime, timedelta

import structlog
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from portal.core.models import Heartbeat, Outbox

log = structlog.get_logger(__name__)
TRIES = 6
BATCH = 100


def mark_alive(name: str, *, at: datetime) -> None:
    """Note that a background part is alive."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": at})


def deliver_due(*, at: datetime) -> int:
    """Send the messages that are due; return how many went out. Two senders do not take the same one."""
    sent = 0
    for pk in list(
        Outbox.objects.filter(state=Outbox.State.WAITING, due_at__lte=at)
        .order_by("pk")
        .values_list("pk", flat=True)[:BATCH]
    ):
        sent += _deliver(pk, at=at)
    return sent


def _deliver(pk: int, *, at: datetime) -> bool:
    # Claimed by moving its due time on: if this process dies, the message is due again later, and if
    # it was sent but not marked, it goes out a second time after ten minutes rather than never.
    later = at + timedelta(minutes=10)
    claimed = Outbox.objects.filter(pk=pk, state=Outbox.State.WAITING, due_at__lte=at).update(due_at=later)
    if not claimed:
        return False
    message = Outbox.objects.select_related("notice").get(pk=pk)
    try:
        _send(message)
    except (OSError, smtplib.SMTPException) as problem:
        _try_later(message, problem, at=at)
        return False
    Outbox.objects.filter(pk=pk).update(state=Outbox.State.SENT, sent_at=at, tries=message.tries + 1)
    return True


def _send(message: Outbox) -> None:
    if message.channel == Outbox.Channel.PHONE:
        # How short messages leave is not the floor's matter: the account adapter knows, as with portal.core.identity.
        get_adapter().send_short_message(message.address, message.notice.subject)
        return
    link = f"\n\n{settings.BASE_URL}{message.notice.url}" if message.notice.url else ""
    send_mail(message.notice.subject, message.notice.body + link, None, [message.address])


def _try_later(message: Outbox, problem: Exception, *, at: datetime) -> None:
    tries = message.tries + 1
    refused = isinstance(problem, smtplib.SMTPRecipientsRefused)
    state = Outbox.State.FAILED if refused or tries >= TRIES else Outbox.State.WAITING
    wait = timedelta(minutes=2**tries)
    log.warning("message not sent", outbox=message.pk, tries=tries, state=state, problem=str(problem))
    with transaction.atomic():
        Outbox.objects.filter(pk=message.pk).update(
            state=state, tries=tries, due_at=at + wait, problem=str(problem)[:500]
        )
