"""Campaigns: what a unit calls for, who answers, what came of it, where it meets difficulties."""

from campaigns.models.campaigns import (
    Amendment,
    Campaign,
    CampaignAwardForm,
    CampaignQuerySet,
    CampaignTally,
    Criterion,
    Response,
    Review,
    Target,
)
from campaigns.models.difficulties import Difficulty, DifficultyQuerySet

__all__ = [
    "Amendment",
    "Campaign",
    "CampaignAwardForm",
    "CampaignQuerySet",
    "CampaignTally",
    "Criterion",
    "Difficulty",
    "DifficultyQuerySet",
    "Response",
    "Review",
    "Target",
]
