"""Reminding those who have not scored."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from councils import notices
from councils.models import Session
from councils.selectors.board import late_scorers, sessions_to_remind
from portal.core import audit
from portal.core.errors import DomainError
from portal.core.periods import day_of
from portal.core.permissions import require


@transaction.atomic
def remind_late(session: Session, *, actor: Any, at: datetime) -> int:
    """
    Remind everyone whose sheets are missing, at most once a day; return how many were told now.

    :raises DomainError: if nobody is late
    """
    require(actor, "councils.read_board", session)
    late = late_scorers(session)
    if not late:
        raise DomainError(_("Mọi người đã chấm xong, không cần nhắc."))
    told = notices.scores_wanted(session, late, at=at)
    audit.record("session.remind", session, actor=actor, at=at, after={"told": told})
    return told


def remind_on_time(*, at: datetime) -> int:
    """
    Remind the late of every session whose scores are due in three days, tomorrow, or were due yesterday.

    May run any number of times a day: nobody is told twice. Return how many people were told now.
    """
    told = 0
    for session in sessions_to_remind(day_of(at)):
        told += _remind(session, at=at)
    return told


@transaction.atomic
def _remind(session: Session, *, at: datetime) -> int:
    told = notices.scores_wanted(session, late_scorers(session), at=at)
    if told:
        audit.record("session.remind", session, actor=None, at=at, after={"told": told})
    return told
