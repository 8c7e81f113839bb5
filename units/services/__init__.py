"""Writes about units, people, roles, totals, and the spreadsheets that bring many of them."""

from units.services.committing import resend_sheets, run_check, run_commit
from units.services.exporting import (
    count_rows,
    export_sheet,
    file_name,
    run_sheet_export,
    start_sheet_export,
)
from units.services.people import assign_role, enrol_member, open_account
from units.services.sheets import decide, drop_sheet, receive_sheet, start_commit
from units.services.tallies import add_to_tally
from units.services.tree import found_unit, link_units

__all__ = [
    "add_to_tally",
    "assign_role",
    "count_rows",
    "decide",
    "drop_sheet",
    "enrol_member",
    "export_sheet",
    "file_name",
    "found_unit",
    "link_units",
    "open_account",
    "receive_sheet",
    "resend_sheets",
    "run_check",
    "run_commit",
    "run_sheet_export",
    "start_commit",
    "start_sheet_export",
]
