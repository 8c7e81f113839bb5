"""Who has no part in which dossier."""

from collections.abc import Iterable

from django.db.models import QuerySet

from councils.enums import ConflictKind
from councils.models import AgendaItem, Attendance, ConflictOfInterest, Session
from councils.models.session import OUT


def excluded_seats(items: Iterable[AgendaItem]) -> dict[int, set[int]]:
    """Return, for each item, the seats that have no part in it: authors, their group, conflicts said; two queries."""
    items = list(items)
    found: dict[int, set[int]] = {item.pk: set() for item in items}
    said = ConflictOfInterest.objects.filter(item__in=items, kind__in=OUT).values_list("item_id", "seat_id")
    for item_id, seat_id in said:
        found[item_id].add(seat_id)
    places = list(
        Attendance.objects.filter(session__in={item.session_id for item in items}).select_related("seat__member")
    )
    for item in items:
        found[item.pk] |= {
            place.seat_id for place in places if place.session_id == item.session_id and touches(item, place)
        }
    return found


def touches(item: AgendaItem, place: Attendance) -> bool:
    """Whether the holder of a seat is an author of the dossier or belongs to an author's union group."""
    member = place.seat.member
    return member.pk in item.subject_member_ids or member.unit_id in item.subject_group_ids


def conflicts_in(session: Session) -> QuerySet[ConflictOfInterest]:
    """Return the conflicts on record in a session, with people and dossiers, in the order of the agenda; one query."""
    rows = ConflictOfInterest.objects.filter(item__session=session, kind__in=(*OUT, ConflictKind.WAIVED))
    return rows.select_related("item", "seat__member").order_by("item__position", "seat__member__sort_key", "pk")
