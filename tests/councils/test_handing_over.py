"""A secretary leaves: who takes their seat, in which sessions, and who keeps theirs."""

from datetime import date

from councils.models import Attendance, Seat
from councils.selectors.handing_over import list_staffed
from councils.services import invite, plan_session, seat_member
from councils.services.handing_over import hand_over_seats
from portal.core.audit import history
from tests.councils.room import SESSION_DAY, put
from tests.moments import LONG_AGO, NOW, TODAY
from tests.people import make_user
from units.enums import Role, WorkGroup
from units.models import Assignment, User
from units.services import assign_role


def of_kha(room, world, *, role: str = Role.EMULATION_OFFICER) -> Assignment:
    """The role that the secretary Kha holds at the province."""
    return assign_role(room.secretary, role, world.province, actor=None, at=NOW, valid_from=LONG_AGO)


def successor(world) -> User:
    return make_user("NV-THU", "Đỗ Thị Thu", world.province, group=WorkGroup.UNION_OFFICER)


def staff(room) -> dict[str, date | None]:
    """The secretaries of the council, with the last day of each."""
    seats = Seat.objects.filter(council=room.council, role="secretary").select_related("member").order_by("pk")
    return {seat.member.code: seat.valid_to for seat in seats}


def test_seat_goes_over_with_its_vote_and_its_planned_sessions(world, people, room):
    thu = successor(world)
    assert hand_over_seats(of_kha(room, world), actor=people.tuan, at=NOW, successor=thu) == 1
    assert staff(room) == {"NV-KHA": TODAY, "NV-THU": None}
    seat = Seat.objects.get(council=room.council, member=thu.member)
    assert (seat.votes, seat.valid_from) == (True, TODAY)
    assert Attendance.objects.get(session=room.session, role="secretary").seat == seat
    line = history(room.council).last()
    assert (line.action, line.actor) == ("seat.hand_over", people.tuan)
    assert (line.before, line.after) == ({"member": room.secretary.member_id}, {"member": thu.member_id})


def test_session_that_was_invited_keeps_the_secretary_who_sent_the_papers(world, people, room):
    put(room, world.factory)
    invite(room.session, actor=room.secretary, at=NOW)
    later = plan_session(room.council, actor=people.yen, at=NOW, title="Phiên sau", held_at=SESSION_DAY)
    thu = successor(world)
    hand_over_seats(of_kha(room, world), actor=people.tuan, at=NOW, successor=thu)
    sits = {one.session_id: one.seat.member for one in Attendance.objects.filter(role="secretary")}
    assert sits == {room.session.pk: room.secretary.member, later.pk: thu.member}


def test_who_sits_in_the_council_already_takes_no_second_seat(world, people, room):
    assert hand_over_seats(of_kha(room, world), actor=people.tuan, at=NOW, successor=room.members[0]) == 0
    assert staff(room) == {"NV-KHA": None}
    assert history(room.council).filter(action="seat.hand_over").count() == 0


def test_account_without_a_member_takes_no_seat(world, people, room):
    guest = User.objects.create_user("KHACH", full_name="Khách")
    assert hand_over_seats(of_kha(room, world), actor=people.tuan, at=NOW, successor=guest) == 0
    assert staff(room) == {"NV-KHA": None}


def test_seat_goes_over_once(world, people, room):
    held = of_kha(room, world)
    first, second = successor(world), make_user("NV-SAU", "Lê Thị Sáu", world.province, group=WorkGroup.UNION_OFFICER)
    assert hand_over_seats(held, actor=people.tuan, at=NOW, successor=first) == 1
    assert hand_over_seats(held, actor=people.tuan, at=NOW, successor=second) == 0
    assert staff(room) == {"NV-KHA": TODAY, "NV-THU": None}


def test_role_that_does_not_watch_over_councils_brings_no_seat(world, room):
    assert list(list_staffed(of_kha(room, world, role=Role.CLERK))) == []
    assert [seat.role for seat in list_staffed(of_kha(room, world))] == ["secretary"]


def test_seats_of_members_and_of_other_units_stay(world, people, room):
    """Who votes was named by the decision that made the council."""
    member = assign_role(
        room.members[0], Role.EMULATION_OFFICER, world.province, actor=None, at=NOW, valid_from=LONG_AGO
    )
    elsewhere = assign_role(room.secretary, Role.LEADER, world.upper, actor=None, at=NOW, valid_from=LONG_AGO)
    thu = successor(world)
    assert [hand_over_seats(held, actor=people.tuan, at=NOW, successor=thu) for held in (member, elsewhere)] == [0, 0]


def test_seat_that_begins_later_ends_before_it_began(world, people, room):
    """The old seat is empty then: nobody sits twice on one day."""
    late = make_user("NV-MUON", "Ngô Văn Muộn", world.province, Role.LEADER, group=WorkGroup.UNION_OFFICER)
    seat = room.council.seats.get(member=room.members[0].member)
    seat.valid_to = TODAY
    seat.save(update_fields=["valid_to"])
    begins = date(2026, 9, 1)
    seat_member(room.council, late.member, actor=people.yen, at=NOW, role="secretary", votes=False, valid_from=begins)
    held = Assignment.objects.get(user=late)
    thu = successor(world)
    assert hand_over_seats(held, actor=people.tuan, at=NOW, successor=thu) == 1
    assert staff(room)["NV-MUON"] == begins
    assert Seat.objects.get(member=thu.member).votes is False
