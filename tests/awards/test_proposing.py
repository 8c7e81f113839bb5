"""A nomination while it is with its unit."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from awards.enums import Merit, NominationState, Rating, SubjectKind
from awards.models import AwardType, Nomination, YearRating
from awards.services import (
    Proposal,
    attach_paper,
    change_nomination,
    hold_unit_vote,
    propose,
    remove_paper,
    submit_nomination,
    withdraw_nomination,
)
from awards.services.nominations import missing_parts
from portal.core import audit
from portal.core.errors import DomainError, PartsMissing, StaleError
from portal.core.workflow import WrongStateError
from tests.awards.story import appraised, draft_nomination, make_initiative, rate, submitted
from tests.moments import NOW, TODAY, later
from tests.people import make_member
from units.enums import UnitStatus
from units.models import Unit

PDF = b"%PDF-1.4\n"


def award(code):
    return AwardType.objects.get(code=code)


def test_proposal_belongs_to_the_branch_of_its_unit_and_goes_to_the_level_that_decides(story):
    nomination = draft_nomination(story)
    world = story.world
    assert (nomination.unit, nomination.upper, nomination.province) == (world.factory, world.upper, world.province)
    assert nomination.deciding_unit == world.province
    assert [line.action for line in audit.history(nomination)] == ["nomination.propose"]


@pytest.mark.parametrize(
    ("code", "level"),
    [("GK-CDCS-CN", "factory"), ("GK-CTTT-CN", "upper"), ("BK-LDLD-CN", "province"), ("BK-TLD-CN", "top")],
)
def test_deciding_unit_follows_from_the_level_of_the_award(story, code, level):
    assert draft_nomination(story, award_type=award(code)).deciding_unit == getattr(story.world, level)


def test_deciding_unit_is_the_next_above_where_a_level_is_missing(story, people, world):
    from awards.selectors.law import deciding_unit

    assert deciding_unit(world.other_factory, award("GK-CTTT-CN")) == world.other_province


def test_collective_is_proposed_by_its_own_unit(story):
    proposal = Proposal(award_type=award("BK-LDLD-TT"), year=2026, subject_unit=story.world.factory)
    nomination = propose(story.world.factory, actor=story.people.hung, at=NOW, proposal=proposal)
    assert (nomination.subject_kind, nomination.subject_name) == (SubjectKind.COLLECTIVE, story.world.factory.name)


@pytest.mark.parametrize("who", ["lan", "binh", "huy", "tuan"])
def test_only_officers_of_the_branch_propose(story, who):
    proposal = Proposal(award_type=story.award, year=2026, member=story.people.lan.member)
    with pytest.raises(PermissionDenied, match="cán bộ của đơn vị này"):
        propose(story.world.factory, actor=getattr(story.people, who), at=NOW, proposal=proposal)
    assert not Nomination.objects.exists()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"award": "BK-LDLD-TT"}, "award_type"),
        ({"award": "CSTDCS-2026"}, "award_type"),
        ({"year": 2024}, "year"),
        ({"year": 2027}, "year"),
    ],
)
def test_proposal_that_does_not_fit_names_the_field(story, facts, field):
    code = facts.pop("award", "BK-LDLD-CN")
    with pytest.raises(PartsMissing) as refusal:
        draft_nomination(story, award_type=award(code), **facts)
    assert list(refusal.value.parts) == [field]


def test_person_of_another_unit_is_refused(story):
    proposal = Proposal(award_type=story.award, year=2026, member=story.people.binh.member)
    with pytest.raises(PartsMissing, match="không thuộc đơn vị đề nghị"):
        propose(story.world.factory, actor=story.people.hung, at=NOW, proposal=proposal)


def test_proposal_of_nobody_is_refused(story):
    with pytest.raises(PartsMissing, match="Chọn người hoặc tập thể"):
        propose(
            story.world.factory, actor=story.people.hung, at=NOW, proposal=Proposal(award_type=story.award, year=2026)
        )


def test_second_nomination_for_the_same_year_is_refused_until_the_first_is_given_up(story):
    first = draft_nomination(story)
    with pytest.raises(DomainError, match="Đã có hồ sơ"):
        draft_nomination(story)
    withdraw_nomination(first, actor=story.people.hung, at=NOW)
    assert draft_nomination(story).state == NominationState.DRAFT


def test_words_and_evidence_of_a_draft_may_change(story):
    nomination = draft_nomination(story, initiatives=())
    other = make_initiative(story.people.lan.member, "SK-2026-00002")
    change_nomination(
        nomination, actor=story.people.hung, at=NOW, achievement="Mới", initiatives=[other], seen_version=1
    )
    nomination.refresh_from_db()
    assert (nomination.achievement, list(nomination.initiatives.all()), nomination.version) == ("Mới", [other], 2)


def test_change_made_from_an_old_page_is_refused(story):
    nomination = draft_nomination(story)
    change_nomination(nomination, actor=story.people.hung, at=NOW, achievement="A", initiatives=[], seen_version=1)
    with pytest.raises(StaleError):
        change_nomination(nomination, actor=story.people.hung, at=NOW, achievement="B", initiatives=[], seen_version=1)


def test_change_is_refused_once_it_was_sent(story):
    nomination = submitted(story)
    with pytest.raises(WrongStateError, match="đã trình"):
        change_nomination(nomination, actor=story.people.hung, at=NOW, achievement="A", initiatives=[])


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"on": later(days=1).date(), "present": 5, "yes": 5}, "on"),
        ({"on": TODAY, "present": 0, "yes": 0}, "present"),
        ({"on": TODAY, "present": 5, "yes": 6}, "yes"),
        ({"on": TODAY, "present": 5, "yes": -1}, "yes"),
    ],
)
def test_unit_vote_that_cannot_be_is_refused(story, facts, field):
    with pytest.raises(PartsMissing) as refusal:
        hold_unit_vote(draft_nomination(story), actor=story.people.hung, at=NOW, **facts)
    assert list(refusal.value.parts) == [field]


def test_dossier_goes_up_with_the_judgement_of_the_day(story):
    nomination = submitted(story)
    assert nomination.state == NominationState.SUBMITTED
    assert nomination.check_result["verdict"] == "eligible"
    assert nomination.check_result["version"].startswith("BK-LDLD-CN")
    assert "trình đề nghị khen Nguyễn Thị Lan" in story.people.yen.notices.get().subject


def test_incomplete_dossier_names_what_it_lacks(story):
    nomination = draft_nomination(story, award_type=award("CSTD-BT"), achievement="")
    hold_unit_vote(nomination, actor=story.people.hung, at=NOW, on=TODAY, present=5, yes=5)
    with pytest.raises(PartsMissing) as refusal:
        submit_nomination(nomination, actor=story.people.hung, at=NOW)
    assert set(refusal.value.parts) == {"achievement", "paper_effect"}


def test_draft_says_what_it_still_lacks(story):
    draft = draft_nomination(story, achievement=" ")
    assert set(missing_parts(draft, today=TODAY)) == {"achievement", "vote"}
    sudden = draft_nomination(story, merit=Merit.EXTRAORDINARY)
    assert missing_parts(sudden, today=TODAY) == {}


def test_dossier_goes_up_once(story):
    nomination = submitted(story)
    with pytest.raises(WrongStateError):
        submit_nomination(nomination, actor=story.people.hung, at=NOW)


def test_dossier_the_law_does_not_allow_stays_with_its_reasons(story):
    YearRating.objects.filter(member=story.people.lan.member).update(rating=Rating.GOOD)
    nomination = draft_nomination(story)
    hold_unit_vote(nomination, actor=story.people.hung, at=NOW, on=TODAY, present=5, yes=5)
    with pytest.raises(DomainError, match="Hoàn thành xuất sắc nhiệm vụ: Xếp loại thấp hơn mức cần"):
        submit_nomination(nomination, actor=story.people.hung, at=NOW)
    nomination.refresh_from_db()
    assert nomination.state == NominationState.UNIT_REVIEWED


def test_dossier_with_something_unknown_may_go_up_for_a_person_to_judge(story):
    YearRating.objects.all().delete()
    nomination = submitted(story)
    assert nomination.check_result["verdict"] == "needs_review"


def test_unit_that_has_ended_is_not_commended(story):
    nomination_unit = story.world.factory
    proposal = Proposal(award_type=award("BK-LDLD-TT"), year=2026, subject_unit=nomination_unit, achievement="Tốt")
    nomination = propose(nomination_unit, actor=story.people.hung, at=NOW, proposal=proposal)
    hold_unit_vote(nomination, actor=story.people.hung, at=NOW, on=TODAY, present=5, yes=5)
    Unit.objects.filter(pk=nomination_unit.pk).update(status=UnitStatus.DISSOLVED, valid_to=TODAY)
    with pytest.raises(DomainError, match="đã giải thể"):
        submit_nomination(nomination, actor=story.people.hung, at=NOW)


def test_same_initiative_does_not_back_a_second_form(story):
    appraised(story)
    second = draft_nomination(story, award_type=award("GK-CTTT-CN"))
    hold_unit_vote(second, actor=story.people.hung, at=NOW, on=TODAY, present=5, yes=5)
    with pytest.raises(DomainError, match="SK-2026-00001 đã dùng cho “Bằng khen của BCH LĐLĐ tỉnh"):
        submit_nomination(second, actor=story.people.hung, at=NOW)


def test_same_initiative_may_back_the_awards_of_two_authors(story):
    appraised(story)
    other = make_member("NV-HOA", "Trần Thị Hoa", story.world.group)
    rate(other)
    initiative = make_initiative(other, "SK-2026-00009")
    assert submitted(story, other, initiatives=(initiative,)).state == NominationState.SUBMITTED


def test_draft_is_given_up_without_a_word_and_a_sent_dossier_with_one(story):
    draft = draft_nomination(story)
    withdraw_nomination(draft, actor=story.people.hung, at=NOW)
    sent = submitted(story)
    with pytest.raises(DomainError, match="lý do rút"):
        withdraw_nomination(sent, actor=story.people.hung, at=NOW)
    withdraw_nomination(sent, actor=story.people.hung, at=NOW, reason="Nhầm người")
    assert (draft.state, sent.state, sent.closing_reason) == ("withdrawn", "withdrawn", "Nhầm người")


def test_paper_may_be_added_and_taken_out_until_it_is_sent(story):
    nomination = draft_nomination(story)
    upload = SimpleUploadedFile("xac-nhan.pdf", PDF)
    paper = attach_paper(nomination, upload, actor=story.people.hung, at=NOW, code="effect")
    assert [held.code for held in nomination.papers.all()] == ["effect"]
    remove_paper(paper, actor=story.people.hung, at=NOW)
    assert not nomination.papers.exists()


def test_paper_is_refused_when_sent_or_from_a_stranger(story):
    nomination = submitted(story)
    with pytest.raises(WrongStateError):
        attach_paper(nomination, SimpleUploadedFile("a.pdf", PDF), actor=story.people.hung, at=NOW, code="x")
    with pytest.raises(PermissionDenied):
        attach_paper(nomination, SimpleUploadedFile("a.pdf", PDF), actor=story.people.binh, at=NOW, code="x")


def test_dossier_takes_so_many_papers_and_no_more(story, monkeypatch):
    monkeypatch.setattr("awards.services.nominations.MOST_PAPERS", 1)
    nomination = draft_nomination(story)
    attach_paper(nomination, SimpleUploadedFile("a.pdf", PDF), actor=story.people.hung, at=NOW, code="effect")
    with pytest.raises(DomainError, match="nhiều nhất 1 tệp"):
        attach_paper(nomination, SimpleUploadedFile("b.pdf", PDF), actor=story.people.hung, at=NOW, code="effect")
    assert nomination.papers.count() == 1


def test_extraordinary_dossier_needs_no_vote_and_may_be_the_second_of_the_year(story):
    appraised(story)
    second = draft_nomination(story, merit=Merit.EXTRAORDINARY, initiatives=())
    third = draft_nomination(story, merit=Merit.EXTRAORDINARY, initiatives=())
    assert second.pk != third.pk
