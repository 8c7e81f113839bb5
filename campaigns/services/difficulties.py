"""Difficulties in a campaign: raised, directed, resolved, closed, raised again."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import Campaign, Difficulty
from campaigns.notices import tell_closed, tell_directed, tell_raised, tell_resolved
from campaigns.states import CLOSE_DIFFICULTY, DIRECT, REOPEN_DIFFICULTY, RESOLVE
from portal.core import audit
from portal.core.errors import DomainError
from portal.core.periods import day_of
from portal.core.permissions import require
from portal.core.workflow import advance
from units.enums import Level
from units.models import Unit
from units.selectors import branch_keys


@transaction.atomic
def raise_difficulty(
    campaign: Campaign,
    unit: Unit,
    *,
    actor: Any,
    at: datetime,
    text: str,
    severity: str,
    visited_on: date | None = None,
) -> Difficulty:
    """
    Return the difficulty a grassroots union meets in a campaign, as its official or the assigned one tells it.

    :raises DomainError: if the campaign does not run or is not for the union, or the visit is yet to come
    """
    require(actor, "campaigns.raise_difficulty", unit)
    if not campaign.is_open:
        raise DomainError(_("Chỉ ghi khó khăn của phong trào đang diễn ra."))
    if unit.level != Level.GRASSROOTS or not unit.is_under(campaign.launch_unit):
        raise DomainError(_("Phong trào này không dành cho %(unit)s.") % {"unit": unit.short_name}, field="unit")
    if visited_on is not None and visited_on > day_of(at):
        raise DomainError(_("Ngày xuống cơ sở không được sau hôm nay."), field="visited_on")
    difficulty = Difficulty.objects.create(
        campaign=campaign,
        **branch_keys(unit),
        text=text.strip(),
        severity=severity,
        visited_on=visited_on,
        raised_by=actor,
        created_at=at,
    )
    after = {"campaign": campaign, "text": text.strip(), "severity": severity, "visited_on": visited_on}
    audit.record("difficulty.raise", difficulty, actor=actor, at=at, after=after)
    tell_raised(difficulty, at=at)
    return difficulty


@transaction.atomic
def direct_difficulty(
    difficulty: Difficulty,
    *,
    actor: Any,
    at: datetime,
    directive: str,
    due_on: date,
    seen_version: int | None = None,
) -> None:
    """
    Say what is to be done, and until when.

    :raises DomainError: if the day is over already
    """
    if due_on < day_of(at):
        raise DomainError(_("Hạn khắc phục phải từ hôm nay trở đi."), field="due_on")
    advance(
        difficulty,
        DIRECT,
        actor=actor,
        at=at,
        seen_version=seen_version,
        directive=directive.strip(),
        due_on=due_on,
        directed_by=actor,
        directed_at=at,
    )
    tell_directed(difficulty, at=at)


@transaction.atomic
def resolve_difficulty(
    difficulty: Difficulty, *, actor: Any, at: datetime, resolution: str, seen_version: int | None = None
) -> None:
    """Say how it was resolved; whoever directed it is told, to look and to close it."""
    advance(
        difficulty,
        RESOLVE,
        actor=actor,
        at=at,
        seen_version=seen_version,
        resolution=resolution.strip(),
        resolved_by=actor,
        resolved_at=at,
    )
    tell_resolved(difficulty, at=at)


@transaction.atomic
def close_difficulty(difficulty: Difficulty, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """Close what another hand resolved."""
    advance(difficulty, CLOSE_DIFFICULTY, actor=actor, at=at, seen_version=seen_version, closed_by=actor, closed_at=at)
    tell_closed(difficulty, at=at)


@transaction.atomic
def reopen_difficulty(
    difficulty: Difficulty, *, actor: Any, at: datetime, reason: str, seen_version: int | None = None
) -> None:
    """
    Raise it again: it is not resolved, or has come back.

    :raises DomainError: without a reason
    """
    if not reason.strip():
        raise DomainError(_("Ghi lý do nêu lại."), field="reason")
    advance(
        difficulty,
        REOPEN_DIFFICULTY,
        actor=actor,
        at=at,
        note=reason.strip(),
        seen_version=seen_version,
        closed_by=None,
        closed_at=None,
    )
    tell_raised(difficulty, at=at)
