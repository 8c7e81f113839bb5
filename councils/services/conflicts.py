"""Conflicts of interest: said before a dossier opens, kept for the minutes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from councils.enums import ConflictKind, ItemOutcome, SessionState
from councils.models import AgendaItem, BallotCast, ConflictOfInterest, Seat, Session
from portal.core import audit
from portal.core.errors import DomainError
from portal.core.permissions import require
from portal.core.workflow import WrongStateError, lock


@transaction.atomic
def declare_conflict(
    item: AgendaItem, *, actor: Any, at: datetime, conflicted: bool, reason: str = ""
) -> ConflictOfInterest:
    """
    Put on record what ``actor`` says of their interest in a dossier; only then may they read it.

    Said again, the last word counts until the vote on the dossier. Who acts for somebody named in it, or is acted for
    by them, has no part in it, whatever they say.

    :raises PermissionDenied: if it is their own dossier or their group's: nothing to declare there
    :raises DomainError: if they say yes without a reason, or have voted already
    """
    session = item.session
    lock(session)
    lock(item)
    require(actor, "councils.take_part", session)
    place = session.seat_of(actor)
    assert place is not None  # noqa: S101 - the permission just asked
    _refuse_declaration(item, actor, place.seat_id)
    reason = reason.strip()
    if conflicted and not reason:
        raise DomainError(_("Hãy ghi lý do xin không chấm; lý do được ghi vào biên bản."), field="reason")
    kind = ConflictKind.DECLARED if conflicted else ConflictKind.NONE
    if not actor.selves(item).isdisjoint(item.subject_member_ids):
        kind, reason = ConflictKind.AUTOMATIC, gettext_noop("Đang ủy quyền với người có tên trong hồ sơ.")
    said, _made = ConflictOfInterest.objects.update_or_create(
        item=item, seat=place.seat, defaults={"kind": kind, "reason": reason, "at": at}
    )
    audit.record("conflict.declare", item, actor=actor, at=at, note=reason, after={"kind": kind})
    return said


def _refuse_declaration(item: AgendaItem, actor: Any, seat_id: int) -> None:
    over = item.session.state in (SessionState.PLANNED, SessionState.CLOSED, SessionState.CANCELLED)
    if over or item.outcome != ItemOutcome.WAITING:
        raise WrongStateError(_("Hồ sơ này không còn chờ xét, không khai được nữa."))
    own = actor.member_id in item.subject_member_ids or actor.member.unit_id in item.subject_group_ids
    if own or item.conflicts.filter(seat=seat_id, kind=ConflictKind.AUTOMATIC).exists():
        raise PermissionDenied(_("Bạn không tham gia xét hồ sơ này vì có tên trong hồ sơ hoặc cùng tổ công đoàn."))
    if BallotCast.objects.filter(item=item, seat=seat_id).exists():
        raise DomainError(_("Bạn đã bỏ phiếu cho hồ sơ này, không khai lại được nữa."))


@transaction.atomic
def declare_conflicts(
    session: Session, *, actor: Any, at: datetime, items: Iterable[int], conflicted: Iterable[int], reason: str = ""
) -> None:
    """
    Declare on many dossiers (ids) at once: a conflict, for one reason, on ``conflicted`` and none on the others.

    :raises PermissionDenied: as :func:`declare_conflict`, and then nothing is kept
    """
    lock(session)
    out = set(conflicted)
    for item in session.items.filter(pk__in=list(items)).order_by("position", "pk"):
        item.session = session
        said = reason if item.pk in out else ""
        declare_conflict(item, actor=actor, at=at, conflicted=item.pk in out, reason=said)


@transaction.atomic
def waive_conflict(item: AgendaItem, seat: Seat, *, actor: Any, at: datetime, reason: str) -> None:
    """
    Let a member take part in spite of what they declared, for a reason that goes to the minutes.

    :raises DomainError: if they are the one who presides, gave no such declaration, or no reason is given
    """
    session = item.session
    lock(session)
    lock(item)
    require(actor, "councils.preside_session", session)
    if item.outcome != ItemOutcome.WAITING or item.is_voting:
        raise WrongStateError(_("Hồ sơ này đang bỏ phiếu hoặc đã xét xong."))
    if seat.member_id == actor.member_id:
        raise DomainError(_("Không tự cho phép mình được. Hãy để người chủ trì khác quyết định."))
    if not reason.strip():
        raise DomainError(_("Hãy ghi lý do cho tham gia."), field="reason")
    changed = item.conflicts.filter(seat=seat, kind=ConflictKind.DECLARED).update(
        kind=ConflictKind.WAIVED, reason=reason.strip(), at=at
    )
    if not changed:
        raise DomainError(_("Người này không khai xung đột lợi ích với hồ sơ này."))
    audit.record(
        "conflict.waive", item, actor=actor, at=at, note=reason, after={"seat": seat, "kind": ConflictKind.WAIVED}
    )
