"""Sessions: planned, invited, opened, put off, cancelled; who came."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from councils import notices
from councils.enums import CouncilKind, ItemOutcome, SeatRole, SessionState
from councils.models import Attendance, Council, Rubric, Session
from councils.models.session import AgendaItem
from councils.services.agenda import note_automatic_conflicts
from councils.states import ADJOURN, CANCEL, INVITE, OPEN, REINVITE
from councils.voting import has_quorum
from portal.core import audit
from portal.core.errors import DomainError, PartsMissing
from portal.core.periods import day_of
from portal.core.permissions import require
from portal.core.workflow import WrongStateError, advance, lock

ORDER = {SeatRole.CHAIR: 1, SeatRole.VICE: 2, SeatRole.SECRETARY: 3, SeatRole.MEMBER: 4}


@transaction.atomic
def plan_session(
    council: Council,
    *,
    actor: Any,
    at: datetime,
    title: str,
    held_at: datetime,
    place: str = "",
    rubric: Rubric | None = None,
    scores_due_at: datetime | None = None,
) -> Session:
    """
    Return a planned session with the seats of that day; the agenda comes through :func:`add_item`.

    :raises DomainError: if the council does not exist on that day, or scores are due after the session
    """
    require(actor, "councils.plan_session", council)
    _refuse_times(council, held_at, scores_due_at)
    session = Session.objects.create(
        council=council,
        title=title,
        held_at=held_at,
        place=place,
        rubric=rubric,
        scores_due_at=scores_due_at,
        quorum_percent=council.quorum_percent,
        quorum_basis=council.quorum_basis,
        created_at=at,
    )
    seat_everyone(session)
    audit.record("session.plan", session, actor=actor, at=at, after={"title": title, "held_at": held_at})
    return session


def _refuse_times(council: Council, held_at: datetime, scores_due_at: datetime | None) -> None:
    day = day_of(held_at)
    if day < council.valid_from or (council.valid_to is not None and day >= council.valid_to):
        raise DomainError(_("Ngày họp nằm ngoài thời gian hoạt động của Hội đồng."), field="held_at")
    if scores_due_at is not None and scores_due_at > held_at:
        raise DomainError(_("Hạn chấm phải trước giờ họp."), field="scores_due_at")


def seat_everyone(session: Session) -> None:
    """Bring the session's list of seats up to the council's of its day; run again until the papers go out."""
    seats = list(session.council.seats.in_force(day_of(session.held_at)).select_related("member"))
    session.attendances.exclude(seat__in=seats).delete()
    ranked = sorted(seats, key=lambda seat: (ORDER[SeatRole(seat.role)], seat.member.sort_key, seat.pk))
    Attendance.objects.bulk_create(
        [
            Attendance(session=session, seat=seat, position=place, role=seat.role, votes=seat.votes)
            for place, seat in enumerate(ranked, start=1)
        ],
        update_conflicts=True,
        unique_fields=["session", "seat"],
        update_fields=["position", "role", "votes"],
    )
    session.forget_seats()


@transaction.atomic
def change_session(
    session: Session, *, actor: Any, at: datetime, seen_version: int | None = None, **changes: Any
) -> None:
    """
    Change title, time, place, rubric or deadline while nothing has gone out.

    :raises WrongStateError: once members were invited
    """
    lock(session)
    require(actor, "councils.prepare_session", session)
    if session.state not in (SessionState.PLANNED, SessionState.ADJOURNED):
        raise WrongStateError(_("Phiên họp đã mời, không sửa được nữa. Chủ tịch Hội đồng có thể hoãn rồi mời lại."))
    if session.state == SessionState.ADJOURNED:
        changes.pop("rubric", None)  # sheets may have been filled in by it
    if seen_version is not None and seen_version != session.version:
        raise WrongStateError(_("Người khác vừa sửa phiên họp này. Hãy xem bản mới rồi làm lại."))
    held_at = changes.get("held_at", session.held_at)
    _refuse_times(session.council, held_at, changes.get("scores_due_at", session.scores_due_at))
    before = {name: getattr(session, name) for name in changes}
    for name, value in changes.items():
        setattr(session, name, value)
    session.version += 1
    session.save(update_fields=[*changes, "version"])
    audit.record("session.change", session, actor=actor, at=at, before=before, after=changes)


@transaction.atomic
def invite(session: Session, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """
    Send the agenda and its papers to every seat; from now on the rubric and the seats are the session's own.

    Sheets may be filled in from this moment, so what they are judged by must not move under them.

    :raises PartsMissing: naming what the session lacks
    """
    lock(session)
    first = session.state != SessionState.ADJOURNED
    if first:
        seat_everyone(session)
    _refuse_unready(session)
    changes: dict[str, Any] = {"rubric_snapshot": snapshot(session.rubric)} if first and session.rubric else {}
    step = INVITE if first else REINVITE
    advance(session, step, actor=actor, at=at, seen_version=seen_version, **changes)
    note_automatic_conflicts(session.items.filter(outcome=ItemOutcome.WAITING), session, at=at)
    notices.session_invited(session, at=at)


def _refuse_unready(session: Session) -> None:
    roles = {place.role for place in session.seats}
    missing: dict[str, Any] = {}
    if SeatRole.CHAIR not in roles:
        missing["chair"] = _("Hội đồng chưa có Chủ tịch.")
    if SeatRole.SECRETARY not in roles:
        missing["secretary"] = _("Hội đồng chưa có Thư ký.")
    if not session.items.filter(outcome=ItemOutcome.WAITING).exists():
        missing["items"] = _("Phiên họp chưa có hồ sơ nào để xét.")
    if session.council.kind == CouncilKind.INITIATIVE and session.rubric is None:
        missing["rubric"] = _("Chưa chọn phiếu chấm (barem) cho phiên họp.")
    if missing:
        raise PartsMissing(missing)


def snapshot(rubric: Rubric) -> dict[str, Any]:
    """Return a rubric as the session keeps it."""
    return {
        "code": rubric.code,
        "name": rubric.name,
        "max": rubric.max_points,
        "pass_total": rubric.pass_total,
        "levels": rubric.levels,
        "criteria": [
            {
                "code": line.code,
                "text": line.text,
                "max": line.max_points,
                "min": line.min_points,
                "disqualifies": line.disqualifies,
                "bands": line.bands,
                "note": line.note,
            }
            for line in rubric.criteria.order_by("position", "pk")
        ],
    }


@transaction.atomic
def mark_attendance(session: Session, *, actor: Any, at: datetime, present: Iterable[int]) -> None:
    """
    Put down which seats (ids of :class:`councils.models.Seat`) are in the room; all others are absent.

    :raises WrongStateError: while a vote is open, and after the session
    """
    lock(session)
    require(actor, "councils.mark_attendance", session)
    if session.state not in (SessionState.INVITED, SessionState.OPEN, SessionState.COUNTED):
        raise WrongStateError(_("Chỉ điểm danh khi phiên họp đã mời hoặc đang họp, không phải lúc đang bỏ phiếu."))
    here = set(present)
    before = [place.seat_id for place in session.seats if place.present]
    session.attendances.filter(seat__in=here).update(present=True)
    session.attendances.exclude(seat__in=here).update(present=False)
    session.forget_seats()
    after = [place.seat_id for place in session.seats if place.present]
    audit.record(
        "session.attendance", session, actor=actor, at=at, before={"present": before}, after={"present": after}
    )


@transaction.atomic
def open_session(
    session: Session,
    *,
    actor: Any,
    at: datetime,
    present: Iterable[int] | None = None,
    seen_version: int | None = None,
) -> None:
    """
    Open the session; whoever opens it presides and is there.

    :param present: seats in the room, where the roll is taken with the same press

    :raises DomainError: if fewer than the quorum are present
    """
    lock(session)
    if present is not None:
        mark_attendance(session, actor=actor, at=at, present=present)
    place = session.seat_of(actor)
    if place is not None and not place.present and session.state == SessionState.INVITED:
        session.attendances.filter(pk=place.pk).update(present=True)
        session.forget_seats()
    advance(
        session, OPEN, actor=actor, at=at, seen_version=seen_version, opened_at=at, presided_by=place and place.seat
    )
    refuse_without_quorum(session, _("Chưa khai mạc được: mới có %(present)d/%(members)d thành viên, cần %(quorum)d."))


def refuse_without_quorum(session: Session, sentence: str) -> None:
    """
    Pass if enough voting members are in the room.

    :raises DomainError: with ``sentence``, which may name present, members and quorum
    """
    present, members = len(session.present_voters), len(session.voters)
    if not has_quorum(session.quorum_percent, present=present, members=members):
        raise DomainError(sentence % {"present": present, "members": members, "quorum": session.quorum})


@transaction.atomic
def adjourn_session(
    session: Session, *, actor: Any, at: datetime, reason: str, seen_version: int | None = None
) -> None:
    """Put an invited session off, usually for want of a quorum; scores already given are kept."""
    advance(session, ADJOURN, actor=actor, at=at, note=reason, seen_version=seen_version, reason=reason)
    session.attendances.update(present=False)
    session.forget_seats()
    notices.session_adjourned(session, at=at)


@transaction.atomic
def cancel_session(session: Session, *, actor: Any, at: datetime, reason: str, seen_version: int | None = None) -> None:
    """Give a planned session up; its dossiers may go to another."""
    lock(session)
    # Before the state: a cancelled session refuses every change of its own.
    AgendaItem.objects.filter(session=session, outcome=ItemOutcome.WAITING).update(outcome=ItemOutcome.REMOVED)
    advance(session, CANCEL, actor=actor, at=at, note=reason, seen_version=seen_version, reason=reason)
