"""Reads about units, people and totals."""

from units.selectors.people import (
    get_member,
    holders,
    holders_in_branch,
    list_members,
    list_officials,
    search_members,
)
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
)

__all__ = [
    "Totals",
    "branch_keys",
    "get_member",
    "get_unit",
    "holders",
    "holders_in_branch",
    "list_ancestors",
    "list_children",
    "list_history",
    "list_members",
    "list_officials",
    "list_roots_of",
    "list_units",
    "monthly_totals",
    "my_grassroots",
    "search_members",
    "totals",
    "totals_by_child",
    "unit_figures",
]
