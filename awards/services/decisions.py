"""The signature: number, register, certificates, all in one transaction or not at all; publication; revocation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from awards import notices, tasks
from awards.enums import Capacity, DecisionKind, DecisionState, NominationState, ObjectionState, Verdict
from awards.models import Batch, Decision, Nomination
from awards.selectors.checks import check_nominations
from awards.selectors.fairness import shares_of
from awards.services.batches import in_order
from awards.services.certificates import plan_certificates, recall_certificates
from awards.services.counting import count_award
from awards.services.drafting import Draft, refuse_empty_words
from awards.services.numbers import issue_number
from awards.services.register import revoke_records, write_record
from awards.states import DECIDE, DECIDE_BATCH, NUMBER, PUBLISH, REVOKE, SIGN
from portal.core import audit
from portal.core.errors import DomainError
from portal.core.language import in_vietnamese
from portal.core.periods import day_of
from portal.core.permissions import require
from portal.core.workflow import WrongStateError, advance, lock
from units.enums import Role


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs and as what: “TM. BAN THƯỜNG VỤ / CHỦ TỊCH”, “KT. CHỦ TỊCH / PHÓ CHỦ TỊCH”, “TUQ. CHỦ TỊCH / …”."""

    name: str
    title: str
    capacity: str


@in_vietnamese
def signer_of(actor: Any, unit: Any) -> Signer:
    """Return how ``actor`` signs for ``unit``: a deputy in the president's place, a delegate by their paper."""
    leading = [held for held in actor.assignments if held.unit_id == unit.pk and held.role == Role.LEADER]
    title, delegated = (leading[0].title, leading[0].delegated_from_id is not None) if leading else ("", False)
    if title.lower().startswith("phó"):
        return Signer(actor.full_name, _short_title(title), Capacity.DEPUTY)
    if delegated:
        return Signer(actor.full_name, _short_title(title) or _("Người được ủy quyền"), Capacity.DELEGATE)
    return Signer(actor.full_name, _short_title(title) or _("Chủ tịch"), Capacity.COLLECTIVE)


def _short_title(title: str) -> str:
    """Return “Phó Chủ tịch” out of “Phó Chủ tịch LĐLĐ tỉnh Bắc Ninh”."""
    head, found, _rest = title.partition("ủ tịch")
    return f"{head}{found}" if found else title


@transaction.atomic
def approve_decision(
    decision: Decision,
    *,
    actor: Any,
    at: datetime,
    bound_reason: str = "",
    typed_count: int | None = None,
    seen_version: int | None = None,
) -> None:
    """
    Sign a checked decision: it takes the next number, its people enter the register, their certificates are planned.

    All or none of it. The files follow after the transaction. A revocation takes its number the same way and
    brings back what the other decision gave.

    :param typed_count: how many awards the signer typed; refused if it is not the number on the list
    :raises PermissionDenied: if the actor proposed, appraised, drafted or is on the list
    :raises DomainError: if an opinion is open, a condition no longer holds, or a floor that blocks is not met
    """
    day = day_of(at)
    signer = signer_of(actor, decision.unit)
    _advance_signing(decision, signer, actor=actor, at=at, seen_version=seen_version)
    rows = _decide_batch(decision, actor=actor, at=at, bound_reason=bound_reason, typed_count=typed_count)
    number, symbol = issue_number(decision, at=at, year=day.year)
    advance(decision, NUMBER, actor=actor, at=at, number=number, symbol=symbol, year=day.year, decided_on=day)
    if decision.kind == DecisionKind.REVOCATION:
        _take_back(decision, actor=actor, at=at)
    _enter(decision, rows, at=at)
    subject = gettext_noop("Quyết định %(symbol)s đã ký, chờ công bố") % {"symbol": symbol}
    notices.decision_waits(decision, at=at, role=Role.CLERK, subject=subject)
    tasks.issue_decision.delay_on_commit(decision_id=decision.pk)  # type: ignore[attr-defined]


def _advance_signing(decision: Decision, signer: Signer, *, actor: Any, at: datetime, seen_version: int | None) -> None:
    advance(
        decision,
        SIGN,
        actor=actor,
        at=at,
        seen_version=seen_version,
        signed_by=actor,
        signed_at=at,
        signer_name=signer.name,
        signer_title=signer.title,
        capacity=signer.capacity,
        issuer_name=decision.unit.name,
    )


def _decide_batch(
    decision: Decision, *, actor: Any, at: datetime, bound_reason: str, typed_count: int | None
) -> list[Nomination]:
    batch = decision.batch
    if batch is None or decision.kind != DecisionKind.AWARD:
        return []
    lock(batch)
    rows = _to_sign(batch)
    _refuse_count(len(rows), typed_count)
    if batch.objections.filter(state=ObjectionState.OPEN).exists():
        raise DomainError(_("Còn ý kiến chưa trả lời về danh sách này. Hãy chờ trả lời xong."))
    _refuse_broken_conditions(rows, at)
    bounds = _refuse_bounds(batch, rows, bound_reason, at)
    changes = {"bound_reason": bound_reason.strip(), "bound_by": actor} if bounds else {}
    advance(batch, DECIDE_BATCH, actor=actor, at=at, note=bound_reason.strip() if bounds else "", **changes)
    for nomination in rows:
        advance(nomination, DECIDE, actor=actor, at=at)
    return rows


def _to_sign(batch: Batch) -> list[Nomination]:
    waiting = in_order(batch).filter(state=NominationState.SIGNED_OFF)
    rows = list(waiting.select_related("member__unit", "member__grassroots", "unit").prefetch_related("initiatives"))
    if not rows:
        raise DomainError(_("Danh sách không còn ai để tặng."))
    return rows


def _refuse_count(count: int, typed_count: int | None) -> None:
    if typed_count is not None and typed_count != count:
        raise DomainError(
            _("Danh sách có %(count)d khen thưởng, bạn gõ %(typed)d. Hãy xem lại danh sách rồi gõ lại.")
            % {"count": count, "typed": typed_count},
            field="typed_count",
        )


def _refuse_broken_conditions(rows: list[Nomination], at: datetime) -> None:
    """What was true at appraisal may be so no longer: a decision a chain rests on may have been revoked since."""
    judged = check_nominations(rows, as_of=day_of(at))
    for nomination in rows:
        judgement = judged[nomination.pk]
        if judgement.verdict in {Verdict.NOT_ELIGIBLE, Verdict.BLOCKED}:
            reasons = [row.sentence for row in judgement.findings if row.passed is False and row.effect]
            raise DomainError(
                _("%(name)s không còn đủ điều kiện: %(reasons)s")
                % {"name": nomination.subject_name, "reasons": "; ".join(reasons) + "."}
            )


def _refuse_bounds(batch: Batch, rows: list[Nomination], reason: str, at: datetime) -> bool:
    """Return whether the list stands off a bound that blocks; it goes on only with the signer's written reason."""
    off = [share for share in shares_of(rows, batch.deciding_unit, on=day_of(at)) if share.is_off and share.blocks]
    if off and not reason.strip():
        raise DomainError(
            _("%(groups)s chưa đúng tỷ lệ quy định. Muốn ký, ghi lý do bằng văn bản.")
            % {"groups": ", ".join(share.label for share in off)},
            field="bound_reason",
        )
    return bool(off)


def _enter(decision: Decision, rows: list[Nomination], *, at: datetime) -> None:
    if decision.decided_on is None or not rows:
        return
    records = [
        write_record(
            row,
            at=at,
            decision_no=decision.symbol,
            decided_on=decision.decided_on,
            issued_by=decision.issuer_name,
            decision=decision,
        )
        for row in rows
    ]
    plan_certificates(decision, records, at=at)
    for record in records:
        count_award(record)


def _take_back(decision: Decision, *, actor: Any, at: datetime) -> None:
    target = decision.revokes
    assert target is not None  # noqa: S101 - draft_revocation has named it
    advance(target, REVOKE, actor=actor, at=at, note=decision.symbol)
    revoke_records(target, decision, on=day_of(at))
    recall_certificates(target, actor=actor, at=at, note=decision.symbol)


@transaction.atomic
def publish_decision(decision: Decision, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """Make a numbered decision known: to those it commends, to who proposed them, to anyone who scans a code."""
    advance(decision, PUBLISH, actor=actor, at=at, seen_version=seen_version, published_at=at)
    rows = Nomination.objects.filter(batch=decision.batch, state=NominationState.DECIDED) if decision.batch else []
    notices.decision_published(decision, rows, at=at)


@transaction.atomic
def draft_revocation(target: Decision, *, actor: Any, at: datetime, draft: Draft) -> Decision:
    """
    Return the draft of the decision that revokes ``target``; it goes the same way: clerk, signer, number.

    :raises WrongStateError: if ``target`` has no number, or is revoked already
    :raises DomainError: if its revocation is under way
    """
    refuse_empty_words(draft)
    lock(target)
    require(actor, "awards.run_batch", target)
    if target.state not in {DecisionState.NUMBERED, DecisionState.PUBLISHED} or target.kind != DecisionKind.AWARD:
        raise WrongStateError(_("Chỉ thu hồi được quyết định khen thưởng đang có hiệu lực."))
    if Decision.objects.filter(revokes=target).exists():
        raise DomainError(_("Đã có dự thảo thu hồi quyết định này."))
    decision = Decision.objects.create(
        kind=DecisionKind.REVOCATION,
        unit=target.unit,
        revokes=target,
        drafted_by=actor,
        drafted_at=at,
        created_at=at,
        **draft.as_fields(),
    )
    audit.record("decision.draft_revocation", decision, actor=actor, at=at, after={"revokes": target})
    notices.decision_waits(
        decision, at=at, role=Role.CLERK, subject=gettext_noop("Dự thảo quyết định thu hồi chờ rà soát")
    )
    return decision
