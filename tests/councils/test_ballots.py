"""Ballots: one each, from who may, and for a secret vote with nothing that leads back to the voter."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from councils.models import Ballot, BallotCast, Receipt
from councils.services import (
    cast_ballots,
    count_ballots,
    declare_conflict,
    enter_paper_ballots,
    mark_attendance,
    open_voting,
)
from portal.core.audit import history
from portal.core.errors import DomainError
from portal.core.models import AuditLine, Notice
from portal.core.workflow import WrongStateError
from tests.councils.room import ALL_70, PRESENT_2_3, SECRET_80, SESSION_DAY, declare_all, meet, put
from tests.moments import NOW


def cast(room, user, item, choice="yes"):
    return cast_ballots(room.session, actor=user, at=SESSION_DAY, choices={item.pk: choice})


@pytest.fixture
def open_item(world, room):
    item = put(room, world.factory, rule=ALL_70)
    meet(room, item, absent=2)
    open_voting(room.session, actor=room.chair, at=SESSION_DAY)
    item.refresh_from_db()
    return item


@pytest.fixture
def secret_item(world, room):
    item = put(room, world.factory, rule=SECRET_80)
    meet(room, item, absent=2)
    open_voting(room.session, actor=room.chair, at=SESSION_DAY)
    item.refresh_from_db()
    return item


def test_open_vote_stands_beside_the_name(room, open_item):
    cast(room, room.chair, open_item, "no")
    ballot = Ballot.objects.get()
    assert (ballot.choice, ballot.seat) == ("no", room.seat(room.chair))


def test_secret_ballot_has_no_name(room, secret_item):
    cast(room, room.chair, secret_item, "no")
    assert (Ballot.objects.get().choice, Ballot.objects.get().seat) == ("no", None)
    assert BallotCast.objects.get().seat == room.seat(room.chair)


def test_ballot_tables_share_nothing_but_the_dossier():
    columns = {
        model: {field.attname for field in model._meta.concrete_fields} for model in (Ballot, BallotCast, Receipt)
    }
    assert columns == {
        Ballot: {"id", "item_id", "choice", "seat_id"},
        BallotCast: {"id", "item_id", "seat_id", "on_paper"},
        Receipt: {"code", "item_id"},
    }


def test_nothing_written_about_a_secret_vote_tells_the_choice(room, secret_item):
    before = AuditLine.objects.count()
    choices = ["yes", "no", "blank", "yes"]
    codes = [cast(room, user, secret_item, choice)[0][1] for user, choice in zip(room.everyone, choices, strict=False)]
    lines = list(AuditLine.objects.order_by("pk")[before:])
    assert [(line.action, line.before, line.after, line.note) for line in lines] == [("ballot.cast", {}, {}, "")] * 4
    told = " ".join(f"{notice.subject} {notice.body}" for notice in Notice.objects.all())
    assert not any(code in told for code in codes)


def test_rows_of_secret_ballots_lie_in_no_order_of_casting(room, secret_item):
    """Neither where a row lies nor the transaction that wrote it tells when its ballot came."""
    for user in room.everyone[:6]:
        cast(room, user, secret_item, "yes")
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, xmin::text FROM councils_ballot ORDER BY ctid")
        ballots = cursor.fetchall()
        cursor.execute("SELECT code, xmin::text FROM councils_receipt ORDER BY ctid")
        receipts = cursor.fetchall()
    assert [row[0] for row in ballots] == sorted(row[0] for row in ballots)
    assert [row[0] for row in receipts] == sorted(row[0] for row in receipts)
    assert len({row[1] for row in ballots}) == len({row[1] for row in receipts}) == 1


def test_each_ballot_gets_a_code_of_its_own(room, secret_item):
    codes = [cast(room, user, secret_item)[0][1] for user in room.everyone[:5]]
    assert len(set(codes)) == 5
    assert set(Receipt.objects.values_list("code", flat=True)) == set(codes)
    assert all(len(code) == 9 and code[4] == "-" for code in codes)


def test_nobody_votes_twice(room, secret_item):
    cast(room, room.chair, secret_item, "yes")
    with pytest.raises(DomainError, match="Mỗi người bỏ một lần"):
        cast(room, room.chair, secret_item, "no")
    assert [ballot.choice for ballot in Ballot.objects.all()] == ["yes"]


def test_several_ballots_are_cast_all_or_none(world, room):
    first, second = put(room, world.factory), put(room, world.mill, title="Khác")
    meet(room, first, second)
    open_voting(room.session, actor=room.chair, at=SESSION_DAY)
    cast(room, room.chair, first)
    with pytest.raises(DomainError):
        cast_ballots(room.session, actor=room.chair, at=SESSION_DAY, choices={second.pk: "yes", first.pk: "yes"})
    assert Ballot.objects.count() == 1
    with pytest.raises(DomainError, match="Hãy chọn"):
        cast(room, room.vice, second, "maybe")


def test_only_who_is_there_and_may_votes(world, people, room, open_item):
    for stranger in (people.binh, people.lan, people.yen, people.tuan):
        with pytest.raises(PermissionDenied):
            cast(room, stranger, open_item)
    with pytest.raises(PermissionDenied, match="có mặt"):
        cast(room, room.members[-1], open_item)


def test_who_stands_aside_does_not_vote(world, room):
    item = put(room, world.factory, member_ids=[room.members[0].member_id])
    meet(room, item)
    declare_conflict(item, actor=room.members[1], at=NOW, conflicted=True, reason="Em họ")
    open_voting(room.session, actor=room.chair, at=SESSION_DAY)
    for other in room.members[:2]:
        with pytest.raises(PermissionDenied):
            cast(room, other, item)


def test_who_has_not_declared_does_not_vote(world, room):
    item = put(room, world.factory)
    from councils.services import invite, open_session

    invite(room.session, actor=room.secretary, at=NOW)
    seats = [room.seat(user).pk for user in room.everyone]
    open_session(room.session, actor=room.chair, at=SESSION_DAY, present=seats)
    open_voting(room.session, actor=room.chair, at=SESSION_DAY)
    with pytest.raises(PermissionDenied, match="chưa khai"):
        cast(room, room.members[0], item)
    declare_all(room, item)
    cast(room, room.members[0], item)
    assert BallotCast.objects.count() == 1


def test_vote_is_open_only_while_it_is_open(world, room):
    item = put(room, world.factory)
    meet(room, item)
    with pytest.raises(WrongStateError):
        cast(room, room.chair, item)
    open_voting(room.session, actor=room.chair, at=SESSION_DAY)
    cast(room, room.chair, item)
    count_ballots(room.session, actor=room.chair, at=SESSION_DAY, accept_missing=True)
    with pytest.raises(WrongStateError, match="đã đóng"):
        cast(room, room.vice, item)


def test_vote_is_opened_by_who_presides_on_a_scored_dossier(world, people, scoring_room):
    item = put(scoring_room, world.factory)
    meet(scoring_room, item)
    for other in (scoring_room.secretary, scoring_room.members[0], people.yen):
        with pytest.raises(PermissionDenied):
            open_voting(scoring_room.session, actor=other, at=SESSION_DAY)
    with pytest.raises(DomainError, match="Chưa có phiếu chấm nào cho: Đồ gá sáu vị trí"):
        open_voting(scoring_room.session, actor=scoring_room.chair, at=SESSION_DAY)


def test_dossier_nobody_may_vote_on_is_not_opened(world, room):
    item = put(room, world.factory, member_ids=[user.member_id for user in room.everyone[1:]])
    other = put(room, world.mill, title="Khác")
    meet(room, item, other)
    mark_attendance(
        room.session, actor=room.chair, at=SESSION_DAY, present=[room.seat(user).pk for user in room.everyone[1:]]
    )
    with pytest.raises(DomainError, match="Không còn ai được bỏ phiếu cho: Đồ gá"):
        open_voting(room.session, actor=room.chair, at=SESSION_DAY, items=[item.pk])
    with pytest.raises(DomainError, match="ít nhất một"):
        open_voting(room.session, actor=room.chair, at=SESSION_DAY, items=[])


def test_paper_of_absent_members_counts_in_an_open_vote(room, open_item):
    seats = [room.seat(user).pk for user in room.members[-2:]]
    enter_paper_ballots(open_item, actor=room.secretary, at=SESSION_DAY, seats=seats, choices=["yes", "no"])
    assert dict(Ballot.objects.values_list("seat_id", "choice")) == {seats[0]: "yes", seats[1]: "no"}
    assert BallotCast.objects.filter(on_paper=True).count() == 2
    assert history(open_item).last().after == {"seat": seats[1]}


def test_paper_of_a_secret_vote_is_not_joined_to_the_sender(room, secret_item):
    seats = [room.seat(user).pk for user in room.members[-2:]]
    enter_paper_ballots(secret_item, actor=room.secretary, at=SESSION_DAY, seats=seats, choices=["no", "yes"])
    assert sorted(Ballot.objects.values_list("choice", "seat")) == [("no", None), ("yes", None)]
    assert set(BallotCast.objects.values_list("seat_id", "on_paper")) == {(seats[0], True), (seats[1], True)}


def test_paper_is_refused_from_anyone_else(room, open_item):
    absent, here = room.seat(room.members[-1]).pk, room.seat(room.members[0]).pk
    enter = {"actor": room.secretary, "at": SESSION_DAY}
    with pytest.raises(DomainError, match="vắng mặt"):
        enter_paper_ballots(open_item, **enter, seats=[here], choices=["yes"])
    for seats, choices in (([absent], []), ([], []), ([absent, absent], ["yes", "yes"])):
        with pytest.raises(DomainError, match="bằng số người gửi"):
            enter_paper_ballots(open_item, **enter, seats=seats, choices=choices)
    for other in (room.chair, room.members[0], room.officer):
        with pytest.raises(PermissionDenied):
            enter_paper_ballots(open_item, actor=other, at=SESSION_DAY, seats=[absent], choices=["yes"])
    enter_paper_ballots(open_item, **enter, seats=[absent], choices=["yes"])
    with pytest.raises(DomainError, match="Mỗi người bỏ một lần"):
        enter_paper_ballots(open_item, **enter, seats=[absent], choices=["no"])


def test_paper_is_refused_where_only_those_present_count(world, room):
    item = put(room, world.factory, rule=PRESENT_2_3)
    meet(room, item, absent=2)
    absent = room.seat(room.members[-1]).pk
    with pytest.raises(WrongStateError):
        enter_paper_ballots(item, actor=room.secretary, at=SESSION_DAY, seats=[absent], choices=["yes"])
    open_voting(room.session, actor=room.chair, at=SESSION_DAY)
    with pytest.raises(DomainError, match="chỉ tính thành viên có mặt"):
        enter_paper_ballots(item, actor=room.secretary, at=SESSION_DAY, seats=[absent], choices=["yes"])


def test_secretary_with_a_conflict_enters_no_paper(world, room):
    item = put(room, world.factory, member_ids=[room.secretary.member_id])
    meet(room, item, absent=1)
    open_voting(room.session, actor=room.chair, at=SESSION_DAY)
    with pytest.raises(PermissionDenied, match="không tham gia"):
        enter_paper_ballots(
            item, actor=room.secretary, at=SESSION_DAY, seats=[room.seat(room.members[-1]).pk], choices=["yes"]
        )
