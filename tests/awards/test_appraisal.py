"""A dossier at the deciding unit."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from awards.enums import NominationState, Rating
from awards.models import AwardRecord, AwardSetting, AwardType, YearRating
from awards.services import (
    allow_over_quota,
    appraise_nomination,
    enter_record,
    hold_unit_vote,
    rate_year,
    receive_nomination,
    reject_nomination,
    resubmit_nomination,
    return_nomination,
    submit_nomination,
)
from portal.core import audit
from portal.core.errors import DomainError, StaleError
from portal.core.workflow import WrongStateError
from tests.awards.story import appraised, draft_nomination, gathered, rate, submitted
from tests.moments import NOW, TODAY, later
from tests.people import make_member, make_user
from units.enums import Role, WorkGroup
from units.models import Tally


def received(story):
    nomination = submitted(story)
    receive_nomination(nomination, actor=story.people.dung, at=NOW)
    return nomination


def test_receipt_fixes_the_law_and_the_deadline(story):
    nomination = received(story)
    assert (nomination.state, nomination.received_on) == (NominationState.APPRAISING, TODAY)
    assert nomination.due_on == date(2026, 6, 29)


def test_deadline_leaves_holidays_out(story):
    nomination = submitted(story)
    receive_nomination(nomination, actor=story.people.dung, at=NOW.replace(month=8, day=24))
    # Mon 24/8 and ten working days, without 31/8, 1/9 and 2/9.
    assert nomination.due_on == date(2026, 9, 10)


def test_units_own_number_of_days_comes_before_everyones(story):
    AwardSetting.objects.create(
        code="appraisal_days_province",
        unit=story.world.province,
        value=3,
        valid_from=date(2026, 1, 1),
        certainty="local",
    )
    assert received(story).due_on == date(2026, 6, 18)


@pytest.mark.parametrize("who", ["hung", "lan", "tuan", "huy", "binh"])
def test_only_officers_of_the_deciding_unit_take_in(story, who):
    nomination = submitted(story)
    with pytest.raises(PermissionDenied):
        receive_nomination(nomination, actor=getattr(story.people, who), at=NOW)


def test_who_proposed_does_not_appraise(story):
    nomination = submitted(story)
    nomination.proposed_by = story.people.dung
    nomination.save(update_fields=["proposed_by"])
    with pytest.raises(PermissionDenied, match="đã lập, sửa hoặc trình"):
        receive_nomination(nomination, actor=story.people.dung, at=NOW)


def test_nominee_does_not_appraise(story):
    nominee = make_user(
        "NV-TU", "Vũ Thị Tú", story.world.province, Role.EMULATION_OFFICER, group=WorkGroup.UNION_OFFICER
    )
    nomination = submitted(story)
    nomination.member = nominee.member
    nomination.save(update_fields=["member"])
    with pytest.raises(PermissionDenied, match="người được đề nghị"):
        receive_nomination(nomination, actor=nominee, at=NOW)


def test_appraisal_keeps_who_when_and_the_version_of_the_law(story):
    nomination = received(story)
    appraise_nomination(nomination, actor=story.people.dung, at=NOW, note="Đã xem bản gốc")
    assert nomination.appraised_by == story.people.dung
    assert nomination.check_result["received_on"] == TODAY.isoformat()
    line = audit.history(nomination).last()
    assert (line.action, line.note) == ("nomination.appraise", "Đã xem bản gốc")


def test_what_the_law_leaves_open_is_confirmed_by_name_and_reason(story):
    YearRating.objects.all().delete()
    nomination = received(story)
    with pytest.raises(DomainError, match="cần người kiểm tra"):
        appraise_nomination(nomination, actor=story.people.dung, at=NOW)
    appraise_nomination(nomination, actor=story.people.dung, at=NOW, note="Đã xem 45/QĐ-MĐC")
    assert (nomination.confirmed_by, nomination.confirmed_reason) == (story.people.dung, "Đã xem 45/QĐ-MĐC")


def test_dossier_that_lost_a_condition_is_not_found_good(story):
    nomination = received(story)
    YearRating.objects.update(rating=Rating.DONE)
    with pytest.raises(DomainError, match="Xếp loại thấp hơn"):
        appraise_nomination(nomination, actor=story.people.dung, at=NOW)


def test_appraisal_from_an_old_page_or_twice_on_a_list_is_refused(story):
    nomination = received(story)
    with pytest.raises(StaleError):
        appraise_nomination(nomination, actor=story.people.dung, at=NOW, seen_version=1)
    appraise_nomination(nomination, actor=story.people.dung, at=NOW)
    gathered(story, nomination)
    with pytest.raises(WrongStateError):
        appraise_nomination(nomination, actor=story.people.dung, at=NOW)


def test_returned_dossier_keeps_the_law_of_its_first_receipt(story):
    nomination = received(story)
    return_nomination(nomination, actor=story.people.dung, at=NOW, reason="Bổ sung số liệu")
    assert (nomination.state, nomination.return_due_on) == (NominationState.RETURNED, date(2026, 6, 29))
    resubmit_nomination(nomination, actor=story.people.hung, at=later(days=3))
    receive_nomination(nomination, actor=story.people.dung, at=later(days=4))
    assert nomination.received_on == TODAY
    assert "cần bổ sung" in story.people.hung.notices.get(subject__contains="bổ sung").subject


def test_return_needs_a_reason_and_ends_after_three(story):
    nomination = received(story)
    with pytest.raises(DomainError, match="Ghi rõ cần bổ sung gì"):
        return_nomination(nomination, actor=story.people.dung, at=NOW, reason=" ")
    nomination.returns = 3
    nomination.save(update_fields=["returns"])
    with pytest.raises(DomainError, match="đã trả lại 3 lần"):
        return_nomination(nomination, actor=story.people.dung, at=NOW, reason="Nữa")


def test_refusal_is_final_and_says_why(story):
    nomination = received(story)
    with pytest.raises(DomainError, match="lý do loại"):
        reject_nomination(nomination, actor=story.people.dung, at=NOW, reason="")
    reject_nomination(nomination, actor=story.people.dung, at=NOW, reason="Thành tích đã khen năm trước")
    assert (nomination.state, nomination.closing_reason) == ("rejected", "Thành tích đã khen năm trước")
    with pytest.raises(WrongStateError):
        appraise_nomination(nomination, actor=story.people.dung, at=NOW)


def test_dossier_on_a_list_is_neither_returned_nor_refused(story):
    nomination = appraised(story)
    gathered(story, nomination)
    nomination.refresh_from_db()
    with pytest.raises(DomainError, match="đang nằm trong đợt khen"):
        return_nomination(nomination, actor=story.people.dung, at=NOW, reason="x")
    with pytest.raises(DomainError, match="đang nằm trong đợt khen"):
        reject_nomination(nomination, actor=story.people.dung, at=NOW, reason="x")


def title_fighters(story, ldtt: int):
    """``ldtt`` advanced workers in the factory in 2026, one of whom is to become a fighter."""
    advanced = AwardType.objects.get(code="LDTT")
    people = [make_member(f"NV-T{n}", f"Thợ Số {n}", story.world.group) for n in range(ldtt)]
    for person in people:
        enter_record(
            person, actor=None, at=NOW, award_type=advanced, year=2026, decision_no="61/QĐ", decided_on=TODAY, issued_by="Giám đốc"
        )  # fmt: skip
    rate(people[0])
    return people[0]


def fighter(story, member):
    nomination = draft_nomination(story, member, award_type=AwardType.objects.get(code="CSTDCS-2024"), initiatives=())
    hold_unit_vote(nomination, actor=story.people.hung, at=NOW, on=TODAY, present=5, yes=5)
    return nomination


def test_number_within_the_share_passes_and_beyond_it_waits_for_a_leader(story):
    nomination = fighter(story, title_fighters(story, 6))
    with pytest.raises(DomainError, match="15% của 6 người là 0; đề nghị 1, vượt 1"):
        submit_nomination(nomination, actor=story.people.hung, at=NOW)


def test_leader_of_the_deciding_unit_lets_one_go_beyond_with_a_written_reason(story):
    nomination = fighter(story, title_fighters(story, 6))
    leader = make_user("NV-LY", "Đỗ Thị Lý", story.world.factory, Role.LEADER, group=WorkGroup.UNION_OFFICER)
    with pytest.raises(PermissionDenied, match="lãnh đạo của cấp quyết định"):
        allow_over_quota(nomination, actor=story.people.tuan, at=NOW, reason="x")
    with pytest.raises(PermissionDenied, match="đã lập, sửa hoặc trình"):
        allow_over_quota(nomination, actor=story.people.hung, at=NOW, reason="x")
    with pytest.raises(DomainError, match="lý do bằng văn bản"):
        allow_over_quota(nomination, actor=leader, at=NOW, reason=" ")
    allow_over_quota(nomination, actor=leader, at=NOW, reason="Văn bản 12/CV-CĐCS")
    submit_nomination(nomination, actor=story.people.hung, at=NOW)
    assert nomination.state == NominationState.SUBMITTED
    assert nomination.check_result["verdict"] == "quota_exceeded"


def test_number_within_the_share_needs_nobody(story):
    nomination = fighter(story, title_fighters(story, 7))
    submit_nomination(nomination, actor=story.people.hung, at=NOW)
    assert nomination.check_result["verdict"] == "eligible"


def test_rating_is_kept_with_its_paper_and_its_correction_in_the_trail(story):
    member = story.people.lan.member
    row = rate_year(member, actor=story.people.hung, at=NOW, year=2025, rating=Rating.GOOD, basis="45/QĐ-MĐC")
    again = rate_year(member, actor=story.people.hung, at=NOW, year=2025, rating=Rating.EXCELLENT, basis="46/QĐ-MĐC")
    assert (again.pk, again.rating) == (row.pk, Rating.EXCELLENT)
    assert audit.history(row).last().before == {"rating": "hoan_thanh_tot", "basis": "45/QĐ-MĐC"}


@pytest.mark.parametrize(
    ("facts", "words"), [({"rating": "gioi"}, "Chọn một mức"), ({"basis": " "}, "văn bản xếp loại")]
)
def test_rating_without_its_paper_is_refused(story, facts, words):
    data = {"year": 2025, "rating": Rating.GOOD, "basis": "45/QĐ"} | facts
    with pytest.raises(DomainError, match=words):
        rate_year(story.world.factory, actor=story.people.hung, at=NOW, **data)


def test_stranger_rates_nobody(story):
    with pytest.raises(PermissionDenied):
        rate_year(story.people.lan.member, actor=story.people.binh, at=NOW, year=2025, rating=Rating.GOOD, basis="x")


def test_register_refuses_the_same_line_twice_and_a_line_without_proof(story):
    facts = {"award_type": story.award, "year": 2024, "decided_on": TODAY, "issued_by": "LĐLĐ tỉnh"}
    member = story.people.lan.member
    enter_record(member, actor=story.people.hung, at=NOW, decision_no="12/QĐ", **facts)
    with pytest.raises(DomainError, match="đã có dòng này"):
        enter_record(member, actor=story.people.hung, at=NOW, decision_no="12/QĐ", **facts)
    with pytest.raises(DomainError, match="làm căn cứ"):
        enter_record(member, actor=story.people.hung, at=NOW, decision_no=" ", **facts)
    with pytest.raises(PermissionDenied):
        enter_record(member, actor=story.people.binh, at=NOW, decision_no="13/QĐ", **facts)
    assert AwardRecord.objects.count() == 1


def test_award_of_a_collective_counts_no_person_and_one_without_a_day_counts_nowhere(story):
    facts = {"award_type": AwardType.objects.get(code="BK-LDLD-TT"), "issued_by": "LĐLĐ tỉnh"}
    factory = story.world.factory
    enter_record(factory, actor=story.people.hung, at=NOW, year=2019, decision_no="9/QĐ", decided_on=None, **facts)
    assert not Tally.objects.exists()
    enter_record(factory, actor=story.people.hung, at=NOW, year=2024, decision_no="12/QĐ", decided_on=TODAY, **facts)
    assert list(Tally.objects.values_list("indicator", flat=True)) == [facts["award_type"].indicator]
