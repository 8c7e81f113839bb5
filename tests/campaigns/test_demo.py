"""The demo's campaigns."""

from datetime import date

import pytest

from campaigns import demo
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from campaigns.selectors import overall, response_rates
from portal.core import audit
from tests.moments import later
from units.demo import load_demo as load_units

AFTER_INTERIM = later(days=60)


@pytest.fixture
def accounts(db):
    found = load_units(at=AFTER_INTERIM)
    demo.load_demo(at=AFTER_INTERIM, accounts=found)
    return found


def test_demo_tells_the_year_campaign_step_by_step(accounts):
    campaign = Campaign.objects.get(code="PT-LDG-2026")
    assert (campaign.plan_no, campaign.plan_on) == ("12/KH-LĐLĐ", date(2026, 1, 5))
    assert (campaign.drafted_by, campaign.approved_by, campaign.launched_by) == (
        accounts["NV-018"],
        accounts["NV-020"],
        accounts["NV-019"],
    )
    assert campaign.accountable_head.full_name == "Trịnh Thị Mai"
    assert [line.action for line in audit.history(campaign)][:4] == [
        "campaign.start",
        "campaign.submit",
        "campaign.approve",
        "campaign.launch",
    ]
    assert campaign.reviews.get().kind == "interim"


def test_demo_holds_all_campaigns_of_the_record_and_every_desk_has_one(accounts):
    assert Campaign.objects.exclude(code__startswith="PT-2026-").exclude(code__startswith="PT-2025-").count() == 20
    states = set(Campaign.objects.values_list("state", flat=True))
    assert states == {
        CampaignState.DRAFT,
        CampaignState.SUBMITTED,
        CampaignState.APPROVED,
        CampaignState.LAUNCHED,
        CampaignState.ARCHIVED,
    }
    rates = response_rates(Campaign.objects.get(code="PT-LDG-2026"))
    assert 85 <= overall(rates).percent < 100
    assert [rate.unit.code for rate in rates if rate.unit and not rate.responded] == ["CD-BNI-TANCHI"]
