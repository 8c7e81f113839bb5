"""Reads about councils, sessions, scores and votes."""

from councils.selectors.conflicts import excluded_seats
from councils.selectors.outcomes import Outcome, outcome_of, outcomes_of, progress_of, subjects_open_to
from councils.selectors.regulations import rubric_on, rule_on, vote_rule_on

__all__ = [
    "Outcome",
    "excluded_seats",
    "outcome_of",
    "outcomes_of",
    "progress_of",
    "rubric_on",
    "rule_on",
    "subjects_open_to",
    "vote_rule_on",
]
