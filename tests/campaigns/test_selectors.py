"""Who sees which campaigns, and what the lists cost."""

from datetime import date, timedelta

import pytest
from django.http import Http404

from campaigns.models import Campaign
from campaigns.selectors import (
    KEYS,
    Filters,
    campaigns_to_name,
    get_campaign,
    launched_under,
    list_answers,
    list_campaigns,
    list_derived,
    list_my_units,
    open_campaigns,
)
from campaigns.services import Draft, respond_to_campaign, start_campaign
from portal.core.paging import page_by_key
from tests.campaigns.campaigns import make_approved, make_closed, make_draft, make_launched, make_submitted
from tests.moments import LONG_AGO, NOW, TODAY
from tests.people import make_user
from units.enums import Role, WorkGroup
from units.models import User
from units.services import assign_role


def seen_by(actor):
    return set(Campaign.objects.visible_to(User.objects.get(pk=actor.pk)).values_list("pk", flat=True))


@pytest.fixture
def above(world):
    """An official of the confederation."""
    return make_user("NV-TREN", "Vương Thị Bích Thủy", world.top, Role.EMULATION_OFFICER)


def test_campaigns_to_name_are_the_latest_seen_and_can_be_looked_up(people, world):
    first = make_launched(people, world.province)
    second = make_launched(people, world.province, plan_no="13/KH-LĐLĐ", start_on=date(2026, 2, 1))
    hidden = make_draft(people, world.province)
    found = campaigns_to_name(people.hung)
    assert list(found) == [second, first]
    assert (found.get(pk=first.pk), found.filter(pk=hidden.pk).exists()) == (first, False)


@pytest.mark.parametrize("make", [make_draft, make_submitted, make_approved])
def test_campaign_before_launch_is_the_launch_units_own_matter(people, world, above, make):
    campaign = make(people, world.province)
    officials = [people.yen, people.dung, people.mai, people.tuan, people.huy]
    assert [seen_by(one) for one in officials] == [{campaign.pk}] * 5
    assert [seen_by(one) for one in (people.lan, people.hung, people.binh, above)] == [set()] * 4


def test_launched_campaign_is_read_below_and_above_and_not_beside(people, world, above):
    campaign = make_launched(people, world.province)
    readers = [people.lan, people.hung, people.yen, people.huy, above]
    assert [seen_by(one) for one in readers] == [{campaign.pk}] * 5
    assert seen_by(people.binh) == set()


def test_administrator_of_the_unit_reads_no_draft(people, world):
    admin = make_user("NV-QT", "Mạc Văn Sinh", world.mill, Role.ADMINISTRATOR)
    make_draft(people, world.province)
    assert seen_by(admin) == set()


def test_grassroots_campaign_is_read_in_its_branch_and_by_those_above(people, world):
    stranger = make_user("NV-MAY", "Vũ Văn Quyền", world.mill)
    campaign = make_draft(people, world.factory, by=people.hung)
    Campaign.objects.filter(pk=campaign.pk).update(state="launched", launched_at=NOW)
    assert seen_by(people.lan) == {campaign.pk}
    assert seen_by(people.yen) == {campaign.pk}
    assert seen_by(stranger) == set()


def test_campaign_one_may_not_read_is_not_found(people, world):
    campaign = make_draft(people, world.province)
    assert get_campaign(campaign.pk, actor=people.yen) == campaign
    with pytest.raises(Http404):
        get_campaign(campaign.pk, actor=people.lan)


def test_list_is_narrowed_by_state_year_and_words(people, world):
    year = make_launched(people, world.province, name="Lao động giỏi, Lao động sáng tạo")
    green = make_draft(
        people, world.province, name="Xanh - Sạch - Đẹp", start_on=date(2027, 1, 1), end_on=date(2027, 12, 31)
    )

    def found(**filters):
        return list(list_campaigns(people.yen, filters=Filters(**filters)).order_by("pk"))

    assert found() == [year, green]
    assert found(state="draft") == [green]
    assert found(year=2026) == [year]
    assert found(text="sach dep") == [green]
    assert found(text="SÁNG TẠO") == [year]
    assert found(state="draft", year=2026) == []


def test_members_may_answer_what_runs_above_them_for_their_group_and_trade(people, world):
    wide = make_launched(people, world.province)
    make_launched(people, world.province, plan_no="13", audience_groups=[WorkGroup.UNION_OFFICER])
    workers = make_launched(people, world.province, plan_no="14", audience_groups=[WorkGroup.DIRECT])
    make_launched(people, world.province, plan_no="15", sector="giáo dục")
    make_launched(people, world.province, plan_no="16", takes_initiatives=False)
    make_launched(people, world.province, plan_no="17", start_on=date(2026, 7, 1))
    make_closed(people, world.province, plan_no="18")
    assert set(open_campaigns(people.lan, day=TODAY)) == {wide, workers}
    assert list(open_campaigns(people.binh, day=TODAY)) == []


def test_official_without_a_member_record_answers_nothing(people, world):
    make_launched(people, world.province)
    account = User.objects.create_user("khach", full_name="Khách")
    assert list(open_campaigns(account, day=TODAY)) == []


def test_launches_of_a_branch_are_found_by_the_day_of_their_plan(people, world):
    campaign = make_launched(people, world.province)
    make_approved(people, world.province)
    year = {"start": date(2026, 1, 1), "end": date(2027, 1, 1)}
    assert list(launched_under(world.top, **year)) == [campaign]
    assert list(launched_under(world.other_province, **year)) == []
    assert list(launched_under(world.top, start=date(2026, 1, 6), end=date(2027, 1, 1))) == []


def test_grassroots_unions_are_listed_with_their_answers(people, world):
    campaign = make_launched(people, world.province)
    respond_to_campaign(campaign, world.factory, actor=people.hung, at=NOW, registered=900)
    rows = {unit.code: (unit.responded_at, unit.registered) for unit in list_answers(campaign)}
    assert rows == {"CS-002": (NOW, 900), "CS-003": (None, None)}
    assert [unit.code for unit in list_answers(campaign, responded=False)] == ["CS-003"]
    assert [unit.code for unit in list_answers(campaign, responded=True)] == ["CS-002"]
    assert [unit.code for unit in list_answers(campaign, under=world.mill)] == ["CS-003"]


def test_official_sees_the_answers_of_the_units_he_acts_for(people, world):
    campaign = make_launched(people, world.province)
    assert list_my_units(campaign, actor=people.hung) == [(world.factory, None)]
    response = respond_to_campaign(campaign, world.factory, actor=people.hung, at=NOW)
    assert list_my_units(campaign, actor=people.hung) == [(world.factory, response)]
    assert [list_my_units(campaign, actor=one) for one in (people.lan, people.yen, people.binh)] == [[], [], []]


def test_derived_campaigns_show_only_what_one_may_read(people, world):
    parent = make_launched(people, world.province)
    draft = start_campaign(world.factory, actor=people.hung, at=NOW, parent=parent, draft=Draft(name="LĐG Đáp Cầu"))
    assert list(list_derived(parent, actor=people.hung)) == [draft]
    assert list(list_derived(parent, actor=people.yen)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_one_query_whatever_the_number_of_rows(people, world, django_assert_num_queries, count):
    for number in range(count):
        make_launched(people, world.province, plan_no=str(20 + number))
    actor = User.objects.select_related("member__unit").get(pk=people.yen.pk)
    assert actor.assignments
    with django_assert_num_queries(1):
        page = page_by_key(list_campaigns(actor, filters=Filters()), keys=KEYS)
        names = [campaign.launch_unit.short_name for campaign in page]
    assert names == ["LĐLĐ tỉnh Bắc Ninh"] * count


def test_leader_and_stranger_see_no_more_after_an_assignment_ends(people, world):
    campaign = make_draft(people, world.province)
    people.yen.held.update(valid_to=LONG_AGO + timedelta(days=1))
    assert seen_by(people.yen) == set()
    assert seen_by(people.dung) == {campaign.pk}


def test_account_without_a_member_sees_what_its_roles_show_and_nothing_else(people, world):
    campaign = make_launched(people, world.province)
    guest = User.objects.create_user("KHACH", full_name="Khách")
    assert seen_by(guest) == set()
    assign_role(guest, Role.INSPECTOR, world.province, actor=None, at=NOW, valid_from=LONG_AGO)
    assert seen_by(guest) == {campaign.pk}
