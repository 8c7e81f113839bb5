"""Initiatives of an official who leaves."""

from datetime import datetime
from typing import Any

from django.db import transaction

from initiatives.selectors.handing_over import list_entered
from portal.core import audit
from units.models import Assignment, User


@transaction.atomic
def hand_over_initiatives(held: Assignment, *, actor: Any, at: datetime, successor: User) -> int:
    """Let ``successor`` go on with the drafts the holder of ``held`` entered for others; return how many."""
    entered = list(list_entered(held).select_for_update(of=("self",)))
    for initiative in entered:
        before, initiative.drafted_by = initiative.drafted_by_id, successor
        initiative.version += 1
        initiative.save(update_fields=["drafted_by", "version"])
        after = {"drafted_by": successor.pk}
        audit.record("initiative.hand_over", initiative, actor=actor, at=at, before={"drafted_by": before}, after=after)
    return len(entered)
