"""Reads about reports."""

from reports.selectors.breakdown import Breakdown, breakdown, by_child, by_month, window
from reports.selectors.indicators import Group, Line, group_lines, is_shown, list_indicators, list_lines
from reports.selectors.missing import UNSENT, missing_children
from reports.selectors.reports import (
    CHILD_KEYS,
    KEYS,
    Filters,
    count_children,
    get_report,
    list_children,
    list_editions,
    list_own,
    list_received,
)
from reports.selectors.rollup import branch_figures
from reports.selectors.work import list_work

__all__ = [
    "CHILD_KEYS",
    "KEYS",
    "UNSENT",
    "Breakdown",
    "Filters",
    "Group",
    "Line",
    "branch_figures",
    "breakdown",
    "by_child",
    "by_month",
    "count_children",
    "get_report",
    "group_lines",
    "is_shown",
    "list_children",
    "list_editions",
    "list_indicators",
    "list_lines",
    "list_own",
    "list_received",
    "list_work",
    "missing_children",
    "window",
]
