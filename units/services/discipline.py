"""Disciplinary measures of a member: written down, ended, taken back when they were written by mistake."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.errors import DomainError
from portal.core.permissions import require
from portal.core.templatetags.vi import day as shown
from portal.core.workflow import lock
from units import notices
from units.enums import DisciplineForm
from units.models import Discipline, Member
from units.services.membership import refuse_day_to_come

SHOWN = ("form", "decision_no", "decided_on", "issued_by", "valid_from", "valid_to")


@transaction.atomic
def record_discipline(
    member: Member,
    *,
    actor: Any,
    at: datetime,
    form: str,
    decided_on: date,
    valid_from: date,
    valid_to: date | None = None,
    decision_no: str = "",
    issued_by: str = "",
) -> Discipline:
    """
    Return what was written down about ``member``: a measure by decision, or that one is under review; they are told.

    :raises PermissionDenied: if ``actor`` does not keep the members of the union, or is the person
    :raises DomainError: if the record was joined into another, a day cannot be, the number is missing, or it is
        written down already
    """
    lock(member)
    require(actor, "units.keep_discipline", member)
    if member.merged_into is not None:
        raise DomainError(
            _("Hồ sơ này đã gộp vào hồ sơ %(code)s. Hãy làm ở hồ sơ đó.") % {"code": member.merged_into.code}
        )
    number = decision_no.strip()
    _refuse_days(decided_on, valid_from, valid_to, at)
    if form != DisciplineForm.UNDER_REVIEW and not number:
        raise DomainError(_("Ghi số quyết định kỷ luật."), field="decision_no")
    same = Discipline.objects.standing().filter(member=member, form=form, decided_on=decided_on, decision_no=number)
    if same.exists():
        raise DomainError(_("Trường hợp này đã ghi rồi. Mở dữ liệu cá nhân ở hồ sơ đoàn viên để xem."))
    made = Discipline.objects.create(
        member=member, form=form, decision_no=number, decided_on=decided_on, issued_by=issued_by.strip(),
        valid_from=valid_from, valid_to=valid_to, made_by=actor, created_at=at,
    )  # fmt: skip
    audit.record("member.discipline", member, actor=actor, at=at, after=_told(made))
    notices.tell_discipline(made, "made", at=at)
    return made


def _refuse_days(decided_on: date, valid_from: date, valid_to: date | None, at: datetime) -> None:
    refuse_day_to_come(decided_on, at, field="decided_on")
    if valid_from < decided_on:
        raise DomainError(
            _("Ngày có hiệu lực không được trước ngày quyết định %(day)s.") % {"day": shown(decided_on)},
            field="valid_from",
        )
    if valid_to is not None and valid_to <= valid_from:
        raise DomainError(_("Ngày hết hiệu lực phải sau ngày có hiệu lực."), field="valid_to")


@transaction.atomic
def end_discipline(measure: Discipline, *, actor: Any, at: datetime, on: date, reason: str) -> None:
    """
    Let the effect of a measure, or a review, be over from ``on``; the years it fell in keep it.

    :raises PermissionDenied: as :func:`record_discipline`
    :raises DomainError: without a reason, if it is over by then, was taken back, or the day cannot be
    """
    words = _open(measure, actor, reason)
    refuse_day_to_come(on, at, field="on")
    if on <= measure.valid_from:
        raise DomainError(
            _("Trường hợp này có hiệu lực từ %(day)s. Chọn ngày sau đó.") % {"day": shown(measure.valid_from)},
            field="on",
        )
    if measure.valid_to is not None and measure.valid_to <= on:
        raise DomainError(_("Đã hết hiệu lực từ ngày %(day)s.") % {"day": shown(measure.valid_to)}, field="on")
    before = _told(measure)
    measure.valid_to, measure.ended_by, measure.end_reason = on, actor, words
    measure.save(update_fields=["valid_to", "ended_by", "end_reason"])
    after = _told(measure, reason=words)
    audit.record("member.end_discipline", measure.member, actor=actor, at=at, before=before, after=after)
    notices.tell_discipline(measure, f"ended:{on:%Y-%m-%d}", at=at)


@transaction.atomic
def void_discipline(measure: Discipline, *, actor: Any, at: datetime, reason: str) -> None:
    """
    Take back what was written down by mistake: it counts for nothing from now on, and is shown to nobody.

    :raises PermissionDenied: as :func:`record_discipline`
    :raises DomainError: without a reason, or if it was taken back already
    """
    words = _open(measure, actor, reason)
    measure.voided_at, measure.ended_by, measure.end_reason = at, actor, words
    measure.save(update_fields=["voided_at", "ended_by", "end_reason"])
    before, after = _told(measure), {"disciplines": {"reason": words}}
    audit.record("member.void_discipline", measure.member, actor=actor, at=at, before=before, after=after)
    notices.tell_discipline(measure, "voided", at=at)


def _open(measure: Discipline, actor: Any, reason: str) -> str:
    """Lock a measure that stands, and return the reason in words."""
    lock(measure)
    require(actor, "units.keep_discipline", measure.member)
    if measure.voided_at is not None:
        raise DomainError(_("Trường hợp này đã được bỏ vì ghi nhầm."))
    words = reason.strip()
    if not words:
        raise DomainError(_("Ghi lý do."), field="reason")
    return words[:200]


def _told(measure: Discipline, **more: Any) -> dict[str, Any]:
    """Return the measure as the trail keeps it: under a name that is hidden without a purpose, reasons too."""
    return {"disciplines": {name: getattr(measure, name) for name in SHOWN} | more}
