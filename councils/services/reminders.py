"""Reminding those who have not scored."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from councils import notices
from councils.models import Session
from councils.selectors.board import late_scorers
from portal.core import audit
from portal.core.errors import DomainError
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
