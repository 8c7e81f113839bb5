"""What other apps learn of a council: nothing before the minutes are signed, everything after."""

from decimal import Decimal

from councils.selectors import outcome_of, outcomes_of, progress_of, subjects_open_to
from councils.services import count_ballots, draft_minutes, sign_minutes
from tests.councils.room import SECRET_80, SESSION_DAY, meet, put, vote
from tests.moments import TODAY, later

AT = {"at": SESSION_DAY}


def test_outcome_is_known_when_the_minutes_are_signed(world, room):
    item = put(room, world.factory, rule=SECRET_80)
    meet(room, item)
    vote(room, item, yes=8, no=1)
    count_ballots(room.session, actor=room.chair, **AT)
    draft_minutes(room.session, actor=room.secretary, **AT)
    sign_minutes(room.session, actor=room.chair, **AT)
    assert outcome_of(world.factory) is None
    sign_minutes(room.session, actor=room.secretary, **AT)
    outcome = outcome_of(world.factory)
    assert outcome is not None
    assert (outcome.passed, outcome.yes, outcome.no, outcome.blank, outcome.denominator) == (True, 8, 1, 0, 9)
    assert (outcome.share, outcome.percent, outcome.secret) == (Decimal("88.89"), Decimal("80.00"), True)
    assert (outcome.minutes_no, outcome.session_id) == ("01/BB-HĐTĐKT", room.session.pk)
    assert outcome.held_on == later(days=3).date()
    assert outcome.held_on > TODAY


def test_outcomes_of_many_take_one_query(world, room, django_assert_num_queries):
    items = [put(room, unit, title=unit.code) for unit in (world.factory, world.mill, world.upper)]
    meet(room, *items)
    vote(room, items[0], yes=9)
    count_ballots(room.session, actor=room.chair, **AT)
    for item in items[1:]:
        from councils.services import next_item

        next_item(room.session, actor=room.chair, **AT)
        vote(room, item, yes=2, no=7)
        count_ballots(room.session, actor=room.chair, **AT)
    draft_minutes(room.session, actor=room.secretary, **AT)
    sign_minutes(room.session, actor=room.secretary, **AT)
    sign_minutes(room.session, actor=room.chair, **AT)
    with django_assert_num_queries(1):
        outcomes = outcomes_of("units.Unit", [world.factory.pk, world.mill.pk, world.upper.pk, world.province.pk])
    assert {pk: outcome.passed for pk, outcome in outcomes.items()} == {
        world.factory.pk: True, world.mill.pk: False, world.upper.pk: False,
    }  # fmt: skip
    assert progress_of(world.factory) is None


def test_records_of_another_kind_with_the_same_number_have_no_outcome(world, people, room):
    item = put(room, world.factory)
    meet(room, item)
    assert list(subjects_open_to(room.chair, "units.member")) == []
    assert outcomes_of("units.member", [world.factory.pk]) == {}
