"""Reads about units, people and totals."""

from units.selectors.people import (
    get_member,
    get_person,
    holders,
    holders_in_branch,
    list_members,
    list_officials,
    members_who_hold,
    search_members,
)
from units.selectors.sheets import get_own_sheet, list_own_sheets, list_problems, problem_counts
from units.selectors.tallies import Totals, monthly_totals, totals, totals_by_child, unit_figures
from units.selectors.tree import (
    branch_keys,
    get_unit,
    list_ancestors,
    list_children,
    list_history,
    list_roots_of,
    list_units,
    my_grassroots,
    union_of,
    units_among,
    units_named,
)

__all__ = [
    "Totals",
    "branch_keys",
    "get_member",
    "get_own_sheet",
    "get_person",
    "get_unit",
    "holders",
    "holders_in_branch",
    "list_ancestors",
    "list_children",
    "list_history",
    "list_members",
    "list_officials",
    "list_own_sheets",
    "list_problems",
    "list_roots_of",
    "list_units",
    "members_who_hold",
    "monthly_totals",
    "my_grassroots",
    "problem_counts",
    "search_members",
    "totals",
    "totals_by_child",
    "union_of",
    "unit_figures",
    "units_among",
    "units_named",
]
