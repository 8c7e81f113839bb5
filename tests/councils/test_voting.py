"""The arithmetic of votes and quorums."""

from decimal import Decimal

import pytest

from councils.enums import Denominator
from councils.voting import VoteRule, evaluate_vote, exact_share, has_quorum, least_number, share_words

CSTDTQ = VoteRule(percent=Decimal(90), denominator=Denominator.ALL_MEMBERS, secret=True)
CSTD_BT = VoteRule(percent=Decimal(80), denominator=Denominator.ALL_MEMBERS, secret=True)
TWO_THIRDS = VoteRule(percent=Decimal("66.67"), denominator=Denominator.PRESENT)


def test_eight_of_nine_fails_ninety_percent_of_all_members():
    result = evaluate_vote(members=9, yes=8, absent_yes=0, rule=CSTDTQ)
    assert (result.passed, result.denominator, result.needed, result.percent) == (False, 9, 9, Decimal("88.89"))


def test_eight_of_nine_passes_eighty_percent():
    result = evaluate_vote(members=9, yes=8, absent_yes=0, rule=CSTD_BT)
    assert (result.passed, result.needed) == (True, 8)


def test_a_ballot_of_an_absent_member_counts_where_all_members_are_the_whole():
    result = evaluate_vote(members=10, present=8, yes=8, absent_yes=1, rule=CSTDTQ)
    assert (result.passed, result.yes, result.denominator, result.percent) == (True, 9, 10, Decimal("90.00"))


def test_a_ballot_of_an_absent_member_does_not_count_among_those_present():
    result = evaluate_vote(members=10, present=8, yes=5, absent_yes=2, rule=TWO_THIRDS)
    assert (result.passed, result.yes, result.denominator, result.needed) == (False, 5, 8, 6)


@pytest.mark.parametrize(("yes", "passed"), [(5, False), (6, True)])
def test_two_thirds_of_nine_is_six_although_data_say_66_67(yes, passed):
    assert evaluate_vote(members=9, present=9, yes=yes, rule=TWO_THIRDS).passed is passed


def test_a_conflicted_member_leaves_the_denominator():
    assert evaluate_vote(members=9, yes=8, conflicted=1, rule=CSTDTQ).passed is True


def test_a_conflicted_member_stays_in_it_where_the_rule_says_so():
    rule = VoteRule(percent=Decimal(90), denominator=Denominator.ALL_MEMBERS, conflicted_leave=False)
    assert evaluate_vote(members=9, yes=8, conflicted=1, rule=rule).passed is False


def test_nobody_left_to_vote_passes_nothing():
    result = evaluate_vote(members=2, yes=0, conflicted=2, rule=TWO_THIRDS)
    assert (result.passed, result.denominator, result.percent) == (False, 0, Decimal(0))


def test_seven_of_ten_is_exactly_seventy_percent():
    rule = VoteRule(percent=Decimal(70), denominator=Denominator.ALL_MEMBERS)
    assert [evaluate_vote(members=10, yes=yes, rule=rule).passed for yes in (6, 7)] == [False, True]


@pytest.mark.parametrize(
    ("members", "needed"), [(1, 1), (3, 2), (5, 4), (6, 4), (7, 5), (9, 6), (10, 7), (12, 8), (15, 10)]
)
def test_quorum_of_two_thirds(members, needed):
    assert least_number(Decimal("66.67"), members) == needed
    assert has_quorum(Decimal("66.67"), present=needed, members=members)
    assert not has_quorum(Decimal("66.67"), present=needed - 1, members=members)


def test_an_empty_council_has_no_quorum():
    assert not has_quorum(Decimal("66.67"), present=0, members=0)


def test_share_is_exact_and_said_as_in_a_regulation():
    assert exact_share(Decimal("66.67")) * 9 == 6
    assert exact_share(Decimal("66.66")) * 9 < 6
    assert [share_words(Decimal(text)) for text in ("66.67", "70.00", "66.50")] == ["2/3", "70%", "66,5%"]
