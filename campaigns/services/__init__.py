"""Writes about campaigns."""

from campaigns.services.approval import approve_campaign, cancel_campaign, launch_campaign, return_campaign
from campaigns.services.difficulties import (
    close_difficulty,
    direct_difficulty,
    raise_difficulty,
    reopen_difficulty,
    resolve_difficulty,
)
from campaigns.services.drafting import (
    AwardFormRow,
    CriterionRow,
    Draft,
    TargetRow,
    save_draft,
    start_campaign,
    submit_campaign,
)
from campaigns.services.figures import add_to_campaign
from campaigns.services.launching import finish_waiting_notices, tell_branch
from campaigns.services.reviews import (
    ReviewText,
    archive_campaign,
    finish_interim_review,
    record_final_review,
    start_interim_review,
    summarise_campaign,
)
from campaigns.services.running import amend_campaign, close_campaign, reopen_campaign, respond_to_campaign

__all__ = [
    "AwardFormRow",
    "CriterionRow",
    "Draft",
    "ReviewText",
    "TargetRow",
    "add_to_campaign",
    "amend_campaign",
    "approve_campaign",
    "archive_campaign",
    "cancel_campaign",
    "close_campaign",
    "close_difficulty",
    "direct_difficulty",
    "finish_interim_review",
    "finish_waiting_notices",
    "launch_campaign",
    "raise_difficulty",
    "record_final_review",
    "reopen_campaign",
    "reopen_difficulty",
    "resolve_difficulty",
    "respond_to_campaign",
    "return_campaign",
    "save_draft",
    "start_campaign",
    "start_interim_review",
    "submit_campaign",
    "summarise_campaign",
    "tell_branch",
]
