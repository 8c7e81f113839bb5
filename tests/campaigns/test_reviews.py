"""Looking back: interim reviews, the final review, the archive."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from campaigns.enums import CampaignState, ReviewKind
from campaigns.selectors import register_pending
from campaigns.selectors.pending import _counters
from campaigns.services import (
    archive_campaign,
    finish_interim_review,
    record_final_review,
    start_interim_review,
    summarise_campaign,
)
from portal.core.errors import DomainError
from portal.core.models import Notice
from portal.core.workflow import WrongStateError
from tests.campaigns.campaigns import REVIEW, make_closed, make_launched, make_reviewed
from tests.moments import LONG_AGO, NOW, TODAY, later
from units.enums import Role
from units.services import assign_role

DUE = date(2026, 7, 10)


@pytest.fixture
def pending():
    """A dict whose value an app above says still waits, for every campaign."""
    count = {"value": 0}
    register_pending("test", lambda campaign_id: count["value"])
    yield count
    del _counters["test"]


def test_officer_starts_the_interim_review_and_initiatives_still_come(people, world):
    campaign = make_launched(people, world.province)
    start_interim_review(campaign, actor=people.yen, at=NOW, due_on=DUE)
    assert (campaign.state, campaign.interim_due_on) == (CampaignState.INTERIM_REVIEW, DUE)
    assert campaign.accepts_initiatives(TODAY)


def test_interim_review_waits_for_its_day(people, world):
    campaign = make_launched(people, world.province, interim_on=date(2026, 6, 30))
    with pytest.raises(DomainError, match="30/06/2026"):
        start_interim_review(campaign, actor=people.yen, at=NOW, due_on=DUE)
    start_interim_review(campaign, actor=people.yen, at=later(days=15), due_on=DUE)
    assert campaign.state == CampaignState.INTERIM_REVIEW


def test_interim_review_is_not_due_in_the_past(people, world):
    with pytest.raises(DomainError) as refusal:
        start_interim_review(make_launched(people, world.province), actor=people.yen, at=NOW, due_on=date(2026, 6, 14))
    assert refusal.value.field == "due_on"


@pytest.mark.parametrize("name", ["lan", "mai", "huy", "binh", "hung"])
def test_interim_review_is_refused_to_others(people, world, name):
    campaign = make_launched(people, world.province)
    with pytest.raises(PermissionDenied):
        start_interim_review(campaign, actor=getattr(people, name), at=NOW, due_on=DUE)


def test_interim_review_ends_with_its_text(people, world):
    campaign = make_launched(people, world.province)
    start_interim_review(campaign, actor=people.yen, at=NOW, due_on=DUE)
    review = finish_interim_review(campaign, actor=people.yen, at=NOW, text=REVIEW)
    assert campaign.state == CampaignState.LAUNCHED
    assert (review.kind, review.strengths) == (ReviewKind.INTERIM, "Nhiều sáng kiến từ chuyền may.")


@pytest.mark.parametrize("part", ["strengths", "shortcomings"])
def test_interim_review_without_text_is_refused_at_its_field(people, world, part):
    campaign = make_launched(people, world.province)
    start_interim_review(campaign, actor=people.yen, at=NOW, due_on=DUE)
    with pytest.raises(DomainError) as refusal:
        finish_interim_review(campaign, actor=people.yen, at=NOW, text=replace(REVIEW, **{part: " "}))
    assert refusal.value.field == part
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.INTERIM_REVIEW


def test_final_review_goes_to_the_leaders_and_may_be_written_again(people, world):
    campaign = make_closed(people, world.province)
    record_final_review(campaign, actor=people.yen, at=NOW, text=REVIEW)
    record_final_review(campaign, actor=people.yen, at=NOW, text=replace(REVIEW, strengths="Bản viết lại."))
    assert campaign.reviews.get().strengths == "Bản viết lại."
    assert Notice.objects.filter(recipient=people.mai, subject__startswith="Chờ bạn duyệt tổng kết").count() == 2


def test_final_review_of_a_running_campaign_is_refused(people, world):
    with pytest.raises(WrongStateError):
        record_final_review(make_launched(people, world.province), actor=people.yen, at=NOW, text=REVIEW)


@pytest.mark.parametrize("name", ["lan", "mai", "huy", "binh", "hung"])
def test_final_review_is_refused_to_others(people, world, name):
    campaign = make_closed(people, world.province)
    with pytest.raises(PermissionDenied):
        record_final_review(campaign, actor=getattr(people, name), at=NOW, text=REVIEW)


def test_leader_approves_the_final_review_and_the_clerk_archives(people, world):
    campaign = make_reviewed(people, world.province)
    summarise_campaign(campaign, actor=people.mai, at=NOW)
    assert (campaign.state, campaign.summarised_at) == (CampaignState.SUMMARISED, NOW)
    archive_campaign(campaign, actor=people.huy, at=NOW)
    assert campaign.state == CampaignState.ARCHIVED


def test_summing_up_without_a_review_is_refused(people, world):
    with pytest.raises(DomainError, match="Chưa có bản tổng kết"):
        summarise_campaign(make_closed(people, world.province), actor=people.mai, at=NOW)


@pytest.mark.parametrize("name", ["lan", "yen", "huy", "binh", "hung"])
def test_summing_up_is_refused_to_others(people, world, name):
    campaign = make_reviewed(people, world.province)
    with pytest.raises((PermissionDenied, DomainError)):
        summarise_campaign(campaign, actor=getattr(people, name), at=NOW)
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.CLOSED


def test_leader_does_not_approve_the_review_he_wrote(people, world):
    assign_role(people.mai, Role.EMULATION_OFFICER, world.province, actor=None, at=NOW, valid_from=LONG_AGO)
    campaign = make_closed(people, world.province)
    record_final_review(campaign, actor=people.mai, at=NOW, text=REVIEW)
    with pytest.raises(DomainError, match="Bạn đã viết"):
        summarise_campaign(campaign, actor=people.mai, at=NOW)
    summarise_campaign(campaign, actor=people.tuan, at=NOW)
    assert campaign.state == CampaignState.SUMMARISED


def test_summing_up_waits_for_dossiers_without_an_outcome(people, world, pending):
    campaign = make_reviewed(people, world.province)
    pending["value"] = 3
    with pytest.raises(DomainError, match="Còn 3 hồ sơ"):
        summarise_campaign(campaign, actor=people.mai, at=NOW)
    pending["value"] = 0
    summarise_campaign(campaign, actor=people.mai, at=NOW)
    assert campaign.state == CampaignState.SUMMARISED


@pytest.mark.parametrize("name", ["lan", "yen", "mai", "binh", "hung"])
def test_archiving_is_refused_to_others(people, world, name):
    campaign = make_reviewed(people, world.province)
    summarise_campaign(campaign, actor=people.mai, at=NOW)
    with pytest.raises(PermissionDenied):
        archive_campaign(campaign, actor=getattr(people, name), at=NOW)
