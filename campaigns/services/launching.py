"""Telling a whole branch that a campaign is launched, also when it is a hundred thousand officials."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction
from kombu.exceptions import OperationalError

from campaigns.models import Campaign
from campaigns.notices import branch_officials, tell_officials
from campaigns.tasks import tell_branch as tell_branch_task

log = structlog.get_logger(__name__)
AT_ONCE = 500  # so many are told in the launch's own transaction
CHUNK = 500


def tell_branch_later(campaign: Campaign, *, at: datetime) -> None:
    """Tell the officials below: a few in this transaction, many by a worker after it."""
    officials = list(branch_officials(campaign, at=at)[: AT_ONCE + 1])
    if len(officials) <= AT_ONCE:
        tell_officials(campaign, officials, at=at)
        _mark_told(campaign.pk, at=at)
        return
    transaction.on_commit(lambda: _send(campaign.pk))


def _send(campaign_id: int) -> None:
    try:
        tell_branch_task.delay(campaign_id=campaign_id)
    except OperationalError as problem:
        # The row says that nobody is told yet; finish_waiting_notices finds it.
        log.warning("launch notice not sent to a worker", campaign=campaign_id, problem=str(problem))


def tell_branch(campaign_id: int, *, at: datetime) -> int:
    """Tell the officials below a launched campaign, chunk by chunk; safe to run twice. Return how many were told."""
    campaign = Campaign.objects.select_related("launch_unit").get(pk=campaign_id)
    last, told = 0, 0
    while chunk := list(branch_officials(campaign, at=at).filter(pk__gt=last)[:CHUNK]):
        with transaction.atomic():
            told += tell_officials(campaign, chunk, at=at)
        last = chunk[-1].pk
    _mark_told(campaign_id, at=at)
    return told


def finish_waiting_notices(*, at: datetime) -> int:
    """Tell the branches of campaigns launched over a minute ago that nobody told; return how many campaigns."""
    waiting = Campaign.objects.filter(launched_at__lt=at - timedelta(minutes=1), notified_at__isnull=True)
    found = list(waiting.order_by("launched_at", "pk").values_list("pk", flat=True)[:20])
    for pk in found:
        tell_branch(pk, at=at)
    return len(found)


def _mark_told(campaign_id: int, *, at: datetime) -> None:
    Campaign.objects.filter(pk=campaign_id).update(notified_at=at)
