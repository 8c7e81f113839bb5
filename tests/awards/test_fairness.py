"""Shares of groups on a list against their floors and ceilings."""

from datetime import date
from decimal import Decimal

import pytest

from awards.models import FairnessBound
from awards.selectors.fairness import shares_of
from tests.awards.story import appraised, make_eligible
from tests.moments import TODAY
from tests.people import make_member
from units.enums import WorkGroup


def people(story, *, direct, managers):
    """Nominations of ``direct`` workers and ``managers``, with Lan's among the workers."""
    made = [appraised(story)]
    for place in range(direct - 1):
        member = make_member(f"NV-D{place}", f"Thợ {place}", story.world.group, gender="nữ")
        make_eligible(member, f"SK-D{place}")
        made.append(appraised(story, member))
    for place in range(managers):
        member = make_member(f"NV-M{place}", f"Quản đốc {place}", story.world.group, group=WorkGroup.MANAGER)
        make_eligible(member, f"SK-M{place}")
        made.append(appraised(story, member))
    return made


def test_exactly_at_the_floor_and_the_ceiling_is_right(story):
    FairnessBound.objects.create(
        unit=story.world.province, group="managers", percent=40, is_ceiling=True, valid_from=date(2026, 1, 1)
    )
    direct, women, managers = shares_of(people(story, direct=3, managers=2), story.world.province, on=TODAY)
    assert (direct.count, direct.total, direct.percent, direct.is_off) == (3, 5, Decimal(60), False)
    assert (women.count, women.bound, women.is_off) == (2, None, False)
    assert (managers.count, managers.is_off, managers.names) == (2, False, ("Quản đốc 0", "Quản đốc 1"))


def test_below_the_floor_and_above_the_ceiling_is_off(story):
    direct, _women, managers = shares_of(people(story, direct=1, managers=1), story.world.province, on=TODAY)
    assert (direct.is_off, managers.is_off) == (True, True)


def test_list_of_collectives_only_is_never_off(story):
    assert [share.is_off for share in shares_of([], story.world.province, on=TODAY)] == [False, False, False]


@pytest.mark.parametrize(("yes", "base", "look"), [(9, 9, False), (8, 9, False), (7, 9, True), (None, None, False)])
def test_thin_vote_is_looked_at_first(story, yes, base, look):
    nomination = appraised(story)
    nomination.council_yes, nomination.council_base = yes, base
    assert nomination.needs_look is look


def test_manager_and_what_was_confirmed_by_hand_are_looked_at_first(story):
    worker, manager = people(story, direct=1, managers=1)
    assert (worker.needs_look, manager.needs_look) == (False, True)
    worker.confirmed_reason = "Đã xem bản gốc"
    assert worker.needs_look
