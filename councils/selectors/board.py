"""The board of a session: how far each member and each dossier is, and who is late. Counts only, never points."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from councils.enums import Denominator, ItemOutcome, SessionState
from councils.models import AgendaItem, Attendance, BallotCast, ConflictOfInterest, ScoreSheet, Session
from councils.models.session import IN
from councils.selectors.conflicts import excluded_seats

REMIND_BEFORE = (3, 1, -1)  # days before the deadline on which the late are reminded


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member: ``done`` of ``expected`` sheets, ``silent`` dossiers not yet declared on, ``out`` stood aside."""

    place: Attendance
    done: int
    expected: int
    silent: int
    out: int

    @property
    def left(self) -> int:
        return self.expected - self.done


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One dossier: ``done`` of ``expected`` sheets, ``cast`` of ``voters`` ballots."""

    item: AgendaItem
    done: int
    expected: int
    cast: int
    voters: int


@dataclass(frozen=True, slots=True)
class Board:
    members: list[MemberRow]
    items: list[ItemRow]

    @property
    def done(self) -> int:
        return sum(row.done for row in self.members)

    @property
    def expected(self) -> int:
        return sum(row.expected for row in self.members)

    @property
    def late(self) -> list[MemberRow]:
        return [row for row in self.members if row.left]


@dataclass(frozen=True, slots=True)
class _Record:
    """What is on record about the dossiers of a session, by (dossier, seat)."""

    items: list[AgendaItem]
    out: dict[int, set[int]]
    handed: set[tuple[int, int]]
    said: set[tuple[int, int]]
    scores: bool


def board_of(session: Session) -> Board:
    """Return the board of a session; six queries however many members and dossiers."""
    items = list(session.items.exclude(outcome=ItemOutcome.REMOVED).order_by("position", "pk"))
    out = excluded_seats(items)
    sheets = ScoreSheet.objects.filter(item__in=items, submitted_at__isnull=False).values_list("item_id", "seat_id")
    said = ConflictOfInterest.objects.filter(item__in=items, kind__in=IN).values_list("item_id", "seat_id")
    handed = {(item_id, seat_id) for item_id, seat_id in sheets if seat_id not in out[item_id]}
    record = _Record(items, out, handed, set(said), scores=bool(session.rubric_snapshot))
    cast = Counter(BallotCast.objects.filter(item__in=items).values_list("item_id", flat=True))
    return Board(
        [_member_row(place, record) for place in session.seats],
        [_item_row(session, item, record, cast[item.pk]) for item in items],
    )


def _item_row(session: Session, item: AgendaItem, record: _Record, cast: int) -> ItemRow:
    out = record.out[item.pk]
    return ItemRow(
        item,
        done=sum(item_id == item.pk for item_id, _seat in record.handed),
        expected=sum(place.seat_id not in out for place in session.voters) if record.scores else 0,
        cast=cast,
        voters=sum(place.seat_id not in out for place in session.present_voters),
    )


def _member_row(place: Attendance, record: _Record) -> MemberRow:
    mine = [item for item in record.items if place.seat_id not in record.out[item.pk]]
    scored = record.scores and place.votes
    return MemberRow(
        place,
        done=sum((item.pk, place.seat_id) in record.handed for item in mine) if scored else 0,
        expected=len(mine) if scored else 0,
        silent=sum((item.pk, place.seat_id) not in record.said for item in mine),
        out=len(record.items) - len(mine),
    )


def late_scorers(session: Session) -> list[tuple[Attendance, int]]:
    """Return who still owes sheets for dossiers whose vote is not open yet, and how many."""
    items = list(session.items.filter(outcome=ItemOutcome.WAITING, voting_opened_at__isnull=True))
    if not session.rubric_snapshot:
        return []
    out = excluded_seats(items)
    handed = set(
        ScoreSheet.objects.filter(item__in=items, submitted_at__isnull=False).values_list("item_id", "seat_id")
    )
    owed = {
        place: sum(place.seat_id not in out[item.pk] and (item.pk, place.seat_id) not in handed for item in items)
        for place in session.voters
    }
    return [(place, left) for place, left in owed.items() if left]


def awaited_names(session: Session, items: Sequence[AgendaItem], excluded: Mapping[int, set[int]]) -> list[str]:
    """Return who may still vote on one of ``items``: in the room, or absent where paper counts; one query."""
    cast = set(BallotCast.objects.filter(item__in=items).values_list("item_id", "seat_id"))
    names = []
    for place in session.voters:
        awaited = any(
            place.seat_id not in excluded[item.pk]
            and (item.pk, place.seat_id) not in cast
            and (place.present or item.denominator == Denominator.ALL_MEMBERS)
            for item in items
        )
        if awaited:
            name = place.seat.member.full_name
            names.append(name if place.present else _("%(name)s (vắng)") % {"name": name})
    return names


def awaited_in(session: Session) -> list[str]:
    """Return who may still vote in the round that is open; nobody when none is."""
    items = list(session.items.filter(voting_opened_at__isnull=False, counted_at__isnull=True))
    return awaited_names(session, items, excluded_seats(items)) if items else []


def sessions_to_remind(day: date) -> list[Session]:
    """Return invited sessions whose scores are due in three days, tomorrow, or were due the day before ``day``."""
    days = [day + timedelta(days=gap) for gap in REMIND_BEFORE]
    due = Session.objects.filter(state=SessionState.INVITED, scores_due_at__date__in=days)
    return list(due.select_related("council__unit").order_by("pk"))
