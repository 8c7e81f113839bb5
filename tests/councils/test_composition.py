"""Councils and seats."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from councils.enums import CouncilKind, SeatRole
from councils.models import Seat
from councils.services import found_council, seat_member, vacate_seat
from portal.core.audit import history
from portal.core.errors import DomainError
from tests.moments import NOW, TODAY
from tests.people import make_member


def test_council_takes_the_quorum_of_the_rule_in_force(room):
    assert (room.council.quorum_percent, room.council.quorum_basis) == (Decimal("66.67"), "Quy chế")
    assert [line.action for line in history(room.council)][:2] == ["council.found", "seat.take"]


def test_council_is_founded_by_the_units_own_officer_only(world, people, room):
    facts = {"at": NOW, "kind": CouncilKind.AWARD, "name": "X", "decided_on": TODAY}
    for stranger in (people.binh, people.lan, people.huy, people.hung):
        with pytest.raises(PermissionDenied):
            found_council(world.province, actor=stranger, decision_no="1", **facts)
    with pytest.raises(DomainError, match="12/QĐ-LĐLĐ"):
        found_council(world.province, actor=people.yen, decision_no="12/QĐ-LĐLĐ", **facts)


def test_council_without_a_rule_of_its_day_is_refused(world, people, room):
    with pytest.raises(DomainError, match="quorum"):
        found_council(
            world.province, actor=people.yen, at=NOW, kind=CouncilKind.AWARD, name="X", decision_no="2",
            decided_on=date(1990, 1, 1),
        )  # fmt: skip


def test_award_council_has_at_most_nine_seats(world, people, room):
    tenth = make_member("NV-10", "Người thứ mười", world.upper)
    with pytest.raises(DomainError, match="tối đa 9"):
        seat_member(room.council, tenth, actor=people.yen, at=NOW)
    seat = room.council.seats.get(member=room.members[0].member)
    vacate_seat(seat, actor=people.yen, at=NOW, reason="Chuyển công tác")
    assert seat_member(room.council, tenth, actor=people.yen, at=NOW, valid_from=TODAY).role == SeatRole.MEMBER


def test_initiative_council_may_be_larger(world, people, scoring_room):
    tenth = make_member("NV-10", "Người thứ mười", world.upper)
    seat_member(scoring_room.council, tenth, actor=people.yen, at=NOW)
    assert scoring_room.council.seats.count() == 10


def test_nobody_sits_twice_and_there_is_one_chair(world, people, room):
    with pytest.raises(DomainError, match="đã là thành viên"):
        seat_member(room.council, people.mai.member, actor=people.yen, at=NOW)
    newcomer = make_member("NV-11", "Người mới", world.upper)
    with pytest.raises(DomainError, match="đã có Chủ tịch"):
        seat_member(room.council, newcomer, actor=people.yen, at=NOW, role=SeatRole.CHAIR)
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(council=room.council, member=newcomer, role=SeatRole.CHAIR, valid_from=TODAY)


def test_seat_ends_once(people, room):
    seat = room.council.seats.get(member=room.members[0].member)
    vacate_seat(seat, actor=people.yen, at=NOW, reason="Nghỉ hưu")
    assert seat.valid_to == TODAY
    with pytest.raises(DomainError, match="đã thôi"):
        vacate_seat(seat, actor=people.yen, at=NOW, reason="Nghỉ hưu")


def test_council_may_have_a_quorum_of_its_own(world, people, room):
    council = found_council(
        world.province, actor=people.tuan, at=NOW, kind=CouncilKind.INITIATIVE, name="X", decision_no="3",
        decided_on=TODAY, quorum_percent=Decimal(70), quorum_basis="Quy chế riêng",
    )  # fmt: skip
    assert (council.quorum_percent, council.quorum_basis, council.quorum_words) == (Decimal(70), "Quy chế riêng", "70%")
