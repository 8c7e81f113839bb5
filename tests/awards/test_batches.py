"""Dossiers gathered, shown to everyone, objected to, and taken to the council."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from awards.enums import BatchState, Merit, NominationState, ObjectionState
from awards.models import AwardType, Batch, Objection, VotingRule
from awards.services import (
    answer_objection,
    appraise_nomination,
    close_batch,
    close_notices,
    gather,
    make_batch,
    object_to,
    open_notice,
    receive_nomination,
    send_to_council,
    skip_council,
    take_out,
    take_results,
)
from councils.enums import CouncilKind, Denominator
from councils.models import AgendaItem
from portal.core.errors import DomainError
from portal.core.workflow import WrongStateError
from tests.awards.story import (
    AFTER_NOTICE,
    appraised,
    council_room,
    disclosed,
    draft_nomination,
    gathered,
    make_eligible,
    ready_for_council,
    submitted,
    voted,
)
from tests.councils.room import make_room
from tests.moments import NOW, TODAY, later
from tests.people import make_member


def colleague(story, code="NV-HOA"):
    """Another worker of the factory whom the law allows to be commended."""
    member = make_member(code, "Trần Thị Hoa", story.world.group, gender="nữ")
    make_eligible(member, f"SK-{code}")
    return member


def test_batch_remembers_the_people_behind_it(story):
    nomination = appraised(story)
    batch = gathered(story, nomination)
    people = story.people
    assert batch.proposer_ids == [people.hung.pk]
    assert batch.appraiser_ids == [people.dung.pk]
    assert batch.nominee_ids == [people.lan.member_id]


@pytest.mark.parametrize("who", ["hung", "tuan", "huy", "binh", "lan"])
def test_only_the_emulation_officer_makes_a_batch(story, who):
    with pytest.raises(PermissionDenied):
        make_batch(
            story.world.province, actor=getattr(story.people, who), at=NOW, award_type=story.award, title="Đợt", year=2026
        )  # fmt: skip


def test_batch_needs_a_title(story):
    with pytest.raises(DomainError, match="Đặt tên"):
        make_batch(story.world.province, actor=story.people.yen, at=NOW, award_type=story.award, title=" ", year=2026)


def test_dossier_that_is_not_appraised_is_not_gathered(story):
    nomination = submitted(story)
    receive_nomination(nomination, actor=story.people.dung, at=NOW)
    with pytest.raises(DomainError, match="chưa thẩm định xong"):
        gathered(story, nomination)


def test_dossier_of_another_award_merit_or_batch_is_not_gathered(story):
    nomination = appraised(story)
    with pytest.raises(DomainError, match="thuộc danh hiệu"):
        gathered(story, nomination, award_type=AwardType.objects.get(code="BLDST-A"))
    with pytest.raises(DomainError, match="loại khác"):
        gathered(story, nomination, merit=Merit.THEMATIC)
    gathered(story, nomination)
    with pytest.raises(DomainError, match="đã nằm trong"):
        gathered(story, nomination)


def test_dossier_may_leave_while_the_list_is_not_shown(story):
    nomination = appraised(story)
    batch = gathered(story, nomination)
    take_out(nomination, actor=story.people.yen, at=NOW)
    batch.refresh_from_db()
    assert (nomination.batch, batch.nominee_ids) == (None, [])
    with pytest.raises(WrongStateError, match="không nằm trong"):
        take_out(nomination, actor=story.people.yen, at=NOW)


def test_list_that_is_shown_takes_nobody_in_or_out(story):
    first, second = appraised(story), appraised(story, colleague(story))
    batch = disclosed(story, first)
    first.refresh_from_db()
    with pytest.raises(WrongStateError):
        take_out(first, actor=story.people.yen, at=NOW)
    with pytest.raises(WrongStateError):
        gather(batch, [second], actor=story.people.yen, at=NOW)


def test_notice_runs_ten_working_days_after_the_day_it_appears(story):
    batch = disclosed(story, appraised(story))
    assert (batch.notice_from, batch.notice_until) == (TODAY, date(2026, 6, 29))
    assert batch.nominations.get().state == NominationState.PUBLIC_NOTICE


def test_notice_over_tet_leaves_the_holidays_out(story):
    batch = gathered(story, appraised(story))
    open_notice(batch, actor=story.people.yen, at=NOW.replace(month=2, day=12))
    assert batch.notice_until == date(2026, 3, 5)


def test_empty_batch_is_not_shown(story):
    batch = gathered(story)
    with pytest.raises(DomainError, match="chưa có hồ sơ"):
        open_notice(batch, actor=story.people.yen, at=NOW)


def test_notice_closes_only_after_its_last_day(story):
    batch = disclosed(story, appraised(story))
    assert close_notices(at=later(days=14)) == 0
    assert close_notices(at=later(days=15)) == 1
    assert close_notices(at=later(days=15)) == 0
    batch.refresh_from_db()
    assert batch.state == BatchState.COUNCIL_READY
    assert batch.nominations.get().state == NominationState.COUNCIL_READY


def test_extraordinary_list_goes_on_at_once(story):
    nomination = appraised(story, merit=Merit.EXTRAORDINARY)
    batch = gathered(story, nomination, merit=Merit.EXTRAORDINARY)
    open_notice(batch, actor=story.people.yen, at=NOW)
    batch.refresh_from_db()
    assert (batch.state, batch.notice_until) == (BatchState.COUNCIL_READY, TODAY)


def test_open_opinion_holds_the_list_until_it_is_answered(story):
    batch = disclosed(story, appraised(story))
    objection = object_to(batch, actor=story.people.binh, at=NOW, text="Sáng kiến này làm chung cả tổ.")
    assert close_notices(at=AFTER_NOTICE) == 0
    answer_objection(objection, actor=story.people.yen, at=NOW, answer="Đã đối chiếu, đúng người.")
    assert close_notices(at=AFTER_NOTICE) == 1
    assert "đã được trả lời" in story.people.binh.notices.get(event__startswith="objection").subject


def test_opinion_needs_words_a_shown_list_and_a_person_on_it(story):
    batch = disclosed(story, appraised(story))
    stranger = draft_nomination(story, colleague(story))
    with pytest.raises(DomainError, match="Viết ý kiến"):
        object_to(batch, actor=story.people.lan, at=NOW, text=" ")
    with pytest.raises(DomainError, match="không còn trong danh sách"):
        object_to(batch, actor=story.people.lan, at=NOW, text="Không đúng", nomination=stranger)
    close_notices(at=AFTER_NOTICE)
    with pytest.raises(WrongStateError, match="không còn trong thời gian"):
        object_to(batch, actor=story.people.lan, at=AFTER_NOTICE, text="Không đúng")


def test_upheld_opinion_sends_the_dossier_back_to_appraisal(story):
    first, second = appraised(story), appraised(story, colleague(story))
    batch = disclosed(story, first, second)
    objection = object_to(batch, actor=story.people.binh, at=NOW, text="Không phải Lan làm.", nomination=first)
    answer_objection(objection, actor=story.people.yen, at=NOW, answer="Đúng, xem lại.", upheld=True)
    first.refresh_from_db()
    batch.refresh_from_db()
    assert (first.state, first.batch, first.appraised_by) == (NominationState.APPRAISING, None, None)
    assert batch.nominee_ids == [second.member_id]
    assert objection.state == ObjectionState.UPHELD


def test_opinion_is_answered_once_with_words_by_someone_off_the_list(story):
    batch = disclosed(story, appraised(story))
    objection = object_to(batch, actor=story.people.binh, at=NOW, text="Xem lại.")
    with pytest.raises(PermissionDenied):
        answer_objection(objection, actor=story.people.hung, at=NOW, answer="Được")
    with pytest.raises(DomainError, match="Viết câu trả lời"):
        answer_objection(objection, actor=story.people.yen, at=NOW, answer=" ")
    with pytest.raises(DomainError, match="không nêu hồ sơ"):
        answer_objection(objection, actor=story.people.yen, at=NOW, answer="Đúng", upheld=True)
    answer_objection(objection, actor=story.people.yen, at=NOW, answer="Đã xem.")
    with pytest.raises(WrongStateError, match="“Đã trả lời”"):
        answer_objection(objection, actor=story.people.yen, at=NOW, answer="Lại")
    assert Objection.objects.get().answer == "Đã xem."


def test_nominee_does_not_handle_opinions_on_their_list(story):
    story.people.yen.member.group = "cong_nhan_truc_tiep"
    batch = disclosed(story, appraised(story))
    batch.nominee_ids = [story.people.yen.member_id]
    batch.save(update_fields=["nominee_ids"])
    objection = object_to(batch, actor=story.people.binh, at=NOW, text="Xem lại.")
    with pytest.raises(PermissionDenied, match="có tên trong danh sách"):
        answer_objection(objection, actor=story.people.yen, at=NOW, answer="Không")


def test_council_gets_each_dossier_under_the_vote_its_award_needs(story):
    batch = ready_for_council(story, appraised(story))
    room = council_room(story)
    send_to_council(batch, actor=story.people.yen, at=AFTER_NOTICE, session=room.session)
    item = AgendaItem.objects.get()
    assert (item.subject_type, item.secret, item.denominator) == ("awards.nomination", False, Denominator.PRESENT)
    assert item.subject_member_ids == [story.people.lan.member_id]
    assert ["Bình xét ở đơn vị", "28/30"] in item.summary
    assert batch.state == BatchState.IN_COUNCIL


def test_session_of_another_council_is_refused(story):
    batch = ready_for_council(story, appraised(story))
    room = make_room(story.world, story.people, kind=CouncilKind.INITIATIVE)
    with pytest.raises(DomainError, match="không phải của Hội đồng Thi đua"):
        send_to_council(batch, actor=story.people.yen, at=AFTER_NOTICE, session=room.session)


def test_list_that_an_opinion_emptied_does_not_go_to_council(story):
    nomination = appraised(story)
    batch = disclosed(story, nomination)
    opinion = object_to(batch, actor=story.people.binh, at=NOW, text="Chưa đúng", nomination=nomination)
    answer_objection(opinion, actor=story.people.yen, at=NOW, answer="Đúng, đưa về thẩm định lại", upheld=True)
    close_notices(at=AFTER_NOTICE)
    batch.refresh_from_db()
    with pytest.raises(DomainError, match="không còn hồ sơ nào"):
        send_to_council(batch, actor=story.people.yen, at=AFTER_NOTICE, session=council_room(story).session)
    assert batch.state == BatchState.COUNCIL_READY


def test_award_without_a_rule_for_its_vote_does_not_go_to_council(story):
    batch = ready_for_council(story, appraised(story))
    VotingRule.objects.all().delete()
    with pytest.raises(DomainError, match="chưa có tỷ lệ phiếu"):
        send_to_council(batch, actor=story.people.yen, at=AFTER_NOTICE, session=council_room(story).session)
    assert Batch.objects.get().state == BatchState.COUNCIL_READY


def test_list_does_not_go_to_council_while_it_is_shown(story):
    batch = disclosed(story, appraised(story))
    room = council_room(story)
    with pytest.raises(WrongStateError):
        send_to_council(batch, actor=story.people.yen, at=NOW, session=room.session)


def test_results_come_from_signed_minutes_only(story):
    batch = ready_for_council(story, appraised(story))
    room = council_room(story)
    send_to_council(batch, actor=story.people.yen, at=AFTER_NOTICE, session=room.session)
    with pytest.raises(DomainError, match="chưa ký biên bản về: Nguyễn Thị Lan"):
        take_results(batch, actor=story.people.yen, at=AFTER_NOTICE)


def test_council_that_says_no_ends_the_dossier(story):
    nomination = appraised(story)
    batch = voted(story, ready_for_council(story, nomination), council_room(story), yes=5, no=4)
    nomination.refresh_from_db()
    assert (nomination.state, nomination.council_yes, nomination.council_base) == (NominationState.COUNCIL_FAILED, 5, 9)
    with pytest.raises(DomainError, match="lý do khép"):
        close_batch(batch, actor=story.people.yen, at=AFTER_NOTICE, reason="")
    close_batch(batch, actor=story.people.yen, at=AFTER_NOTICE, reason="Không hồ sơ nào đạt")
    assert batch.state == BatchState.CLOSED


def test_batch_with_dossiers_waiting_is_not_closed(story):
    batch = gathered(story, appraised(story))
    with pytest.raises(DomainError, match="còn 1 hồ sơ"):
        close_batch(batch, actor=story.people.yen, at=NOW, reason="Thôi")


def test_yearly_award_is_not_decided_without_the_council(story):
    batch = ready_for_council(story, appraised(story))
    with pytest.raises(DomainError, match="phải qua Hội đồng"):
        skip_council(batch, actor=story.people.yen, at=AFTER_NOTICE, opinion="Ban Thường vụ đồng ý")


def test_extraordinary_award_names_the_opinion_it_rests_on(story):
    nomination = appraised(story, merit=Merit.EXTRAORDINARY)
    batch = gathered(story, nomination, merit=Merit.EXTRAORDINARY)
    open_notice(batch, actor=story.people.yen, at=NOW)
    with pytest.raises(DomainError, match="ý kiến của Ban Thường vụ"):
        skip_council(batch, actor=story.people.yen, at=NOW, opinion=" ")
    skip_council(batch, actor=story.people.yen, at=NOW, opinion="Đồng ý 11/11")
    nomination.refresh_from_db()
    assert nomination.state == NominationState.COUNCIL_PASSED


def test_dossier_sent_back_by_an_opinion_may_be_appraised_again(story):
    nomination = appraised(story)
    batch = disclosed(story, nomination)
    objection = object_to(batch, actor=story.people.binh, at=NOW, text="Xem lại.", nomination=nomination)
    answer_objection(objection, actor=story.people.yen, at=NOW, answer="Đúng.", upheld=True)
    nomination.refresh_from_db()
    appraise_nomination(nomination, actor=story.people.dung, at=NOW, note="Đã xem lại")
    assert nomination.appraised_by == story.people.dung
