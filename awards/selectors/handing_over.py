"""What carries an official's name in commendation, and goes over with their role."""

from typing import Any

from django.db.models import QuerySet

from awards.enums import NominationState
from awards.models import Nomination
from awards.rules import OFFICERS
from units.models import Assignment

WITH_PROPOSER = (NominationState.DRAFT, NominationState.UNIT_REVIEWED, NominationState.RETURNED)


def list_proposed(held: Assignment) -> QuerySet[Any]:
    """Return the nominations still at the proposing unit that the holder of ``held`` made where the role reaches."""
    if held.role not in OFFICERS:
        return Nomination.objects.none()
    proposed = Nomination.objects.filter(held.on_records(), proposed_by=held.user_id, state__in=WITH_PROPOSER)
    return proposed.order_by("pk")
