"""Who may read what; lists that cost the same for three rows as for one."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.http import Http404
from django.utils import translation

from councils.models import AgendaItem, Attendance, ConflictOfInterest, Seat, Session
from initiatives.enums import InitiativeState
from initiatives.models import Initiative
from initiatives.selectors import (
    Filters,
    get_initiative,
    initiatives,
    list_branch,
    list_library,
    list_mine,
    list_steps,
    list_work,
    recognised_by_member,
    whose_turn,
)
from initiatives.services import add_author, confirm_share, resubmit_initiative, return_initiative, verify_value
from portal.core.paging import page_by_key
from portal.core.permissions import allowed
from tests.initiatives.initiatives import conclude, make_submitted
from tests.moments import LONG_AGO, NOW, TODAY, later
from tests.people import make_user
from units.enums import Role


def sees(user, initiative) -> bool:
    return Initiative.objects.visible_to(user).filter(pk=initiative.pk).exists()


def readers(stage, initiative) -> set[str]:
    names = ("lan", "hung", "yen", "dung", "mai", "tuan", "huy", "binh")
    return {name for name in names if sees(getattr(stage.people, name), initiative)}


def test_draft_is_its_authors_own(stage):
    assert readers(stage, stage.draft()) == {"lan"}


def test_co_author_sees_the_draft_they_are_to_confirm(stage):
    draft = stage.draft()
    add_author(draft, actor=stage.people.lan, at=NOW, contact="NV-BINH")
    assert readers(stage, draft) == {"lan", "binh"}


def test_handed_in_is_read_by_the_officials_of_the_branch_only(stage):
    assert readers(stage, stage.submitted()) == {"lan", "hung", "yen", "dung", "mai", "tuan"}


def test_official_of_the_confederation_reads_what_was_handed_in_anywhere(stage):
    top = make_user("NV-TLD", "Vương Thị Bích Thủy", stage.world.top, Role.EMULATION_OFFICER)
    assert sees(top, stage.submitted())
    assert not sees(top, stage.draft())


def test_official_of_a_neighbour_sees_nothing(stage):
    neighbour = make_user("NV-KE", "Lê Thị Kề", stage.world.mill, Role.GRASSROOTS_OFFICER, Role.LEADER)
    initiative = stage.submitted()
    assert not sees(neighbour, initiative)
    with pytest.raises(Http404):
        get_initiative(initiative.pk, actor=neighbour)


def test_recognised_is_open_to_everyone(stage):
    initiative = stage.recognised()
    assert sees(stage.people.binh, initiative)
    assert allowed(stage.people.binh, "initiatives.read_content", initiative)


def test_of_a_confidential_one_strangers_get_no_content(stage):
    initiative = stage.recognised(confidential=True)
    assert sees(stage.people.binh, initiative)
    assert not allowed(stage.people.binh, "initiatives.read_content", initiative)
    assert allowed(stage.people.lan, "initiatives.read_content", initiative)


def test_council_member_reads_it_once_declared_free_of_conflict(stage):
    initiative = stage.under_review()
    session = AgendaItem.objects.get().session
    seat = Seat.objects.create(
        council=session.council, member=stage.people.binh.member, role="member", valid_from=LONG_AGO
    )
    Attendance.objects.create(session=session, seat=seat, role="member")
    Session.objects.update(state="invited")
    assert not sees(stage.people.binh, initiative)

    ConflictOfInterest.objects.create(item=AgendaItem.objects.get(), seat=seat, kind="none", at=NOW)
    assert sees(stage.people.binh, initiative)
    assert allowed(stage.people.binh, "initiatives.read_content", initiative)


def three(stage, **content):
    return [stage.submitted(title=f"Cải tiến số {number}", **content) for number in range(3)]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", ["mine", "branch", "library"])
def test_list_is_one_query_however_long(stage, django_assert_num_queries, rows, name):
    if name == "library":
        for number in range(rows):
            stage.recognised(title=f"Việc số {number}", solution=f"Cách làm số {number} khác hẳn")
    else:
        three(stage)[:rows]
        Initiative.objects.filter(pk__in=Initiative.objects.order_by("pk").values("pk")[: 3 - rows]).update(
            unit=stage.world.mill, grassroots=stage.world.mill, drafted_by=stage.people.binh
        )
    lists = {
        "mine": lambda: list_mine(stage.people.lan, filters=Filters()),
        "branch": lambda: list_branch(stage.world.factory, filters=Filters()),
        "library": lambda: list_library(filters=Filters()),
    }
    with django_assert_num_queries(1):
        page = lists[name]()
        shown = [(row.title, str(row.campaign), row.owner.short_name) for row in page]
    assert len(shown) == (3 if name == "mine" else rows)


def test_branch_list_is_narrowed_by_state_text_days_and_campaign(stage):
    first, second, third = three(stage)
    Initiative.objects.filter(pk=second.pk).update(state=InitiativeState.ACCEPTED)
    Initiative.objects.filter(pk=third.pk).update(submitted_at=later(days=40))

    def found(**facts):
        return {row.pk for row in list_branch(stage.world.province, filters=Filters(**facts))}

    assert found(state="accepted") == {second.pk}
    assert found(text="cai tien so 1") == {second.pk}
    assert found(text="nguyễn thị lan") == {first.pk, second.pk, third.pk}
    assert found(end=TODAY) == {first.pk, second.pk}
    assert found(start=TODAY + timedelta(days=30)) == {third.pk}
    assert found(campaign_id=stage.campaign.pk + 1) == set()


@pytest.mark.parametrize("text", ["", "cai tien so"])
def test_pages_follow_the_key_whether_searched_or_not(stage, monkeypatch, text):
    rows = three(stage)
    Initiative.objects.filter(pk=rows[0].pk).update(submitted_at=later(days=2))
    monkeypatch.setattr(initiatives, "page_by_key", partial(page_by_key, size=2))
    first = list_branch(stage.world.top, filters=Filters(text=text))
    assert [row.pk for row in first] == [rows[0].pk, rows[2].pk]
    second = list_branch(stage.world.top, filters=Filters(text=text), after=first.next)
    assert ([row.pk for row in second], second.next) == ([rows[1].pk], "")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_state_is_said_in_the_language_of_the_reader(language):
    with translation.override(language):
        assert all(Initiative(state=state).state_label == label for state, label in InitiativeState.choices)


# --- whose turn


def test_author_is_told_whose_turn_it_is(stage):
    initiative = stage.submitted()
    turn = whose_turn(initiative, day=TODAY + timedelta(days=4), for_author=True, since=NOW)
    assert (turn.body, turn.since, turn.until, turn.turn) == (
        stage.world.factory.short_name, "Chờ 4 ngày", "hẹn trả lời trước 29/06/2026", "Bạn chưa phải làm gì",
    )  # fmt: skip


def test_returned_is_the_authors_turn(stage):
    initiative = stage.received()
    return_initiative(initiative, actor=stage.people.hung, at=NOW, reason="Thêm ảnh.")
    turn = whose_turn(initiative, day=TODAY, for_author=True)
    assert (turn.yours, turn.note, turn.until) == (True, "“Thêm ảnh.”", "bổ sung trước 29/06/2026")


def test_way_names_what_was_done_what_goes_on_and_what_is_ahead(stage):
    initiative = stage.accepted()
    steps = list_steps(initiative, for_author=True)
    assert [(step.title, step.state) for step in steps] == [
        ("Bạn đã nộp", "done"),
        ("CĐCS tiếp nhận", "done"),
        ("Hợp lệ, chờ Hội đồng", "done"),
        ("Chờ đưa ra Hội đồng", "now"),
        ("Hội đồng chấm điểm, bỏ phiếu", "todo"),
        ("Quyết định công nhận cấp cơ sở", "todo"),
        ("Xét phạm vi cao hơn, nếu được đề nghị", "todo"),
    ]


def test_way_says_what_the_council_said(stage):
    initiative = stage.under_review()
    assert [step.title for step in list_steps(initiative, for_author=True)][3:5] == [
        "Đưa ra Hội đồng",
        "Hội đồng đang xét",
    ]
    conclude(initiative)
    said = list_steps(initiative, for_author=True)[4]
    assert (said.title, said.state, said.text) == (
        "Hội đồng thông qua",
        "done",
        "6/7 phiếu đồng ý, biên bản 01/BB-HĐSK.",
    )


def test_value_verified_before_the_vote_stands_before_it(stage):
    initiative = stage.under_review()
    verify_value(initiative, actor=stage.people.yen, at=NOW, value_vnd=80_000_000, note="Đo lại.")
    conclude(initiative)
    steps = [step.title for step in list_steps(initiative, for_author=False)]
    assert steps[-5:-2] == ["Thẩm định giá trị", "Hội đồng thông qua", "Chờ lãnh đạo kết luận"]


# --- what waits for a person


def work(user):
    return [(one.verb, one.title, one.due_on) for one in list_work(user, day=TODAY)]


def test_draft_and_returned_one_wait_for_their_author(stage):
    draft = stage.draft(novelty="", field="")
    returned = stage.received(title="Việc khác")
    return_initiative(returned, actor=stage.people.hung, at=NOW, reason="Thêm ảnh.")
    assert work(stage.people.lan) == [
        ("Bổ sung", f"{returned.code} Việc khác", date(2026, 6, 29)),
        ("Viết tiếp", draft.title, None),
    ]
    details = [one.detail for one in list_work(stage.people.lan, day=TODAY)]
    assert details[1] == "Bản nháp, còn thiếu: điểm mới so với cách đã có, lĩnh vực áp dụng."


def test_share_waits_for_the_co_author(stage):
    draft = stage.draft()
    add_author(draft, actor=stage.people.lan, at=NOW, contact="NV-BINH", share=30)
    assert work(stage.people.binh) == [("Xác nhận tỷ lệ", draft.title, None)]


def test_dossier_waits_for_the_officials_of_its_own_union_only(stage):
    initiative = stage.submitted()
    assert work(stage.people.hung) == [("Tiếp nhận", str(initiative), date(2026, 6, 29))]
    assert work(stage.people.yen) == []


def test_own_dossier_does_not_wait_for_the_official_who_wrote_it(stage):
    make_submitted(stage.people.hung, stage.campaign)
    assert work(stage.people.hung) == []


@pytest.mark.parametrize(("passed", "verb", "legal"), [(True, "Ký công nhận", True), (False, "Kết luận", False)])
def test_result_of_the_council_waits_for_the_leader(stage, passed, verb, legal):
    initiative = stage.under_review()
    assert work(stage.people.hung) == []
    conclude(initiative, passed=passed)
    (one,) = list_work(stage.people.hung, day=TODAY)
    assert (one.verb, one.legal) == (verb, legal)


@pytest.mark.parametrize("rows", [1, 3])
def test_work_is_two_queries_however_much_there_is(stage, django_assert_num_queries, rows):
    for number in range(rows):
        stage.submitted(title=f"Cải tiến số {number}")
    assert stage.people.hung.assignments
    with django_assert_num_queries(2):
        assert len(list_work(stage.people.hung, day=TODAY)) == rows


# --- the register for awards


def test_recognised_ones_of_many_members_are_one_query(stage, django_assert_num_queries):
    initiative = stage.recognised()
    members = [stage.people.lan.member_id, stage.people.hung.member_id]
    with django_assert_num_queries(1):
        found = recognised_by_member(members)
    (share,) = found[stage.people.lan.member_id]
    assert (share.initiative_id, share.code, share.scope, share.year, share.value_share_vnd) == (
        initiative.pk, initiative.code, "co_so", 2026, 80_000_000,
    )  # fmt: skip
    assert list(found) == [stage.people.lan.member_id]


def test_co_author_who_confirmed_has_nothing_more_to_do(stage):
    draft = stage.draft()
    author = add_author(draft, actor=stage.people.lan, at=NOW, contact="NV-BINH", share=30)
    confirm_share(author, actor=stage.people.binh, at=NOW, seen_share=author.share)
    assert work(stage.people.binh) == []
    assert [verb for verb, _title, _due in work(stage.people.lan)] == ["Viết tiếp"]


def test_branch_of_an_official_holds_no_drafts(stage):
    draft, handed_in = stage.draft(), stage.submitted(title="Giá xoay")

    def branch(user, *roles):
        return set(Initiative.objects.in_branches_of(user, *roles))

    assert draft not in branch(stage.people.hung)
    assert branch(stage.people.hung) == branch(stage.people.yen) == {handed_in}
    assert branch(stage.people.hung, Role.CLERK) == branch(stage.people.lan) == branch(stage.people.binh) == set()


def test_recognised_ones_of_a_branch_come_by_their_day_of_recognition(stage):
    first, second = stage.recognised(), stage.recognised(title="Giá xoay")
    stage.submitted(title="Chưa công nhận")
    Initiative.objects.filter(pk=first.pk).update(recognised_on=TODAY + timedelta(days=3))
    Initiative.objects.filter(pk=second.pk).update(recognised_on=TODAY)
    by_day = partial(list_branch, stage.world.province)
    assert list(by_day(filters=Filters(by_recognition=True))) == [first, second]
    late = Filters(by_recognition=True, start=TODAY + timedelta(days=1))
    assert list(by_day(filters=late)) == [first]
    assert len(list(by_day(filters=Filters()))) == 3


def test_way_says_the_mean_of_the_council_and_numbers_what_was_handed_in_again(stage):
    initiative = stage.received()
    return_initiative(initiative, actor=stage.people.hung, at=NOW, reason="Thêm bảng đo.")
    resubmit_initiative(initiative, actor=stage.people.lan, at=later(hours=1))
    marks = list_steps(initiative, for_author=False)
    assert [(mark.title, mark.number) for mark in marks if mark.number] == [
        ("Tác giả nộp", 1), ("Tác giả bổ sung, bản 2", 2),
    ]  # fmt: skip
    other = stage.under_review(title="Giá xoay")
    AgendaItem.objects.filter(subject_id=other.pk).update(mean_points="81.50")
    conclude(other)
    said = next(mark for mark in list_steps(other, for_author=True) if mark.title == "Hội đồng thông qua")
    assert said.text == "Điểm bình quân 81,5. 6/7 phiếu đồng ý, biên bản 01/BB-HĐSK."
