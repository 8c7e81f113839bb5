"""Discipline on file decides, none on file leaves it to a person, and what it was is told in no reason."""

from datetime import date, timedelta

import pytest

from awards.eligibility.judge import judge
from awards.eligibility.load import Subject, load_facts
from awards.models import AwardType
from awards.selectors.checks import check_subject
from tests.awards.lawbook import law
from tests.moments import NOW, TODAY
from tests.people import make_member
from units.enums import DisciplineForm
from units.services import end_discipline, record_discipline, void_discipline

SPRING = date(2026, 2, 2)
EVERY_RULE = {"LDTT": ["LDTT/3", "G8", "G10"], "BK-LDLD-CN": ["G8", "G10"]}


def recorded(story, form=DisciplineForm.REPRIMAND, *, on=SPRING, member=None, **facts):
    return record_discipline(
        member or story.people.lan.member, actor=story.people.hung, at=NOW, form=form, decided_on=on, valid_from=on,
        decision_no="" if form == DisciplineForm.UNDER_REVIEW else "12/QĐ-KL", **facts,
    )  # fmt: skip


def judged(story, code="LDTT", *, as_of=TODAY, **facts):
    award_type = AwardType.objects.get(code=code)
    who = {"member_id": story.people.lan.member_id} if "unit_id" not in facts else {}
    return check_subject(
        Subject(key=1, award_type=award_type, year=2026, received_on=TODAY, **who, **facts), as_of=as_of
    )


def answers(judgement):
    return {row.rule: row.passed for row in judgement.findings if row.rule in ("LDTT/3", "TTLDTT/3", "G8", "G10")}


def test_none_on_file_is_not_known_to_be_none_and_moves_no_verdict(story):
    judgement = judged(story)
    assert (judgement.verdict, answers(judgement)) == ("eligible", {"LDTT/3": None, "G8": None, "G10": None})
    found = next(row.found for row in judgement.findings if row.rule == "LDTT/3")
    assert found == "Hồ sơ đoàn viên không ghi trường hợp nào trong năm 2026; người thẩm định kiểm tra."


@pytest.mark.parametrize("code", ["LDTT", "BK-LDLD-CN"])
def test_measure_of_the_year_refuses(story, code):
    assert judged(story, code).verdict == "eligible"
    measure = recorded(story)
    judgement = judged(story, code)
    assert judgement.verdict == "not_eligible"
    assert {rule for rule, passed in answers(judgement).items() if passed is False} == set(EVERY_RULE[code]) - {"G10"}
    # Also when its effect is over: it was a measure of the year.
    end_discipline(measure, actor=story.people.hung, at=NOW, on=date(2026, 5, 2), reason="Xóa kỷ luật")
    assert judged(story, code).verdict == "not_eligible"
    void_discipline(measure, actor=story.people.hung, at=NOW, reason="Nhầm người")
    assert judged(story, code).verdict == "eligible"


def test_reason_says_that_there_is_one_and_not_which(story):
    recorded(story, DisciplineForm.DEMOTION, issued_by="Công ty May")
    told = str(judged(story).as_json())
    assert "ghi 1 trường hợp bị kỷ luật trong năm 2026" in told
    assert [words for words in ("12/QĐ-KL", "cách chức", "ha_bac", "Công ty May", "02/02/2026") if words in told] == []


def test_measure_of_another_year_counts_only_as_long_as_it_has_effect(story):
    last_year = date(2025, 11, 3)
    measure = recorded(story, on=last_year, valid_to=date(2026, 1, 1))
    assert judged(story).verdict == "eligible"
    void_discipline(measure, actor=story.people.hung, at=NOW, reason="Sai ngày hết hiệu lực")
    recorded(story, on=last_year, valid_to=date(2026, 2, 3))
    judgement = judged(story)
    assert (judgement.verdict, answers(judgement)["LDTT/3"]) == ("needs_review", None)
    assert "từ trước năm 2026" in next(row.found for row in judgement.findings if row.rule == "LDTT/3")


def test_review_refuses_while_it_lasts(story):
    review = recorded(story, DisciplineForm.UNDER_REVIEW)
    judgement = judged(story)
    assert (judgement.verdict, answers(judgement)) == ("not_eligible", {"LDTT/3": None, "G8": None, "G10": False})
    end_discipline(review, actor=story.people.hung, at=NOW, on=TODAY, reason="Không có lỗi")
    assert judged(story).verdict == "eligible"
    assert judged(story, as_of=TODAY - timedelta(1)).verdict == "not_eligible"


@pytest.mark.parametrize(
    ("form", "passed"),
    [
        (DisciplineForm.UNDER_REVIEW, None),
        (DisciplineForm.REPRIMAND, None),
        (DisciplineForm.NO_RAISE, False),
        (DisciplineForm.WARNING, False),
        (DisciplineForm.DISMISSAL, False),
    ],
)
def test_collective_answers_for_its_people_from_a_warning_on(story, form, passed):
    factory = story.world.factory
    recorded(story, form)
    judgement = judged(story, "TTLDTT", unit_id=factory.pk)
    assert answers(judgement) == {"TTLDTT/3": passed, "G10": None}
    assert answers(judged(story, "TTLDTT", unit_id=story.world.mill.pk))["TTLDTT/3"] is None


def test_effect_of_an_old_measure_does_not_follow_a_collective_for_years(story):
    recorded(story, DisciplineForm.DISMISSAL, on=date(2024, 3, 4))
    judgement = judged(story, "TTLDTT", unit_id=story.world.factory.pk)
    assert next(row for row in judgement.findings if row.rule == "TTLDTT/3").effect == ""


def test_many_cost_as_many_queries_as_one(story, django_assert_max_num_queries):
    award_type = AwardType.objects.get(code="LDTT")
    people = [story.people.lan.member, *(make_member(f"NV-K{n}", f"Thợ {n}", story.world.group) for n in range(20))]
    for one in people:
        recorded(story, member=one)
    subjects = [
        Subject(key=one.pk, award_type=award_type, year=2026, received_on=TODAY, member_id=one.pk) for one in people
    ]
    with django_assert_max_num_queries(10):
        facts = load_facts(subjects, as_of=TODAY)
    book = law()
    assert {judge(book, book.find("LDTT"), facts[one.pk]).verdict for one in people} == {"not_eligible"}
