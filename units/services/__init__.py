"""Writes about units, people, roles and totals."""

from units.services.people import assign_role, change_email, enrol_member, open_account, set_password
from units.services.tallies import add_to_tally
from units.services.tree import found_unit, link_units

__all__ = [
    "add_to_tally",
    "assign_role",
    "change_email",
    "enrol_member",
    "found_unit",
    "link_units",
    "open_account",
    "set_password",
]
