"""Writing a campaign down until it goes to the leader."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from campaigns.enums import CampaignState
from campaigns.models import Campaign
from campaigns.services import CriterionRow, Draft, TargetRow, save_draft, start_campaign, submit_campaign
from portal.core import audit
from portal.core.errors import DomainError, PartsMissing, StaleError
from portal.core.models import Notice
from portal.core.workflow import WrongStateError
from tests.campaigns.campaigns import make_draft, make_launched, make_submitted, whole_draft
from tests.moments import NOW


def test_officer_starts_a_draft_of_her_unit(people, world):
    campaign = start_campaign(world.province, actor=people.yen, at=NOW, draft=Draft(name="Xanh - Sạch - Đẹp"))
    assert campaign.state == CampaignState.DRAFT
    assert campaign.code.startswith("PT-2026-")
    assert campaign.province == world.province
    assert campaign.writer_ids == [people.yen.pk]
    assert [line.action for line in audit.history(campaign)] == ["campaign.start"]


def test_official_of_a_grassroots_union_drafts_for_his_own(people, world):
    campaign = make_draft(people, world.factory, by=people.hung)
    assert campaign.launch_unit == world.factory


@pytest.mark.parametrize("name", ["lan", "mai", "huy", "binh", "hung"])
def test_others_start_nothing_for_the_province(people, world, name):
    with pytest.raises(PermissionDenied):
        start_campaign(world.province, actor=getattr(people, name), at=NOW, draft=Draft())
    assert not Campaign.objects.exists()


def test_saving_puts_text_and_rows_in_place_of_the_old(people, world):
    campaign = make_draft(people, world.province)
    draft = whole_draft(
        people,
        goal="An toàn trước hết.",
        criteria=[CriterionRow("Không tai nạn", 100)],
        targets=[TargetRow("Tổ đạt chuẩn", Decimal("80.5"))],
    )
    save_draft(campaign, actor=people.yen, at=NOW, draft=draft, seen_version=campaign.version)
    campaign.refresh_from_db()
    assert campaign.goal == "An toàn trước hết."
    assert list(campaign.criteria.values_list("text", "points")) == [("Không tai nạn", 100)]
    assert list(campaign.targets.values_list("name", "value")) == [("Tổ đạt chuẩn", Decimal("80.50"))]
    assert audit.history(campaign).last().after == {"goal": "An toàn trước hết."}


def test_second_officer_who_saves_is_a_writer_too(people, world):
    campaign = make_draft(people, world.province)
    save_draft(campaign, actor=people.dung, at=NOW, draft=whole_draft(people))
    assert campaign.writer_ids == [people.yen.pk, people.dung.pk]


def test_saving_an_older_page_is_refused(people, world):
    campaign = make_draft(people, world.province)
    seen = campaign.version
    save_draft(
        campaign, actor=people.dung, at=NOW, draft=whole_draft(people, goal="Mục tiêu của anh Dũng."), seen_version=seen
    )
    with pytest.raises(StaleError):
        save_draft(campaign, actor=people.yen, at=NOW, draft=whole_draft(people), seen_version=seen)
    campaign.refresh_from_db()
    assert campaign.goal == "Mục tiêu của anh Dũng."


def test_saving_is_refused_to_a_leader(people, world):
    campaign = make_draft(people, world.province)
    with pytest.raises(PermissionDenied):
        save_draft(campaign, actor=people.mai, at=NOW, draft=whole_draft(people))


def test_submitted_text_stands(people, world):
    campaign = make_submitted(people, world.province)
    with pytest.raises(WrongStateError):
        save_draft(campaign, actor=people.yen, at=NOW, draft=whole_draft(people, goal="Khác"))


def test_days_out_of_order_are_refused_at_their_field(people, world):
    with pytest.raises(DomainError) as refusal:
        make_draft(people, world.province, start_on=date(2026, 6, 1), end_on=date(2026, 5, 1))
    assert refusal.value.field == "end_on"


def test_derived_campaign_takes_the_criteria_of_its_parent(people, world):
    parent = make_launched(people, world.province)
    child = start_campaign(
        world.factory,
        actor=people.hung,
        at=NOW,
        parent=parent,
        draft=Draft(name="LĐG - LĐST Đáp Cầu", criteria=[CriterionRow("Đúng giờ")]),
    )
    assert list(child.criteria.order_by("position").values_list("text", "inherited")) == [
        ("Có sáng kiến được công nhận", True),
        ("Chấp hành an toàn lao động", True),
        ("Đúng giờ", False),
    ]
    save_draft(child, actor=people.hung, at=NOW, draft=Draft(name="LĐG"))
    assert child.criteria.count() == 2


def test_campaign_is_not_derived_from_a_neighbours(people, world):
    parent = make_launched(people, world.province)
    with pytest.raises(DomainError) as refusal:
        start_campaign(world.other_factory, actor=people.binh, at=NOW, parent=parent, draft=Draft())
    assert refusal.value.field == "parent"


def test_whole_draft_goes_to_the_leaders(people, world):
    campaign = make_draft(people, world.province)
    submit_campaign(campaign, actor=people.yen, at=NOW, seen_version=campaign.version)
    assert campaign.state == CampaignState.SUBMITTED
    assert set(Notice.objects.values_list("recipient", flat=True)) == {people.mai.pk, people.tuan.pk}


def test_empty_draft_is_refused_by_the_name_of_each_part(people, world):
    campaign = start_campaign(world.province, actor=people.yen, at=NOW, draft=Draft())
    with pytest.raises(PartsMissing) as refusal:
        submit_campaign(campaign, actor=people.yen, at=NOW)
    columns = {"name", "goal", "audience", "start_on", "end_on", "legal_basis", "accountable_head"}
    assert set(refusal.value.parts) == columns | {"criteria", "targets", "award_forms"}
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.DRAFT


@pytest.mark.parametrize("name", ["lan", "mai", "huy", "binh", "hung"])
def test_submitting_is_refused_to_others(people, world, name):
    campaign = make_draft(people, world.province)
    with pytest.raises(PermissionDenied):
        submit_campaign(campaign, actor=getattr(people, name), at=NOW)
