"""Sending what runs in the background."""

import logging

import pytest
from kombu.exceptions import OperationalError

from portal.core.tasks import seal_audit

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
