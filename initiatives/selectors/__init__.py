"""Reads about initiatives."""

from initiatives.selectors.completeness import Need, application_days, list_needs, missing_parts
from initiatives.selectors.doubts import list_doubts
from initiatives.selectors.initiatives import (
    Filters,
    get_attachment,
    get_author,
    get_compared,
    get_initiative,
    get_open_draft,
    get_written,
    list_attachments,
    list_branch,
    list_drafts,
    list_library,
    list_mine,
    list_older,
    list_open_sessions,
    list_recognitions,
    list_versions,
)
from initiatives.selectors.pending import count_pending, list_work
from initiatives.selectors.recognised import RecognisedShare, recognised_by_member
from initiatives.selectors.settings import due_on, limits_on, list_limits
from initiatives.selectors.similar import Similar, keys_of, similar_to, sketch_of
from initiatives.selectors.timeline import Mark, Turn, list_steps, place_of, whose_turn

__all__ = [
    "Filters",
    "Mark",
    "Need",
    "RecognisedShare",
    "Similar",
    "Turn",
    "application_days",
    "count_pending",
    "due_on",
    "get_attachment",
    "get_author",
    "get_compared",
    "get_initiative",
    "get_open_draft",
    "get_written",
    "keys_of",
    "limits_on",
    "list_attachments",
    "list_branch",
    "list_doubts",
    "list_drafts",
    "list_library",
    "list_limits",
    "list_mine",
    "list_needs",
    "list_older",
    "list_open_sessions",
    "list_recognitions",
    "list_steps",
    "list_versions",
    "list_work",
    "missing_parts",
    "place_of",
    "recognised_by_member",
    "similar_to",
    "sketch_of",
    "whose_turn",
]
