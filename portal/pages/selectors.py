"""Reads of the pages that join the apps."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import redis
from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from portal.core import audit
from portal.core.models import Heartbeat, Notice, Outbox
from portal.core.periods import Period, PeriodKind, period_of
from units.models import Unit, User
from units.selectors import totals_beside

BEAT_LATE_SECONDS = 180
FEW = 6
SHOWN = ("C01", "C02", "C07", "E05")


def list_notices(user: User) -> QuerySet[Notice]:
    """Return the notices of ``user``; sort by key happens in the page."""
    return Notice.objects.filter(recipient=user)


@dataclass(frozen=True, slots=True)
class Figures:
    """Kept totals of a branch this half-year and in the same one last year."""

    period: Period
    now: dict[str, int]
    before: dict[str, int]


def branch_figures(unit: Unit, day: date) -> Figures:
    """Return the main totals of the branch of ``unit``; one query."""
    period = period_of(day, PeriodKind.HALF_YEAR)
    now, before = totals_beside(unit, period, period.year_before(), indicators=SHOWN)
    return Figures(period, dict(now), dict(before))


def health(*, at: datetime) -> dict[str, Any]:
    """Return the state of what the portal stands on: database, Redis, beat age in seconds, queue depth, the trail."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    beat = Heartbeat.objects.filter(name="beat").values_list("at", flat=True).first()
    age = int((at - beat).total_seconds()) if beat else None
    answers, depth = _queue()
    return {
        "database": True,
        "redis": answers,
        "beat_age_seconds": age,
        "beat": age is not None and age <= BEAT_LATE_SECONDS,
        "queue_depth": depth,
        **_trail(at),
        "outbox_waiting": Outbox.objects.filter(state=Outbox.State.WAITING, due_at__lt=timezone.now()).count(),
    }


def _trail(at: datetime) -> dict[str, Any]:
    """Whether the chain held at its last check; None if it was not checked for longer than a night."""
    found = audit.last_check()
    broken = found is not None and not found.is_whole
    late = audit.is_late(found, at=at)
    return {
        "trail": False if broken else (None if late else True),
        "trail_checked_at": found.finished_at.isoformat() if found else None,
    }


def _queue() -> tuple[bool, int | None]:
    # The broker's own database, not the cache's.
    url = settings.CACHE_URL.replace("?db=1", "?db=0")
    try:
        return True, int(redis.Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1).llen("celery"))
    except redis.RedisError:
        return False, None
