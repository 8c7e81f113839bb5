"""The union's check of a dossier: received, then valid, returned or refused."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from initiatives import notices
from initiatives.enums import LimitName, RejectionGround
from initiatives.models import Initiative
from initiatives.selectors import due_on, limits_on, similar_to
from initiatives.services.counting import count_failure
from initiatives.states import ACCEPT, REJECT, RETURN, TAKE_RECEIPT
from portal.core.errors import DomainError
from portal.core.periods import day_of
from portal.core.templatetags.vi import day as as_day
from portal.core.workflow import advance


@transaction.atomic
def take_receipt(initiative: Initiative, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """Begin the check of a dossier that was handed in."""
    advance(initiative, TAKE_RECEIPT, actor=actor, at=at, seen_version=seen_version)


@transaction.atomic
def return_initiative(
    initiative: Initiative,
    *,
    actor: Any,
    at: datetime,
    reason: str,
    due: date | None = None,
    seen_version: int | None = None,
) -> None:
    """
    Send a dossier back for completion, with a reason and a day; the usual days if none is given.

    :raises DomainError: without a reason, with a day that is past, or if it went back too often already
    """
    day = day_of(at)
    limits = limits_on(day)
    _require_reason(reason)
    if due is not None and due <= day:
        raise DomainError(_("Hạn bổ sung phải sau hôm nay."), field="due")
    most = limits.get(LimitName.MOST_RETURNS)
    if most is not None and initiative.return_count >= most:
        raise DomainError(
            _("Hồ sơ đã trả lại %(most)d lần. Lần này hãy kết luận hợp lệ hoặc không hợp lệ.") % {"most": most}
        )
    due = due or due_on(LimitName.RETURN_DAYS, day=day, limits=limits)
    count_failure(initiative, on=day)
    advance(
        initiative,
        RETURN,
        actor=actor,
        at=at,
        note=reason.strip(),
        seen_version=seen_version,
        return_reason=reason.strip(),
        return_due_on=due,
        answer_due_on=None,
        return_count=initiative.return_count + 1,
    )
    body = f"{reason.strip()} " + (gettext_noop("Bổ sung trước ngày %(day)s.") % {"day": as_day(due)} if due else "")
    _tell(initiative, "return", gettext_noop("Sáng kiến %(code)s cần bổ sung"), body, at)


@transaction.atomic
def accept_initiative(
    initiative: Initiative, *, actor: Any, at: datetime, note: str = "", seen_version: int | None = None
) -> None:
    """
    Find a dossier valid: no copy, not excluded; it now waits for a council.

    :raises DomainError: if similar ones are known and ``note`` does not say why this is another
    """
    if not note.strip() and similar_to(initiative):
        raise DomainError(_("Có sáng kiến gần giống. Hãy ghi vì sao hồ sơ này không trùng."), field="note")
    handed_in = day_of(initiative.submitted_at or at)
    decide = due_on(LimitName.DECIDE_DAYS, day=handed_in, limits=limits_on(day_of(at)))
    advance(initiative, ACCEPT, actor=actor, at=at, note=note.strip(), seen_version=seen_version, answer_due_on=decide)
    _tell(initiative, "accept", gettext_noop("Sáng kiến %(code)s hợp lệ, chờ Hội đồng xét"), "", at)


@transaction.atomic
def reject_initiative(
    initiative: Initiative, *, actor: Any, at: datetime, ground: str, reason: str, seen_version: int | None = None
) -> None:
    """
    Refuse a dossier for good, on one of the standard grounds and with a sentence for the author.

    :raises DomainError: without a reason
    """
    _require_reason(reason)
    note = f"{RejectionGround(ground).label}. {reason.strip()}"
    count_failure(initiative, on=day_of(at))
    advance(
        initiative,
        REJECT,
        actor=actor,
        at=at,
        note=note,
        seen_version=seen_version,
        return_reason=note,
        answer_due_on=None,
    )
    _tell(initiative, "reject", gettext_noop("Sáng kiến %(code)s không hợp lệ"), note, at)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise DomainError(_("Ghi lý do để tác giả hiểu và biết phải làm gì."), field="reason")


def _tell(initiative: Initiative, name: str, subject: str, body: str, at: datetime) -> None:
    event = f"initiative.{name}:{initiative.pk}:{initiative.version}"
    notices.tell_authors(initiative, event, subject=subject % {"code": initiative.code}, body=body.strip(), at=at)
