"""Councils of an official who leaves."""

from datetime import datetime
from typing import Any

from django.db import transaction

from councils.enums import SessionState
from councils.models import Seat, Session
from councils.selectors.handing_over import list_staffed
from councils.services.sessions import seat_everyone
from portal.core import audit
from portal.core.periods import day_of
from units.models import Assignment, User


@transaction.atomic
def hand_over_seats(held: Assignment, *, actor: Any, at: datetime, successor: User) -> int:
    """
    Seat ``successor`` as secretary where the holder of ``held`` was, unless they sit there already; return how often.

    Sessions that are only planned take the new secretary; those that were invited keep the old one.
    """
    moved = 0
    for seat in list_staffed(held).select_for_update(of=("self",)):
        sits = Seat.objects.filter(council=seat.council, member=successor.member_id, valid_to__isnull=True)
        if successor.member is None or sits.exists():
            continue
        seat.valid_to = max(day_of(at), seat.valid_from)
        seat.save(update_fields=["valid_to"])
        Seat.objects.create(
            council=seat.council, member=successor.member, role=seat.role, votes=seat.votes, valid_from=day_of(at)
        )
        for session in Session.objects.filter(council=seat.council, state=SessionState.PLANNED):
            seat_everyone(session)
        before, after = {"member": seat.member_id}, {"member": successor.member_id}
        audit.record("seat.hand_over", seat.council, actor=actor, at=at, before=before, after=after)
        moved += 1
    return moved
