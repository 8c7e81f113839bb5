"""From the leader's desk to the launch."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from campaigns.enums import CampaignState
from campaigns.models import Campaign
from campaigns.services import (
    approve_campaign,
    cancel_campaign,
    launch_campaign,
    respond_to_campaign,
    return_campaign,
    save_draft,
    start_campaign,
    submit_campaign,
)
from portal.core import audit
from portal.core.errors import DomainError, PartsMissing, StaleError
from portal.core.models import Notice
from portal.core.periods import period_of
from portal.core.workflow import WrongStateError
from tests.campaigns.campaigns import make_approved, make_draft, make_launched, make_submitted, whole_draft
from tests.moments import LONG_AGO, NOW, later
from tests.people import make_user
from units.enums import Role
from units.selectors import totals
from units.services import assign_role

PLAN = {"plan_no": "12/KH-LĐLĐ", "plan_on": date(2026, 1, 5)}


def test_leader_returns_with_a_reason_that_the_writer_reads(people, world):
    campaign = make_submitted(people, world.province)
    return_campaign(campaign, actor=people.mai, at=NOW, reason="Bổ sung chỉ tiêu cho nữ.")
    assert campaign.state == CampaignState.DRAFT
    assert Notice.objects.get(recipient=people.yen).body == "Bổ sung chỉ tiêu cho nữ."
    assert audit.history(campaign).last().note == "Bổ sung chỉ tiêu cho nữ."


def test_return_without_a_reason_is_refused(people, world):
    campaign = make_submitted(people, world.province)
    with pytest.raises(DomainError) as refusal:
        return_campaign(campaign, actor=people.mai, at=NOW, reason="  ")
    assert refusal.value.field == "reason"


@pytest.mark.parametrize("name", ["lan", "yen", "huy", "binh", "hung"])
def test_return_is_refused_to_others(people, world, name):
    campaign = make_submitted(people, world.province)
    with pytest.raises(PermissionDenied):
        return_campaign(campaign, actor=getattr(people, name), at=NOW, reason="Sửa lại.")


def test_leader_approves(people, world):
    campaign = make_submitted(people, world.province)
    approve_campaign(campaign, actor=people.mai, at=NOW, seen_version=campaign.version)
    assert (campaign.state, campaign.approved_by, campaign.approved_at) == (CampaignState.APPROVED, people.mai, NOW)


@pytest.mark.parametrize("name", ["lan", "yen", "dung", "huy", "binh", "hung"])
def test_approval_is_refused_to_others(people, world, name):
    campaign = make_submitted(people, world.province)
    with pytest.raises(PermissionDenied):
        approve_campaign(campaign, actor=getattr(people, name), at=NOW)
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.SUBMITTED


def test_leader_who_wrote_a_line_of_it_does_not_approve(people, world):
    assign_role(people.mai, Role.EMULATION_OFFICER, world.province, actor=None, at=NOW, valid_from=LONG_AGO)
    campaign = make_draft(people, world.province)
    save_draft(campaign, actor=people.mai, at=NOW, draft=whole_draft(people))
    submit_campaign(campaign, actor=people.yen, at=NOW)
    with pytest.raises(PermissionDenied, match="Bạn đã soạn phong trào này"):
        approve_campaign(campaign, actor=people.mai, at=NOW)
    approve_campaign(campaign, actor=people.tuan, at=NOW)
    assert campaign.approved_by == people.tuan


def test_draft_is_not_approved_before_it_is_submitted(people, world):
    campaign = make_draft(people, world.province)
    with pytest.raises(WrongStateError, match="Bản nháp"):
        approve_campaign(campaign, actor=people.mai, at=NOW)


def test_approval_of_an_older_page_is_refused(people, world):
    campaign = make_submitted(people, world.province)
    with pytest.raises(StaleError):
        approve_campaign(campaign, actor=people.mai, at=NOW, seen_version=campaign.version - 1)


def test_president_launches_by_the_plan(people, world):
    campaign = make_approved(people, world.province)
    launch_campaign(campaign, actor=people.tuan, at=NOW, **PLAN)
    campaign.refresh_from_db()
    assert (campaign.state, campaign.plan_no, campaign.plan_on) == (
        CampaignState.LAUNCHED,
        "12/KH-LĐLĐ",
        date(2026, 1, 5),
    )
    assert (campaign.launched_by, campaign.launched_at) == (people.tuan, NOW)
    assert totals(world.province, period_of(PLAN["plan_on"])) == {"B01": 1}
    assert set(Notice.objects.filter(event=f"campaign.launch:{campaign.pk}").values_list("recipient", flat=True)) == {
        people.hung.pk
    }


def test_plan_number_alone_is_completed_with_the_units_symbol(people, world):
    campaign = make_approved(people, world.province)
    launch_campaign(campaign, actor=people.tuan, at=NOW, plan_no=" 12 ", plan_on=date(2026, 1, 5))
    assert campaign.plan_no == "12/KH-LĐLĐ"


@pytest.mark.parametrize("name", ["lan", "yen", "dung", "huy", "binh", "hung"])
def test_launch_is_refused_to_others(people, world, name):
    campaign = make_approved(people, world.province)
    with pytest.raises(PermissionDenied):
        launch_campaign(campaign, actor=getattr(people, name), at=NOW, **PLAN)
    assert totals(world.province, period_of(PLAN["plan_on"])) == {}


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"goal": ""}, "goal"),
        ({"audience": ""}, "audience"),
        ({"start_on": None}, "start_on"),
        ({"end_on": None}, "end_on"),
        ({"legal_basis": ""}, "legal_basis"),
        ({"accountable_head": None}, "accountable_head"),
    ],
)
def test_launch_is_refused_by_the_name_of_what_is_missing(people, world, change, part):
    campaign = make_approved(people, world.province)
    Campaign.objects.filter(pk=campaign.pk).update(**change)
    with pytest.raises(PartsMissing) as refusal:
        launch_campaign(campaign, actor=people.tuan, at=NOW, **PLAN)
    assert list(refusal.value.parts) == [part]


@pytest.mark.parametrize("rows", ["criteria", "targets", "award_forms"])
def test_launch_without_rows_is_refused_by_their_name(people, world, rows):
    campaign = make_approved(people, world.province)
    getattr(campaign, rows).all().delete()
    with pytest.raises(PartsMissing) as refusal:
        launch_campaign(campaign, actor=people.tuan, at=NOW, **PLAN)
    assert list(refusal.value.parts) == [rows]
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.APPROVED


@pytest.mark.parametrize(
    ("plan", "part"),
    [
        ({"plan_no": "", "plan_on": date(2026, 1, 5)}, "plan_no"),
        ({"plan_no": "mười hai", "plan_on": date(2026, 1, 5)}, "plan_no"),
        ({"plan_no": "12", "plan_on": None}, "plan_on"),
        ({"plan_no": "12", "plan_on": date(2026, 6, 16)}, "plan_on"),
    ],
)
def test_launch_needs_the_number_and_day_of_the_plan(people, world, plan, part):
    campaign = make_approved(people, world.province)
    with pytest.raises(PartsMissing) as refusal:
        launch_campaign(campaign, actor=people.tuan, at=NOW, **plan)
    assert list(refusal.value.parts) == [part]


def test_launch_after_the_last_day_is_refused(people, world):
    campaign = make_approved(people, world.province, end_on=date(2026, 6, 30))
    with pytest.raises(PartsMissing) as refusal:
        launch_campaign(campaign, actor=people.tuan, at=later(days=30), **PLAN)
    assert list(refusal.value.parts) == ["end_on"]


def test_plan_number_serves_one_campaign_of_the_unit_and_year(people, world):
    make_launched(people, world.province)
    second = make_approved(people, world.province)
    with pytest.raises(DomainError) as refusal:
        launch_campaign(second, actor=people.tuan, at=NOW, **PLAN)
    assert refusal.value.field == "plan_no"
    launch_campaign(second, actor=people.tuan, at=NOW, plan_no="12", plan_on=date(2025, 12, 31))
    assert second.state == CampaignState.LAUNCHED


def make_derived(people, world):
    """A plan the factory made of the province's campaign, approved by its second leader."""
    parent = make_launched(people, world.province)
    second = make_user("NV-HOA", "Đỗ Thị Hòa", world.factory, Role.LEADER)
    draft = whole_draft(people, name="LĐG Đáp Cầu")
    campaign = start_campaign(world.factory, actor=people.hung, at=NOW, parent=parent, draft=draft)
    submit_campaign(campaign, actor=people.hung, at=NOW)
    approve_campaign(campaign, actor=second, at=NOW)
    return campaign, second


def test_launching_what_one_made_of_a_campaign_answers_it_and_counts_the_unit_once(people, world):
    campaign, leader = make_derived(people, world)
    launch_campaign(campaign, actor=leader, at=NOW, **PLAN)
    response = campaign.parent.responses.get()
    assert (response.unit, response.by, response.note) == (world.factory, leader, "LĐG Đáp Cầu")
    assert totals(world.factory, period_of(NOW.date())) == {"B03N": 1}
    assert totals(world.factory, period_of(PLAN["plan_on"])) == {"B01": 1}


def test_unit_that_answered_before_keeps_its_answer_and_counts_no_second_time(people, world):
    campaign, leader = make_derived(people, world)
    respond_to_campaign(campaign.parent, world.factory, actor=people.hung, at=NOW, note="Theo chuyền.")
    launch_campaign(campaign, actor=leader, at=NOW, **PLAN)
    assert campaign.parent.responses.get().note == "Theo chuyền."
    assert totals(world.factory, period_of(NOW.date())) == {"B03N": 1}


def test_sector_campaign_of_the_same_unit_answers_nothing(people, world):
    parent = make_launched(people, world.province)
    campaign = start_campaign(world.province, actor=people.yen, at=NOW, parent=parent, draft=whole_draft(people))
    submit_campaign(campaign, actor=people.yen, at=NOW)
    approve_campaign(campaign, actor=people.mai, at=NOW)
    launch_campaign(campaign, actor=people.tuan, at=NOW, plan_no="13", plan_on=PLAN["plan_on"])
    assert not parent.responses.exists()


def test_writer_cancels_a_draft_and_a_leader_an_approved_one(people, world):
    draft, approved = make_draft(people, world.province), make_approved(people, world.province)
    cancel_campaign(draft, actor=people.yen, at=NOW, reason="Trùng với phong trào năm.")
    cancel_campaign(approved, actor=people.mai, at=NOW, reason="Gộp vào phong trào năm.")
    assert (draft.state, approved.state) == (CampaignState.CANCELLED, CampaignState.CANCELLED)


def test_cancelling_is_refused_to_the_other_one(people, world):
    draft, approved = make_draft(people, world.province), make_approved(people, world.province)
    with pytest.raises(PermissionDenied):
        cancel_campaign(draft, actor=people.mai, at=NOW, reason="Thôi.")
    with pytest.raises(PermissionDenied):
        cancel_campaign(approved, actor=people.yen, at=NOW, reason="Thôi.")


def test_cancelling_needs_a_reason(people, world):
    with pytest.raises(DomainError, match="lý do hủy"):
        cancel_campaign(make_draft(people, world.province), actor=people.yen, at=NOW, reason="")


def test_launched_campaign_is_not_cancelled(people, world):
    campaign = make_launched(people, world.province)
    with pytest.raises(WrongStateError):
        cancel_campaign(campaign, actor=people.mai, at=NOW, reason="Thôi.")


def press_together(jobs):
    """Run the jobs at the same moment, each on its own connection; return what each raised, or None."""
    barrier = Barrier(len(jobs))

    def press(job):
        barrier.wait()
        try:
            job()
        except DomainError as refusal:
            return refusal
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(press, jobs))


def test_two_leaders_launch_at_once_and_one_wins(transactional_db, world, people):
    campaign = make_approved(people, world.province)

    def launch(actor, number):
        launch_campaign(
            Campaign.objects.get(pk=campaign.pk), actor=actor, at=NOW, plan_no=number, plan_on=date(2026, 1, 5)
        )

    outcomes = press_together([lambda: launch(people.tuan, "12"), lambda: launch(people.mai, "13")])
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "WrongStateError"]
    assert [line.action for line in audit.history(campaign)].count("campaign.launch") == 1
    assert totals(world.province, period_of(PLAN["plan_on"])) == {"B01": 1}
    assert Notice.objects.filter(event=f"campaign.launch:{campaign.pk}").count() == 1


def test_two_campaigns_launched_at_once_do_not_share_a_plan_number(transactional_db, world, people):
    campaigns = [make_approved(people, world.province), make_approved(people, world.province)]

    def launch(pk):
        launch_campaign(Campaign.objects.get(pk=pk), actor=people.tuan, at=NOW, **PLAN)

    outcomes = press_together([lambda pk=campaign.pk: launch(pk) for campaign in campaigns])
    assert sorted(getattr(outcome, "field", "") for outcome in outcomes) == ["", "plan_no"]
    assert Campaign.objects.filter(state=CampaignState.LAUNCHED).count() == 1
