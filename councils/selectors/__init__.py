"""Reads about councils, sessions, scores and votes."""

from councils.selectors.board import Board, board_of, late_scorers
from councils.selectors.conflicts import excluded_seats
from councils.selectors.outcomes import Outcome, outcome_of, outcomes_of, progress_of, subjects_open_to
from councils.selectors.regulations import rubric_on, rule_on, vote_rule_on
from councils.selectors.sessions import (
    AgendaLine,
    agenda_of,
    get_council,
    get_declared_item,
    get_item,
    get_item_to_manage,
    get_minutes,
    get_session,
    is_past_gate,
    list_councils,
    list_sessions,
    locked_sheets,
    my_declaration,
    my_progress,
    my_sheet,
    next_unscored,
)
from councils.selectors.work import list_work

__all__ = [
    "AgendaLine",
    "Board",
    "Outcome",
    "agenda_of",
    "board_of",
    "excluded_seats",
    "get_council",
    "get_declared_item",
    "get_item",
    "get_item_to_manage",
    "get_minutes",
    "get_session",
    "is_past_gate",
    "late_scorers",
    "list_councils",
    "list_sessions",
    "list_work",
    "locked_sheets",
    "my_declaration",
    "my_progress",
    "my_sheet",
    "next_unscored",
    "outcome_of",
    "outcomes_of",
    "progress_of",
    "rubric_on",
    "rule_on",
    "subjects_open_to",
    "vote_rule_on",
]
