"""A unit ends, or two records of one person become one: what councils hold up, end, and let follow."""

from datetime import date, timedelta

import pytest

from councils.models import AgendaItem, Council
from councils.services import (
    cancel_session,
    count_ballots,
    draft_minutes,
    invite,
    remove_item,
    seat_member,
    sign_minutes,
)
from councils.services.restructuring import between_persons, follow, follow_person, obstacles, touched
from portal.core.audit import history
from tests.councils.room import SESSION_DAY, meet, put, vote
from tests.moments import LONG_AGO, NOW
from tests.people import make_member
from tests.units.changes import DAY, make_keepers, merger, plan
from units.enums import Change
from units.models import UnitChange, User
from units.services import NewUnit, draft_change


@pytest.fixture
def keeper(world) -> User:
    return make_keepers(world.top)[0]


def merging(world, keeper, **facts) -> UnitChange:
    return draft_change(merger(world.province, into=world.other_province, **facts), actor=keeper, at=NOW)


# --- Units -----------------------------------------------------------------------------------------------------------


def test_councils_in_force_on_the_day_are_counted(world, keeper, room):
    change = merging(world, keeper)
    (row,) = touched(change, [world.province])
    assert (str(row.label), row.count) == ("Hội đồng", 1)
    assert touched(change, [world.upper])[0].count == 0
    Council.objects.update(valid_to=DAY)
    assert touched(change, [world.province])[0].count == 0


def test_session_that_is_not_over_is_named(world, people, keeper, room):
    change = merging(world, keeper)
    assert list(obstacles(change, [])) == [
        "Hội đồng LĐLĐ tỉnh Bắc Ninh còn phiên họp chưa xong: Phiên đợt 1. Kết thúc hoặc hủy phiên họp trước."
    ]
    cancel_session(room.session, actor=room.chair, at=NOW, reason="Sáp nhập")
    assert list(obstacles(change, [])) == []


def test_session_of_a_unit_that_only_changes_its_name_stands_in_no_way(world, keeper, room):
    names = NewUnit(name="Liên đoàn Lao động tỉnh Kinh Bắc", short_name="LĐLĐ tỉnh Kinh Bắc", doc_suffix="LĐLĐ")
    renaming = plan(Change.RENAME, sources=[world.province], names=names)
    assert list(obstacles(draft_change(renaming, actor=keeper, at=NOW), [])) == []


def test_council_ends_with_its_unit_on_the_day_and_leaves_a_line(world, people, keeper, room):
    change = merging(world, keeper)
    heirs = {world.province: world.other_province}
    assert follow(change, heirs, actor=people.tuan, at=NOW) == {"councils": 1}
    room.council.refresh_from_db()
    assert (room.council.valid_to, room.council.unit) == (DAY, world.province)
    line = history(room.council).last()
    assert (line.action, line.actor, line.after) == ("council.end", people.tuan, {"valid_to": "2026-06-01"})
    assert follow(change, heirs, actor=people.tuan, at=NOW) == {"councils": 0}


def test_council_of_another_unit_and_one_that_ended_stay_as_they_are(world, people, keeper, room):
    change = merging(world, keeper)
    assert follow(change, {world.upper: world.other_province}, actor=people.tuan, at=NOW) == {"councils": 0}
    over = DAY - timedelta(days=1)
    Council.objects.update(valid_to=over)
    assert follow(change, {world.province: world.other_province}, actor=people.tuan, at=NOW) == {"councils": 0}
    assert Council.objects.get().valid_to == over


# --- Two records of one person ---------------------------------------------------------------------------------------


@pytest.fixture
def twin(world):
    """A second record of the chair, Mai."""
    return make_member("NV-MAI2", "Trịnh Thị Mai", world.upper)


def test_two_seats_in_one_council_stand_in_the_way(people, room, twin):
    assert list(between_persons(people.mai.member, twin)) == []
    room.council.seats.filter(member=room.members[0].member).update(valid_to=date(2026, 1, 1))
    seat_member(room.council, twin, actor=people.yen, at=NOW)
    assert list(between_persons(people.mai.member, twin)) == [
        "Cả hai hồ sơ đều có ghế trong Hội đồng LĐLĐ tỉnh Bắc Ninh. Hãy kiểm tra lại xem có đúng là một người."
    ]
    assert list(between_persons(people.lan.member, twin)) == []


def test_seat_follows_and_the_person_sits_on_in_the_session(world, people, room, twin):
    put(room, world.factory)
    invite(room.session, actor=room.secretary, at=NOW)
    chair = room.council.seats.get(role="chair")
    assert follow_person(twin, people.mai.member, actor=people.tuan, at=NOW) == {"seats": 1}
    chair.refresh_from_db()
    assert chair.member == twin
    assert [place.seat.member for place in room.again().seats if place.role == "chair"] == [twin]
    line = history(room.council).last()
    assert (line.action, line.before, line.after) == (
        "seat.follow", {"member": people.mai.member_id}, {"member": twin.pk},
    )  # fmt: skip


def test_person_is_known_as_the_subject_of_what_is_not_counted_yet(world, people, room, twin):
    """Under either record they read nothing of their own dossier and have no vote on it."""
    lan, again = people.lan.member, make_member("NV-LAN2", "Nguyễn Thị Lan", world.mill)
    waiting = put(room, lan, title="Khen Lan", member_ids=[lan.pk])
    other = put(room, world.mill, title="Việc khác")
    meet(room, waiting, other)
    assert follow_person(again, lan, actor=people.tuan, at=NOW) == {"seats": 0}
    waiting.refresh_from_db()
    other.refresh_from_db()
    assert (waiting.subject_member_ids, other.subject_member_ids) == (sorted([lan.pk, again.pk]), [])
    assert AgendaItem.objects.filter(pk=waiting.pk).kept_from(again).exists()
    assert AgendaItem.objects.filter(pk=waiting.pk).kept_from(lan).exists()
    assert history(waiting).last().action == "item.follow"


def test_what_was_counted_stays_as_it_was_signed(world, people, room):
    lan, again = people.lan.member, make_member("NV-LAN2", "Nguyễn Thị Lan", world.mill)
    counted = put(room, lan, title="Khen Lan", member_ids=[lan.pk])
    put_off = put(room, world.mill, title="Để sau", member_ids=[lan.pk])
    meet(room, counted, put_off)
    vote(room, counted, yes=9)
    count_ballots(room.session, actor=room.secretary, at=SESSION_DAY, accept_missing=True)
    remove_item(put_off, actor=room.chair, at=SESSION_DAY, reason="Thiếu số liệu")
    draft_minutes(room.session, actor=room.secretary, at=SESSION_DAY)
    sign_minutes(room.session, actor=room.secretary, at=SESSION_DAY)
    sign_minutes(room.session, actor=room.chair, at=SESSION_DAY)
    follow_person(again, lan, actor=people.tuan, at=NOW)
    counted.refresh_from_db()
    put_off.refresh_from_db()
    assert counted.subject_member_ids == [lan.pk]
    assert put_off.subject_member_ids == sorted([lan.pk, again.pk])


def test_council_founded_after_the_day_ends_on_its_first_day(world, people, keeper, room):
    """It never was in force then; its seats name nobody on any day."""
    Council.objects.update(valid_from=LONG_AGO)
    change = merging(world, keeper)
    Council.objects.update(valid_from=DAY)
    assert follow(change, {world.province: world.other_province}, actor=people.tuan, at=NOW) == {"councils": 1}
    assert Council.objects.get().valid_to == DAY
