"""While a campaign runs."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from campaigns.enums import CampaignState
from campaigns.models import CampaignTally, Response
from campaigns.services import amend_campaign, close_campaign, reopen_campaign, respond_to_campaign
from portal.core import audit
from portal.core.errors import DomainError
from portal.core.periods import period_of
from portal.core.workflow import WrongStateError
from tests.campaigns.campaigns import make_approved, make_closed, make_launched
from tests.campaigns.test_approval import press_together
from tests.moments import LONG_AGO, NOW, TODAY, later
from units.enums import Role
from units.selectors import totals
from units.services import assign_role


def test_unit_below_responds_with_the_number_that_registered(people, world):
    campaign = make_launched(people, world.province)
    response = respond_to_campaign(
        campaign, world.factory, actor=people.hung, at=NOW, registered=1200, note=" Cả ba chuyền. "
    )
    assert (response.unit, response.registered, response.note) == (world.factory, 1200, "Cả ba chuyền.")
    assert totals(world.province, period_of(TODAY)) == {"B03N": 1, "B05": 1200}
    assert CampaignTally.objects.get(campaign=campaign, indicator="B05").value == 1200
    assert audit.history(campaign).last().action == "campaign.respond"


def test_unit_counts_once_a_year_however_many_campaigns_it_answers(people, world):
    first, second = make_launched(people, world.province), make_launched(people, world.province, plan_no="13")
    respond_to_campaign(first, world.factory, actor=people.hung, at=NOW)
    respond_to_campaign(second, world.factory, actor=people.hung, at=later(days=20))
    assert totals(world.factory, period_of(TODAY)) == {"B03N": 1}
    assert totals(world.factory, period_of(later(days=20).date())) == {}


def test_upper_union_counts_as_upper(people, world):
    assign_role(people.hung, Role.ASSIGNED_OFFICER, world.upper, actor=None, at=NOW, valid_from=LONG_AGO)
    respond_to_campaign(make_launched(people, world.province), world.upper, actor=people.hung, at=NOW)
    assert totals(world.upper, period_of(TODAY)) == {"B02N": 1}


def test_second_response_of_a_unit_is_refused(people, world):
    campaign = make_launched(people, world.province)
    respond_to_campaign(campaign, world.factory, actor=people.hung, at=NOW)
    with pytest.raises(DomainError, match="đã đăng ký hưởng ứng"):
        respond_to_campaign(campaign, world.factory, actor=people.hung, at=NOW)


@pytest.mark.parametrize("name", ["lan", "yen", "mai", "binh"])
def test_response_is_refused_to_those_who_do_not_act_for_the_unit(people, world, name):
    campaign = make_launched(people, world.province)
    with pytest.raises(PermissionDenied):
        respond_to_campaign(campaign, world.factory, actor=getattr(people, name), at=NOW)


def test_unit_of_another_branch_does_not_respond(people, world):
    campaign = make_launched(people, world.province)
    with pytest.raises(DomainError, match="không dành cho"):
        respond_to_campaign(campaign, world.other_factory, actor=people.binh, at=NOW)


def test_launch_unit_does_not_respond_to_itself(people, world):
    campaign = make_launched(people, world.province)
    with pytest.raises(DomainError, match="không dành cho"):
        respond_to_campaign(campaign, world.province, actor=people.mai, at=NOW)


def test_response_before_launch_and_after_the_end_is_refused(people, world):
    approved, launched = make_approved(people, world.province), make_launched(people, world.province)
    with pytest.raises(DomainError, match="không nhận hưởng ứng"):
        respond_to_campaign(approved, world.factory, actor=people.hung, at=NOW)
    with pytest.raises(DomainError, match="không nhận hưởng ứng"):
        respond_to_campaign(launched, world.factory, actor=people.hung, at=later(days=365))


def test_unit_that_responds_twice_at_once_counts_once(transactional_db, world, people):
    campaign = make_launched(people, world.province)
    outcomes = press_together(
        [lambda: respond_to_campaign(campaign, world.factory, actor=people.hung, at=NOW, registered=10)] * 2
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["DomainError", "NoneType"]
    assert Response.objects.count() == 1
    assert totals(world.factory, period_of(TODAY)) == {"B03N": 1, "B05": 10}


def test_initiatives_are_taken_on_the_days_of_a_launched_campaign(people, world):
    campaign = make_launched(people, world.province, start_on=date(2026, 2, 1), end_on=date(2026, 11, 30))
    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 11, 30), date(2026, 12, 1)]
    assert [campaign.accepts_initiatives(day) for day in days] == [False, True, True, False]
    campaign.takes_initiatives = False
    assert not campaign.accepts_initiatives(TODAY)


def test_campaign_that_is_not_launched_takes_no_initiatives(people, world):
    assert not make_approved(people, world.province).accepts_initiatives(TODAY)
    assert not make_closed(people, world.province).accepts_initiatives(TODAY)


def test_officer_closes_after_the_last_day_without_a_reason(people, world):
    campaign = make_launched(people, world.province, end_on=date(2026, 6, 30))
    close_campaign(campaign, actor=people.yen, at=later(days=16))
    assert (campaign.state, campaign.closed_at, campaign.close_note) == (CampaignState.CLOSED, later(days=16), "")


def test_early_closing_needs_a_reason(people, world):
    campaign = make_launched(people, world.province)
    with pytest.raises(DomainError) as refusal:
        close_campaign(campaign, actor=people.yen, at=NOW)
    assert refusal.value.field == "reason"
    close_campaign(campaign, actor=people.yen, at=NOW, reason="Đạt chỉ tiêu.")
    assert campaign.close_note == "Đạt chỉ tiêu."


@pytest.mark.parametrize("name", ["lan", "mai", "huy", "binh", "hung"])
def test_closing_is_refused_to_others(people, world, name):
    campaign = make_launched(people, world.province)
    with pytest.raises(PermissionDenied):
        close_campaign(campaign, actor=getattr(people, name), at=NOW, reason="Thôi.")


def test_leader_opens_again_with_a_reason(people, world):
    campaign = make_closed(people, world.province)
    reopen_campaign(
        campaign, actor=people.mai, at=NOW, reason="Nhiều đơn vị xin thêm thời gian.", end_on=date(2027, 1, 15)
    )
    assert (campaign.state, campaign.end_on, campaign.closed_at) == (CampaignState.LAUNCHED, date(2027, 1, 15), None)
    assert campaign.accepts_initiatives(TODAY)


@pytest.mark.parametrize("name", ["lan", "yen", "huy", "binh", "hung"])
def test_opening_again_is_refused_to_others(people, world, name):
    campaign = make_closed(people, world.province)
    with pytest.raises(PermissionDenied):
        reopen_campaign(campaign, actor=getattr(people, name), at=NOW, reason="Thêm thời gian.")


def test_opening_again_needs_a_reason_and_days_to_come(people, world):
    campaign = make_closed(people, world.province)
    with pytest.raises(DomainError) as refusal:
        reopen_campaign(campaign, actor=people.mai, at=NOW, reason="")
    assert refusal.value.field == "reason"
    with pytest.raises(DomainError) as refusal:
        reopen_campaign(campaign, actor=people.mai, at=later(days=300), reason="Thêm thời gian.")
    assert refusal.value.field == "end_on"


def test_amendment_moves_the_last_day_and_leaves_the_text(people, world):
    campaign = make_launched(people, world.province)
    amend_campaign(
        campaign,
        actor=people.mai,
        at=NOW,
        number="30/KH-LĐLĐ",
        decided_on=TODAY,
        text="Kéo dài đến 31/01/2027.",
        end_on=date(2027, 1, 31),
    )
    campaign.refresh_from_db()
    assert campaign.end_on == date(2027, 1, 31)
    assert campaign.amendments.get().text == "Kéo dài đến 31/01/2027."
    assert campaign.goal == "Nâng cao năng suất, chất lượng, an toàn."


def test_amendment_is_refused_to_the_writer_before_launch_and_backwards(people, world):
    launched, approved = make_launched(people, world.province), make_approved(people, world.province)
    facts = {"at": NOW, "number": "30", "decided_on": TODAY, "text": "Sửa."}
    with pytest.raises(PermissionDenied):
        amend_campaign(launched, actor=people.yen, **facts)
    with pytest.raises(WrongStateError):
        amend_campaign(approved, actor=people.mai, **facts)
    with pytest.raises(DomainError) as refusal:
        amend_campaign(launched, actor=people.mai, end_on=date(2025, 12, 31), **facts)
    assert refusal.value.field == "end_on"
