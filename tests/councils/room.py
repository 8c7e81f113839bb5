"""A council of nine in a room: the smallest set-up in which a quorum, a majority and a conflict can be told apart."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from councils.enums import Certainty, CouncilKind, Denominator, SeatRole
from councils.models import AgendaItem, Council, CouncilRule, Rubric, RubricCriterion, Session
from councils.services import (
    add_item,
    cast_ballots,
    declare_conflict,
    found_council,
    invite,
    mark_attendance,
    open_session,
    open_voting,
    plan_session,
    record_scores,
    seat_member,
)
from councils.voting import VoteRule
from tests.moments import LONG_AGO, NOW
from tests.people import People, make_user
from tests.world import World
from units.enums import Role, WorkGroup
from units.models import User

SESSION_DAY = NOW + timedelta(days=3)
ALL_70 = VoteRule(percent=Decimal(70), denominator=Denominator.ALL_MEMBERS, basis="QĐ 404/QĐ-HĐSK")
SECRET_80 = VoteRule(percent=Decimal(80), denominator=Denominator.ALL_MEMBERS, secret=True, basis="NĐ 152/2025/NĐ-CP")
PRESENT_2_3 = VoteRule(percent=Decimal("66.67"), denominator=Denominator.PRESENT, basis="Quy chế")


@dataclass
class Room:
    council: Council
    session: Session
    chair: User
    vice: User
    secretary: User
    members: list[User]  # six, without an office in the council
    officer: User

    @property
    def everyone(self) -> list[User]:
        return [self.chair, self.vice, self.secretary, *self.members]

    def seat(self, user: User) -> Any:
        place = self.session.seat_of(user)
        assert place is not None
        return place.seat

    def again(self) -> Session:
        """The session as the database has it now."""
        self.session = Session.objects.select_related("council__unit").get(pk=self.session.pk)
        return self.session


def make_rules() -> None:
    facts = {"basis": "Quy chế", "certainty": Certainty.LIKELY, "valid_from": LONG_AGO}
    CouncilRule.objects.create(code="quorum", text="2/3", value=Decimal("66.67"), **facts)
    CouncilRule.objects.create(code="award_council_size", text="tối đa 9", value=Decimal(9), **facts)
    CouncilRule.objects.create(
        code="initiative", text="70%", value=Decimal(70), denominator=Denominator.ALL_MEMBERS, **facts
    )


def make_rubric(code: str = "RB-T") -> Rubric:
    """Novelty 30 with bands, below 10 disqualifies; effect 40 with a minimum; a line for remarks only."""
    rubric = Rubric.objects.create(
        code=code, name="Barem thử", max_points=70, pass_total=40, levels=[], basis="", valid_from=LONG_AGO
    )
    bands = [
        {"text": "Mới", "low": 20, "high": 30},
        {"text": "Khá", "low": 10, "high": 19},
        {"text": "Ít", "low": 0, "high": 9},
    ]
    lines: list[dict[str, Any]] = [
        {"code": "N", "text": "Tính mới", "max_points": 30, "min_points": 10, "disqualifies": True, "bands": bands},
        {"code": "E", "text": "Hiệu quả", "max_points": 40, "min_points": 15, "disqualifies": False, "bands": []},
        {"code": "R", "text": "Nhận xét", "max_points": 0, "min_points": None, "disqualifies": False, "bands": []},
    ]
    for position, line in enumerate(lines):
        RubricCriterion.objects.create(rubric=rubric, position=position, **line)
    return rubric


def make_room(
    world: World, people: People, *, kind: str = CouncilKind.INITIATIVE, rubric: Rubric | None = None
) -> Room:
    """A council with chair, vice, secretary and six members, and a planned session of it."""
    officer = {"group": WorkGroup.UNION_OFFICER}
    secretary = make_user("NV-KHA", "Đinh Văn Kha", world.province, **officer)
    vice = make_user("NV-VICE", "Lưu Văn Chiến", world.province, **officer)
    members = [make_user(f"NV-U{n}", f"Ủy viên {n}", world.upper, **officer) for n in range(1, 7)]
    make_rules()
    council = found_council(
        world.province, actor=people.yen, at=NOW, kind=kind, name="Hội đồng LĐLĐ tỉnh Bắc Ninh",
        decision_no="12/QĐ-LĐLĐ", decided_on=LONG_AGO,
    )  # fmt: skip
    roles = [(people.mai, SeatRole.CHAIR), (vice, SeatRole.VICE), (secretary, SeatRole.SECRETARY)]
    for user, role in [*roles, *((member, SeatRole.MEMBER) for member in members)]:
        seat_member(council, user.member, actor=people.yen, at=NOW, role=role)
    session = plan_session(
        council, actor=people.yen, at=NOW, title="Phiên đợt 1", held_at=SESSION_DAY, place="Hội trường A", rubric=rubric
    )
    return Room(council, session, people.mai, vice, secretary, members, people.yen)


def put(
    room: Room, subject: Any, *, title: str = "Đồ gá sáu vị trí", rule: VoteRule = ALL_70, **data: Any
) -> AgendaItem:
    """A dossier on the room's agenda; the subject may be any record."""
    facts: dict[str, Any] = {"url": "/ho-so/", "summary": [("Trước", "9 phút"), ("Sau", "2 phút")], "member_ids": []}
    return add_item(room.session, subject, actor=room.officer, at=NOW, title=title, rule=rule, **(facts | data))


def declare_all(room: Room, *items: AgendaItem) -> None:
    """Everyone who may says that they have no conflict."""
    for item in items:
        for user in room.everyone:
            if AgendaItem.objects.seated(user).filter(pk=item.pk).exists():
                declare_conflict(item, actor=user, at=NOW, conflicted=False)


def score(item: AgendaItem, user: User, novelty: int = 25, effect: int = 30, **data: Any) -> Any:
    facts: dict[str, Any] = {"comments": {}, "submit": True}
    return record_scores(item, actor=user, at=NOW, points={"N": novelty, "E": effect}, **(facts | data))


def meet(room: Room, *items: AgendaItem, absent: int = 0) -> None:
    """Invite, declare, open: all there but the last ``absent`` members."""
    if room.session.state == "planned":
        invite(room.session, actor=room.secretary, at=NOW)
    declare_all(room, *items)
    here = room.everyone[: len(room.everyone) - absent]
    mark_attendance(room.session, actor=room.secretary, at=SESSION_DAY, present=[room.seat(user).pk for user in here])
    open_session(room.session, actor=room.chair, at=SESSION_DAY)


def vote(room: Room, item: AgendaItem, *, yes: int, no: int = 0, blank: int = 0) -> None:
    """Open the vote on one dossier and cast that many ballots, in the order of the room."""
    open_voting(room.session, actor=room.chair, at=SESSION_DAY, items=[item.pk])
    choices = ["yes"] * yes + ["no"] * no + ["blank"] * blank
    voters = [user for user in room.everyone if AgendaItem.objects.open_to(user).filter(pk=item.pk).exists()]
    for user, choice in zip(voters, choices, strict=False):
        cast_ballots(room.session, actor=user, at=SESSION_DAY, choices={item.pk: choice})


__all__ = ["Role", "Room", "make_room", "make_rubric", "meet", "put", "score", "vote"]
