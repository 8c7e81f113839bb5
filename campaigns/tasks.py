"""What runs in the background for campaigns."""

from typing import Any

from celery import shared_task
from django.utils import timezone


@shared_task(name="campaigns.tell_branch", ignore_result=True)
def tell_branch(campaign_id: int, **_later: Any) -> None:
    """Tell the branch of a launched campaign; safe to run twice."""
    from campaigns.services import tell_branch as tell

    tell(campaign_id, at=timezone.now())


@shared_task(name="campaigns.finish_waiting_notices", ignore_result=True)
def finish_waiting_notices(**_later: Any) -> None:
    """Tell the branches whose launch no worker has told yet."""
    from campaigns.services import finish_waiting_notices as finish

    finish(at=timezone.now())
