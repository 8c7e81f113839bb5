"""Writes about units, people, roles and totals."""

from units.services.changes import (
    NewUnit,
    Plan,
    Preview,
    apply_change,
    apply_due_changes,
    cancel_change,
    confirm_change,
    draft_change,
    drop_change,
    preview_change,
    reopen_change,
    revise_change,
)
from units.services.people import assign_role, enrol_member, open_account
from units.services.tallies import add_to_tally
from units.services.tree import found_unit, hand_down, link_units

__all__ = [
    "NewUnit",
    "Plan",
    "Preview",
    "add_to_tally",
    "apply_change",
    "apply_due_changes",
    "assign_role",
    "cancel_change",
    "confirm_change",
    "draft_change",
    "drop_change",
    "enrol_member",
    "found_unit",
    "hand_down",
    "link_units",
    "open_account",
    "preview_change",
    "reopen_change",
    "revise_change",
]
