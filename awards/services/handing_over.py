"""Nominations of an official who leaves."""

from datetime import datetime
from typing import Any

from django.db import transaction

from awards.selectors.handing_over import list_proposed
from portal.core import audit
from units.models import Assignment, User


@transaction.atomic
def hand_over_nominations(held: Assignment, *, actor: Any, at: datetime, successor: User) -> int:
    """
    Let ``successor`` go on with the nominations the holder of ``held`` was preparing; return how many.

    From then on it is the successor who proposed them, and who may neither appraise nor sign them.
    """
    proposed = list(list_proposed(held).select_for_update(of=("self",)))
    for nomination in proposed:
        before, nomination.proposed_by = nomination.proposed_by_id, successor
        nomination.version += 1
        nomination.save(update_fields=["proposed_by", "version"])
        after = {"proposed_by": successor.pk}
        audit.record(
            "nomination.hand_over", nomination, actor=actor, at=at, before={"proposed_by": before}, after=after
        )
    return len(proposed)
