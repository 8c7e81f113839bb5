"""A nomination from the first draft to the deciding unit's desk."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from awards import notices
from awards.enums import Merit, NominationState, SubjectKind, Verdict
from awards.models import AwardType, Nomination, NominationPaper
from awards.selectors.checks import check_nomination
from awards.selectors.law import deciding_unit, papers_for
from awards.states import CANCEL, HOLD_VOTE, RESUBMIT, SUBMIT, WITHDRAW
from portal.core import audit, files
from portal.core.errors import DomainError, PartsMissing
from portal.core.periods import day_of
from portal.core.permissions import require
from portal.core.workflow import WrongStateError, advance, lock, refuse_stale
from units.models import Member, Unit
from units.selectors import branch_keys

EDITABLE = frozenset({NominationState.DRAFT, NominationState.RETURNED})
MOST_PAPERS = 20


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a nomination says: who, for what, resting on what. Exactly one of ``member`` and ``subject_unit``."""

    award_type: AwardType
    year: int
    member: Member | None = None
    subject_unit: Unit | None = None
    merit: str = Merit.YEARLY
    household: bool = False
    campaign: Any = None
    achievement: str = ""
    initiatives: tuple[Any, ...] = field(default_factory=tuple)

    @property
    def subject_kind(self) -> str:
        if self.member is None:
            return SubjectKind.COLLECTIVE
        return SubjectKind.HOUSEHOLD if self.household else SubjectKind.PERSON


@transaction.atomic
def propose(unit: Unit, *, actor: Any, at: datetime, proposal: Proposal) -> Nomination:
    """
    Return a new draft nomination of ``unit``; the deciding unit follows from the award's level.

    :raises PartsMissing: naming what does not fit: the award, the person, the year
    :raises DomainError: if the same nomination is under way already
    """
    require(actor, "awards.propose_for_unit", unit)
    _refuse_proposal(unit, proposal, day_of(at))
    try:
        with transaction.atomic():
            nomination = Nomination.objects.create(
                **branch_keys(unit),
                award_type=proposal.award_type,
                subject_kind=proposal.subject_kind,
                member=proposal.member,
                subject_unit=proposal.subject_unit,
                year=proposal.year,
                merit=proposal.merit,
                campaign=proposal.campaign,
                achievement=proposal.achievement.strip(),
                proposed_by=actor,
                deciding_unit=deciding_unit(unit, proposal.award_type),
                created_at=at,
            )
    except IntegrityError as clash:
        raise DomainError(
            _("Đã có hồ sơ đề nghị cùng danh hiệu, hình thức này cho người này trong năm %(year)d.")
            % {"year": proposal.year}
        ) from clash
    nomination.initiatives.set(proposal.initiatives)
    audit.record("nomination.propose", nomination, actor=actor, at=at, after=_content(proposal))
    return nomination


def _content(proposal: Proposal) -> dict[str, Any]:
    return {
        "award": proposal.award_type.code,
        "year": proposal.year,
        "merit": str(proposal.merit),
        "achievement": proposal.achievement,
        "initiatives": [initiative.pk for initiative in proposal.initiatives],
    }


def _refuse_proposal(unit: Unit, proposal: Proposal, today: date) -> None:
    wrong: dict[str, Any] = {}
    if not proposal.award_type.holds_on(today):
        wrong["award_type"] = _(
            "Quy định về danh hiệu, hình thức này không còn hiệu lực. Hãy chọn bản đang có hiệu lực."
        )
    elif not proposal.award_type.is_for(proposal.subject_kind):
        wrong["award_type"] = _("Danh hiệu, hình thức này không dành cho đối tượng bạn chọn.")
    subject_unit = proposal.member.unit if proposal.member else proposal.subject_unit
    if subject_unit is None:
        wrong["member"] = _("Chọn người hoặc tập thể được đề nghị.")
    elif not subject_unit.is_under(unit):
        wrong["member"] = _("Người hoặc tập thể này không thuộc đơn vị đề nghị.")
    if not today.year - 1 <= proposal.year <= today.year:
        wrong["year"] = _("Năm thành tích là năm nay hoặc năm trước.")
    if wrong:
        raise PartsMissing(wrong)


@transaction.atomic
def change_nomination(
    nomination: Nomination,
    *,
    actor: Any,
    at: datetime,
    achievement: str,
    initiatives: Iterable[Any],
    campaign: Any = None,
    seen_version: int | None = None,
) -> None:
    """
    Change the words and the evidence of a draft or returned nomination.

    :raises WrongStateError: if it lies with the deciding unit
    :raises StaleError: if someone changed it since the page was made
    """
    lock(nomination)
    require(actor, "awards.prepare_nomination", nomination)
    if nomination.state not in EDITABLE:
        raise WrongStateError(_("Hồ sơ đã trình, không sửa được nữa. Hãy nhờ cấp trên trả lại nếu cần sửa."))
    refuse_stale(nomination, seen_version)
    before = {"achievement": nomination.achievement, "campaign": nomination.campaign_id}
    nomination.achievement, nomination.campaign = achievement.strip(), campaign
    nomination.version += 1
    nomination.save(update_fields=["achievement", "campaign", "version"])
    _remember_preparer(nomination, actor)
    chosen = list(initiatives)
    nomination.initiatives.set(chosen)
    after = {"achievement": nomination.achievement, "initiatives": [initiative.pk for initiative in chosen]}
    audit.record("nomination.change", nomination, actor=actor, at=at, before=before, after=after)


def _remember_preparer(nomination: Nomination, actor: Any) -> None:
    """Keep who has had a hand in a locked dossier of the unit: none of them appraises or signs it."""
    nomination.preparer_ids = sorted({*nomination.preparer_ids, actor.pk})
    nomination.save(update_fields=["preparer_ids"])


@transaction.atomic
def hold_unit_vote(
    nomination: Nomination,
    *,
    actor: Any,
    at: datetime,
    on: date,
    present: int,
    yes: int,
    seen_version: int | None = None,
) -> None:
    """
    Put down how the unit voted (bình xét).

    :raises PartsMissing: if the counts or the day cannot be
    """
    wrong: dict[str, Any] = {}
    if on > day_of(at):
        wrong["on"] = _("Ngày họp bình xét không thể sau hôm nay.")
    if present < 1:
        wrong["present"] = _("Ghi số người dự họp.")
    if not 0 <= yes <= present:
        wrong["yes"] = _("Số phiếu đồng ý không thể nhiều hơn số người dự họp.")
    if wrong:
        raise PartsMissing(wrong)
    lock(nomination)
    _remember_preparer(nomination, actor)
    advance(
        nomination,
        HOLD_VOTE,
        actor=actor,
        at=at,
        seen_version=seen_version,
        vote_on=on,
        vote_present=present,
        vote_yes=yes,
    )


def missing_parts(nomination: Nomination, *, today: date) -> dict[str, str]:
    """Return what the dossier still lacks, by field; empty when it may go up."""
    missing: dict[str, str] = {}
    if not nomination.achievement.strip():
        missing["achievement"] = _("Viết thành tích: đã làm gì, kết quả ra sao.")
    if nomination.vote_on is None and nomination.merit != Merit.EXTRAORDINARY:
        missing["vote"] = _("Ghi kết quả bình xét của đơn vị.")
    held = set(nomination.papers.values_list("code", flat=True))
    for paper in papers_for(nomination.award_type, merit=nomination.merit, on=today):
        if not paper.made_by_portal and paper.code not in held:
            missing[f"paper_{paper.code}"] = _("Gửi kèm: %(paper)s.") % {"paper": paper.name}
    return missing


@transaction.atomic
def submit_nomination(nomination: Nomination, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """
    Send the dossier to the deciding unit.

    :raises PartsMissing: naming what the dossier lacks
    :raises DomainError: if the law does not allow it, with each reason
    """
    _send_up(nomination, SUBMIT, actor=actor, at=at, seen_version=seen_version)


@transaction.atomic
def resubmit_nomination(nomination: Nomination, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """
    Send a returned dossier up again. It keeps the law of its first receipt.

    :raises PartsMissing: as :func:`submit_nomination`
    :raises DomainError: as :func:`submit_nomination`
    """
    _send_up(nomination, RESUBMIT, actor=actor, at=at, seen_version=seen_version)


def _send_up(nomination: Nomination, step: Any, *, actor: Any, at: datetime, seen_version: int | None) -> None:
    lock(nomination)
    if nomination.state in step.sources:
        missing = missing_parts(nomination, today=day_of(at))
        if missing:
            raise PartsMissing(missing)
    judgement = check_nomination(nomination, as_of=day_of(at))
    if nomination.state in step.sources:
        refuse_verdict(nomination, judgement)
    _remember_preparer(nomination, actor)
    advance(
        nomination,
        step,
        actor=actor,
        at=at,
        seen_version=seen_version,
        submitted_at=at,
        check_result=judgement.as_json(),
        return_due_on=None,
    )
    notices.nomination_submitted(nomination, at=at)


def refuse_verdict(nomination: Nomination, judgement: Any) -> None:
    """
    Pass if the verdict lets the dossier go on.

    :raises DomainError: with each condition that is not met
    """
    if judgement.verdict == Verdict.QUOTA_EXCEEDED and nomination.over_quota_by_id is not None:
        return
    if judgement.verdict in {Verdict.ELIGIBLE, Verdict.NEEDS_REVIEW}:
        return
    reasons = [row.sentence for row in judgement.findings if row.effect and row.passed is False]
    raise DomainError(_("Chưa trình được: %(reasons)s") % {"reasons": "; ".join(reasons) + "."})


@transaction.atomic
def withdraw_nomination(
    nomination: Nomination, *, actor: Any, at: datetime, reason: str = "", seen_version: int | None = None
) -> None:
    """
    Take a nomination back before it is appraised; a draft is simply given up.

    :raises DomainError: without a reason once it was voted on or sent
    """
    step = CANCEL if nomination.state == NominationState.DRAFT else WITHDRAW
    if step is WITHDRAW and not reason.strip():
        raise DomainError(_("Ghi lý do rút hồ sơ."), field="reason")
    advance(
        nomination,
        step,
        actor=actor,
        at=at,
        note=reason.strip(),
        seen_version=seen_version,
        closing_reason=reason.strip(),
    )


@transaction.atomic
def attach_paper(
    nomination: Nomination, upload: "File[bytes]", *, actor: Any, at: datetime, code: str
) -> NominationPaper:
    """
    Return the new paper of a dossier that is still with the unit.

    :raises DomainError: if the file may not come in, or there are too many
    """
    lock(nomination)
    require(actor, "awards.prepare_nomination", nomination)
    _refuse_paper_change(nomination)
    if nomination.papers.count() >= MOST_PAPERS:
        raise DomainError(_("Một hồ sơ gửi nhiều nhất %(most)d tệp.") % {"most": MOST_PAPERS}, field="files")
    file = files.store(upload, owner=actor, at=at)
    paper = NominationPaper.objects.create(nomination=nomination, code=code, file=file, added_by=actor, added_at=at)
    audit.record("nomination.attach_paper", nomination, actor=actor, at=at, after={"code": code, "file": file.pk})
    return paper


@transaction.atomic
def remove_paper(paper: NominationPaper, *, actor: Any, at: datetime) -> None:
    """Take a paper out of a dossier that is still with the unit; the trail keeps its name."""
    nomination = paper.nomination
    lock(nomination)
    require(actor, "awards.prepare_nomination", nomination)
    _refuse_paper_change(nomination)
    before = {"code": paper.code, "file": paper.file_id, "name": paper.file.name}
    paper.delete()
    audit.record("nomination.remove_paper", nomination, actor=actor, at=at, before=before)


def _refuse_paper_change(nomination: Nomination) -> None:
    if nomination.state not in EDITABLE | {NominationState.UNIT_REVIEWED}:
        raise WrongStateError(_("Hồ sơ đã trình, không thêm bớt giấy tờ được nữa."))
