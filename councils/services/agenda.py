"""What a session is to look at."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from councils.enums import ConflictKind, ItemOutcome, SessionState
from councils.models import AgendaItem, ConflictOfInterest, Session
from councils.selectors.conflicts import touches
from councils.states import AGENDA_OPEN
from councils.voting import VoteRule
from portal.core import audit
from portal.core.errors import DomainError
from portal.core.permissions import require
from portal.core.workflow import WrongStateError, lock
from units.enums import Level
from units.models import Unit

DECIDED = (ItemOutcome.PASSED, ItemOutcome.FAILED)


@transaction.atomic
def add_item(
    session: Session,
    subject: models.Model,
    *,
    actor: Any,
    at: datetime,
    title: str,
    url: str,
    summary: Sequence[tuple[str, str]],
    member_ids: Iterable[int],
    rule: VoteRule,
    group_ids: Iterable[int] = (),
    credit: str = "",
) -> AgendaItem:
    """
    Return the place of ``subject`` on the agenda, last in line.

    :param summary: (label, text) pairs that members read once they are past the gate
    :param member_ids: authors or nominees; they and their union groups have no part in it
    :param group_ids: units the subject belongs to; only sections and groups count as "same group"
    :param credit: whose it is, shown at the gate so that a member can tell whether they have a conflict
    :raises WrongStateError: if the session votes already or is over
    :raises DomainError: if the subject waits in a session already
    """
    lock(session)
    require(actor, "councils.prepare_session", session)
    if session.state not in AGENDA_OPEN:
        raise WrongStateError(_("Phiên họp đang bỏ phiếu hoặc đã xong, không nhận thêm hồ sơ. Hãy chọn phiên khác."))
    _refuse_second_place(subject)
    groups = Unit.objects.filter(pk__in=list(group_ids), level__gte=Level.SECTION).values_list("pk", flat=True)
    item = AgendaItem.objects.create(
        session=session,
        position=(session.items.aggregate(last=Max("position"))["last"] or 0) + 1,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        title=title,
        credit=credit,
        url=url,
        summary=[list(pair) for pair in summary],
        subject_member_ids=sorted(set(member_ids)),
        subject_group_ids=sorted(groups),
        **_columns(rule),
    )
    note_automatic_conflicts([item], session, at=at)
    audit.record(
        "item.add", item, actor=actor, at=at, after={"session": session, "subject": subject.pk, "secret": rule.secret}
    )
    return item


def _columns(rule: VoteRule) -> dict[str, Any]:
    return {
        "pass_percent": rule.percent,
        "denominator": rule.denominator,
        "secret": rule.secret,
        "conflicted_leave": rule.conflicted_leave,
        "rule_basis": rule.basis,
        "rule_certainty": rule.certainty,
    }


def _refuse_second_place(subject: models.Model) -> None:
    places = AgendaItem.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)
    open_places = places.exclude(session__state__in=(SessionState.CLOSED, SessionState.CANCELLED))
    other = open_places.exclude(outcome=ItemOutcome.REMOVED).select_related("session").first()
    if other is not None:
        raise DomainError(
            _("Hồ sơ này đang nằm trong phiên “%(session)s”. Hãy rút khỏi phiên đó trước.")
            % {"session": other.session.title}
        )


def note_automatic_conflicts(items: Iterable[AgendaItem], session: Session, *, at: datetime) -> None:
    """Put on record, for the minutes, which members have no part in which dossier by themselves."""
    ConflictOfInterest.objects.bulk_create(
        [
            ConflictOfInterest(
                item=item, seat=place.seat, kind=ConflictKind.AUTOMATIC, reason=_reason(item, place), at=at
            )
            for item in items
            for place in session.seats
            if touches(item, place)
        ],
        ignore_conflicts=True,
    )


def _reason(item: AgendaItem, place: Any) -> str:
    own = place.seat.member_id in item.subject_member_ids
    return (
        gettext_noop("Là người có tên trong hồ sơ.")
        if own
        else gettext_noop("Cùng tổ công đoàn với người có tên trong hồ sơ.")
    )


@transaction.atomic
def remove_item(item: AgendaItem, *, actor: Any, at: datetime, reason: str) -> None:
    """
    Take a dossier off the agenda for another session; it may then be put on another.

    :raises DomainError: if the vote on it was opened, or it is all that is left to do in an open session
    """
    session = item.session
    lock(session)
    lock(item)
    require(
        actor,
        "councils.preside_session" if session.state != SessionState.PLANNED else "councils.prepare_session",
        session,
    )
    if session.state in (SessionState.CLOSED, SessionState.CANCELLED) or item.outcome != ItemOutcome.WAITING:
        raise WrongStateError(_("Hồ sơ này đã xét xong hoặc phiên họp đã kết thúc, không rút được nữa."))
    if item.is_voting:
        raise DomainError(_("Hồ sơ đang được bỏ phiếu. Hãy kiểm phiếu trước."))
    _refuse_emptying(session, item)
    item.outcome = ItemOutcome.REMOVED
    item.save(update_fields=["outcome"])
    audit.record(
        "item.remove",
        item,
        actor=actor,
        at=at,
        note=reason,
        before={"outcome": ItemOutcome.WAITING},
        after={"outcome": item.outcome},
    )


def _refuse_emptying(session: Session, item: AgendaItem) -> None:
    others = session.items.filter(outcome=ItemOutcome.WAITING).exclude(pk=item.pk)
    if session.state == SessionState.OPEN and not others.exists():
        raise DomainError(_("Đây là hồ sơ cuối cùng của phiên đang họp. Hãy mở phiếu để Hội đồng cho ý kiến."))
