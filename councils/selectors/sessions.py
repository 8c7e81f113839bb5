"""Sessions and dossiers as one person may see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from councils.enums import ConflictKind, ItemOutcome, SessionState
from councils.models import (
    AgendaItem,
    Attendance,
    BallotCast,
    ConflictOfInterest,
    Council,
    Minutes,
    Receipt,
    Score,
    ScoreSheet,
    Session,
)
from councils.models.session import IN
from councils.rules import OFFICERS, WATCHERS, counts, prepares
from councils.selectors.conflicts import excluded_seats
from councils.states import FINAL
from portal.core.paging import Page, page_by_key
from units.enums import Role
from units.models import Member, Unit, scopes

SEEN = ("council__unit", "rubric", "presided_by__member")


def get_session(pk: int, *, actor: Any) -> Session:
    """Return a session ``actor`` sits in or oversees; 404 otherwise."""
    return get_object_or_404(Session.objects.visible_to(actor).select_related(*SEEN), pk=pk)


def get_item(pk: int, *, actor: Any) -> AgendaItem:
    """Return a dossier ``actor`` may be asked about at the gate; 404 for their own and for what they stay out of."""
    items = AgendaItem.objects.seated(actor).select_related(*(f"session__{name}" for name in SEEN))
    return get_object_or_404(items, pk=pk)


def get_item_to_manage(pk: int, *, actor: Any) -> AgendaItem:
    """Return a dossier on the agenda of a session ``actor`` sees, unless they have no part in it; 404 otherwise."""
    items = AgendaItem.objects.filter(session__in=Session.objects.visible_to(actor)).not_kept_from(actor.member)
    return get_object_or_404(items.select_related(*(f"session__{name}" for name in SEEN)), pk=pk)


def get_declared_item(pk: int, *, actor: Any) -> AgendaItem:
    """Return a dossier that ``actor`` asked out of themselves and may still speak on again; 404 otherwise."""
    said = ConflictOfInterest.objects.filter(seat__member=actor.member, kind=ConflictKind.DECLARED).values("item")
    items = AgendaItem.objects.filter(pk__in=said, outcome=ItemOutcome.WAITING)
    return get_object_or_404(items.select_related(*(f"session__{name}" for name in SEEN)), pk=pk)


def is_past_gate(item: AgendaItem, *, actor: Any) -> bool:
    """Whether ``actor`` declared themselves free of conflict, and may read the dossier."""
    return AgendaItem.objects.open_to(actor).filter(pk=item.pk).exists()


def list_sessions(actor: Any, *, over: bool = False, after: str = "", size: int = 50) -> Page[Session]:
    """Return sessions one sits in or oversees, running or over, latest first; one query."""
    sessions = Session.objects.visible_to(actor).select_related("council__unit")
    sessions = sessions.filter(state__in=FINAL) if over else sessions.exclude(state__in=FINAL)
    return page_by_key(sessions, keys=("-held_at", "-pk"), after=after, size=size)


def list_councils(actor: Any) -> QuerySet[Council]:
    """Return the councils one sits in or whose unit one works for, with their units."""
    condition = Q(seats__member=actor.member) if actor.member is not None else Q(pk__in=[])
    condition |= scopes([held for held in actor.assignments if held.role in WATCHERS], "unit")
    return Council.objects.filter(condition).distinct().select_related("unit").order_by("unit__level", "name", "pk")


def get_council(pk: int, *, actor: Any) -> Council:
    """Return a council with who sits in it; 404 for who has nothing to do with it."""
    return get_object_or_404(list_councils(actor), pk=pk)


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """
    One line of the agenda for one reader.

    ``kept_out``: the reader has no part in it; then the line holds neither title nor result.
    ``next``: declare, score, draft, scored, read, vote, voted, closed, "" for who holds no seat.
    """

    position: int
    item: AgendaItem | None
    next: str
    kept_out: str = ""
    declared_pk: int = 0
    total: int | None = None
    shows_result: bool = False


@dataclass(frozen=True, slots=True)
class _Mine:
    """What one seat said, scored and cast in a session, and what is kept from its holder."""

    place: Attendance
    kept: set[int]
    said: dict[int, str]
    sheets: dict[int, ScoreSheet]
    cast: set[int]


def agenda_of(session: Session, *, actor: Any) -> list[AgendaLine]:
    """Return the agenda as ``actor`` may see it; six queries at most."""
    items = list(session.items.exclude(outcome=ItemOutcome.REMOVED).order_by("position", "pk"))
    place = session.seat_of(actor)
    closed = session.state == SessionState.CLOSED
    kept = set() if closed or actor.member is None else _kept_from(session, actor)
    if place is None:
        return [_outside(item, kept, closed) for item in items]
    declared = ConflictOfInterest.objects.filter(item__session=session, seat=place.seat_id)
    sheets = ScoreSheet.objects.filter(item__session=session, seat=place.seat_id)
    cast = BallotCast.objects.filter(item__session=session, seat=place.seat_id)
    mine = _Mine(
        place=place,
        kept=kept,
        said=dict(declared.values_list("item_id", "kind")),
        sheets={sheet.item_id: sheet for sheet in sheets},
        cast=set(cast.values_list("item_id", flat=True)),
    )
    return [_inside(session, item, mine) for item in items]


def _kept_from(session: Session, actor: Any) -> set[int]:
    return set(AgendaItem.objects.filter(session=session).kept_from(actor.member).values_list("pk", flat=True))


def _outside(item: AgendaItem, kept: set[int], closed: bool) -> AgendaLine:
    if item.pk in kept:
        return AgendaLine(item.position, None, "", _("bạn có tên trong hồ sơ này"))
    return AgendaLine(item.position, item, "", shows_result=closed)


def _inside(session: Session, item: AgendaItem, mine: _Mine) -> AgendaLine:
    if item.pk in mine.kept:
        own = mine.said.get(item.pk) == ConflictKind.DECLARED
        why = _("bạn đã xin không tham gia") if own else _("bạn có tên trong hồ sơ hoặc cùng tổ công đoàn")
        return AgendaLine(item.position, None, "", why, item.pk if own and item.voting_opened_at is None else 0)
    sheet = mine.sheets.get(item.pk)
    total = sheet.total if sheet is not None and sheet.is_submitted else None
    return AgendaLine(item.position, item, _next(session, item, mine), total=total, shows_result=item.is_counted)


def _next(session: Session, item: AgendaItem, mine: _Mine) -> str:
    if item.is_counted:
        return "closed"
    if item.is_voting:
        votes = mine.place.votes and mine.place.present
        return "voted" if item.pk in mine.cast else ("vote" if votes else "read")
    if session.state == SessionState.PLANNED:
        return ""
    if mine.said.get(item.pk) not in IN:
        return "declare"
    if not session.rubric_snapshot or not mine.place.votes:
        return "read"
    sheet = mine.sheets.get(item.pk)
    return "score" if sheet is None else ("scored" if sheet.is_submitted else "draft")


def next_unscored(session: Session, *, actor: Any, after: int = 0) -> AgendaItem | None:
    """Return the next dossier ``actor`` owes a sheet for: after position ``after``, then from the start."""
    done = ScoreSheet.objects.filter(seat__member=actor.member, submitted_at__isnull=False).values("item")
    left = (
        AgendaItem.objects.seated(actor)
        .filter(session=session, outcome=ItemOutcome.WAITING, voting_opened_at__isnull=True)
        .exclude(pk__in=done)
        .order_by("position", "pk")
    )
    return left.filter(position__gt=after).first() or left.filter(position__lte=after).first()


def my_progress(session: Session, *, actor: Any) -> tuple[int, int]:
    """Return (sheets handed in, sheets expected) of ``actor`` in a session."""
    mine = AgendaItem.objects.seated(actor).filter(session=session)
    done = ScoreSheet.objects.filter(item__in=mine, seat__member=actor.member, submitted_at__isnull=False)
    return done.count(), mine.count()


def my_sheet(item: AgendaItem, *, actor: Any) -> tuple[ScoreSheet | None, dict[str, Score]]:
    """Return ``actor``'s own sheet for a dossier with its scores by criterion."""
    sheet = ScoreSheet.objects.filter(item=item, seat__member=actor.member).first()
    scores = sheet.scores.all() if sheet is not None else Score.objects.none()
    return sheet, {score.criterion_code: score for score in scores}


def my_declaration(item: AgendaItem, *, actor: Any) -> ConflictOfInterest | None:
    """Return what ``actor`` said of a dossier."""
    return ConflictOfInterest.objects.filter(item=item, seat__member=actor.member).first()


def locked_sheets(item: AgendaItem) -> list[ScoreSheet]:
    """Return the sheets of a dossier once its vote was opened, highest first; none before."""
    if item.voting_opened_at is None:
        return []
    sheets = ScoreSheet.objects.filter(item=item, submitted_at__isnull=False)
    return list(sheets.select_related("seat__member").order_by("-total", "seat__member__sort_key", "pk"))


def get_minutes(session: Session, *, actor: Any) -> Minutes | None:
    """Return the minutes ``actor`` may read: signed ones, and drafts if they prepare, preside or write them."""
    minutes = Minutes.objects.select_related("council__unit", "session").filter(session=session).first()
    if minutes is None or minutes.is_signed or counts(actor, session) or prepares(actor, session):
        return minutes
    return None


def past_gate(items: Iterable[AgendaItem], *, actor: Any) -> set[int]:
    """Return which of ``items`` one has declared on and may read; one query."""
    ids = [item.pk for item in items]
    return set(AgendaItem.objects.open_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def receipts_of(items: Iterable[AgendaItem]) -> dict[int, list[str]]:
    """Return the codes of the ballots of counted dossiers, in the order of the alphabet; one query."""
    counted = [item.pk for item in items if item.is_counted]
    found: dict[int, list[str]] = {}
    for item_id, code in Receipt.objects.filter(item__in=counted).order_by("code").values_list("item_id", "code"):
        found.setdefault(item_id, []).append(code)
    return found


def absent_voters(item: AgendaItem) -> list[Attendance]:
    """Return who may still send a paper ballot: absent, free of conflict, not yet entered."""
    out = excluded_seats([item])[item.pk] | set(BallotCast.objects.filter(item=item).values_list("seat_id", flat=True))
    return [place for place in item.session.voters if not place.present and place.seat_id not in out]


def units_to_found_for(actor: Any) -> QuerySet[Unit]:
    """Return the units ``actor`` may found a council for."""
    roles = (*OFFICERS, Role.LEADER)
    mine = [held.unit_id for held in actor.assignments if held.role in roles]
    return Unit.objects.active().filter(pk__in=mine).order_by("level", "pk")


def latest_sessions(council: Council, *, actor: Any) -> QuerySet[Session]:
    """Return the last twenty sessions of a council that ``actor`` sees."""
    return Session.objects.visible_to(actor).filter(council=council).order_by("-held_at", "-pk")[:20]


def find_member(code: str) -> Member | None:
    """Return the member with this union code, however it is typed."""
    return Member.objects.filter(code__iexact=code.strip()).select_related("unit").first()
