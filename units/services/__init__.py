"""Writes about units, people, roles and totals."""

from units.services.people import assign_role, enrol_member, open_account
from units.services.tallies import add_to_tally
from units.services.tree import found_unit, link_units

__all__ = ["add_to_tally", "assign_role", "enrol_member", "found_unit", "link_units", "open_account"]
