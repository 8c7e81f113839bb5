"""Writes about units, people, roles and totals."""

from units.services.people import close_account, enrol_member, open_account, reopen_account
from units.services.roles import assign_role, confirm_role, decline_role, delegate_role, end_role
from units.services.tallies import add_to_tally
from units.services.tree import found_unit, link_units

__all__ = [
    "add_to_tally",
    "assign_role",
    "close_account",
    "confirm_role",
    "decline_role",
    "delegate_role",
    "end_role",
    "enrol_member",
    "found_unit",
    "link_units",
    "open_account",
    "reopen_account",
]
