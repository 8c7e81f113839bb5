"""The demo's campaigns: the past as it was recorded, this year's through the services, step by step."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from campaigns.demo.answers import answer_campaign, answer_confederation
from campaigns.demo.difficulties import follow_difficulties
from campaigns.demo.history import import_campaigns
from campaigns.demo.story import derive_campaign, prepare_next, run_year_campaign
from units.models import User


@transaction.atomic
def load_demo(*, at: datetime, accounts: Mapping[str, User]) -> None:
    """
    Load twenty campaigns, the answers of most grassroots unions of Bắc Ninh, and what is being prepared.

    ``accounts`` are the demo's people by union code; ``at`` is today, up to which the story is told.
    """
    campaigns = import_campaigns(at=at)
    year = run_year_campaign(accounts, above=campaigns["PT-TD-2026"], at=at)
    answer_campaign(year, accounts=accounts, at=at)
    answer_confederation(campaigns["PT-TD-2026"], like=year)
    follow_difficulties(year, accounts=accounts, at=at)
    derive_campaign(accounts, parent=year, at=at)
    for code in ("PT-DMST", "PT-TTHTX", "PT-Y-DUC", "PT-DCKC"):
        campaigns[code].parent = year
        campaigns[code].save(update_fields=["parent"])
    prepare_next(accounts, at=at)
