"""Pages of campaigns: what each person sees, presses and is refused."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from campaigns.enums import CampaignState
from campaigns.models import Campaign
from campaigns.services import respond_to_campaign, start_interim_review
from tests.campaigns.campaigns import (
    make_approved,
    make_closed,
    make_draft,
    make_launched,
    make_reviewed,
    make_submitted,
)
from tests.moments import LONG_AGO, NOW
from units.enums import Role
from units.models import User
from units.services import assign_role


@pytest.fixture
def days():
    """Days around the real today, which is what pages go by."""
    today = timezone.localdate()
    return {"start_on": today - timedelta(days=30), "end_on": today + timedelta(days=300)}


def page(client, actor, name, *args, **query):
    client.force_login(actor)
    return client.get(reverse(f"campaigns:{name}", args=args), query)


def press(client, actor, name, campaign, **data):
    client.force_login(actor)
    return client.post(reverse(f"campaigns:{name}", args=[campaign.pk]), {"version": campaign.version, **data})


def sheet(**texts):
    """What the browser sends for a plan with one row in each list."""
    return {
        "name": "Xanh - Sạch - Đẹp",
        "kind": "chuyen_de",
        "takes_initiatives": "on",
        "criteria-TOTAL_FORMS": "2",
        "criteria-INITIAL_FORMS": "0",
        "criteria-0-text": "Không tai nạn",
        "criteria-0-points": "60",
        "targets-TOTAL_FORMS": "1",
        "targets-INITIAL_FORMS": "0",
        "targets-0-indicator": "C02",
        "targets-0-value": "2.800",
        "award_forms-TOTAL_FORMS": "1",
        "award_forms-INITIAL_FORMS": "0",
        "award_forms-0-name": "Giấy khen",
        **texts,
    }


def test_list_shows_what_one_may_read_and_a_way_to_write(client, people, world):
    campaign = make_draft(people, world.province, name="Xanh - Sạch - Đẹp")
    mine, other = page(client, people.yen, "list"), page(client, people.lan, "list")
    assert list(mine.context["page"]) == [campaign]
    assert "Soạn phong trào mới" in mine.content.decode()
    assert list(other.context["page"]) == []
    assert "Soạn phong trào mới" not in other.content.decode()


def test_list_is_filtered_by_the_address(client, people, world):
    make_draft(people, world.province, name="Xanh - Sạch - Đẹp")
    assert len(page(client, people.yen, "list", q="sach").context["page"]) == 1
    assert "Không có phong trào nào như vậy" in page(client, people.yen, "list", q="giáo dục").content.decode()
    assert len(page(client, people.yen, "list", year="khác").context["page"]) == 1


def test_stranger_gets_no_page_of_a_campaign(client, people, world):
    campaign = make_launched(people, world.province)
    for name in ("detail", "answers"):
        assert page(client, people.binh, name, campaign.pk).status_code == 404
    assert page(client, people.binh, "plan", campaign.pk, "pdf").status_code == 404
    assert press(client, people.binh, "launch", campaign).status_code == 404


@pytest.mark.parametrize("make", [make_draft, make_submitted, make_approved, make_launched, make_closed, make_reviewed])
def test_page_of_every_state_opens_for_officer_and_leader(client, people, world, make):
    campaign = make(people, world.province)
    for actor in (people.yen, people.mai, people.huy):
        assert page(client, actor, "detail", campaign.pk).status_code == 200


def test_buttons_are_those_of_the_state_and_the_hand(client, people, world, days):
    def buttons(actor, campaign):
        found = page(client, actor, "detail", campaign.pk).context["actions"]
        return [str(one["label"]) for one in found if not one["why"]]

    draft, submitted = make_draft(people, world.province), make_submitted(people, world.province)
    launched, reviewed = (
        make_launched(people, world.province, **days),
        make_reviewed(people, world.province, plan_no="13"),
    )
    assert buttons(people.yen, draft) == ["Trình duyệt", "Hủy"]
    assert buttons(people.mai, draft) == []
    assert buttons(people.yen, submitted) == []
    assert buttons(people.mai, submitted) == ["Trả lại", "Duyệt"]
    assert buttons(people.yen, launched) == ["Bắt đầu sơ kết", "Khóa kỳ nhận"]
    assert buttons(people.mai, launched) == ["Sửa đổi, bổ sung"]
    assert buttons(people.hung, launched) == ["Hưởng ứng"]
    assert buttons(people.lan, launched) == []
    assert buttons(people.mai, reviewed) == ["Mở lại", "Duyệt tổng kết"]


def test_only_one_button_is_blue(client, people, world):
    campaign = make_submitted(people, world.province)
    actions = page(client, people.mai, "detail", campaign.pk).context["actions"]
    assert [(str(one["label"]), one["kind"]) for one in actions] == [("Trả lại", "back"), ("Duyệt", "primary")]


def test_of_two_steps_of_one_person_the_second_steps_back(client, people, world, days):
    """Hùng writes the interim review of the province's campaign, and his own union has not answered it."""
    assign_role(people.hung, Role.EMULATION_OFFICER, world.province, actor=None, at=NOW, valid_from=LONG_AGO)
    campaign = make_launched(people, world.province, **days)
    start_interim_review(campaign, actor=people.yen, at=timezone.now(), due_on=days["end_on"])
    hung = User.objects.get(pk=people.hung.pk)
    actions = page(client, hung, "detail", campaign.pk).context["actions"]
    assert [(str(one["label"]), one["kind"]) for one in actions] == [
        ("Hưởng ứng", "primary"), ("Hoàn thành sơ kết", "quiet"),
    ]  # fmt: skip


def test_leader_who_wrote_reads_why_another_must_approve(client, people, world):
    campaign = make_submitted(people, world.province)
    Campaign.objects.filter(pk=campaign.pk).update(writer_ids=[people.mai.pk])
    html = page(client, people.mai, "detail", campaign.pk).content.decode()
    assert "Bạn đã soạn phong trào này" in html


def test_member_finds_the_way_to_hand_in_only_while_it_is_taken(client, people, world, days):
    launched = make_launched(people, world.province, **days)
    closed = make_closed(people, world.province, plan_no="13", **days)
    assert page(client, people.lan, "detail", launched.pk).context["takes_initiatives"]
    assert not page(client, people.lan, "detail", closed.pk).context["takes_initiatives"]


def test_new_plan_is_written_and_led_back_to_its_draft(client, people, world):
    client.force_login(people.yen)
    answer = client.post(reverse("campaigns:start"), sheet())
    campaign = Campaign.objects.get()
    assert answer.url == reverse("campaigns:edit", args=[campaign.pk])
    assert list(campaign.criteria.values_list("text", "points")) == [("Không tai nạn", 60)]
    assert list(campaign.targets.values_list("name", "value")) == [("Sáng kiến được công nhận cấp cơ sở", 2800)]
    assert campaign.award_forms.get().name == "Giấy khen"


def test_plan_without_a_name_keeps_what_was_typed(client, people, world):
    client.force_login(people.yen)
    answer = client.post(reverse("campaigns:start"), sheet(name="", goal="An toàn trước hết."))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Ghi tên phong trào." in html
    assert "An toàn trước hết." in html
    assert not Campaign.objects.exists()


def test_half_written_target_is_named_at_its_field(client, people, world):
    client.force_login(people.yen)
    answer = client.post(reverse("campaigns:start"), sheet(**{"targets-0-value": "", "criteria-0-points": "0"}))
    assert answer.context["targets"][0].errors == {"value": ["Ghi số giao."]}
    assert list(answer.context["criteria"][0].errors) == ["points"]


@pytest.mark.parametrize("typed", ["nhiều", "-3", "0", "1e400"])
def test_target_that_is_no_number_is_refused(client, people, world, typed):
    client.force_login(people.yen)
    answer = client.post(reverse("campaigns:start"), sheet(**{"targets-0-value": typed}))
    assert list(answer.context["targets"][0].errors) == ["value"]


def test_amount_without_a_name_asks_what_it_measures(client, people, world):
    client.force_login(people.yen)
    typed = {"targets-0-indicator": "", "targets-0-name": "", "targets-0-value": "2.800"}
    answer = client.post(reverse("campaigns:start"), sheet(**typed))
    assert answer.context["targets"][0].errors == {"name": ["Ghi tên chỉ tiêu."]}
    client.post(reverse("campaigns:start"), sheet(**{"targets-0-value": "2.800"}))
    assert Campaign.objects.get().targets.get().name == "Sáng kiến được công nhận cấp cơ sở"


def test_plan_that_is_refused_as_a_whole_keeps_what_was_typed(client, people, world):
    """The campaign it was to be made of was closed while it was being written."""
    parent = make_closed(people, world.province)
    client.force_login(people.hung)
    answer = client.post(
        reverse("campaigns:start"), sheet(parent=parent.pk, unit=world.factory.pk, goal="An toàn trước hết.")
    )
    assert answer.status_code == 422
    for words in ("Chỉ cụ thể hóa được phong trào đang diễn ra", "An toàn trước hết.", "Không tai nạn"):
        assert words in answer.content.decode()
    assert not Campaign.objects.filter(parent=parent).exists()


def test_more_rows_are_given_without_judging_or_losing_anything(client, people, world):
    client.force_login(people.yen)
    answer = client.post(reverse("campaigns:start"), sheet(name="", add="criteria"))
    assert answer.status_code == 200
    assert len(answer.context["criteria"].forms) == 4
    html = answer.content.decode()
    assert "Không tai nạn" in html
    assert "Ghi tên phong trào." not in html
    assert not Campaign.objects.exists()


def test_saving_on_the_way_to_the_leader_stops_at_what_is_missing(client, people, world):
    campaign = make_draft(people, world.province, goal="")
    client.force_login(people.yen)
    data = sheet(then="submit", version=campaign.version)
    answer = client.post(reverse("campaigns:edit", args=[campaign.pk]), data, follow=True)
    html = answer.content.decode()
    assert "Ghi mục tiêu của phong trào." in html
    campaign.refresh_from_db()
    assert (campaign.state, campaign.name) == (CampaignState.DRAFT, "Xanh - Sạch - Đẹp")


def test_whole_plan_goes_on_to_the_page_that_submits(client, people, world):
    campaign = make_draft(people, world.province)
    client.force_login(people.yen)
    form = client.get(reverse("campaigns:edit", args=[campaign.pk])).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", [])}
    data |= {"start_on": "01/01/2026", "end_on": "31/12/2026"}
    answer = client.post(reverse("campaigns:edit", args=[campaign.pk]), sheet(**data, then="submit"))
    assert answer.url == reverse("campaigns:submit", args=[campaign.pk])
    assert press(client, people.yen, "submit", Campaign.objects.get()).status_code == 302
    assert Campaign.objects.get().state == CampaignState.SUBMITTED


def test_older_page_does_not_overwrite_and_shows_where_both_differ(client, people, world):
    campaign = make_draft(people, world.province)
    client.force_login(people.yen)
    address, seen = reverse("campaigns:edit", args=[campaign.pk]), campaign.version
    named = {"targets-0-name": "Sáng kiến"}
    client.post(address, sheet(version=seen, goal="Bản của tab kia", **named))
    answer = client.post(address, sheet(version=seen, goal="Bản của Yến", **named, **{"criteria-0-points": "70"}))
    assert answer.status_code == 409
    assert answer.context["mine"] == [("Mục tiêu", "Bản của Yến"), ("Điểm 1", "70")]
    assert answer.context["theirs"] == [("Mục tiêu", "Bản của tab kia"), ("Điểm 1", "60")]
    campaign.refresh_from_db()
    assert campaign.goal == "Bản của tab kia"


def test_writing_is_refused_to_those_who_may_not(client, people, world):
    campaign = make_draft(people, world.province)
    assert page(client, people.mai, "edit", campaign.pk).status_code == 403
    assert page(client, people.lan, "start").status_code == 404
    assert page(client, people.hung, "start", don_vi=world.province.pk).status_code == 403
    assert page(client, people.yen, "edit", make_submitted(people, world.province).pk).status_code == 302


def test_derived_plan_starts_from_its_parent(client, people, world):
    parent = make_launched(people, world.province)
    client.force_login(people.hung)
    assert client.get(reverse("campaigns:start"), {"tu": parent.pk}).context["parent"] == parent
    client.post(reverse("campaigns:start"), sheet(parent=parent.pk, unit=world.factory.pk))
    child = Campaign.objects.get(parent=parent)
    assert child.criteria.filter(inherited=True).count() == 2
    html = page(client, people.hung, "edit", child.pk).content.decode()
    assert "Các tiêu chí trên theo phong trào cấp trên, giữ nguyên." in html


def test_campaign_goes_its_whole_way_through_its_pages(client, people, world, days):
    campaign = make_draft(people, world.province, **days)
    today = f"{timezone.localdate():%d/%m/%Y}"
    review = {"held_on": today, "strengths": "Tốt.", "shortcomings": "Ít nữ."}
    way = [
        (people.yen, "submit", {}, "submitted"),
        (people.mai, "return", {"reason": "Bổ sung chỉ tiêu."}, "draft"),
        (people.yen, "submit", {}, "submitted"),
        (people.mai, "approve", {}, "approved"),
        (people.tuan, "launch", {"plan_no": "12", "plan_on": today}, "launched"),
        (people.hung, "respond", {"unit": world.factory.pk, "registered": "900"}, "launched"),
        (people.yen, "start_interim", {"due_on": today}, "interim_review"),
        (people.mai, "amend", {"number": "30", "decided_on": today, "text": "Thêm đối tượng."}, "interim_review"),
        (people.yen, "finish_interim", review, "launched"),
        (people.yen, "close", {"reason": "Đạt chỉ tiêu."}, "closed"),
        (people.mai, "reopen", {"reason": "Còn đơn vị chưa kịp."}, "launched"),
        (people.yen, "close", {"reason": "Đủ rồi."}, "closed"),
        (people.yen, "final_review", review, "closed"),
        (people.yen, "final_review", review, "closed"),
        (people.mai, "summarise", {}, "summarised"),
        (people.huy, "archive", {}, "archived"),
    ]
    for actor, name, data, state in way:
        assert page(client, actor, name, campaign.pk).status_code == 200, name
        campaign.refresh_from_db()
        answer = press(client, actor, name, campaign, **data)
        campaign.refresh_from_db()
        assert (name, answer.status_code, campaign.state) == (name, 302, state)


def test_cancelling_leaves_a_page_that_says_so(client, people, world):
    draft, approved = make_draft(people, world.province), make_approved(people, world.province)
    press(client, people.yen, "cancel", draft, reason="Trùng.")
    assert press(client, people.yen, "cancel", approved, reason="Trùng.").status_code == 403
    press(client, people.mai, "cancel", approved, reason="Gộp.")
    assert set(Campaign.objects.values_list("state", flat=True)) == {CampaignState.CANCELLED}
    assert "Phong trào này đã hủy." in page(client, people.yen, "detail", draft.pk).content.decode()


def test_refusal_of_a_step_stands_at_its_field(client, people, world):
    campaign = make_approved(people, world.province)
    answer = press(client, people.tuan, "launch", campaign, plan_no="mười hai", plan_on="01/01/2026")
    assert answer.status_code == 422
    assert answer.context["form"].errors["plan_no"] == ["Ghi số kế hoạch, ví dụ 12/KH-LĐLĐ."]
    assert answer.context["form"]["plan_no"].value() == "mười hai"


def test_step_from_an_older_page_is_refused(client, people, world):
    campaign = make_submitted(people, world.province)
    campaign.version -= 1
    assert press(client, people.mai, "approve", campaign).status_code == 409


def test_step_of_another_state_leads_back(client, people, world):
    campaign = make_draft(people, world.province)
    assert page(client, people.mai, "approve", campaign.pk).status_code == 302
    assert press(client, people.mai, "approve", campaign).status_code == 409


@pytest.mark.parametrize("name", ["return", "approve", "launch", "amend", "summarise", "reopen", "archive"])
def test_steps_of_others_are_forbidden_to_the_officer(client, people, world, name):
    campaign = make_submitted(people, world.province)
    assert press(client, people.yen, name, campaign).status_code == 403


def test_response_page_offers_only_units_that_wait(client, people, world, days):
    campaign = make_launched(people, world.province, **days)
    assert list(page(client, people.hung, "respond", campaign.pk).context["form"].fields["unit"].queryset) == [
        world.factory
    ]
    assert page(client, people.lan, "respond", campaign.pk).status_code == 403
    respond_to_campaign(campaign, world.factory, actor=people.hung, at=timezone.now())
    assert press(client, people.hung, "respond", campaign, unit=world.factory.pk).status_code == 422


def test_answers_are_listed_for_a_part_of_the_branch(client, people, world, days):
    campaign = make_launched(people, world.province, **days)
    respond_to_campaign(campaign, world.factory, actor=people.hung, at=timezone.now(), registered=900)

    def found(**query):
        return [unit.code for unit in page(client, people.yen, "answers", campaign.pk, **query).context["page"]]

    assert found() == ["CS-002", "CS-003"]
    assert found(loc="chua") == ["CS-003"]
    assert found(loc="roi", don_vi=world.upper.pk) == ["CS-002"]
    assert found(don_vi=world.other_factory.pk) == ["CS-002", "CS-003"]
    assert found(don_vi="x' OR 1=1") == ["CS-002", "CS-003"]


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_plan_comes_as_a_file(client, people, world, suffix):
    campaign = make_launched(people, world.province)
    answer = page(client, people.lan, "plan", campaign.pk, suffix)
    assert answer.content.startswith({"pdf": b"%PDF-", "docx": b"PK"}[suffix])
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_plan_comes_in_no_other_form(client, people, world):
    assert page(client, people.yen, "plan", make_draft(people, world.province).pk, "exe").status_code == 404


def test_detail_costs_the_same_at_one_row_and_at_three(client, people, world, days):
    campaign = make_launched(people, world.province, **days)
    client.force_login(User.objects.get(pk=people.yen.pk))

    def add_row(number):
        campaign.amendments.create(number=str(number), decided_on=days["start_on"], text="Sửa.", by=people.mai, at=NOW)
        make_launched(people, world.province, plan_no=str(20 + number))
        Campaign.objects.exclude(pk=campaign.pk).update(parent=campaign)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("campaigns:detail", args=[campaign.pk])).status_code == 200
        return len(queries)

    add_row(1)
    cost()  # the first page of a session also reads what stays in memory after it
    once = cost()
    add_row(2)
    add_row(3)
    assert cost() == once
