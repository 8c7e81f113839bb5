"""From a prepared change to one that waits for its day, and back as long as the day has not come."""

from datetime import datetime
from typing import Any

from django.db import transaction

from portal.core.errors import PartsMissing
from portal.core.workflow import advance
from units import tasks
from units.models import UnitChange
from units.services.changes.checking import obstacles
from units.states import CANCEL, CONFIRM, DROP, REOPEN


@transaction.atomic
def confirm_change(change: UnitChange, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """
    Let a prepared change take effect on its day; at once, if the day has come.

    :raises PartsMissing: with everything that stands against it
    """
    advance(change, CONFIRM, actor=actor, at=at, seen_version=seen_version, confirmed_by=actor)
    against = obstacles(change)
    if against:
        raise PartsMissing({f"obstacle-{number}": sentence for number, sentence in enumerate(against)})
    tasks.apply_due_changes.delay_on_commit()  # type: ignore[attr-defined]


@transaction.atomic
def reopen_change(change: UnitChange, *, actor: Any, at: datetime) -> None:
    """Take a confirmed change back to be mended; only until it has taken effect."""
    advance(change, REOPEN, actor=actor, at=at, confirmed_by=None)


@transaction.atomic
def cancel_change(change: UnitChange, *, actor: Any, at: datetime, reason: str) -> None:
    """Undo a confirmed change before its day, with the reason."""
    advance(change, CANCEL, actor=actor, at=at, note=reason)


@transaction.atomic
def drop_change(change: UnitChange, *, actor: Any, at: datetime) -> None:
    """Let go of a change that was only prepared."""
    advance(change, DROP, actor=actor, at=at)
