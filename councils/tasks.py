"""What councils do in the background; each may run twice."""

from typing import Any

from celery import shared_task
from django.utils import timezone


@shared_task(name="councils.issue_minutes")
def issue_minutes(*, minutes_id: int, **_later: Any) -> None:
    from councils.services import issue_minutes_papers

    issue_minutes_papers(minutes_id, at=timezone.now())


@shared_task(name="councils.remind_late")
def remind_late(**_later: Any) -> None:
    from councils.services import remind_on_time

    remind_on_time(at=timezone.now())
