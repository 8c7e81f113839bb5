"""The tables of steps against the design: every state can be reached, final ones have no way out, each has a page."""

import pytest

from awards.enums import BatchState, CertificateState, DecisionState, NominationState, ObjectionState
from awards.rules import PERMISSIONS
from awards.states import FINAL, STEPS
from awards.views.step_pages import BATCH, CERTIFICATE, DECISION, NOMINATION

MACHINES = {
    "nomination": (NominationState, NominationState.DRAFT),
    "batch": (BatchState, BatchState.GATHERING),
    "objection": (ObjectionState, ObjectionState.OPEN),
    "decision": (DecisionState, DecisionState.DRAFT),
    "certificate": (CertificateState, CertificateState.PLANNED),
}


def steps_of(machine):
    return [step for step in STEPS if step.name.startswith(f"{machine}.")]


@pytest.mark.parametrize("machine", MACHINES)
def test_every_state_can_be_reached(machine):
    states, start = MACHINES[machine]
    reached = {start}
    for _round in states:
        reached |= {step.target for step in steps_of(machine) if step.sources & reached}
    assert reached == set(states)


@pytest.mark.parametrize("machine", MACHINES)
def test_final_states_have_no_way_out_and_the_others_have_one(machine):
    states, _start = MACHINES[machine]
    left = {state for step in steps_of(machine) for state in step.sources}
    final = set(states) - left
    # "decided" is final for nominations and batches; a published decision may still be revoked.
    assert final == {state for state in states if state in FINAL and state not in left}
    assert final


def test_every_step_has_a_label_and_a_known_permission():
    assert all(step.label for step in STEPS)
    assert {step.permission for step in STEPS if step.permission} <= set(PERMISSIONS)
    assert len({step.name for step in STEPS}) == len(STEPS)


def test_steps_without_permission_follow_from_another_or_from_time():
    assert {step.name for step in STEPS if step.permission is None} == {
        "nomination.notice_over",
        "nomination.decide",
        "batch.close_notice",
        "decision.number",
    }


@pytest.mark.parametrize("pages", [NOMINATION, BATCH, DECISION, CERTIFICATE])
def test_every_step_page_says_what_will_happen(pages):
    for page in pages.values():
        assert page.permission in PERMISSIONS
        assert str(page.title)
        assert str(page.text).endswith(".")
        assert str(page.done)


def test_red_is_only_for_what_binds():
    red = {
        name
        for pages in (NOMINATION, BATCH, DECISION, CERTIFICATE)
        for name, page in pages.items()
        if page.kind == "seal"
    }
    assert red == {"publish", "reissue"}
