"""Writes about units, people, roles and totals."""

from units.services.catalogue import load_catalogue
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
from units.services.charges import charge_official, end_charges, hand_over_charges
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
    "charge_official",
    "confirm_change",
    "draft_change",
    "drop_change",
    "drop_target",
    "end_charges",
    "enrol_member",
    "found_unit",
    "hand_down",
    "hand_over_charges",
    "link_units",
    "load_catalogue",
    "open_account",
    "preview_change",
    "reopen_change",
    "revise_change",
    "share_out",
    "split_so_far",
]
