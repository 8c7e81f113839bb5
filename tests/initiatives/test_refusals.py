"""The refusals and small cases that no story passes."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from councils.models import AgendaItem
from initiatives.enums import InitiativeState, SolutionKind
from initiatives.models import Initiative, Limit, ProgrammeWindow
from initiatives.selectors import (
    due_on,
    limits_on,
    list_doubts,
    list_limits,
    list_steps,
    list_work,
    missing_parts,
    whose_turn,
)
from initiatives.selectors.similar import _read_common_keys
from initiatives.services import (
    Ruling,
    add_author,
    confirm_share,
    decline_share,
    load_catalogue,
    move_to_session,
    not_recognise,
    recognise_initiative,
    submit_initiative,
    verify_value,
)
from initiatives.services.authors import MOST_AUTHORS
from portal.core.errors import DomainError, PartsMissing, StaleError
from portal.core.workflow import WrongStateError
from tests.initiatives.initiatives import RULING, conclude, write
from tests.moments import NOW, TODAY, later
from tests.people import make_user
from units.enums import Role
from units.models import Tally, User


def test_review_is_not_closed_before_the_minutes(stage):
    with pytest.raises(DomainError, match="chưa ký biên bản"):
        not_recognise(stage.under_review(), actor=stage.people.hung, at=NOW, reason="Không mới")


def test_failed_review_is_closed_with_a_reason(stage):
    initiative = stage.under_review()
    conclude(initiative, passed=False)
    with pytest.raises(DomainError, match="lý do nêu trong biên bản"):
        not_recognise(initiative, actor=stage.people.hung, at=NOW, reason=" ")


def test_dossier_that_waits_for_no_session_is_not_moved(stage):
    session = stage.session()
    with pytest.raises(WrongStateError, match="không chờ phiên họp nào"):
        move_to_session(stage.accepted(), actor=stage.people.hung, at=NOW, session=session)


def test_value_is_not_verified_before_the_receipt_or_without_a_claim(stage):
    with pytest.raises(WrongStateError):
        verify_value(stage.submitted(), actor=stage.people.yen, at=NOW, value_vnd=1, note="Đo")
    plain = stage.received(title="Việc khác", has_value=False)
    with pytest.raises(DomainError, match="không khai giá trị"):
        verify_value(plain, actor=stage.people.yen, at=NOW, value_vnd=1, note="Đo")


def test_decision_is_not_dated_ahead(stage):
    initiative = stage.under_review()
    conclude(initiative)
    ahead = Ruling("12/QĐ-CĐCS", date(2026, 6, 16))
    with pytest.raises(PartsMissing, match="chưa tới"):
        recognise_initiative(initiative, actor=stage.people.hung, at=NOW, ruling=ahead)


def test_research_has_a_total_of_its_own(stage):
    stage.recognised(value=None, kind=SolutionKind.RESEARCH)
    assert Tally.objects.get(indicator="C12").value == 1


def test_list_of_authors_has_an_end(stage):
    draft = stage.draft()
    for number in range(1, MOST_AUTHORS):
        make_user(f"NV-{number}", "Lê Văn Tám", stage.world.mill)
        add_author(draft, actor=stage.people.lan, at=NOW, contact=f"NV-{number}")
    with pytest.raises(DomainError, match="nhiều nhất 20 tác giả"):
        add_author(draft, actor=stage.people.lan, at=NOW, contact="NV-BINH")


def test_share_is_confirmed_once_however_often_one_presses(stage):
    draft = stage.draft()
    author = add_author(draft, actor=stage.people.lan, at=NOW, contact="NV-BINH", share=30)
    confirm_share(author, actor=stage.people.binh, at=NOW, seen_share=30)
    confirm_share(author, actor=stage.people.binh, at=later(days=1), seen_share=30)
    author.refresh_from_db()
    assert author.confirmed_at == NOW


def test_author_does_not_leave_what_was_handed_in(stage):
    initiative = stage.submitted()
    with pytest.raises(WrongStateError):
        decline_share(initiative.authors.get(), actor=stage.people.lan, at=NOW)


def test_submission_from_an_old_preview_is_refused(stage):
    draft = stage.draft()
    seen = draft.version
    write(draft, stage.people.lan, title="Tên khác")
    with pytest.raises(StaleError):
        submit_initiative(draft, actor=stage.people.lan, at=NOW, seen_version=seen)


def test_draft_without_campaign_or_in_one_that_takes_none_says_so(stage):
    draft = stage.draft()
    write(draft, stage.people.lan, campaign=None)
    assert missing_parts(draft, day=TODAY)["campaign"] == "Chọn phong trào."
    stage.campaign.takes_initiatives = False
    stage.campaign.save()
    write(draft, stage.people.lan, campaign=stage.campaign)
    assert missing_parts(draft, day=TODAY)["campaign"].endswith("hiện không nhận sáng kiến. Hãy chọn phong trào khác.")


# --- what a checker should look at twice


def test_round_value_short_text_and_thin_basis_are_doubts(stage):
    initiative = stage.submitted()
    thin = {"solution": "Dạy tích cực.", "known_situation": "", "value_basis": "Ước tính"}
    Initiative.objects.update(claimed_value_vnd=50_000_000_000, **thin)
    initiative.refresh_from_db()
    assert list_doubts(initiative, day=TODAY) == [
        "Giá trị khai 50.000.000.000\u00a0đ rất lớn (từ 10.000.000.000\u00a0đ là phải xem kỹ).",
        "Giá trị khai là số tròn. Hỏi cách tính từng bước.",
        "Mô tả quá ngắn để người khác làm theo được.",
        "Cách tính chưa nói rõ số lượng, mức tiết kiệm, đơn giá.",
    ]


def test_sound_dossier_raises_no_doubt(stage):
    assert list_doubts(stage.submitted(has_value=False), day=TODAY) == []


def test_author_with_recognised_ones_is_named(stage):
    first = stage.recognised()
    second = stage.submitted(title="Giá xoay")
    assert list_doubts(second, day=TODAY) == [f"Tác giả đã có sáng kiến được công nhận: {first.code}."]


# --- dated numbers


def test_limits_are_those_of_their_day(stage):
    Limit.objects.create(
        name="answer_days", value=5, basis="Quy chế mới", certainty="sure", valid_from=date(2026, 9, 1)
    )
    assert limits_on(TODAY)["answer_days"] == 10
    assert limits_on(date(2026, 9, 1))["answer_days"] == 5
    named = [one.basis for one in list_limits(date(2026, 9, 1)) if one.name == "answer_days"]
    assert named[0] == "Quy chế mới"


def test_without_a_row_there_is_no_limit(db):
    assert due_on("answer_days", day=TODAY, limits=limits_on(TODAY)) is None


def test_catalogue_may_be_loaded_again(stage):
    before = Limit.objects.count()
    assert load_catalogue(at=NOW) == before
    assert Limit.objects.count() == before


# --- the rest of the reads


def test_turn_of_a_draft_says_what_is_missing_or_that_nothing_is(stage):
    draft = stage.draft()
    assert whose_turn(draft, day=TODAY, for_author=True).note == "Bản nháp đã đủ, có thể nộp."
    turn = whose_turn(draft, day=TODAY, for_author=False, missing={"novelty": "Ghi điểm mới."})
    assert (turn.body, turn.note, turn.yours) == ("Nguyễn Thị Lan", "Ghi điểm mới.", False)


@pytest.mark.parametrize("passed", [True, False])
def test_turn_of_a_review_names_the_council_then_the_leader(stage, passed):
    initiative = stage.under_review()
    turn = whose_turn(initiative, day=TODAY, for_author=True, since=NOW)
    assert (turn.body, turn.note) == (f"Hội đồng sáng kiến {stage.world.factory.short_name}", "Họp ngày 24/06/2026.")
    conclude(initiative, passed=passed)
    turn = whose_turn(initiative, day=TODAY, for_author=True)
    assert turn.body == f"Lãnh đạo {stage.world.factory.short_name}"
    assert turn.note.startswith("Hội đồng thông qua (6/7 phiếu)" if passed else "Hội đồng không thông qua (2/7 phiếu)")


def test_turn_of_a_review_without_session_is_the_secretarys(stage):
    initiative = stage.under_review()
    AgendaItem.objects.update(outcome="removed")
    assert whose_turn(initiative, day=TODAY, for_author=True).body == "Thư ký Hội đồng"


def test_end_of_the_way_is_told_as_a_result(stage):
    initiative = stage.recognised()
    turn = whose_turn(initiative, day=TODAY, for_author=True)
    assert (turn.over, turn.note) == (True, "Phạm vi: cấp cơ sở, từ ngày 15/06/2026.")
    steps = list_steps(initiative, for_author=False)
    decision = next(step for step in steps if step.state == "seal")
    assert (decision.title, decision.text) == ("Công nhận cấp cơ sở", "Quyết định số 12/QĐ-CĐCS.")


def test_account_without_member_sees_its_branches_and_has_no_work(stage):
    clerk = User.objects.create_user("he-thong", full_name="Tài khoản kỹ thuật")
    initiative = stage.submitted()
    assert not Initiative.objects.visible_to(clerk).filter(pk=initiative.pk).exists()
    assert list_work(clerk, day=TODAY) == []


def test_head_of_the_union_above_has_no_work_that_is_not_theirs(stage):
    head = make_user("NV-HEAD", "Tô Văn Hiệu", stage.world.upper, Role.LEADER)
    conclude(stage.under_review())
    assert list_work(head, day=TODAY) == []


def test_officer_who_does_not_lead_is_not_asked_to_sign(stage):
    officer = make_user("NV-TK", "Đỗ Văn Nam", stage.world.factory, Role.GRASSROOTS_OFFICER)
    conclude(stage.under_review())
    assert list_work(officer, day=TODAY) == []


def test_common_runs_are_read_from_the_planner_and_rare_ones_are_not_among_them(stage):
    stage.submitted()
    assert _read_common_keys() == frozenset()


def test_recognition_by_a_leader_who_is_an_author_is_refused(stage):
    initiative = stage.under_review()
    conclude(initiative)
    initiative.authors.create(member=stage.people.hung.member, share=0)
    with pytest.raises(PermissionDenied, match="Bạn là tác giả"):
        recognise_initiative(initiative, actor=stage.people.hung, at=NOW, ruling=RULING)
    assert Initiative.objects.get(pk=initiative.pk).state == InitiativeState.UNDER_REVIEW


def test_day_outside_the_window_of_the_campaign_is_a_doubt_and_a_refusal(stage):
    """A programme that counts only what was applied first in its own days."""
    draft, initiative = stage.draft(title="Giá xoay"), stage.submitted()
    assert list_doubts(initiative, day=TODAY) == []
    ProgrammeWindow.objects.create(
        campaign=stage.campaign, first_on=date(2026, 3, 1), last_on=date(2026, 5, 31), basis="Kế hoạch 01"
    )
    initiative, draft = (Initiative.objects.get(pk=one.pk) for one in (initiative, draft))
    assert list_doubts(initiative, day=TODAY) == [
        "Ngày áp dụng 16/02/2026 nằm ngoài khung của phong trào (01/03/2026–31/05/2026)."
    ]
    assert missing_parts(draft, day=TODAY)["first_applied_on"] == (
        "Phong trào này chỉ nhận sáng kiến áp dụng lần đầu từ 01/03/2026 đến 31/05/2026; bạn ghi 16/02/2026."
    )
    for day in (date(2026, 3, 1), date(2026, 5, 31)):
        write(draft, stage.people.lan, first_applied_on=day)
        assert missing_parts(draft, day=TODAY) == {}
    write(draft, stage.people.lan, first_applied_on=date(2026, 6, 1))
    assert list(missing_parts(draft, day=TODAY)) == ["first_applied_on"]
