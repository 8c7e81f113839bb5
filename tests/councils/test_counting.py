"""Counts: exact, with their reasons, and final."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from councils.enums import Denominator
from councils.models import AgendaItem, Ballot, BallotCast, Receipt, Score, ScoreSheet
from councils.services import (
    cast_ballots,
    count_ballots,
    declare_conflict,
    enter_paper_ballots,
    next_item,
    open_voting,
)
from councils.voting import VoteRule
from portal.core.audit import history
from portal.core.errors import DomainError
from portal.core.workflow import WrongStateError
from tests.councils.room import ALL_70, PRESENT_2_3, SECRET_80, SESSION_DAY, meet, put, score, vote
from tests.moments import NOW

SECRET_90 = VoteRule(percent=Decimal(90), denominator=Denominator.ALL_MEMBERS, secret=True)


def count(room, *, actor=None, accept_missing=True):
    return count_ballots(room.session, actor=actor or room.chair, at=SESSION_DAY, accept_missing=accept_missing)


@pytest.mark.parametrize(("rule", "outcome"), [(SECRET_90, "failed"), (SECRET_80, "passed")])
def test_eight_of_nine_with_one_absent(world, room, rule, outcome):
    item = put(room, world.factory, rule=rule)
    meet(room, item, absent=1)
    vote(room, item, yes=8)
    counted = count(room)[0]
    assert (counted.outcome, counted.yes_count, counted.denominator_count) == (outcome, 8, 9)


def test_paper_of_the_ninth_makes_it_unanimous(world, room):
    item = put(room, world.factory, rule=SECRET_90)
    meet(room, item, absent=1)
    vote(room, item, yes=8)
    item.refresh_from_db()
    enter_paper_ballots(
        item, actor=room.secretary, at=SESSION_DAY, seats=[room.seat(room.members[-1]).pk], choices=["yes"]
    )
    counted = count(room, accept_missing=False)[0]
    assert (counted.outcome, counted.yes_count, counted.denominator_count) == ("passed", 9, 9)


def test_conflicted_members_leave_the_denominator(world, room):
    item = put(room, world.factory, rule=SECRET_90, member_ids=[room.members[0].member_id])
    meet(room, item)
    vote(room, item, yes=8)
    counted = count(room, accept_missing=False)[0]
    assert (counted.outcome, counted.denominator_count, counted.needed_count) == ("passed", 8, 8)


def test_those_present_are_the_whole_where_the_rule_says_so(world, room):
    item = put(room, world.factory, rule=PRESENT_2_3)
    meet(room, item, absent=3)
    vote(room, item, yes=4, no=1, blank=1)
    counted = count(room, accept_missing=False)[0]
    assert (counted.outcome, counted.denominator_count) == ("passed", 6)
    assert (counted.yes_count, counted.no_count, counted.blank_count) == (4, 1, 1)
    assert counted.reasons == ["4/6 đồng ý (66,67%), đủ 2/3 số thành viên có mặt (cần 4)."]


def test_those_who_did_not_vote_are_named_and_stay_in_the_whole(world, room):
    item = put(room, world.factory, rule=ALL_70)
    meet(room, item, absent=1)
    vote(room, item, yes=6)
    with pytest.raises(DomainError, match=r"Còn 3 người chưa bỏ phiếu: Ủy viên 4, Ủy viên 5, Ủy viên 6 \(vắng\)"):
        count(room, accept_missing=False)
    assert room.again().state == "voting"
    counted = count(room)[0]
    assert (counted.outcome, counted.yes_count, counted.denominator_count, counted.needed_count) == ("failed", 6, 9, 7)
    assert counted.reasons == ["6/9 đồng ý (66,67%), chưa đủ 70% tổng số thành viên theo quyết định thành lập (cần 7)."]


def test_count_is_for_who_presides_or_the_secretary_without_a_conflict(world, people, room):
    item = put(room, world.factory, member_ids=[room.secretary.member_id])
    meet(room, item)
    vote(room, item, yes=8)
    for other in (room.members[0], people.yen, people.binh):
        with pytest.raises(PermissionDenied):
            count(room, actor=other)
    with pytest.raises(DomainError, match="người khác kiểm phiếu"):
        count(room, actor=room.secretary)
    assert count(room, actor=room.vice)[0].outcome == "passed"
    with pytest.raises(WrongStateError):
        count(room)


def test_points_are_summed_up_with_mean_median_and_spread(world, scoring_room):
    item = put(scoring_room, world.factory)
    from councils.services import invite
    from tests.councils.room import declare_all

    invite(scoring_room.session, actor=scoring_room.secretary, at=NOW)
    declare_all(scoring_room, item)
    for user, effect in zip(scoring_room.members, (20, 30, 40), strict=False):
        score(item, user, novelty=25, effect=effect)
    score(item, scoring_room.members[3], novelty=10, effect=15, submit=False)
    meet(scoring_room, item)
    vote(scoring_room, item, yes=9)
    counted = count(scoring_room)[0]
    assert (counted.sheet_count, counted.mean_points, counted.median_points, counted.spread_points) == (3, 55, 55, 20)
    assert counted.outcome == "passed"


def test_low_points_fail_a_dossier_whatever_the_vote(world, scoring_room):
    item = put(scoring_room, world.factory)
    from councils.services import invite
    from tests.councils.room import declare_all

    invite(scoring_room.session, actor=scoring_room.secretary, at=NOW)
    declare_all(scoring_room, item)
    said = {"N": "Đã có nơi làm", "E": "Chưa rõ"}
    score(item, scoring_room.members[0], novelty=8, effect=20, comments=said)
    score(item, scoring_room.members[1], novelty=9, effect=21, comments=said)
    meet(scoring_room, item)
    vote(scoring_room, item, yes=9)
    counted = count(scoring_room)[0]
    assert counted.outcome == "failed"
    assert counted.reasons[1:] == [
        "Điểm trung bình 29, dưới mức đạt 40.",
        "N Tính mới: trung bình 8,5, dưới 10 là không đạt.",
    ]


def test_rounds_go_on_until_the_list_is_done(world, room):
    first, second = put(room, world.factory), put(room, world.mill, title="Khác")
    meet(room, first, second)
    vote(room, first, yes=9)
    assert [item.pk for item in count(room)] == [first.pk]
    with pytest.raises(PermissionDenied):
        next_item(room.session, actor=room.secretary, at=SESSION_DAY)
    next_item(room.session, actor=room.chair, at=SESSION_DAY)
    vote(room, second, yes=9)
    count(room)
    with pytest.raises(DomainError, match="lập biên bản"):
        next_item(room.session, actor=room.chair, at=SESSION_DAY)
    assert room.again().state == "counted"


def test_count_leaves_its_figures_on_the_trail(world, room):
    item = put(room, world.factory, rule=SECRET_80)
    meet(room, item)
    vote(room, item, yes=8, no=1)
    counted = count(room)[0]
    line = history(counted).last()
    assert line.action == "item.count"
    assert {key: line.after[key] for key in ("outcome", "yes", "no", "blank", "denominator", "needed")} == {
        "outcome": "passed", "yes": 8, "no": 1, "blank": 0, "denominator": 9, "needed": 8,
    }  # fmt: skip
    assert line.after["digest"] == counted.ballot_digest
    assert len(counted.ballot_digest) == 64


@pytest.fixture
def counted(world, scoring_room):
    item = put(scoring_room, world.factory, rule=SECRET_80)
    from councils.services import invite
    from tests.councils.room import declare_all

    invite(scoring_room.session, actor=scoring_room.secretary, at=NOW)
    declare_all(scoring_room, item)
    score(item, scoring_room.members[0])
    meet(scoring_room, item)
    vote(scoring_room, item, yes=8, no=1)
    return count(scoring_room)[0]


TAMPERING = [
    "UPDATE councils_agendaitem SET outcome = 'failed' WHERE id = {item}",
    "UPDATE councils_agendaitem SET yes_count = 9, no_count = 0 WHERE id = {item}",
    "DELETE FROM councils_agendaitem WHERE id = {item}",
    "UPDATE councils_ballot SET choice = 'yes' WHERE item_id = {item}",
    "DELETE FROM councils_ballot WHERE item_id = {item}",
    "INSERT INTO councils_ballot (id, item_id, choice) VALUES (gen_random_uuid(), {item}, 'yes')",
    "DELETE FROM councils_ballotcast WHERE item_id = {item}",
    "UPDATE councils_ballotcast SET on_paper = true WHERE item_id = {item}",
    "INSERT INTO councils_receipt (code, item_id) VALUES ('AAAA-AAAA', {item})",
    "DELETE FROM councils_receipt WHERE item_id = {item}",
    "UPDATE councils_scoresheet SET total = 100 WHERE item_id = {item}",
    "UPDATE councils_score SET points = 30",
    "DELETE FROM councils_score",
    "UPDATE councils_conflictofinterest SET kind = 'none' WHERE item_id = {item}",
    "DELETE FROM councils_conflictofinterest WHERE item_id = {item}",
]


@pytest.mark.parametrize("statement", TAMPERING)
def test_database_refuses_to_change_what_was_counted(counted, statement):
    with pytest.raises(IntegrityError, match="final"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(item=counted.pk))
    assert Ballot.objects.filter(choice="yes").count() == 8
    assert (BallotCast.objects.count(), Receipt.objects.count(), ScoreSheet.objects.count()) == (9, 9, 1)
    assert Score.objects.filter(points=30).count() == 1


def test_ballots_do_not_move_to_another_dossier(world, scoring_room, counted):
    other = put_waiting(scoring_room, world)
    with pytest.raises(IntegrityError, match="final"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE councils_ballot SET item_id = %s WHERE item_id = %s", [other.pk, counted.pk])


def put_waiting(room, world) -> AgendaItem:
    return AgendaItem.objects.create(
        session=room.session, position=9, subject_type="units.unit", subject_id=world.mill.pk, title="Khác",
        pass_percent=70, denominator="all_members",
    )  # fmt: skip


def test_ballots_wait_for_the_vote_to_open(world, room):
    item = put(room, world.factory)
    meet(room, item)
    with pytest.raises(IntegrityError, match="final"), transaction.atomic():
        Ballot.objects.create(item=item, choice="yes")


def test_services_refuse_to_go_back(world, scoring_room, counted):
    with pytest.raises(WrongStateError):
        open_voting(scoring_room.session, actor=scoring_room.chair, at=SESSION_DAY)
    with pytest.raises(WrongStateError):
        declare_conflict(counted, actor=scoring_room.members[0], at=SESSION_DAY, conflicted=True, reason="x")
    with pytest.raises(WrongStateError):
        score(counted, scoring_room.members[0])
    with pytest.raises(WrongStateError):
        cast_ballots(scoring_room.session, actor=scoring_room.chair, at=SESSION_DAY, choices={counted.pk: "yes"})
