"""Sessions from plan to opening, and the ways out."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from councils.enums import SessionState
from councils.models import Session
from councils.services import (
    adjourn_session,
    cancel_session,
    change_session,
    invite,
    mark_attendance,
    open_session,
    plan_session,
    remind_late,
    remind_on_time,
    remove_item,
    seat_member,
    vacate_seat,
)
from councils.services.ballots import open_voting
from councils.states import FINAL, STEPS
from councils.tasks import remind_late as remind_late_scorers
from portal.core.audit import history
from portal.core.errors import DomainError, PartsMissing
from portal.core.models import Notice
from portal.core.workflow import WrongStateError
from tests.councils.room import SESSION_DAY, declare_all, make_rubric, meet, put, score
from tests.moments import LONG_AGO, NOW
from tests.people import make_member


def test_every_state_can_be_reached_and_final_ones_have_no_way_out():
    reached, frontier = {SessionState.PLANNED}, [SessionState.PLANNED]
    while frontier:
        state = frontier.pop()
        for step in STEPS:
            if state in step.sources and step.target not in reached:
                reached.add(step.target)
                frontier.append(step.target)
    assert reached == set(SessionState)
    assert not any(step.sources & FINAL for step in STEPS)
    assert all(step.permission and step.label for step in STEPS)


def test_session_is_planned_by_the_officer_or_the_secretary(people, room):
    planned = plan_session(room.council, actor=room.secretary, at=NOW, title="Phiên 2", held_at=SESSION_DAY)
    assert [place.role for place in planned.seats][:3] == ["chair", "vice", "secretary"]
    assert len(planned.seats) == 9
    for stranger in (people.binh, people.lan, room.members[0], people.tuan):
        with pytest.raises(PermissionDenied):
            plan_session(room.council, actor=stranger, at=NOW, title="X", held_at=SESSION_DAY)


def test_session_outside_the_councils_time_is_refused(room):
    with pytest.raises(DomainError, match="thời gian hoạt động"):
        plan_session(room.council, actor=room.secretary, at=NOW, title="X", held_at=NOW.replace(year=2019))
    late = SESSION_DAY + timedelta(hours=1)
    facts = {"actor": room.secretary, "at": NOW, "title": "X", "held_at": SESSION_DAY}
    with pytest.raises(DomainError, match="Hạn chấm"):
        plan_session(room.council, scores_due_at=late, **facts)


def test_planned_session_changes_until_it_is_sent_out(world, room):
    change_session(room.session, actor=room.secretary, at=NOW, place="Phòng họp 2", seen_version=1)
    assert room.again().place == "Phòng họp 2"
    with pytest.raises(WrongStateError, match="vừa sửa"):
        change_session(room.session, actor=room.officer, at=NOW, place="X", seen_version=1)
    put(room, world.factory)
    invite(room.session, actor=room.secretary, at=NOW)
    with pytest.raises(WrongStateError, match="đã mời"):
        change_session(room.session, actor=room.secretary, at=NOW, place="X")


def test_invitation_names_what_is_missing(scoring_room):
    chair = scoring_room.council.seats.get(role="chair")
    vacate_seat(chair, actor=scoring_room.officer, at=NOW, reason="x", valid_to=LONG_AGO + timedelta(days=1))
    Session.objects.filter(pk=scoring_room.session.pk).update(rubric=None)
    with pytest.raises(PartsMissing) as refusal:
        invite(scoring_room.again(), actor=scoring_room.secretary, at=NOW)
    assert set(refusal.value.parts) == {"chair", "items", "rubric"}


def test_session_without_a_secretary_sends_no_papers(world, room):
    put(room, world.factory)
    seat = room.council.seats.get(role="secretary")
    vacate_seat(seat, actor=room.officer, at=NOW, reason="Nghỉ hưu", valid_to=LONG_AGO + timedelta(days=1))
    with pytest.raises(PartsMissing) as refusal:
        invite(room.again(), actor=room.officer, at=NOW)
    assert {name: str(words) for name, words in refusal.value.parts.items()} == {
        "secretary": "Hội đồng chưa có Thư ký."
    }
    assert (room.again().state, Notice.objects.exists()) == (SessionState.PLANNED, False)


def test_invitation_tells_every_seat_and_freezes_rubric_and_seats(world, people, scoring_room):
    put(scoring_room, world.factory)
    invite(scoring_room.session, actor=scoring_room.secretary, at=NOW)
    session = scoring_room.again()
    assert session.state == SessionState.INVITED
    assert [line["code"] for line in session.rubric_snapshot["criteria"]] == ["N", "E", "R"]
    assert Notice.objects.filter(event__startswith="session.invite").count() == 9
    session.rubric.criteria.filter(code="N").update(max_points=20)
    seat_member(scoring_room.council, make_member("NV-10", "Người mới", world.upper), actor=people.yen, at=NOW)
    session = scoring_room.again()
    assert (session.rubric_snapshot["criteria"][0]["max"], len(session.seats)) == (30, 9)


def test_only_who_prepares_invites(world, people, room):
    put(room, world.factory)
    for stranger in (room.members[0], room.chair, people.binh):
        with pytest.raises(PermissionDenied):
            invite(room.session, actor=stranger, at=NOW)


def test_session_opens_at_the_quorum_and_not_below(world, room):
    item = put(room, world.factory)
    invite(room.session, actor=room.secretary, at=NOW)
    declare_all(room, item)
    four = [room.seat(user).pk for user in (room.secretary, *room.members[:3])]
    mark_attendance(room.session, actor=room.secretary, at=SESSION_DAY, present=four)
    with pytest.raises(DomainError, match="mới có 5/9 thành viên, cần 6"):
        open_session(room.session, actor=room.chair, at=SESSION_DAY)
    assert room.again().state == SessionState.INVITED
    mark_attendance(room.session, actor=room.chair, at=SESSION_DAY, present=[*four, room.seat(room.members[3]).pk])
    open_session(room.session, actor=room.chair, at=SESSION_DAY)
    session = room.again()
    assert (session.state, session.presided_by, len(session.present_voters)) == ("open", room.seat(room.chair), 6)


def test_session_is_opened_by_who_presides_only(world, people, room):
    put(room, world.factory)
    invite(room.session, actor=room.secretary, at=NOW)
    for other in (room.secretary, room.members[0], people.yen, people.tuan):
        with pytest.raises(PermissionDenied):
            open_session(room.session, actor=other, at=SESSION_DAY)


def test_quorum_lost_in_the_room_stops_the_next_vote(world, room):
    item = put(room, world.factory)
    meet(room, item)
    here = [room.seat(user).pk for user in room.everyone[:5]]
    mark_attendance(room.session, actor=room.secretary, at=SESSION_DAY, present=here)
    with pytest.raises(DomainError, match="đang có 5/9"):
        open_voting(room.session, actor=room.chair, at=SESSION_DAY)


def test_adjourned_session_is_invited_again_with_its_scores(world, scoring_room):
    item = put(scoring_room, world.factory)
    invite(scoring_room.session, actor=scoring_room.secretary, at=NOW)
    declare_all(scoring_room, item)
    score(item, scoring_room.members[0])
    adjourn_session(scoring_room.session, actor=scoring_room.chair, at=NOW, reason="Chưa đủ người")
    change_session(scoring_room.session, actor=scoring_room.secretary, at=NOW, held_at=SESSION_DAY + timedelta(days=7))
    invite(scoring_room.session, actor=scoring_room.secretary, at=NOW)
    session = scoring_room.again()
    assert (session.state, session.reason, item.sheets.count()) == (SessionState.INVITED, "Chưa đủ người", 1)
    assert [line.action for line in history(session)][-3:] == ["session.adjourn", "session.change", "session.reinvite"]


def test_adjourned_session_keeps_its_rubric(world, scoring_room):
    put(scoring_room, world.factory)
    invite(scoring_room.session, actor=scoring_room.secretary, at=NOW)
    adjourn_session(scoring_room.session, actor=scoring_room.chair, at=NOW, reason="x")
    change_session(scoring_room.session, actor=scoring_room.secretary, at=NOW, rubric=make_rubric("RB-X"))
    assert scoring_room.again().rubric_snapshot["code"] == "RB-T"


def test_cancelled_session_lets_its_dossiers_go(world, room):
    item = put(room, world.factory)
    with pytest.raises(PermissionDenied):
        cancel_session(room.session, actor=room.secretary, at=NOW, reason="Không cần nữa")
    item.refresh_from_db()
    assert item.outcome == "waiting"
    cancel_session(room.session, actor=room.chair, at=NOW, reason="Không cần nữa")
    room.session = plan_session(room.council, actor=room.secretary, at=NOW, title="Phiên 2", held_at=SESSION_DAY)
    assert put(room, world.factory).outcome == "waiting"


def test_dossier_waits_in_one_session_only(world, room):
    put(room, world.factory)
    room.session = plan_session(room.council, actor=room.secretary, at=NOW, title="Phiên 2", held_at=SESSION_DAY)
    with pytest.raises(DomainError, match="Phiên đợt 1"):
        put(room, world.factory)


def test_dossier_is_put_on_the_agenda_by_who_prepares(world, people, room):
    for stranger in (people.binh, room.members[0], people.lan):
        room.officer = stranger
        with pytest.raises(PermissionDenied):
            put(room, world.factory)


def test_removed_dossier_may_go_to_another_session(world, room):
    first, second = put(room, world.factory), put(room, world.mill, title="Khác")
    meet(room, first, second)
    with pytest.raises(PermissionDenied):
        remove_item(first, actor=room.secretary, at=NOW, reason="Thiếu giấy xác nhận")
    remove_item(first, actor=room.chair, at=NOW, reason="Thiếu giấy xác nhận")
    with pytest.raises(DomainError, match="cuối cùng"):
        remove_item(second, actor=room.chair, at=NOW, reason="x")
    with pytest.raises(WrongStateError):
        remove_item(first, actor=room.chair, at=NOW, reason="x")
    room.session = plan_session(room.council, actor=room.secretary, at=NOW, title="Phiên 2", held_at=SESSION_DAY)
    assert put(room, world.factory).position == 1


def test_attendance_does_not_move_while_a_vote_is_open(world, room):
    item = put(room, world.factory)
    meet(room, item)
    open_voting(room.session, actor=room.chair, at=SESSION_DAY)
    with pytest.raises(WrongStateError, match="điểm danh"):
        mark_attendance(room.session, actor=room.secretary, at=SESSION_DAY, present=[])


def test_late_members_are_reminded_once_a_day(world, scoring_room):
    item = put(scoring_room, world.factory)
    invite(scoring_room.session, actor=scoring_room.secretary, at=NOW)
    declare_all(scoring_room, item)
    for user in scoring_room.everyone[:7]:
        score(item, user)
    assert remind_late(scoring_room.session, actor=scoring_room.secretary, at=NOW) == 2
    assert remind_late(scoring_room.session, actor=scoring_room.secretary, at=NOW) == 0
    with pytest.raises(PermissionDenied):
        remind_late(scoring_room.session, actor=scoring_room.members[0], at=NOW)
    for user in scoring_room.everyone[7:]:
        score(item, user)
    with pytest.raises(DomainError, match="chấm xong"):
        remind_late(scoring_room.session, actor=scoring_room.secretary, at=NOW)


def test_late_members_are_reminded_three_days_before_the_day_before_and_the_day_after(world, scoring_room):
    due = SESSION_DAY - timedelta(hours=1)
    Session.objects.filter(pk=scoring_room.session.pk).update(scores_due_at=due)
    scoring_room.again()
    put(scoring_room, world.factory)
    assert remind_on_time(at=due - timedelta(days=3)) == 0
    invite(scoring_room.session, actor=scoring_room.secretary, at=NOW)
    told = [remind_on_time(at=due + timedelta(days=gap)) for gap in (-4, -3, -3, -2, -1, 0, 1, 2)]
    assert told == [0, 9, 0, 0, 9, 0, 9, 0]


def test_agenda_is_shut_while_a_vote_is_open_and_after(world, room):
    first, second = put(room, world.factory), put(room, world.mill, title="Khác")
    meet(room, first, second)
    open_voting(room.session, actor=room.chair, at=SESSION_DAY, items=[first.pk])
    with pytest.raises(WrongStateError, match="không nhận thêm"):
        put(room, world.upper, title="Đến muộn")
    first.refresh_from_db()
    with pytest.raises(DomainError, match="đang được bỏ phiếu"):
        remove_item(first, actor=room.chair, at=SESSION_DAY, reason="x")


def test_beat_reminds_by_the_clock(world, scoring_room):
    put(scoring_room, world.factory)
    invite(scoring_room.session, actor=scoring_room.secretary, at=NOW)
    Session.objects.filter(pk=scoring_room.session.pk).update(scores_due_at=timezone.now() + timedelta(days=1))
    remind_late_scorers(unknown_later=True)
    assert Notice.objects.filter(event__startswith="session.remind").count() == 9
