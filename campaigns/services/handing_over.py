"""Campaigns of an official who leaves."""

from datetime import datetime
from typing import Any

from django.db import transaction

from campaigns.selectors.handing_over import list_headed
from portal.core import audit
from units.models import Assignment, User


@transaction.atomic
def hand_over_campaigns(held: Assignment, *, actor: Any, at: datetime, successor: User) -> int:
    """
    Name ``successor`` as accountable head where the holder of ``held`` was; return in how many campaigns.

    An account without a member answers for nothing: what was launched keeps the name it has.
    """
    if successor.member is None:
        return 0
    headed = list(list_headed(held).select_for_update(of=("self",)))
    for campaign in headed:
        before, campaign.accountable_head = campaign.accountable_head_id, successor.member
        campaign.version += 1
        campaign.save(update_fields=["accountable_head", "version"])
        after = {"accountable_head": successor.member_id}
        audit.record(
            "campaign.hand_over", campaign, actor=actor, at=at, before={"accountable_head": before}, after=after
        )
    return len(headed)
