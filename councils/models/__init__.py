"""Councils: who sits in them, what they sat on, how they scored and voted."""

from councils.models.ballots import Ballot, BallotCast, Receipt
from councils.models.composition import Council, CouncilRule, Rubric, RubricCriterion, Seat
from councils.models.session import AgendaItem, Attendance, ConflictOfInterest, Minutes, Session
from councils.models.sheets import Score, ScoreSheet

__all__ = [
    "AgendaItem",
    "Attendance",
    "Ballot",
    "BallotCast",
    "ConflictOfInterest",
    "Council",
    "CouncilRule",
    "Minutes",
    "Receipt",
    "Rubric",
    "RubricCriterion",
    "Score",
    "ScoreSheet",
    "Seat",
    "Session",
]
