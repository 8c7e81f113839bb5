"""Writes about councils, sessions, scores and votes."""

from councils.services.agenda import add_item, remove_item
from councils.services.ballots import cast_ballots, enter_paper_ballots, open_voting
from councils.services.catalogue import load_catalogue
from councils.services.composition import found_council, seat_member, vacate_seat
from councils.services.conflicts import declare_conflict, declare_conflicts, waive_conflict
from councils.services.counting import count_ballots, next_item
from councils.services.minutes import draft_minutes, edit_minutes, sign_minutes
from councils.services.papers import issue_minutes_papers, issued_paper
from councils.services.reminders import remind_late, remind_on_time
from councils.services.scoring import record_scores
from councils.services.sessions import (
    adjourn_session,
    cancel_session,
    change_session,
    invite,
    mark_attendance,
    open_session,
    plan_session,
)

__all__ = [
    "add_item",
    "adjourn_session",
    "cancel_session",
    "cast_ballots",
    "change_session",
    "count_ballots",
    "declare_conflict",
    "declare_conflicts",
    "draft_minutes",
    "edit_minutes",
    "enter_paper_ballots",
    "found_council",
    "invite",
    "issue_minutes_papers",
    "issued_paper",
    "load_catalogue",
    "mark_attendance",
    "next_item",
    "open_session",
    "open_voting",
    "plan_session",
    "record_scores",
    "remind_late",
    "remind_on_time",
    "remove_item",
    "seat_member",
    "sign_minutes",
    "vacate_seat",
    "waive_conflict",
]
