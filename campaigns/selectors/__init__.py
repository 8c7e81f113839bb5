"""Reads about campaigns."""

from campaigns.selectors.campaigns import (
    KEYS,
    Filters,
    campaigns_among,
    campaigns_to_name,
    get_campaign,
    launched_under,
    list_campaigns,
    open_campaigns,
)
from campaigns.selectors.difficulties import (
    DIFFICULTY_KEYS,
    DifficultyCounts,
    DifficultyFilters,
    count_difficulties,
    get_difficulty,
    list_difficulties,
    units_to_raise_for,
)
from campaigns.selectors.figures import (
    Progress,
    Rate,
    campaign_totals,
    is_wide,
    overall,
    progress,
    response_floor,
    response_rates,
    tile_name,
)
from campaigns.selectors.missing import missing_parts
from campaigns.selectors.pending import count_pending, register_pending
from campaigns.selectors.stages import Stage, list_stages
from campaigns.selectors.units import UNIT_KEYS, list_answers, list_derived, list_my_units
from campaigns.selectors.work import list_work

__all__ = [
    "DIFFICULTY_KEYS",
    "KEYS",
    "UNIT_KEYS",
    "DifficultyCounts",
    "DifficultyFilters",
    "Filters",
    "Progress",
    "Rate",
    "Stage",
    "campaign_totals",
    "campaigns_among",
    "campaigns_to_name",
    "count_difficulties",
    "count_pending",
    "get_campaign",
    "get_difficulty",
    "is_wide",
    "launched_under",
    "list_answers",
    "list_campaigns",
    "list_derived",
    "list_difficulties",
    "list_my_units",
    "list_stages",
    "list_work",
    "missing_parts",
    "open_campaigns",
    "overall",
    "progress",
    "register_pending",
    "response_floor",
    "response_rates",
    "tile_name",
    "units_to_raise_for",
]
