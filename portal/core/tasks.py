"""What runs in the background for the floor itself."""

from typing import Any

from celery import shared_task
from django.utils import timezone


@shared_task(name="core.beat_alive", ignore_result=True)
def beat_alive(**_later: Any) -> None:
    from portal.core.sending import mark_alive

    mark_alive("beat", at=timezone.now())


@shared_task(name="core.seal_audit", ignore_result=True)
def seal_audit(**_later: Any) -> None:
    from portal.core import audit

    audit.seal(at=timezone.now())


@shared_task(name="core.deliver_outbox", ignore_result=True)
def deliver_outbox(**_later: Any) -> None:
    from portal.core.sending import deliver_due

    deliver_due(at=timezone.now())


@shared_task(name="core.purge_expired", ignore_result=True)
def purge_expired(**_later: Any) -> None:
    from portal.core import retention

    retention.purge_expired(at=timezone.now())
