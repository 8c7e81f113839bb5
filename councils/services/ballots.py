"""
Opening a vote and casting ballots.

Who has voted and what was voted are written to tables that nothing joins: no column, no moment,
no order of rows and, because a dossier's ballots are all written anew with each new one, not even
the database's own row numbers. The audit line says that someone voted, never how.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext as _

from councils import notices
from councils.enums import Choice, Denominator, ItemOutcome, SessionState
from councils.models import AgendaItem, Attendance, Ballot, BallotCast, Receipt, ScoreSheet, Seat, Session
from councils.selectors.conflicts import excluded_seats
from councils.services.sessions import refuse_without_quorum
from councils.states import OPEN_VOTING
from portal.core import audit
from portal.core.errors import DomainError
from portal.core.permissions import require
from portal.core.workflow import WrongStateError, advance, lock

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: none is taken for another


@transaction.atomic
def open_voting(
    session: Session,
    *,
    actor: Any,
    at: datetime,
    items: Iterable[int] | None = None,
    seen_version: int | None = None,
) -> list[AgendaItem]:
    """
    Open the vote on some dossiers (ids; all that wait, if none are named); their score sheets close.

    :raises DomainError: if the quorum is gone, a dossier has no sheet yet or nobody who may vote on it,
        or the one who presides has no part in it
    """
    advance(session, OPEN_VOTING, actor=actor, at=at, seen_version=seen_version)
    refuse_without_quorum(session, _("Chưa mở được phiếu: đang có %(present)d/%(members)d thành viên, cần %(quorum)d."))
    waiting = session.items.filter(outcome=ItemOutcome.WAITING).order_by("position", "pk")
    chosen = waiting if items is None else waiting.filter(pk__in=list(items))
    rows = list(chosen.select_for_update(of=("self",)))
    excluded = excluded_seats(rows)
    place = session.seat_of(actor)
    if items is None:
        rows = [item for item in rows if place is None or place.seat_id not in excluded[item.pk]]
    if not rows:
        raise DomainError(_("Hãy chọn ít nhất một hồ sơ bạn được điều hành để bỏ phiếu."))
    _refuse_presider(rows, excluded, place)
    _refuse_unready(session, rows, excluded)
    AgendaItem.objects.filter(pk__in=[item.pk for item in rows]).update(voting_opened_at=at)
    voters = {item.pk: _voters_on(session, item, excluded[item.pk]) for item in rows}
    everyone = {place.pk: place for places in voters.values() for place in places}
    notices.voting_opened(session, everyone.values(), count=len(rows), at=at)
    return rows


def _voters_on(session: Session, item: AgendaItem, excluded: set[int]) -> list[Attendance]:
    """Return who votes on a dossier in the room: present, with a vote, without a conflict."""
    return [place for place in session.present_voters if place.seat_id not in excluded]


def _refuse_presider(rows: Sequence[AgendaItem], excluded: Mapping[int, set[int]], place: Attendance | None) -> None:
    if place is not None and any(place.seat_id in excluded[item.pk] for item in rows):
        raise DomainError(
            _("Trong số hồ sơ này có hồ sơ bạn không tham gia xét. Mời người chủ trì khác điều hành phần đó.")
        )


def _refuse_unready(session: Session, rows: Sequence[AgendaItem], excluded: Mapping[int, set[int]]) -> None:
    nobody = [item.title for item in rows if not _voters_on(session, item, excluded[item.pk])]
    if nobody:
        raise DomainError(_("Không còn ai được bỏ phiếu cho: %(titles)s.") % {"titles": "; ".join(nobody)})
    if not session.rubric_snapshot:
        return
    sheets = ScoreSheet.objects.filter(item__in=rows, submitted_at__isnull=False).values_list("item_id", "seat_id")
    scored = {item_id for item_id, seat_id in sheets if seat_id not in excluded[item_id]}
    unscored = [item.title for item in rows if item.pk not in scored]
    if unscored:
        raise DomainError(_("Chưa có phiếu chấm nào cho: %(titles)s.") % {"titles": "; ".join(unscored)})


@transaction.atomic
def cast_ballots(
    session: Session, *, actor: Any, at: datetime, choices: Mapping[int, str]
) -> list[tuple[AgendaItem, str]]:
    """
    Cast ``actor``'s ballots, by the id of the dossier, all or none; return each dossier with its receipt code.

    The codes are shown once and kept nowhere beside the voter: the caller must not store them.

    :raises PermissionDenied: if they are not present, have no part in a dossier or did not declare on it
    :raises WrongStateError: if the vote is closed
    :raises DomainError: if they voted on one of them already
    """
    lock(session)
    require(actor, "councils.take_part", session)
    place = session.seat_of(actor)
    if place is None or not place.votes or not place.present:
        raise PermissionDenied(_("Chỉ thành viên có mặt bỏ phiếu ở đây. Người vắng gửi phiếu giấy cho Thư ký."))
    items = list(session.items.filter(pk__in=list(choices)).order_by("position", "pk"))
    if session.state != SessionState.VOTING or not items or not all(item.is_voting for item in items):
        raise WrongStateError(_("Lượt bỏ phiếu này đã đóng."))
    allowed = set(
        AgendaItem.objects.open_to(actor).filter(pk__in=[item.pk for item in items]).values_list("pk", flat=True)
    )
    if len(allowed) != len(items):
        raise PermissionDenied(_("Bạn chưa khai về xung đột lợi ích hoặc không tham gia xét hồ sơ này."))
    return [(item, _cast(item, place.seat, choices[item.pk], actor=actor, at=at)) for item in items]


def _cast(item: AgendaItem, seat: Seat, choice: str, *, actor: Any, at: datetime, on_paper: bool = False) -> str:
    if choice not in Choice.values:
        raise DomainError(_("Hãy chọn đồng ý, không đồng ý hoặc phiếu trắng."), field=f"choice_{item.pk}")
    if BallotCast.objects.filter(item=item, seat=seat).exists():
        raise DomainError(
            _("Phiếu cho “%(title)s” đã được bỏ. Mỗi người bỏ một lần.") % {"title": item.title},
            field=f"choice_{item.pk}",
        )
    BallotCast.objects.create(item=item, seat=seat, on_paper=on_paper)
    Ballot.objects.create(item=item, choice=choice, seat=None if item.secret else seat)
    code = _new_code()
    Receipt.objects.create(item=item, code=code)
    if item.secret:
        _shuffle(item)
    action = "ballot.paper" if on_paper else "ballot.cast"
    audit.record(action, item, actor=actor, at=at, after={"seat": seat.pk} if on_paper else {})
    return code


def _new_code() -> str:
    letters = "".join(secrets.choice(LETTERS) for _place in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def _shuffle(item: AgendaItem) -> None:
    """Write the dossier's ballots, casts and receipts anew, in three unlike orders: no row tells when it came."""
    with connection.cursor() as cursor:
        for table, key in (("councils_ballot", "id"), ("councils_receipt", "code"), ("councils_ballotcast", "seat_id")):
            # S608: names of our own tables
            cursor.execute(
                f"WITH gone AS (DELETE FROM {table} WHERE item_id = %s RETURNING *)"  # noqa: S608
                f" INSERT INTO {table} SELECT * FROM gone ORDER BY {key}",
                [item.pk],
            )


@transaction.atomic
def enter_paper_ballots(
    item: AgendaItem, *, actor: Any, at: datetime, seats: Sequence[int], choices: Sequence[str]
) -> None:
    """
    Enter what absent members sent on paper: who they are (ids of seats), and as many choices.

    For an open vote the two go in pairs. For a secret one the choices are what came out of the
    envelopes, in any order, and nothing joins them to the seats.

    :raises DomainError: if the rule does not count absent members, or a seat may not vote on paper
    :raises WrongStateError: if the vote is closed
    """
    session = item.session
    lock(session)
    lock(item)
    require(actor, "councils.enter_paper_ballots", session)
    if session.state != SessionState.VOTING or not item.is_voting:
        raise WrongStateError(_("Lượt bỏ phiếu này đã đóng."))
    if item.denominator != Denominator.ALL_MEMBERS:
        raise DomainError(_("Theo quy định của hồ sơ này chỉ tính thành viên có mặt, không nhận phiếu gửi về."))
    if len(seats) != len(choices) or len(set(seats)) != len(seats) or not seats:
        raise DomainError(_("Số phiếu giấy phải bằng số người gửi phiếu."))
    excluded = excluded_seats([item])[item.pk]
    place = session.seat_of(actor)
    if place is not None and place.seat_id in excluded:
        raise PermissionDenied(_("Bạn không tham gia xét hồ sơ này. Mời người khác nhập phiếu."))
    absent = {place.seat_id: place for place in session.voters if not place.present and place.seat_id not in excluded}
    strangers = set(seats) - set(absent)
    if strangers:
        raise DomainError(_("Chỉ thành viên vắng mặt và không có xung đột lợi ích mới gửi phiếu giấy."))
    for seat_id, choice in zip(seats, choices, strict=True):
        _cast(item, absent[seat_id].seat, choice, actor=actor, at=at, on_paper=True)
