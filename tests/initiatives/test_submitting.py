"""Handing in: what is refused by name, what is frozen, counted and told."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from initiatives.enums import InitiativeState
from initiatives.models import Initiative, InitiativeVersion
from initiatives.selectors import get_written
from initiatives.services import (
    add_author,
    resubmit_initiative,
    return_initiative,
    save_draft,
    set_shares,
    submit_initiative,
    take_receipt,
    withdraw_initiative,
)
from portal.core import audit
from portal.core.errors import PartsMissing, StaleError
from portal.core.models import Holiday, Notice
from portal.core.workflow import WrongStateError
from tests.initiatives.initiatives import make_campaign, make_draft, prepare, write
from tests.moments import NOW, TODAY, later
from tests.people import make_user
from units.models import Tally, User


def missing(initiative, actor, at=NOW):
    """Submit, and return what is named as missing."""
    with pytest.raises(PartsMissing) as refusal:
        submit_initiative(initiative, actor=actor, at=at)
    initiative.refresh_from_db()
    assert initiative.state == InitiativeState.DRAFT
    return refusal.value.parts


def test_submitted_initiative_has_a_code_a_frozen_version_and_a_day_for_the_answer(stage):
    Holiday.objects.create(on=date(2026, 6, 17), name="Nghỉ bù")
    initiative = stage.draft()

    version = submit_initiative(initiative, actor=stage.people.lan, at=NOW)

    initiative.refresh_from_db()
    assert initiative.state == InitiativeState.SUBMITTED
    assert initiative.code.startswith("SK-2026-")
    assert initiative.submitted_at == NOW
    assert initiative.answer_due_on == date(2026, 6, 30)
    assert (version.number, version.content["title"]) == (1, initiative.title)
    assert [author["share"] for author in version.content["authors"]] == [100]


def test_codes_follow_one_another(stage):
    first, second = stage.submitted(), stage.submitted(title="Việc khác hẳn")
    assert int(second.code[-5:]) == int(first.code[-5:]) + 1


def test_submission_is_on_the_trail_and_told_to_the_author_and_the_official(stage):
    initiative = stage.submitted()

    told = Notice.objects.filter(event=f"initiative.submit:{initiative.pk}:1").order_by("pk")
    assert [notice.recipient for notice in told] == [stage.people.lan, stage.people.hung]
    assert audit.history(initiative).last().action == "initiative.submit"


def test_submission_counts_once_at_the_authors_own_unit(stage):
    stage.submitted()
    tally = Tally.objects.get(indicator="C01")
    assert (tally.unit, tally.month, tally.value) == (stage.world.group, TODAY.replace(day=1), 1)


def test_everything_that_is_missing_is_named_at_once(stage):
    initiative = stage.draft(novelty="", field=" ", first_applied_on=None, claimed_value_vnd=None)
    assert missing(initiative, stage.people.lan) == {
        "novelty": "Ghi một câu điểm khác với cách đã có.",
        "field": "Ghi lĩnh vực áp dụng, ví dụ “dệt may”.",
        "first_applied_on": "Ghi ngày áp dụng lần đầu, kể cả ngày làm thử. Chưa làm thử thì chưa phải sáng kiến.",
        "claimed_value_vnd": "Ghi giá trị làm lợi trong 12 tháng, hoặc bỏ dấu “Có giá trị làm lợi”.",
    }


def test_initiative_without_money_needs_another_benefit(stage):
    initiative = stage.draft(has_value=False, social_benefit="")
    assert list(missing(initiative, stage.people.lan)) == ["social_benefit"]

    write(initiative, stage.people.lan, social_benefit="Thời gian chờ giảm từ 58 phút xuống 21 phút")
    submit_initiative(initiative, actor=stage.people.lan, at=NOW)
    assert initiative.state == InitiativeState.SUBMITTED
    assert initiative.claimed_value_vnd == 86_000_000  # a hidden answer is kept


def test_title_longer_than_a_title_is_refused_only_on_submission(stage):
    initiative = stage.draft(title="A" * 301)
    assert missing(initiative, stage.people.lan) == {"title": "Tên dài 301 ký tự. Hãy rút còn 300 ký tự."}


@pytest.mark.parametrize(
    ("shares", "sentence"),
    [
        ((70, 40), "Tổng tỷ lệ đang là 110%. Bớt 10% để đủ 100%."),
        ((60, 30), "Tổng tỷ lệ đang là 90%. Thêm 10% để đủ 100%."),
        ((100, 0), "Tỷ lệ của Trần Văn Ba đang là 0%. Ghi tỷ lệ, hoặc bỏ người đó khỏi danh sách."),
    ],
)
def test_shares_that_do_not_come_to_a_hundred_say_how_much_to_change(stage, shares, sentence):
    ba = make_user("NV-BA", "Trần Văn Ba", stage.world.group)
    initiative = stage.draft()
    author = add_author(initiative, actor=stage.people.lan, at=NOW, contact="NV-BA")
    lead = initiative.authors.get(is_lead=True)
    set_shares(initiative, actor=stage.people.lan, at=NOW, shares={lead.pk: shares[0], author.pk: shares[1]})
    author.refresh_from_db()
    author.confirmed_at, author.confirmed_by = NOW, ba
    author.save()

    assert missing(initiative, stage.people.lan) == {"shares": sentence}


def test_co_author_who_has_not_confirmed_is_named(stage):
    make_user("NV-BA", "Trần Văn Ba", stage.world.group)
    initiative = stage.draft()
    author = add_author(initiative, actor=stage.people.lan, at=NOW, contact="NV-BA")
    lead = initiative.authors.get(is_lead=True)
    set_shares(initiative, actor=stage.people.lan, at=NOW, shares={lead.pk: 60, author.pk: 40})

    assert missing(initiative, stage.people.lan) == {
        "authors": "Còn 1 người chưa xác nhận tỷ lệ của mình: Trần Văn Ba."
    }


def test_closed_campaign_says_since_when(stage):
    past = make_campaign(stage.world.province, code="PT-CU", end_on=date(2026, 5, 31), short_name="Đợt 1")
    initiative = make_draft(stage.people.lan, past)
    assert missing(initiative, stage.people.lan) == {
        "campaign": "Phong trào “Đợt 1” đã ngừng nhận sáng kiến từ sau ngày 31/05/2026. Hãy chọn phong trào khác."
    }


@pytest.mark.parametrize("applied", [date(2024, 12, 31), date(2026, 6, 16)])
def test_day_of_application_outside_the_campaign_is_refused(stage, applied):
    initiative = stage.draft(first_applied_on=applied)
    assert list(missing(initiative, stage.people.lan)) == ["first_applied_on"]


def test_first_day_that_counts_is_accepted(stage):
    initiative = stage.draft(first_applied_on=date(2025, 1, 1))
    submit_initiative(initiative, actor=stage.people.lan, at=NOW)
    assert initiative.state == InitiativeState.SUBMITTED


def test_large_value_without_evidence_is_refused(stage):
    initiative = stage.draft(claimed_value_vnd=100_000_000)
    assert list(missing(initiative, stage.people.lan)) == ["files"]


def test_only_the_lead_author_submits(stage):
    initiative = stage.draft()
    with pytest.raises(PermissionDenied):
        submit_initiative(initiative, actor=stage.people.hung, at=NOW)
    with pytest.raises(PermissionDenied):
        submit_initiative(initiative, actor=stage.people.binh, at=NOW)
    initiative.refresh_from_db()
    assert initiative.state == InitiativeState.DRAFT


def test_submission_of_a_page_that_is_no_longer_the_present_one_is_refused(stage):
    initiative = stage.draft()
    other_tab = Initiative.objects.get(pk=initiative.pk)
    write(initiative, stage.people.lan, title="Tên khác")

    with pytest.raises(StaleError):
        submit_initiative(other_tab, actor=stage.people.lan, at=NOW)
    assert not InitiativeVersion.objects.exists()


def test_second_submission_changes_nothing(stage):
    initiative = stage.submitted()
    with pytest.raises(WrongStateError):
        submit_initiative(initiative, actor=stage.people.lan, at=later(seconds=1))
    assert InitiativeVersion.objects.filter(initiative=initiative).count() == 1
    assert Tally.objects.get(indicator="C01").value == 1


def test_nothing_is_written_after_submission(stage):
    initiative = stage.draft()
    seen = initiative.version
    submit_initiative(initiative, actor=stage.people.lan, at=NOW)
    with pytest.raises(PermissionDenied, match="Hồ sơ đã nộp"):
        save_draft(initiative, actor=stage.people.lan, at=NOW, seen_version=seen, content={"title": "Muộn"})
    assert Initiative.objects.get(pk=initiative.pk).title != "Muộn"


def test_returned_dossier_comes_back_as_version_two_with_the_same_code(stage):
    initiative = stage.received()
    code = initiative.code
    return_initiative(initiative, actor=stage.people.hung, at=NOW, reason="Thêm bảng đo.")
    write(initiative, stage.people.lan, at=later(days=1), value_basis="Đo 3 chuyền trong 2 tháng")

    version = resubmit_initiative(initiative, actor=stage.people.lan, at=later(days=2))

    assert (initiative.state, initiative.code, initiative.submitted_at) == (InitiativeState.SUBMITTED, code, NOW)
    assert (version.number, version.content["value_basis"]) == (2, "Đo 3 chuyền trong 2 tháng")
    assert InitiativeVersion.objects.get(initiative=initiative, number=1).content["value_basis"].startswith("Tiết kiệm")
    assert Tally.objects.get(indicator="C01").value == 1


def test_returned_dossier_is_still_in_time_after_its_campaign_has_closed(stage):
    initiative = stage.received()
    return_initiative(initiative, actor=stage.people.hung, at=NOW, reason="Thêm bảng đo.", due=date(2027, 1, 15))
    resubmit_initiative(initiative, actor=stage.people.lan, at=NOW + timedelta(days=210))
    assert initiative.state == InitiativeState.SUBMITTED


def test_withdrawn_dossier_is_counted_no_more(stage):
    initiative = stage.submitted()
    withdraw_initiative(initiative, actor=stage.people.lan, at=later(days=1), reason="Nộp nhầm")
    assert initiative.state == InitiativeState.WITHDRAWN
    assert Tally.objects.get(indicator="C01").value == 0


def test_dossier_that_is_being_checked_is_not_withdrawn(stage):
    initiative = stage.submitted()
    take_receipt(initiative, actor=stage.people.hung, at=NOW)
    with pytest.raises(WrongStateError):
        withdraw_initiative(initiative, actor=stage.people.lan, at=NOW)


def test_submission_takes_at_most_twenty_queries(stage, django_assert_max_num_queries):
    initiative = stage.draft()
    author = User.objects.get(pk=stage.people.lan.pk)
    with django_assert_max_num_queries(20 + 2):  # the test's own transaction adds a savepoint
        submit_initiative(get_written(initiative.pk, actor=author), actor=author, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_make_one_submission(world, people):
    campaign = prepare(world)
    initiative = make_draft(people.lan, campaign)
    start, outcomes = Barrier(2), []

    def press() -> None:
        mine = Initiative.objects.get(pk=initiative.pk)
        start.wait()
        try:
            submit_initiative(mine, actor=people.lan, at=NOW)
            outcomes.append("submitted")
        except (WrongStateError, StaleError):
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["refused", "submitted"]
    assert InitiativeVersion.objects.filter(initiative=initiative).count() == 1
    assert Tally.objects.get(indicator="C01").value == 1
    assert Notice.objects.filter(event=f"initiative.submit:{initiative.pk}:1", recipient=people.lan).count() == 1
