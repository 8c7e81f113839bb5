"""The graph of a campaign's states."""

from campaigns.enums import CampaignState
from campaigns.states import FINAL
from campaigns.states import STEPS as ALL

STEPS = [step for step in ALL if step.name.startswith("campaign.")]


def test_every_state_is_reached_from_a_draft():
    reached, waiting = set(), {CampaignState.DRAFT}
    while waiting:
        reached |= waiting
        waiting = {step.target for step in STEPS if step.sources & reached} - reached
    assert reached == set(CampaignState)


def test_only_final_states_have_no_way_on():
    left = {state for step in STEPS for state in step.sources}
    assert set(CampaignState) - left == FINAL


def test_each_step_has_a_name_of_its_own():
    names = [step.name for step in ALL]
    assert len(names) == len(set(names))
