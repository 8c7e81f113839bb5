"""Reads about campaigns."""

from campaigns.selectors.campaigns import KEYS, Filters, get_campaign, launched_under, list_campaigns, open_campaigns
from campaigns.selectors.pending import count_pending, register_pending

__all__ = [
    "KEYS",
    "Filters",
    "count_pending",
    "get_campaign",
    "launched_under",
    "list_campaigns",
    "open_campaigns",
    "register_pending",
]
