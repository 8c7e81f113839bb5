"""A batch goes to the emulation council and its results come home."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from awards.eligibility import Law
from awards.enums import BatchState
from awards.models import Batch, Nomination
from awards.services.batches import in_order
from awards.states import FAIL, PASS, SKIP_COUNCIL, TAKE_RESULTS, TO_COUNCIL
from councils.enums import CouncilKind
from councils.models import Session
from councils.selectors import outcomes_of
from councils.services import add_item
from councils.voting import VoteRule
from portal.core.errors import DomainError
from portal.core.language import in_vietnamese
from portal.core.periods import day_of
from portal.core.workflow import advance, lock

LABEL = Nomination._meta.label_lower


@transaction.atomic
def send_to_council(
    batch: Batch, *, actor: Any, at: datetime, session: Session, seen_version: int | None = None
) -> None:
    """
    Put every dossier of a batch on the agenda of a session, each under the vote its award needs.

    :raises DomainError: if the session is not one of the deciding unit's emulation council
    """
    lock(batch)
    if session.council.kind != CouncilKind.AWARD or session.council.unit_id != batch.deciding_unit_id:
        raise DomainError(
            _("Phiên này không phải của Hội đồng Thi đua - Khen thưởng cấp quyết định khen. Hãy chọn phiên khác."),
            field="session",
        )
    rows = list(in_order(batch).prefetch_related("initiatives"))
    if not rows:
        raise DomainError(_("Đợt khen không còn hồ sơ nào."))
    advance(batch, TO_COUNCIL, actor=actor, at=at, seen_version=seen_version, session=session)
    law = Law.read()
    for nomination in rows:
        _add_to_agenda(law, nomination, session, actor=actor, at=at)


def vote_rule(law: Law, nomination: Nomination, at: datetime) -> VoteRule:
    """
    Return how the award of ``nomination`` is voted today.

    :raises DomainError: if the catalogue holds no rule
    """
    row = law.vote_rule(nomination.award_type.family, nomination.merit, day_of(at))
    if row is None:
        raise DomainError(_("Danh mục chưa có tỷ lệ phiếu cho danh hiệu, hình thức này."))
    return VoteRule(row.percent, row.denominator, row.secret, row.legal_basis, row.certainty)


def _add_to_agenda(law: Law, nomination: Nomination, session: Session, *, actor: Any, at: datetime) -> None:
    member = nomination.member
    add_item(
        session,
        nomination,
        actor=actor,
        at=at,
        title=f"{nomination.subject_name}: {nomination.award_type.name}"[:300],
        url=reverse("awards:nomination", args=[nomination.pk]),
        summary=summary_lines(nomination),
        member_ids=[member.pk] if member else [],
        group_ids=[member.unit_id if member else nomination.subject_unit_id or 0],
        rule=vote_rule(law, nomination, at),
        credit=nomination.subject_name,
    )


@in_vietnamese
def summary_lines(nomination: Nomination) -> list[tuple[str, str]]:
    """Return what a council member reads about a dossier."""
    works = "; ".join(f"{row.code} {row.title}".strip() for row in nomination.initiatives.all())
    lines = [
        (_("Thành tích"), nomination.achievement),
        (_("Sáng kiến làm căn cứ"), works),
        (
            _("Điều kiện"),
            _("%(met)s đạt; xét theo %(version)s")
            % {"met": nomination.conditions_met, "version": nomination.check_result.get("version", "")},
        ),
        (_("Bình xét ở đơn vị"), f"{nomination.vote_yes}/{nomination.vote_present}" if nomination.vote_present else ""),
        (_("Ý kiến thẩm định"), nomination.appraisal_note),
    ]
    return [(label, text) for label, text in lines if text]


@transaction.atomic
def take_results(batch: Batch, *, actor: Any, at: datetime, seen_version: int | None = None) -> tuple[int, int]:
    """
    Bring the council's results home; return how many passed and how many did not.

    :raises DomainError: if the minutes are not signed yet
    """
    lock(batch)
    rows = list(in_order(batch))
    outcomes = outcomes_of(LABEL, [row.pk for row in rows])
    waiting = [row.subject_name for row in rows if row.pk not in outcomes]
    if batch.state == BatchState.IN_COUNCIL and waiting:
        raise DomainError(_("Hội đồng chưa ký biên bản về: %(names)s.") % {"names": ", ".join(waiting[:5])})
    advance(batch, TAKE_RESULTS, actor=actor, at=at, seen_version=seen_version)
    passed = 0
    for nomination in rows:
        outcome = outcomes[nomination.pk]
        step = PASS if outcome.passed else FAIL
        reason = "" if outcome.passed else gettext_noop("Hội đồng không thông qua.")
        advance(
            nomination,
            step,
            actor=actor,
            at=at,
            note=outcome.minutes_no,
            council_yes=outcome.yes,
            council_base=outcome.denominator,
            closing_reason=reason,
        )
        passed += outcome.passed
    return passed, len(rows) - passed


@transaction.atomic
def skip_council(batch: Batch, *, actor: Any, at: datetime, opinion: str, seen_version: int | None = None) -> None:
    """
    Go on without a session where the rules let an extraordinary award be decided by the standing committee.

    :raises DomainError: if the award needs a council, or the committee's opinion is not named
    """
    lock(batch)
    rows = list(in_order(batch))
    law = Law.read()
    rules = [law.vote_rule(row.award_type.family, row.merit, day_of(at)) for row in rows]
    if any(rule is None or rule.council_required for rule in rules):
        raise DomainError(_("Danh hiệu, hình thức này phải qua Hội đồng."))
    if not opinion.strip():
        raise DomainError(_("Ghi ý kiến của Ban Thường vụ: ngày, hình thức, nội dung."), field="opinion")
    advance(batch, SKIP_COUNCIL, actor=actor, at=at, seen_version=seen_version, opinion=opinion.strip())
    for nomination in rows:
        advance(nomination, PASS, actor=actor, at=at, note=opinion.strip())
