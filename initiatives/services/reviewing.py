"""Between the check and the decision: the council's session, the value verified, a result that did not pass."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from councils.enums import CouncilKind
from councils.models import Session
from councils.selectors import outcome_of, vote_rule_on
from councils.services import add_item
from initiatives import notices
from initiatives.content import content_of, lines_of
from initiatives.enums import InitiativeState
from initiatives.models import Initiative
from initiatives.rules import covers
from initiatives.services.counting import count_failure
from initiatives.states import NOT_RECOGNISE, SEND
from portal.core import audit
from portal.core.errors import DomainError
from portal.core.periods import day_of
from portal.core.permissions import require
from portal.core.workflow import WrongStateError, advance, lock, refuse_stale

VERIFIABLE = frozenset({InitiativeState.RECEIPT_CHECK, InitiativeState.ACCEPTED, InitiativeState.UNDER_REVIEW})


@transaction.atomic
def send_to_council(
    initiative: Initiative, *, actor: Any, at: datetime, session: Session, seen_version: int | None = None
) -> None:
    """
    Put a valid dossier on the agenda of a session, under the vote rule in force that day.

    :raises DomainError: if the council is not one for initiatives of this branch, or may take no more
    """
    _refuse_session(initiative, session)
    advance(initiative, SEND, actor=actor, at=at, note=session.title, seen_version=seen_version)
    _add(initiative, session, actor=actor, at=at)
    notices.tell_authors(
        initiative,
        f"initiative.send:{initiative.pk}:{session.pk}",
        subject=gettext_noop("Sáng kiến %(code)s được đưa ra Hội đồng") % {"code": initiative.code},
        body=session.title,
        at=at,
    )


@transaction.atomic
def move_to_session(initiative: Initiative, *, actor: Any, at: datetime, session: Session) -> None:
    """
    Put a dossier under review on another agenda, when its session was cancelled or it was taken off.

    :raises WrongStateError: if it is not under review
    :raises DomainError: if it waits in a session already
    """
    _refuse_session(initiative, session)
    lock(initiative)
    require(actor, "initiatives.send_to_council", initiative)
    if initiative.state != InitiativeState.UNDER_REVIEW or outcome_of(initiative) is not None:
        raise WrongStateError(_("Hồ sơ không chờ phiên họp nào."))
    _add(initiative, session, actor=actor, at=at)
    audit.record(
        "initiative.move_to_session", initiative, actor=actor, at=at, note=session.title, after={"session": session}
    )


def _refuse_session(initiative: Initiative, session: Session) -> None:
    if session.council.kind != CouncilKind.INITIATIVE or not covers(session.council.unit, initiative):
        raise DomainError(
            _("Hội đồng của phiên này không xét sáng kiến của đơn vị đó. Hãy chọn phiên khác."), field="session"
        )


def _add(initiative: Initiative, session: Session, *, actor: Any, at: datetime) -> None:
    authors = list(initiative.authors.select_related("member"))
    add_item(
        session,
        initiative,
        actor=actor,
        at=at,
        title=f"{initiative.code} {initiative.title}"[:300],
        url=notices.page_of(initiative),
        summary=lines_of(content_of(initiative)),
        member_ids=[author.member_id for author in authors],
        group_ids={author.member.unit_id for author in authors},
        rule=vote_rule_on("initiative", day_of(at)),
        credit=initiative.author_names[:300],
    )


@transaction.atomic
def verify_value(
    initiative: Initiative, *, actor: Any, at: datetime, value_vnd: int, note: str, seen_version: int | None = None
) -> None:
    """
    Write down the benefit as someone other than the author found it, with how they found it.

    :raises DomainError: without a note, or above what was claimed
    """
    lock(initiative)
    refuse_stale(initiative, seen_version)
    require(actor, "initiatives.verify_value", initiative)
    if initiative.state not in VERIFIABLE:
        raise WrongStateError(_("Giá trị chỉ thẩm định được từ khi tiếp nhận đến trước khi công nhận."))
    _refuse_value(initiative, value_vnd, note)
    before = {"verified_value_vnd": initiative.verified_value_vnd}
    initiative.verified_value_vnd, initiative.verified_by = value_vnd, actor
    initiative.verified_at, initiative.verify_note = at, note.strip()
    initiative.version += 1
    initiative.save(update_fields=["verified_value_vnd", "verified_by", "verified_at", "verify_note", "version"])
    audit.record(
        "initiative.verify_value",
        initiative,
        actor=actor,
        at=at,
        note=note.strip(),
        before=before,
        after={"verified_value_vnd": value_vnd},
    )


def _refuse_value(initiative: Initiative, value_vnd: int, note: str) -> None:
    if not initiative.has_value or initiative.claimed_value_vnd is None:
        raise DomainError(_("Tác giả không khai giá trị làm lợi bằng tiền nên không có gì để thẩm định."))
    if not note.strip():
        raise DomainError(_("Ghi cách kiểm tra: đối chiếu sổ nào, đo ở đâu, ai xác nhận."), field="note")
    if value_vnd > initiative.claimed_value_vnd:
        raise DomainError(_("Giá trị thẩm định không lớn hơn giá trị tác giả khai."), field="value_vnd")


@transaction.atomic
def not_recognise(
    initiative: Initiative, *, actor: Any, at: datetime, reason: str, seen_version: int | None = None
) -> None:
    """
    Close a dossier that the council did not pass, with the reason the minutes give.

    :raises DomainError: while the minutes are not signed, if it did pass, or without a reason
    """
    outcome = outcome_of(initiative)
    if outcome is None:
        raise DomainError(_("Hội đồng chưa ký biên bản về hồ sơ này. Hãy chờ biên bản."))
    if outcome.passed:
        raise DomainError(_("Hội đồng đã thông qua hồ sơ này. Hãy trình lãnh đạo ký công nhận."))
    if not reason.strip():
        raise DomainError(_("Ghi lý do nêu trong biên bản để tác giả biết."), field="reason")
    count_failure(initiative, on=day_of(at))
    advance(
        initiative,
        NOT_RECOGNISE,
        actor=actor,
        at=at,
        note=reason.strip(),
        seen_version=seen_version,
        return_reason=reason.strip(),
    )
    notices.tell_authors(
        initiative,
        f"initiative.not_recognise:{initiative.pk}",
        subject=gettext_noop("Sáng kiến %(code)s không được công nhận") % {"code": initiative.code},
        body=reason.strip(),
        at=at,
    )
