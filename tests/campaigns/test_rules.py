"""Who may do what with a campaign, as one table."""

import pytest

from campaigns.models import Difficulty
from campaigns.rules import PERMISSIONS
from campaigns.states import STEPS
from portal.core.permissions import allowed
from tests.campaigns.campaigns import make_draft

OFFICER, LEADERS, CLERK = {"yen", "dung"}, {"mai", "tuan"}, {"huy"}
MAY = {
    "campaigns.edit_campaign": OFFICER,
    "campaigns.submit_campaign": OFFICER,
    "campaigns.return_campaign": LEADERS,
    "campaigns.approve_campaign": LEADERS,
    "campaigns.launch_campaign": LEADERS,
    "campaigns.cancel_draft": OFFICER,
    "campaigns.cancel_approved": LEADERS,
    "campaigns.review_campaign": OFFICER,
    "campaigns.close_campaign": OFFICER,
    "campaigns.reopen_campaign": LEADERS,
    "campaigns.amend_campaign": LEADERS,
    "campaigns.summarise_campaign": LEADERS,
    "campaigns.archive_campaign": CLERK,
}
OF_UNITS = {"campaigns.draft_campaign", "campaigns.respond_campaign", "campaigns.raise_difficulty"}
OF_DIFFICULTIES = {
    "campaigns.direct_difficulty": OFFICER | LEADERS,
    "campaigns.resolve_difficulty": {"hung"},
    "campaigns.close_difficulty": OFFICER | LEADERS,
    "campaigns.reopen_difficulty": OFFICER | LEADERS | {"hung"},
}


def test_table_names_every_permission():
    assert set(MAY) | OF_UNITS | set(OF_DIFFICULTIES) == set(PERMISSIONS)


def test_every_step_asks_a_permission():
    assert {step.permission for step in STEPS} <= set(PERMISSIONS)


@pytest.mark.parametrize("permission", sorted(MAY))
def test_permission_is_held_by_its_own_hands_only(people, world, permission):
    campaign = make_draft(people, world.province)
    holders = {name for name, actor in vars(people).items() if allowed(actor, permission, campaign)}
    assert holders == MAY[permission]


@pytest.mark.parametrize("permission", sorted(OF_DIFFICULTIES))
def test_difficulties_are_directed_from_above_and_resolved_below(people, world, permission):
    difficulty = Difficulty(unit=world.factory)
    holders = {name for name, actor in vars(people).items() if allowed(actor, permission, difficulty)}
    assert holders == OF_DIFFICULTIES[permission]


def test_drafting_and_responding_are_asked_of_the_very_unit(people, world):
    def holders(permission, unit):
        return {name for name, actor in vars(people).items() if allowed(actor, permission, unit)}

    assert holders("campaigns.draft_campaign", world.province) == {"yen", "dung"}
    assert holders("campaigns.draft_campaign", world.factory) == {"hung"}
    assert holders("campaigns.respond_campaign", world.factory) == {"hung"}
    assert holders("campaigns.raise_difficulty", world.factory) == {"hung"}
    assert holders("campaigns.respond_campaign", world.upper) == set()
