"""A unit ends, or two records of one person become one: which campaigns and difficulties are counted and go on."""

import pytest

from campaigns.models import Campaign, Difficulty
from campaigns.services.restructuring import follow, follow_person, touched
from portal.core import audit
from tests.campaigns.campaigns import make_draft, make_launched
from tests.campaigns.test_difficulties import make_raised
from tests.moments import NOW
from tests.people import make_member
from tests.units.changes import make_keepers, merger
from units.models import UnitChange
from units.services import draft_change


@pytest.fixture
def change(world) -> UnitChange:
    return draft_change(merger(world.province, into=world.other_province), actor=make_keepers(world.top)[0], at=NOW)


def counted(change, *units) -> dict[str, int]:
    return {str(row.label): row.count for row in touched(change, units)}


def test_what_is_not_over_is_counted(people, world, change):
    campaign, draft = make_launched(people, world.province), make_draft(people, world.province)
    difficulty = make_raised(campaign, world.factory, people.hung)
    running, open_ones = "Phong trào đang thực hiện", "Khó khăn, vướng mắc chưa đóng"
    assert counted(change, world.province) == {running: 2, open_ones: 0}
    assert counted(change, world.factory) == {running: 0, open_ones: 1}
    Campaign.objects.filter(pk=draft.pk).update(state="cancelled")
    Difficulty.objects.filter(pk=difficulty.pk).update(state="closed")
    assert counted(change, world.province, world.factory) == {running: 1, open_ones: 0}


def test_campaign_goes_on_at_the_heir_and_one_that_is_over_stays(people, world, change):
    campaign, over = (make_launched(people, world.province, plan_no=number) for number in ("12", "13"))
    Campaign.objects.filter(pk=over.pk).update(state="archived")
    version = campaign.version
    heirs = {world.province: world.other_province}
    assert follow(change, heirs, actor=people.tuan, at=NOW) == {"campaigns": 1, "difficulties": 0}
    campaign.refresh_from_db()
    over.refresh_from_db()
    assert (campaign.launch_unit, campaign.province, campaign.version) == (
        world.other_province, world.other_province.province, version + 1,
    )  # fmt: skip
    assert over.launch_unit == world.province
    line = audit.history(campaign).last()
    assert (line.action, line.before) == ("campaign.hand_over", {"launch_unit": world.province.pk})
    assert line.after == {"launch_unit": world.other_province.pk, "decision_no": change.decision_no}


def test_difficulty_lies_with_the_heir_in_its_own_branch(people, world, change):
    difficulty = make_raised(make_launched(people, world.province), world.factory, people.hung)
    heirs = {world.factory: world.other_factory}
    assert follow(change, heirs, actor=people.tuan, at=NOW) == {"campaigns": 0, "difficulties": 1}
    difficulty.refresh_from_db()
    assert (difficulty.unit, difficulty.grassroots) == (world.other_factory, world.other_factory)
    assert (difficulty.upper, difficulty.province) == (None, world.other_province)
    line = audit.history(difficulty).last()
    assert (line.action, line.before) == ("difficulty.hand_over", {"unit": world.factory.pk})


def test_record_that_stays_answers_for_what_the_other_answered_for(people, world):
    campaign = make_launched(people, world.province)
    kept = make_member("NV-MAI2", "Trịnh Thị Mai", world.province)
    assert follow_person(kept, people.mai.member, actor=people.tuan, at=NOW) == {"campaigns": 1}
    campaign.refresh_from_db()
    assert campaign.accountable_head == kept
    line = audit.history(campaign).last()
    assert (line.action, line.before, line.after) == (
        "campaign.follow", {"accountable_head": people.mai.member_id}, {"accountable_head": kept.pk},
    )  # fmt: skip
    assert follow_person(kept, people.mai.member, actor=people.tuan, at=NOW) == {"campaigns": 0}
