"""The list is shown to everyone; opinions are heard and answered before it goes on."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from awards import notices
from awards.enums import BatchState, Merit, ObjectionState
from awards.models import Batch, Nomination, Objection
from awards.selectors.law import setting
from awards.services.appraisal import working_days_from
from awards.services.batches import in_order, remember_people
from awards.states import ANSWER, CLOSE_NOTICE, NOTICE_OVER, OPEN_NOTICE, REOPEN, SHOW, UPHOLD
from portal.core import audit
from portal.core.errors import DomainError
from portal.core.periods import day_of
from portal.core.permissions import require
from portal.core.workflow import WrongStateError, advance, lock


@transaction.atomic
def open_notice(batch: Batch, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """
    Show the list to everyone for the working days the rules ask; the day it appears does not count.

    An extraordinary award may need none: its list goes on at once.

    :raises DomainError: if the batch is empty
    """
    lock(batch)
    rows = list(in_order(batch))
    if not rows:
        raise DomainError(_("Đợt khen chưa có hồ sơ nào."))
    today = day_of(at)
    code = "notice_days_extraordinary" if batch.merit == Merit.EXTRAORDINARY else "notice_days"
    days = setting(code, on=today, unit=batch.deciding_unit)
    until = working_days_from(today, days) if days else today
    advance(batch, OPEN_NOTICE, actor=actor, at=at, seen_version=seen_version, notice_from=today, notice_until=until)
    for nomination in rows:
        advance(nomination, SHOW, actor=actor, at=at)
    notices.notice_opened(batch, at=at)
    if not days:
        _close(batch, at=at)


@transaction.atomic
def object_to(batch: Batch, *, actor: Any, at: datetime, text: str, nomination: Nomination | None = None) -> Objection:
    """
    Return a new opinion against a shown list, by name; the list waits for its answer.

    :raises WrongStateError: if the list is not shown now
    :raises DomainError: without words
    """
    lock(batch)
    require(actor, "awards.object", batch)
    if batch.state != BatchState.PUBLIC_NOTICE:
        raise WrongStateError(
            _("Danh sách không còn trong thời gian công khai. Bạn có thể gửi khiếu nại tới Ủy ban Kiểm tra.")
        )
    if not text.strip():
        raise DomainError(_("Viết ý kiến của bạn: điều gì chưa đúng, ai có thể xác nhận."), field="text")
    if nomination is not None and nomination.batch_id != batch.pk:
        raise DomainError(_("Người này không còn trong danh sách."), field="nomination")
    objection = Objection.objects.create(
        batch=batch, nomination=nomination, made_by=actor, created_at=at, text=text.strip()
    )
    audit.record("objection.make", objection, actor=actor, at=at, after={"batch": batch})
    notices.objection_made(objection, at=at)
    return objection


@transaction.atomic
def answer_objection(objection: Objection, *, actor: Any, at: datetime, answer: str, upheld: bool = False) -> None:
    """
    Answer an opinion. If it is right, the dossier it names goes back to appraisal and off the list.

    :raises WrongStateError: if it was answered already
    :raises PermissionDenied: if ``actor`` neither inspects nor runs the list, or is on it
    :raises DomainError: without an answer, or if it is right but names nobody
    """
    batch, words = objection.batch, answer.strip()
    lock(batch)
    require(actor, "awards.answer_objection", objection)
    if not words:
        raise DomainError(_("Viết câu trả lời; người gửi sẽ đọc đúng câu này."), field="answer")
    if upheld and objection.nomination is None:
        raise DomainError(_("Ý kiến không nêu hồ sơ nào nên không đưa hồ sơ về thẩm định được."), field="upheld")
    step = UPHOLD if upheld else ANSWER
    advance(objection, step, actor=actor, at=at, note=words, answer=words, answered_by=actor, answered_at=at)
    if upheld and objection.nomination is not None:
        _send_back(objection.nomination, batch, actor=actor, at=at, note=words)
    notices.objection_answered(objection, at=at)


def _send_back(nomination: Nomination, batch: Batch, *, actor: Any, at: datetime, note: str) -> None:
    """Take the dossier off the list, unless another opinion did: by now it may stand on the next one."""
    lock(nomination)
    if nomination.batch_id != batch.pk:
        return
    advance(nomination, REOPEN, actor=actor, at=at, note=note, batch=None, appraised_by=None, appraised_at=None)
    remember_people(batch)


def close_notices(*, at: datetime) -> int:
    """
    Close every notice whose days are over and that nobody objects to; return how many. Safe to run twice.
    """
    over = Batch.objects.filter(state=BatchState.PUBLIC_NOTICE, notice_until__lt=day_of(at)).order_by("pk")
    return sum(_close_if_quiet(batch, at=at) for batch in over)


@transaction.atomic
def _close_if_quiet(batch: Batch, *, at: datetime) -> bool:
    lock(batch)
    if batch.state != BatchState.PUBLIC_NOTICE or batch.objections.filter(state=ObjectionState.OPEN).exists():
        return False
    _close(batch, at=at)
    return True


def _close(batch: Batch, *, at: datetime) -> None:
    rows = list(in_order(batch))
    advance(batch, CLOSE_NOTICE, actor=None, at=at)
    for nomination in rows:
        advance(nomination, NOTICE_OVER, actor=None, at=at)
