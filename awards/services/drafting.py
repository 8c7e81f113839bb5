"""From a voted list to the paper on the signer's desk."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from awards import notices
from awards.enums import BatchState, DecisionKind, DecisionState, NominationState
from awards.models import Batch, Decision, Nomination
from awards.services.batches import in_order, remember_people
from awards.services.counting import count_award
from awards.services.register import write_record
from awards.states import CHECK_FORM, DECIDE_OUTSIDE, DECIDED_OUTSIDE, DECLINE, DRAFT_DECISION, SEND_BACK, SIGN_OFF
from portal.core import audit
from portal.core.errors import DomainError, PartsMissing
from portal.core.periods import day_of
from portal.core.permissions import require
from portal.core.workflow import WrongStateError, advance, lock, refuse_stale
from units.enums import Role


@dataclass(frozen=True, slots=True)
class Draft:
    """
    The words of a decision: what it is about, what it rests on, what it says, who gets it.

    ``merit_line`` is what the certificates say the award is for.
    """

    subject: str
    articles: tuple[str, ...]
    grounds: tuple[str, ...]
    recipients: tuple[str, ...]
    submission: str = ""
    merit_line: str = ""

    def as_fields(self) -> dict[str, Any]:
        """Return the columns of a decision, tidied."""
        return {
            "subject": self.subject.strip(),
            "articles": _lines(self.articles),
            "grounds": _lines(self.grounds),
            "recipients": _lines(self.recipients),
            "submission": self.submission.strip(),
            "merit_line": self.merit_line.strip(),
        }


def _lines(texts: tuple[str, ...]) -> list[str]:
    return [text.strip() for text in texts if text.strip()]


@transaction.atomic
def draft_decision(
    batch: Batch, *, actor: Any, at: datetime, draft: Draft, seen_version: int | None = None
) -> Decision:
    """
    Return the draft decision for all that the council passed; the list goes to the clerk, then the signer.

    :raises PartsMissing: naming the parts the paper lacks
    :raises DomainError: if nobody passed, or the award is not the union's to decide
    """
    refuse_empty_words(draft)
    lock(batch)
    rows = _passed(batch)
    if any(not row.award_type.decided_by_union for row in rows):
        raise DomainError(_("Danh hiệu, hình thức này do cơ quan khác quyết định. Hãy ghi quyết định của cơ quan đó."))
    advance(batch, DRAFT_DECISION, actor=actor, at=at, seen_version=seen_version)
    for nomination in rows:
        advance(nomination, SIGN_OFF, actor=actor, at=at)
    decision = Decision.objects.create(
        kind=DecisionKind.AWARD,
        unit=batch.deciding_unit,
        batch=batch,
        drafted_by=actor,
        drafted_at=at,
        created_at=at,
        **draft.as_fields(),
    )
    audit.record("decision.draft", decision, actor=actor, at=at, after={"batch": batch, "subject": decision.subject})
    _ask_clerk(decision, at)
    return decision


def refuse_empty_words(draft: Draft) -> None:
    missing: dict[str, Any] = {}
    if not draft.subject.strip():
        missing["subject"] = _("Ghi trích yếu: về việc gì.")
    if not _lines(draft.articles):
        missing["article_1"] = _("Viết nội dung Điều 1.")
    if not _lines(draft.grounds):
        missing["grounds"] = _("Ghi ít nhất một căn cứ.")
    if missing:
        raise PartsMissing(missing)


def _passed(batch: Batch) -> list[Nomination]:
    rows = [row for row in in_order(batch) if row.state == NominationState.COUNCIL_PASSED]
    if batch.state == BatchState.COUNCIL_DONE and not rows:
        raise DomainError(_("Không hồ sơ nào được Hội đồng thông qua. Hãy khép đợt khen."))
    return rows


def _ask_clerk(decision: Decision, at: datetime) -> None:
    subject = gettext_noop("Dự thảo quyết định chờ rà soát thể thức")
    notices.decision_waits(decision, at=at, role=Role.CLERK, subject=subject)


@transaction.atomic
def change_draft(
    decision: Decision, *, actor: Any, at: datetime, draft: Draft, seen_version: int | None = None
) -> None:
    """
    Change the words of a decision that nobody has checked yet.

    :raises WrongStateError: once it was checked
    """
    refuse_empty_words(draft)
    lock(decision)
    require(actor, "awards.run_batch", decision)
    if decision.state != DecisionState.DRAFT:
        raise WrongStateError(_("Dự thảo đã rà soát, không sửa được nữa. Hãy nhờ Văn thư trả lại nếu cần sửa."))
    refuse_stale(decision, seen_version)
    words = draft.as_fields()
    before = {name: getattr(decision, name) for name in words}
    for name, value in words.items():
        setattr(decision, name, value)
    decision.version += 1
    decision.save(update_fields=[*words, "version"])
    audit.record("decision.change", decision, actor=actor, at=at, before=before, after=words)


@transaction.atomic
def check_form(decision: Decision, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """Find the layout and wording right; from now on the words stand and the signer is asked."""
    advance(decision, CHECK_FORM, actor=actor, at=at, seen_version=seen_version, checked_by=actor, return_reason="")
    subject = gettext_noop("Quyết định chờ ký")
    notices.decision_waits(decision, at=at, role=Role.LEADER, subject=subject)


@transaction.atomic
def send_back_decision(
    decision: Decision, *, actor: Any, at: datetime, reason: str, seen_version: int | None = None
) -> None:
    """
    Send a checked draft back to its writer, with what is to change.

    :raises DomainError: without a reason
    """
    if not reason.strip():
        raise DomainError(_("Ghi cần sửa gì trong dự thảo."), field="reason")
    advance(
        decision,
        SEND_BACK,
        actor=actor,
        at=at,
        note=reason.strip(),
        seen_version=seen_version,
        return_reason=reason.strip(),
        checked_by=None,
    )
    notices.decision_waits(
        decision, at=at, role=Role.EMULATION_OFFICER, subject=gettext_noop("Dự thảo quyết định bị trả lại")
    )


@transaction.atomic
def decline_nomination(nomination: Nomination, *, actor: Any, at: datetime, reason: str) -> None:
    """
    Leave one nominee out of the decision that lies before the signer, with the reason.

    The council advises; the signer decides.

    :raises DomainError: without a reason
    """
    if not reason.strip():
        raise DomainError(_("Ghi lý do không tặng; người đề nghị sẽ đọc đúng câu này."), field="reason")
    batch = nomination.batch
    if batch is None:
        raise WrongStateError(_("Hồ sơ không nằm trong đợt khen nào."))
    lock(batch)
    advance(nomination, DECLINE, actor=actor, at=at, note=reason.strip(), closing_reason=reason.strip())
    remember_people(batch)
    notices.tell_proposer(
        nomination,
        gettext_noop("Hồ sơ khen %(name)s không được tặng") % {"name": nomination.subject_name},
        body=reason.strip(),
        at=at,
    )


@transaction.atomic
def record_outside_decision(
    batch: Batch,
    *,
    actor: Any,
    at: datetime,
    decision_no: str,
    decided_on: date,
    issued_by: str,
    seen_version: int | None = None,
) -> int:
    """
    Write another body's decision into the register, for all that the council passed; return how many.

    Most titles are decided by the employer, the province or the State; the union proposes and keeps the proof.

    :raises PartsMissing: naming what is missing of that decision
    :raises DomainError: if the award is the union's own to decide
    """
    _refuse_outside(decision_no, decided_on, issued_by, at)
    lock(batch)
    rows = _passed(batch)
    if any(row.award_type.decided_by_union for row in rows):
        raise DomainError(_("Hình thức này do Công đoàn quyết định. Hãy lập dự thảo quyết định."))
    note = f"{decision_no.strip()}, {issued_by.strip()}"
    advance(batch, DECIDED_OUTSIDE, actor=actor, at=at, note=note, seen_version=seen_version)
    for nomination in rows:
        advance(nomination, DECIDE_OUTSIDE, actor=actor, at=at, note=note)
        record = write_record(
            nomination, at=at, decision_no=decision_no.strip(), decided_on=decided_on, issued_by=issued_by.strip()
        )
        count_award(record)
    return len(rows)


def _refuse_outside(decision_no: str, decided_on: date, issued_by: str, at: datetime) -> None:
    missing: dict[str, Any] = {}
    if not decision_no.strip():
        missing["decision_no"] = _("Ghi số quyết định.")
    if decided_on > day_of(at):
        missing["decided_on"] = _("Ngày quyết định không thể sau hôm nay.")
    if not issued_by.strip():
        missing["issued_by"] = _("Ghi cơ quan ban hành.")
    if missing:
        raise PartsMissing(missing)
