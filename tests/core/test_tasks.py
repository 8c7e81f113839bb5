"""Sending what runs in the background."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from kombu.exceptions import OperationalError

from portal.core import audit, notices, tasks
from portal.core.files import store_bytes
from portal.core.models import AuditSeal, Heartbeat, StoredFile
from portal.core.tasks import seal_audit
from tests.moments import NOW

pytestmark = pytest.mark.django_db


def test_broker_that_is_away_does_not_undo_a_page_whose_work_is_committed(
    django_capture_on_commit_callbacks, monkeypatch, caplog
):
    def away(*_args, **_kwargs):
        raise OperationalError("the broker is away")

    monkeypatch.setattr(seal_audit, "apply_async", away)
    with caplog.at_level(logging.ERROR), django_capture_on_commit_callbacks(execute=True):
        seal_audit.delay_on_commit()
    assert [(record.levelname, "the broker is away" in record.getMessage()) for record in caplog.records] == [
        ("ERROR", True)
    ]


def test_beat_is_heard_of(db):
    tasks.beat_alive()
    first = Heartbeat.objects.get(name="beat").at
    tasks.beat_alive()
    assert Heartbeat.objects.get(name="beat").at >= first >= timezone.now() - timedelta(minutes=1)


def test_new_lines_are_sealed_once(world):
    for _time in range(2):
        tasks.seal_audit()
    assert AuditSeal.objects.count() == 1
    assert audit.verify().problems == []


def test_waiting_letters_leave_once(people):
    notices.enqueue("x:1", recipients=[people.lan], subject="Phong trào mới", at=NOW)
    for _time in range(2):
        tasks.deliver_outbox()
    assert [message.to for message in mail.outbox] == [["nv-lan@example.vn"]]


def test_file_is_thrown_away_when_its_time_is_over_and_no_sooner(people):
    now = timezone.now()
    kept, gone = (
        store_bytes(b"a", name=name, content_type="text/csv", owner=people.yen, at=now, expires_at=now + left)
        for name, left in (("moi.csv", timedelta(hours=1)), ("cu.csv", -timedelta(seconds=1)))
    )
    tasks.drop_expired_files()
    assert list(StoredFile.objects.all()) == [kept]
    assert gone.pk != kept.pk
