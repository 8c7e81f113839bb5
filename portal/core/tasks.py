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


@shared_task(name="core.verify_audit", ignore_result=True)
def verify_audit(**_later: Any) -> None:
    from portal.core import audit

    audit.check(at=timezone.now())


@shared_task(name="core.make_trail_months", ignore_result=True)
def make_trail_months(**_later: Any) -> None:
    from portal.core import audit

    audit.make_months(at=timezone.now())


@shared_task(name="core.drop_expired_files", ignore_result=True)
def drop_expired_files(**_later: Any) -> None:
    from portal.core.files import drop_expired

    drop_expired(at=timezone.now())
