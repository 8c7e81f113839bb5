"""Opinions on a shown list: each is answered once, through the one door, and moves only what still stands on the list."""

import pytest
from django.core.exceptions import PermissionDenied

from awards.enums import BatchState, NominationState, ObjectionState
from awards.models import Batch, Objection
from awards.services import (
    answer_objection,
    appraise_nomination,
    close_notices,
    gather,
    make_batch,
    object_to,
    open_notice,
)
from portal.core import audit
from portal.core.errors import DomainError
from portal.core.models import AuditLine
from portal.core.workflow import WrongStateError
from tests.awards.story import AFTER_NOTICE, Story, appraised, disclosed, make_eligible, make_story
from tests.awards.test_races import together
from tests.moments import LONG_AGO, NOW, later
from tests.people import make_member, make_people, make_user
from tests.world import make_world
from units.enums import Role, WorkGroup
from units.models import Assignment


def heard(story: Story, batch: Batch, **facts) -> Objection:
    """Bình speaks against the list."""
    return object_to(batch, actor=story.people.binh, at=facts.pop("at", NOW), text="Xem lại người này.", **facts)


def test_answer_is_one_line_of_the_trail_and_one_change(story):
    objection = heard(story, disclosed(story, appraised(story)))
    answer_objection(objection, actor=story.people.yen, at=later(hours=2), answer=" Đã đối chiếu, đúng người. ")
    objection.refresh_from_db()
    assert (objection.state, objection.version) == (ObjectionState.ANSWERED, 2)
    assert (objection.answered_by, objection.answered_at) == (story.people.yen, later(hours=2))
    made, answered = audit.history(objection)
    assert (made.action, answered.action, answered.actor) == (
        "objection.make", "objection.answer", story.people.yen,
    )  # fmt: skip
    assert (answered.before["state"], answered.after["state"]) == ("open", "answered")
    assert (answered.after["answer"], answered.note) == ("Đã đối chiếu, đúng người.",) * 2
    assert answered.unit_id == story.world.province.pk


def test_finding_an_opinion_right_is_a_step_of_its_own(story):
    nomination = appraised(story)
    objection = heard(story, disclosed(story, nomination), nomination=nomination)
    answer_objection(objection, actor=story.people.yen, at=NOW, answer="Đúng, xem lại.", upheld=True)
    assert [line.action for line in audit.history(objection)] == ["objection.make", "objection.uphold"]
    assert (objection.state, objection.version) == (ObjectionState.UPHELD, 2)
    assert audit.history(nomination).last().action == "nomination.reopen"


@pytest.mark.parametrize("upheld", [False, True])
def test_refused_answer_leaves_the_opinion_open_and_no_line(story, upheld):
    nomination = appraised(story)
    objection = heard(story, disclosed(story, nomination), nomination=nomination)
    lines = AuditLine.objects.count()
    with pytest.raises(PermissionDenied, match="Ủy ban Kiểm tra hoặc chuyên viên"):
        answer_objection(objection, actor=story.people.hung, at=NOW, answer="Được", upheld=upheld)
    with pytest.raises(DomainError, match="Viết câu trả lời"):
        answer_objection(objection, actor=story.people.yen, at=NOW, answer="\n ", upheld=upheld)
    objection.refresh_from_db()
    nomination.refresh_from_db()
    assert (objection.state, objection.answer, objection.version) == (ObjectionState.OPEN, "", 1)
    assert (nomination.state, AuditLine.objects.count()) == (NominationState.PUBLIC_NOTICE, lines)
    assert close_notices(at=AFTER_NOTICE) == 0


@pytest.mark.parametrize(("first", "second"), [(False, True), (True, False), (True, True)])
def test_answered_opinion_is_not_answered_another_way(story, first, second):
    nomination = appraised(story)
    objection = heard(story, disclosed(story, nomination), nomination=nomination)
    answer_objection(objection, actor=story.people.yen, at=NOW, answer="Câu đầu.", upheld=first)
    with pytest.raises(WrongStateError, match="không làm bước này được nữa"):
        answer_objection(objection, actor=story.people.dung, at=NOW, answer="Câu sau.", upheld=second)
    objection.refresh_from_db()
    assert (objection.answer, objection.answered_by) == ("Câu đầu.", story.people.yen)


def test_second_right_opinion_about_a_dossier_that_left_moves_nothing(story):
    """By then it may stand on the next list, where nobody has objected to it."""
    nomination, other = appraised(story), appraised(story, _colleague(story))
    batch = disclosed(story, nomination, other)
    first, second = heard(story, batch, nomination=nomination), heard(story, batch, nomination=nomination)
    answer_objection(first, actor=story.people.yen, at=NOW, answer="Đúng.", upheld=True)
    nomination.refresh_from_db()
    appraise_nomination(nomination, actor=story.people.dung, at=NOW, note="Đã xem lại bản gốc.")
    following = make_batch(
        story.world.province, actor=story.people.yen, at=NOW, award_type=story.award, title="Đợt sau", year=2026
    )
    gather(following, [nomination], actor=story.people.yen, at=NOW)
    open_notice(following, actor=story.people.yen, at=NOW)
    answer_objection(second, actor=story.people.yen, at=NOW, answer="Đúng, hồ sơ đã rút.", upheld=True)
    for row in (nomination, following, second):
        row.refresh_from_db()
    assert second.state == ObjectionState.UPHELD
    assert (nomination.state, nomination.batch) == (NominationState.PUBLIC_NOTICE, following)
    assert following.nominee_ids == [story.people.lan.member_id]


def test_who_acted_for_a_nominee_while_the_list_was_shown_does_not_answer(story):
    """The delegation was over when the opinion came; the list is older than the opinion."""
    officer = {"group": WorkGroup.UNION_OFFICER}
    nhung = make_user("NV-UBKT", "Vũ Hồng Nhung", story.world.province, Role.INSPECTOR, **officer)
    other = make_user("NV-UBK2", "Đào Thu Hà", story.world.province, Role.INSPECTOR, **officer)
    batch = disclosed(story, appraised(story))
    batch.nominee_ids = [story.people.mai.member_id]
    batch.save(update_fields=["nominee_ids"])
    source = Assignment.objects.get(user=story.people.mai, role=Role.LEADER)
    Assignment.objects.create(
        user=nhung, role=Role.LEADER, unit=story.world.province, valid_from=LONG_AGO, delegated_from=source,
        valid_to=later(days=3).date(), basis="12/UQ", given_by=story.people.mai,
    )  # fmt: skip
    objection = heard(story, batch, at=later(days=7))
    with pytest.raises(PermissionDenied, match="có tên trong danh sách"):
        answer_objection(objection, actor=nhung, at=later(days=8), answer="Không đúng.")
    answer_objection(objection, actor=other, at=later(days=8), answer="Không đúng.")
    assert objection.answered_by == other


def _colleague(story):
    member = make_member("NV-HOA", "Trần Thị Hoa", story.world.group, gender="nữ")
    make_eligible(member, "SK-NV-HOA")
    return member


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_once_one_is_told_and_the_author_hears_one_answer():
    world = make_world()
    story = make_story(world, make_people(world))
    make_eligible(story.people.lan.member)
    nomination = appraised(story)
    pk = heard(story, disclosed(story, nomination), nomination=nomination).pk

    def answer(actor, words, *, upheld):
        answer_objection(Objection.objects.get(pk=pk), actor=actor, at=NOW, answer=words, upheld=upheld)

    people = story.people
    assert together(
        lambda: answer(people.yen, "Đúng, xem lại.", upheld=True),
        lambda: answer(people.dung, "Đã xem, không đúng.", upheld=False),
    ) == ["WrongStateError", "done"]
    objection = Objection.objects.get(pk=pk)
    nomination.refresh_from_db()
    lines = AuditLine.objects.filter(action__in=["objection.answer", "objection.uphold"])
    assert [(line.action, line.after["answer"]) for line in lines] == [
        ("objection.uphold" if objection.state == ObjectionState.UPHELD else "objection.answer", objection.answer)
    ]
    left = objection.state == ObjectionState.UPHELD
    assert nomination.state == (NominationState.APPRAISING if left else NominationState.PUBLIC_NOTICE)
    assert people.binh.notices.filter(event=f"objection.answer:{pk}").get().body == objection.answer
    assert Batch.objects.get().state == BatchState.PUBLIC_NOTICE
