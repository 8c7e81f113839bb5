"""The demo's councils, and a way to take a session through from invitation to signed minutes."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from councils.enums import Choice, CouncilKind, SeatRole
from councils.models import AgendaItem, Council, Session
from councils.services import (
    cast_ballots,
    count_ballots,
    declare_conflict,
    draft_minutes,
    found_council,
    invite,
    open_session,
    open_voting,
    record_scores,
    seat_member,
    sign_minutes,
)
from councils.services.catalogue import load_catalogue
from units.models import Unit, User

FOUNDED_ON = date(2025, 7, 15)
CHAIR, VICE, SECRETARY, MEMBER = SeatRole.CHAIR, SeatRole.VICE, SeatRole.SECRETARY, SeatRole.MEMBER
PROVINCE_INITIATIVES = {
    "NV-020": CHAIR, "NV-049": VICE, "NV-021": SECRETARY, "NV-022": MEMBER, "NV-018": MEMBER,
    "NV-024": MEMBER, "NV-011": MEMBER, "NV-048": MEMBER, "NV-050": MEMBER,
}  # fmt: skip
PROVINCE_AWARDS = {
    "NV-019": CHAIR, "NV-020": VICE, "NV-021": SECRETARY, "NV-022": MEMBER, "NV-049": MEMBER,
    "NV-018": MEMBER, "NV-048": MEMBER, "NV-050": MEMBER, "NV-051": MEMBER,
}  # fmt: skip
FACTORY_INITIATIVES = {"NV-041": CHAIR, "NV-042": SECRETARY, "NV-043": MEMBER, "NV-044": MEMBER, "NV-045": MEMBER}


def load_demo(*, at: datetime, accounts: Mapping[str, User]) -> None:
    """Load the catalogue and three councils: two of the province, one of a factory; all people are invented."""
    load_catalogue(at=at)
    province, factory = Unit.objects.get(code="LD-BNI"), Unit.objects.get(code="CS-002")
    initiatives, awards = CouncilKind.INITIATIVE, CouncilKind.AWARD
    found = [
        (province, "NV-018", initiatives, "Hội đồng sáng kiến LĐLĐ tỉnh Bắc Ninh", "186/QĐ-LĐLĐ", PROVINCE_INITIATIVES),
        (province, "NV-018", awards, "Hội đồng TĐKT LĐLĐ tỉnh Bắc Ninh", "187/QĐ-LĐLĐ", PROVINCE_AWARDS),
        (factory, "NV-041", initiatives, "Hội đồng sáng kiến cơ sở", "07/QĐ-CĐCS", FACTORY_INITIATIVES),
    ]
    for unit, officer, kind, name, number, seats in found:
        actor = accounts[officer]
        council = found_council(
            unit, actor=actor, at=at, kind=kind, name=name, decision_no=number, decided_on=FOUNDED_ON
        )
        for code, role in seats.items():
            member: Any = accounts[code].member
            seat_member(council, member, actor=actor, at=at, role=role)


def council_of(unit: Unit, kind: str) -> Council:
    """Return the demo's council of a unit."""
    council: Council = Council.objects.select_related("unit").get(unit=unit, kind=kind)
    return council


def hold_session(
    session: Session,
    *,
    at: datetime,
    yes: Mapping[int, int],
    points: Mapping[int, int] | None = None,
    body: str = "",
) -> Session:
    """
    Take a planned session through to signed minutes, each step by who may take it.

    :param at: when it opens; papers go out three days before, sheets come in the day before
    :param yes: for each dossier (id), how many say yes; the rest say no, the last one blank
    :param points: for each dossier, about how many points of a hundred the sheets give
    """
    people = _people(session)
    chair, secretary = people[CHAIR][0], people[SECRETARY][0]
    invite(session, actor=secretary, at=at - timedelta(days=3))
    items = list(session.items.filter(pk__in=yes).order_by("position", "pk"))
    everyone = [user for users in people.values() for user in users]
    for item in items:
        _score(session, item, everyone, (points or {}).get(item.pk, 75), at=at - timedelta(days=1))
    seats = [place.seat_id for place in session.seats]
    open_session(session, actor=chair, at=at, present=seats)
    open_voting(session, actor=chair, at=at + timedelta(minutes=40), items=[item.pk for item in items])
    _vote(session, items, everyone, yes, at=at + timedelta(minutes=45))
    count_ballots(session, actor=secretary, at=at + timedelta(minutes=50), accept_missing=True)
    draft_minutes(session, actor=secretary, at=at + timedelta(minutes=80))
    sign_minutes(session, actor=secretary, at=at + timedelta(minutes=85))
    sign_minutes(session, actor=chair, at=at + timedelta(minutes=90))
    return session


def _people(session: Session) -> dict[str, list[User]]:
    members: dict[Any, str] = {place.seat.member_id: place.role for place in session.seats}
    found: dict[str, list[User]] = {role: [] for role in SeatRole.values}
    for user in User.objects.filter(member__in=members).select_related("member__unit").order_by("pk"):
        found[members[user.member_id]].append(user)
    return found


def _score(session: Session, item: AgendaItem, everyone: Iterable[User], about: int, *, at: datetime) -> None:
    """Declare for everyone who may, and, where there is a sheet, score a little above and below ``about``."""
    for place, user in enumerate(everyone):
        if not AgendaItem.objects.seated(user).filter(pk=item.pk).exists():
            continue
        declare_conflict(item, actor=user, at=at, conflicted=False)
        if session.rubric_snapshot:
            share = min(about + (place % 5 - 2) * 2, 100)
            lines = session.rubric_snapshot["criteria"]
            points = {line["code"]: _near(line, line["max"] * share // 100) for line in lines if line["max"]}
            remarks = {line["code"]: "Cần bổ sung số liệu." for line in lines}
            record_scores(item, actor=user, at=at, points=points, comments=remarks, submit=True)


def _near(line: Mapping[str, Any], value: int) -> int:
    """Return the points nearest to ``value`` that a band of the criterion allows."""
    allowed = [point for band in line["bands"] for point in range(band["low"], band["high"] + 1)]
    return min(allowed, key=lambda point: abs(point - value)) if allowed else value


def _vote(
    session: Session, items: Iterable[AgendaItem], everyone: Iterable[User], yes: Mapping[int, int], *, at: datetime
) -> None:
    for item in items:
        voters = [user for user in everyone if AgendaItem.objects.open_to(user).filter(pk=item.pk).exists()]
        for place, user in enumerate(voters):
            last = place == len(voters) - 1 and place > yes[item.pk]
            choice = Choice.YES if place < yes[item.pk] else (Choice.BLANK if last else Choice.NO)
            cast_ballots(session, actor=user, at=at, choices={item.pk: choice})
