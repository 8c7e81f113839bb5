"""Notices: once per event and person; e-mails sent once, tried again when that can heal."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail

from portal.core import notices, sending
from portal.core.models import Notice, Outbox
from tests.moments import NOW, later

pytestmark = pytest.mark.django_db


def tell(people, event="campaign.launch:1"):
    return notices.enqueue(
        event, recipients=[people.hung, people.lan], subject="Phong trào mới", url="/phong-trao/1/", at=NOW
    )


def test_event_is_told_once_to_each(people):
    assert tell(people) == 2
    assert tell(people) == 0
    assert Notice.objects.filter(recipient=people.lan).count() == 1


def test_outbox_goes_out_once(people):
    tell(people)
    assert sending.deliver_due(at=NOW) == 2
    assert sending.deliver_due(at=later(hours=1)) == 0
    assert sorted(message.to[0] for message in mail.outbox) == ["nv-hung@example.vn", "nv-lan@example.vn"]
    assert "/phong-trao/1/" in mail.outbox[0].body


def test_message_another_sender_has_taken_is_left_to_it(people):
    tell(people)
    first, second = Outbox.objects.order_by("pk")
    Outbox.objects.filter(pk=first.pk).update(due_at=later(minutes=10))  # claimed, not yet sent
    assert [sending._deliver(pk, at=NOW) for pk in (first.pk, second.pk)] == [False, True]
    assert [message.to for message in mail.outbox] == [[second.address]]


def test_server_away_is_tried_again_and_a_refused_address_is_not(people, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1
    tell(people)
    sending.deliver_due(at=NOW)
    assert set(Outbox.objects.values_list("state", "tries")) == {("waiting", 1)}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert sending.deliver_due(at=NOW + timedelta(minutes=1)) == 0
    assert sending.deliver_due(at=NOW + timedelta(minutes=3)) == 2


def test_refused_recipient_is_marked_failed(people):
    tell(people)
    message = Outbox.objects.first()
    sending._try_later(message, smtplib.SMTPRecipientsRefused({}), at=NOW)
    message.refresh_from_db()
    assert message.state == Outbox.State.FAILED
