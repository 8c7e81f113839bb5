"""The register read for many nominees at once, and what each condition makes of it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.eligibility.checks import Answer
from awards.eligibility.checks.subject import person_group
from awards.eligibility.facts import Facts, schooling_rank
from awards.eligibility.judge import judge
from awards.eligibility.load import Subject, load_facts
from awards.enums import Merit, Rating, SubjectKind
from awards.models import AwardType, YearRating
from awards.selectors.checks import check_nominations, check_subject
from awards.services import enter_record
from initiatives.enums import Scope
from tests.awards.lawbook import law
from tests.awards.story import appraised, draft_nomination, make_eligible, make_initiative, rate
from tests.moments import NOW, TODAY
from tests.people import make_member
from units.enums import WorkGroup
from units.services import change_facts


def award(code):
    return AwardType.objects.get(code=code)


def subject(story, code, **facts):
    return Subject(
        key=1, award_type=award(code), year=facts.pop("year", 2026), received_on=facts.pop("received_on", TODAY),
        **({"member_id": story.people.lan.member_id} if "unit_id" not in facts else {}), **facts,
    )  # fmt: skip


def enter(story, code, year, number="12/QĐ", member=None, **facts):
    return enter_record(
        member or story.people.lan.member, actor=None, at=NOW, award_type=award(code), year=year, decision_no=f"{number}-{year}",
        decided_on=date(year + 1, 1, 9), issued_by="Giám đốc", **facts,
    )  # fmt: skip


def finding(judgement, start):
    return next(row for row in judgement.findings if row.text.startswith(start))


def test_chain_lists_years_with_their_decisions_and_the_scope_of_the_initiative(story):
    for year in (2024, 2025, 2026):
        enter(story, "CSTDCS-2024", year)
    make_initiative(story.people.lan.member, "SK-2026-00007", scope=Scope.PROVINCE)
    judgement = check_subject(subject(story, "CSTD-BT"), as_of=TODAY)
    assert judgement.verdict == "eligible"
    assert "2024 (12/QĐ-2024, 09/01/2025)" in finding(judgement, "Ba lần liên tục").found
    assert "SK-2026-00007 phạm vi tỉnh, ngành" in finding(judgement, "Có sáng kiến").found
    assert "(Luật 06/2022/QH15 Điều 22)" in finding(judgement, "Ba lần liên tục").sentence


def test_gap_is_named(story):
    enter(story, "CSTDCS-2024", 2024)
    enter(story, "CSTDCS-2024", 2026)
    judgement = check_subject(subject(story, "CSTD-BT"), as_of=TODAY)
    assert finding(judgement, "Ba lần liên tục").found.startswith("Thiếu năm 2025.")


def test_titles_so_near_that_they_share_base_years_are_for_a_person(story):
    for year in (2025, 2026):
        enter(story, "CSTD-BT", year)
    make_initiative(story.people.lan.member, "SK-N", scope=Scope.NATION)
    judgement = check_subject(subject(story, "CSTDTQ"), as_of=TODAY)
    assert judgement.verdict == "needs_review"
    assert "dùng chung năm cơ sở" in finding(judgement, "Hai lần liên tục").found


def test_last_title_too_long_ago_is_refused(story):
    for year in (2020, 2023):
        enter(story, "CSTD-BT", year)
    judgement = check_subject(subject(story, "CSTDTQ"), as_of=TODAY)
    assert "phải đề nghị ngay sau đó" in finding(judgement, "Hai lần liên tục").found


def test_benefit_is_the_authors_share_of_the_initiatives_chosen(story):
    member = story.people.lan.member
    big = make_initiative(member, "SK-BIG", value=200_000_000, share=40)
    member.education = "trung cấp"
    member.save(update_fields=["education"])
    judgement = check_subject(subject(story, "BLDST-A", evidence=frozenset([big.pk])), as_of=TODAY)
    assert "Tổng giá trị làm lợi 80.000.000\u00a0đ." in finding(judgement, "Giải pháp làm lợi").found
    assert judgement.verdict == "eligible"


def test_three_years_together_count_where_one_does_not(story):
    member = story.people.lan.member
    member.education = "THPT"
    member.save(update_fields=["education"])
    member.authorships.all().delete()
    for year, value in ((2024, 30_000_000), (2025, 40_000_000), (2026, 50_000_000)):
        make_initiative(member, f"SK-{year}", value=value, on=date(year, 3, 1))
    assert check_subject(subject(story, "BLDST-A"), as_of=TODAY).verdict == "eligible"
    member.authorships.filter(initiative__code="SK-2025").delete()
    judgement = check_subject(subject(story, "BLDST-A"), as_of=TODAY)
    assert "Ba năm gần nhất" in finding(judgement, "Giải pháp làm lợi").found


def test_thematic_award_beside_a_yearly_one_is_for_a_person(story):
    enter(story, "BK-LDLD-CN", 2026, merit=Merit.YEARLY)
    judgement = check_subject(subject(story, "BK-LDLD-CN", merit=Merit.THEMATIC), as_of=TODAY)
    assert judgement.verdict == "needs_review"
    assert "đã khen toàn diện" in finding(judgement, "Trong một cấp").found


def test_second_award_of_the_state_in_a_year_is_blocked_unless_extraordinary(story):
    enter(story, "BK-TTG-CN", 2026)
    yearly = check_subject(subject(story, "HCLD-3"), as_of=TODAY)
    sudden = check_subject(subject(story, "HCLD-3", merit=Merit.EXTRAORDINARY), as_of=TODAY)
    assert (yearly.verdict, sudden.verdict) == ("blocked", "eligible")


def test_prerequisite_held_long_enough(story):
    enter(story, "BK-BT-CN", 2021)
    recent = make_member("NV-MOI", "Vũ Thị Mới", story.world.group)
    enter(story, "BK-BT-CN", 2024, member=recent)
    old = check_subject(subject(story, "BK-TTG-CN"), as_of=TODAY)
    new = check_subject(
        Subject(key=2, award_type=award("BK-TTG-CN"), year=2026, received_on=TODAY, member_id=recent.pk), as_of=TODAY
    )
    assert finding(old, "Đã có Bằng khen bộ").passed is True
    assert "chưa đủ 5 năm" in finding(new, "Đã có Bằng khen bộ").found


def test_collective_is_judged_by_the_titles_of_its_people(story):
    factory = story.world.factory
    factory.member_count = 4
    factory.save(update_fields=["member_count"])
    YearRating.objects.create(unit=factory, year=2026, rating=Rating.EXCELLENT)
    people = [make_member(f"NV-C{n}", f"Thợ {n}", story.world.group) for n in range(3)]
    for person in people:
        enter(story, "LDTT", 2026, member=person)
    facts = {"unit_id": factory.pk}
    assert check_subject(subject(story, "TTLDTT", **facts), as_of=TODAY).verdict == "eligible"
    excellent = check_subject(subject(story, "TTLDXS", **facts), as_of=TODAY)
    assert finding(excellent, "Có cá nhân đạt Chiến sĩ").passed is None
    enter(story, "CSTDCS-2024", 2026, member=people[0])
    assert check_subject(subject(story, "TTLDXS", **facts), as_of=TODAY).verdict == "eligible"


def test_research_stands_for_an_initiative(story):
    from initiatives.enums import SolutionKind
    from initiatives.models import Initiative

    Initiative.objects.update(kind=SolutionKind.RESEARCH)
    YearRating.objects.update(rating=Rating.GOOD)
    judgement = check_subject(subject(story, "CSTDCS-2024"), as_of=TODAY)
    assert judgement.verdict == "eligible"


def test_award_that_rests_on_the_same_initiative_is_named_with_its_decision(story):
    nomination = appraised(story)
    evidence = frozenset(nomination.initiatives.values_list("pk", flat=True))
    judgement = check_subject(subject(story, "GK-CTTT-CN", evidence=evidence), as_of=TODAY)
    assert judgement.verdict == "blocked"
    assert "SK-2026-00001 đã dùng cho “Bằng khen của BCH LĐLĐ tỉnh" in finding(judgement, "Không khen thưởng").found


@pytest.mark.parametrize(
    ("words", "rank"),
    [("Cao đẳng nghề", 4), ("Đại học", 5), ("Sau đại học", 6), ("thạc sĩ", 6), ("Kỹ sư", 5), ("THPT", 1), ("", None), ("khác", None)],
)  # fmt: skip
def test_schooling_is_read_from_usual_words(words, rank):
    assert schooling_rank(words) == rank


@pytest.mark.parametrize(
    ("education", "passed", "found"),
    [
        ("kỹ sư", True, "Trình độ kỹ sư."),
        ("cao đẳng", False, "Trình độ cao đẳng."),
        (None, None, "Hồ sơ chưa ghi trình độ học vấn."),
    ],
)
def test_group_may_be_one_of_schooling_alone(education, passed, found):
    someone = Facts(name="A", year=2026, received_on=TODAY, as_of=TODAY, education=education)
    assert person_group(someone, {"min_education": "đại học"}) == Answer(passed, found)


def test_number_of_queries_is_the_same_for_one_and_for_many(story, django_assert_num_queries):
    def nominations(count):
        made = []
        for place in range(count):
            member = make_member(f"NV-Q{count}{place}", f"Người {place}", story.world.group, group=WorkGroup.DIRECT)
            make_eligible(member, f"SK-Q{count}{place}")
            made.append(draft_nomination(story, member))
        rows = type(made[0]).objects.filter(pk__in=[row.pk for row in made])
        return list(rows.select_related("award_type").prefetch_related("initiatives"))

    one, three = nominations(1), nominations(3)
    with CaptureQueriesContext(
        connection,
    ) as first:
        check_nominations(one, as_of=TODAY)
    with CaptureQueriesContext(connection) as second:
        judged = check_nominations(three, as_of=TODAY)
    assert len(first) == len(second)
    assert {judgement.verdict for judgement in judged.values()} == {"eligible"}


def test_thousand_people_are_judged_in_one_pass(story, django_assert_max_num_queries):
    subjects = [subject(story, "BK-LDLD-CN")] * 1000
    with django_assert_max_num_queries(9):
        facts = load_facts(subjects, as_of=TODAY)
    assert judge(law(), subjects[0].award_type, facts[1]).verdict == "eligible"


def test_post_counts_as_it_was_on_the_day_of_receipt(story):
    lan = story.people.lan.member
    change_facts(
        lan, actor=None, at=NOW, on=TODAY, group=WorkGroup.MANAGER, education="đại học", is_direct_worker=False
    )

    def facts(day):
        return load_facts([subject(story, "BLDST-A", received_on=day)], as_of=TODAY)[1]

    eve, day = facts(TODAY - timedelta(days=1)), facts(TODAY)
    assert (eve.manager, eve.education, eve.direct_worker) == (False, None, True)
    assert (day.manager, day.education, day.direct_worker) == (True, "đại học", False)
    # Also years later, and after another change: the law and the person of the day of receipt.
    change_facts(lan, actor=None, at=NOW, on=TODAY, group=WorkGroup.DIRECT, education="thcs", is_direct_worker=True)
    assert not facts(TODAY - timedelta(days=1)).manager


def test_judgement_keeps_what_it_was_judged_by(story):
    stored = check_subject(subject(story, "BK-LDLD-CN"), as_of=TODAY).as_json()
    assert stored["award_code"] == "BK-LDLD-CN"
    assert stored["received_on"] == TODAY.isoformat()
    assert {"rule", "passed", "sentence", "basis", "certainty"} <= set(stored["findings"][0])


def test_rule_that_was_only_a_draft_asks_for_its_text(story):
    rate(story.people.hung.member)
    make_initiative(story.people.hung.member, "SK-HUNG", on=date(2026, 11, 2))
    later_on = date(2026, 11, 20)
    judgement = check_subject(
        Subject(
            key=1,
            award_type=award("CSTDCS-2026"),
            year=2026,
            received_on=later_on,
            member_id=story.people.hung.member_id,
        ),
        as_of=later_on,
    )
    assert (judgement.verdict, judgement.check_text) == ("eligible", True)


def test_unknown_is_not_no():
    facts = Facts(name="A", year=2026, received_on=TODAY, as_of=TODAY, subject_kind=SubjectKind.PERSON)
    book = law()
    assert judge(book, book.find("BK-LDLD-CN"), facts).verdict == "needs_review"
