"""What waits for a person among the campaigns."""

from datetime import date

import pytest

from campaigns.models import Campaign
from campaigns.selectors import list_work
from campaigns.services import respond_to_campaign, start_interim_review, summarise_campaign
from tests.campaigns.campaigns import (
    make_approved,
    make_closed,
    make_draft,
    make_launched,
    make_reviewed,
    make_submitted,
)
from tests.moments import LONG_AGO, NOW, TODAY
from tests.people import make_user
from units.enums import Role
from units.models import User
from units.services import assign_role


def verbs(actor, day=TODAY):
    return [work.verb for work in list_work(User.objects.get(pk=actor.pk), day=day)]


@pytest.mark.parametrize(
    ("make", "waits"),
    [
        (make_draft, {"yen": ["Soạn tiếp"]}),
        (make_submitted, {"mai": ["Xem để duyệt"]}),
        (make_approved, {"mai": ["Phát động"]}),
        (make_launched, {}),
        (make_closed, {"yen": ["Viết tổng kết"]}),
        (make_reviewed, {"mai": ["Duyệt tổng kết"]}),
    ],
)
def test_each_state_waits_for_its_own_hand(people, world, make, waits):
    make(people, world.province)
    desks = {name: verbs(getattr(people, name)) for name in ("yen", "mai", "huy", "lan", "binh")}
    assert {name: found for name, found in desks.items() if found} == waits


def test_launch_binds_and_is_due_on_the_first_day(people, world):
    make_approved(people, world.province)
    work = list_work(people.tuan, day=TODAY)[0]
    assert (work.legal, work.due_on) == (True, date(2026, 1, 1))


def test_leader_who_wrote_it_is_not_asked_to_approve(people, world):
    assign_role(people.mai, Role.EMULATION_OFFICER, world.province, actor=None, at=NOW, valid_from=LONG_AGO)
    campaign = make_submitted(people, world.province)
    Campaign.objects.filter(pk=campaign.pk).update(writer_ids=[people.mai.pk])
    assert verbs(people.mai) == []
    assert verbs(people.tuan) == ["Xem để duyệt"]


def test_campaign_past_its_last_day_waits_to_be_closed(people, world):
    make_launched(people, world.province, end_on=date(2026, 6, 30))
    assert verbs(people.yen) == []
    assert verbs(people.yen, date(2026, 7, 1)) == ["Khóa kỳ nhận"]


def test_interim_review_waits_until_its_day(people, world):
    campaign = make_launched(people, world.province)
    start_interim_review(campaign, actor=people.yen, at=NOW, due_on=date(2026, 7, 10))
    work = list_work(people.yen, day=TODAY)[0]
    assert (work.verb, work.due_on) == ("Viết sơ kết", date(2026, 7, 10))


def test_summarised_campaign_waits_for_the_clerk(people, world):
    campaign = make_reviewed(people, world.province)
    summarise_campaign(campaign, actor=people.mai, at=NOW)
    assert verbs(people.huy) == ["Lưu trữ"]


def test_unit_that_has_not_responded_is_asked_until_it_does(people, world):
    campaign = make_launched(people, world.province)
    assert verbs(people.hung) == ["Hưởng ứng"]
    respond_to_campaign(campaign, world.factory, actor=people.hung, at=NOW)
    assert verbs(people.hung) == []


@pytest.mark.parametrize("count", [1, 3])
def test_work_costs_three_queries_whatever_the_number_of_rows(people, world, django_assert_num_queries, count):
    for number in range(count):
        make_launched(people, world.province, plan_no=str(20 + number))
        make_draft(people, world.factory, by=people.hung)
    assert people.hung.assignments
    with django_assert_num_queries(3):
        work = list_work(people.hung, day=TODAY)
    # Three to respond to stand in one row, so that they do not bury the drafts.
    assert len(work) == {1: 2, 3: 4}[count]


def test_many_to_respond_to_stand_in_one_row(people, world):
    for number in range(3):
        make_launched(people, world.province, plan_no=str(20 + number))
    work = list_work(people.hung, day=TODAY)
    assert [(row.title, row.verb) for row in work] == [
        ("3 phong trào của cấp trên chờ đơn vị hưởng ứng", "Xem danh sách")
    ]


def test_member_without_roles_costs_one_query_and_has_nothing(people, world, django_assert_num_queries):
    make_launched(people, world.province)
    assert people.lan.assignments == []
    with django_assert_num_queries(0):
        assert list_work(people.lan, day=TODAY) == []


def test_only_unions_are_asked_to_answer_not_their_sections(people, world):
    make_launched(people, world.province)
    official = make_user("NV-BP", "Đào Văn Bộ", world.section, Role.GRASSROOTS_OFFICER)
    assert verbs(official) == []
    assert verbs(people.hung) == ["Hưởng ứng"]
