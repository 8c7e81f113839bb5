"""Writes about units, people, roles and totals."""

from units.services.changes import (
    NewUnit,
    Plan,
    Preview,
    add_target,
    apply_change,
    apply_due_changes,
    cancel_change,
    carry_over,
    confirm_change,
    draft_change,
    drop_change,
    drop_target,
    preview_change,
    reopen_change,
    revise_change,
    share_out,
    split_so_far,
)
from units.services.membership import (
    change_facts,
    correct_member,
    end_membership,
    move_member,
    refuse_taken_phone,
)
from units.services.merging import merge_members, obstacles_between
from units.services.people import assign_role, enrol_member, open_account
from units.services.tallies import add_to_tally
from units.services.tree import found_unit, hand_down, link_units

__all__ = [
    "NewUnit",
    "Plan",
    "Preview",
    "add_target",
    "add_to_tally",
    "apply_change",
    "apply_due_changes",
    "assign_role",
    "cancel_change",
    "carry_over",
    "change_facts",
    "confirm_change",
    "correct_member",
    "draft_change",
    "drop_change",
    "drop_target",
    "end_membership",
    "enrol_member",
    "found_unit",
    "hand_down",
    "link_units",
    "merge_members",
    "move_member",
    "obstacles_between",
    "open_account",
    "preview_change",
    "refuse_taken_phone",
    "reopen_change",
    "revise_change",
    "share_out",
    "split_so_far",
]
