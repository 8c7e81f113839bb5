"""The decisions: recognised at the base, in a wider scope, and revoked."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from councils.selectors import Outcome, outcome_of
from initiatives import notices
from initiatives.enums import InitiativeState, Scope
from initiatives.models import Initiative, Recognition
from initiatives.rules import reaches
from initiatives.services.counting import count_recognition
from initiatives.states import RECOGNISE, RECOGNISE_UPPER, REVOKE, WIDEN
from portal.core.errors import DomainError, PartsMissing
from portal.core.periods import day_of
from portal.core.templatetags.vi import vnd
from portal.core.workflow import advance, lock
from units.enums import Level, Role
from units.models import Unit


@dataclass(frozen=True, slots=True)
class Ruling:
    """The number and the day of a decision."""

    number: str
    on: date


@transaction.atomic
def recognise_initiative(
    initiative: Initiative,
    *,
    actor: Any,
    at: datetime,
    ruling: Ruling,
    value_vnd: int | None = None,
    seen_version: int | None = None,
) -> Recognition:
    """
    Return the recognition at the base: by decision of the unit's leader, after the council passed it.

    ``value_vnd``: the benefit that is recognised, at most what was verified; only this one is ever counted.

    :raises DomainError: if the council has not passed it, or the value was not verified
    :raises PartsMissing: naming what is wrong with the decision
    """
    lock(initiative)
    outcome = outcome_of(initiative)
    if initiative.state in RECOGNISE.sources:
        _refuse_outcome(outcome)
        _refuse_recognised_value(initiative, value_vnd)
        _refuse_ruling(initiative, ruling, at)
    advance(
        initiative,
        RECOGNISE,
        actor=actor,
        at=at,
        note=ruling.number.strip(),
        seen_version=seen_version,
        scope=Scope.BASE,
        recognised_value_vnd=value_vnd,
        recognised_on=ruling.on,
        answer_due_on=None,
    )
    recognition = _record(
        initiative, Scope.BASE, initiative.owner, ruling, actor=actor, at=at, value_vnd=value_vnd, outcome=outcome
    )
    count_recognition(initiative, recognition)
    _tell(initiative, "recognise", gettext_noop("Sáng kiến %(code)s được công nhận cấp cơ sở"), ruling, at=at)
    return recognition


def _refuse_outcome(outcome: Outcome | None) -> None:
    if outcome is None:
        raise DomainError(_("Hội đồng chưa ký biên bản về sáng kiến này. Hãy chờ biên bản rồi ký công nhận."))
    if not outcome.passed:
        raise DomainError(_("Hội đồng không thông qua sáng kiến này nên không công nhận được."))


def _refuse_recognised_value(initiative: Initiative, value_vnd: int | None) -> None:
    if not value_vnd:
        return
    if initiative.verified_value_vnd is None:
        raise DomainError(
            _("Giá trị làm lợi chưa được thẩm định. Hãy để trống, hoặc chờ thẩm định xong."), field="value_vnd"
        )
    if value_vnd > initiative.verified_value_vnd:
        raise DomainError(
            _("Giá trị công nhận không lớn hơn giá trị đã thẩm định (%(value)s).")
            % {"value": vnd(initiative.verified_value_vnd)},
            field="value_vnd",
        )


def _refuse_ruling(initiative: Initiative, ruling: Ruling, at: datetime, *, after: date | None = None) -> None:
    parts: dict[str, str] = {}
    if not ruling.number.strip():
        parts["decision_no"] = _("Ghi số quyết định, ví dụ 12/QĐ-CĐCS.")
    first = after or (day_of(initiative.submitted_at) if initiative.submitted_at else None)
    if ruling.on > day_of(at):
        parts["decided_on"] = _("Ngày quyết định chưa tới.")
    elif first is not None and ruling.on < first:
        parts["decided_on"] = _("Ngày quyết định phải từ ngày %(day)s trở đi.") % {"day": f"{first:%d/%m/%Y}"}
    if parts:
        raise PartsMissing(parts)


def _record(
    initiative: Initiative,
    scope: Scope,
    unit: Unit,
    ruling: Ruling,
    *,
    actor: Any,
    at: datetime,
    value_vnd: int | None = None,
    outcome: Outcome | None = None,
    basis: str = "",
) -> Recognition:
    return Recognition.objects.create(
        initiative=initiative,
        scope=scope,
        unit=unit,
        decision_no=ruling.number.strip(),
        decided_on=ruling.on,
        outcome=asdict(outcome) if outcome is not None else {},
        basis=basis,
        value_vnd=value_vnd,
        by=actor,
        at=at,
    )


@transaction.atomic
def recognise_upper(
    initiative: Initiative,
    *,
    actor: Any,
    at: datetime,
    ruling: Ruling,
    scope: str,
    basis: str,
    seen_version: int | None = None,
) -> Recognition:
    """
    Return the recognition of a wider scope: province or sector, then the whole country; each by its own decision.

    :param basis: the confirmations of effect and scope it rests on
    :raises DomainError: if the scope is no wider than the one it has, or nothing confirms it
    """
    lock(initiative)
    step = WIDEN if initiative.state == InitiativeState.RECOGNIZED_UPPER else RECOGNISE_UPPER
    if initiative.state in step.sources:
        _refuse_scope(initiative, scope, basis)
        _refuse_ruling(initiative, ruling, at, after=initiative.recognised_on)
    advance(initiative, step, actor=actor, at=at, note=ruling.number.strip(), seen_version=seen_version, scope=scope)
    unit = _unit_above(initiative, actor, scope)
    recognition = _record(initiative, Scope(scope), unit, ruling, actor=actor, at=at, basis=basis.strip())
    count_recognition(initiative, recognition)
    subject = gettext_noop("Sáng kiến %(code)s được công nhận phạm vi cao hơn")
    _tell(initiative, f"recognise_{scope}", subject, ruling, at=at)
    return recognition


def _unit_above(initiative: Initiative, actor: Any, scope: str) -> Unit:
    """Return the unit in whose name ``actor`` recognises: the confederation for the whole country, else the nearest."""
    units: list[Unit] = [
        held.unit
        for held in actor.assignments
        if held.role == Role.LEADER and held.unit.level <= Level.PROVINCE and reaches(held, initiative)
    ]
    if scope == Scope.NATION:
        units = [unit for unit in units if unit.level == Level.CONFEDERATION]
    if not units:
        raise DomainError(_("Phạm vi toàn quốc do Tổng Liên đoàn công nhận."), field="scope")
    return max(units, key=lambda unit: unit.level)


def _refuse_scope(initiative: Initiative, scope: str, basis: str) -> None:
    order = Scope.values
    if order.index(scope) <= order.index(initiative.scope):
        raise DomainError(
            _("Sáng kiến đã được công nhận %(scope)s. Hãy chọn phạm vi rộng hơn.")
            % {"scope": Scope(initiative.scope).label.lower()},
            field="scope",
        )
    if not basis.strip():
        raise DomainError(
            _("Ghi giấy xác nhận hiệu quả, phạm vi ảnh hưởng làm căn cứ: số, ngày, đơn vị xác nhận."), field="basis"
        )


@transaction.atomic
def revoke_recognition(
    initiative: Initiative, *, actor: Any, at: datetime, ruling: Ruling, reason: str, seen_version: int | None = None
) -> None:
    """
    Take back every recognition by a new decision; nothing is deleted, and what was counted is taken back.

    :raises DomainError: without a reason
    :raises PartsMissing: naming what is wrong with the decision
    """
    lock(initiative)
    if initiative.state in REVOKE.sources:
        if not reason.strip():
            raise DomainError(_("Ghi lý do thu hồi."), field="reason")
        _refuse_ruling(initiative, ruling, at, after=initiative.recognised_on)
    recognitions = list(initiative.recognitions.filter(revoked_on__isnull=True).order_by("pk"))
    advance(
        initiative,
        REVOKE,
        actor=actor,
        at=at,
        note=f"{ruling.number.strip()}. {reason.strip()}",
        seen_version=seen_version,
        return_reason=reason.strip(),
    )
    for recognition in recognitions:
        recognition.revoked_no, recognition.revoked_on = ruling.number.strip(), ruling.on
        recognition.revoke_reason = reason.strip()
        recognition.save(update_fields=["revoked_no", "revoked_on", "revoke_reason"])
        count_recognition(initiative, recognition, sign=-1)
    subject = gettext_noop("Công nhận sáng kiến %(code)s bị thu hồi")
    _tell(initiative, "revoke", subject, ruling, at=at, more=reason.strip())


def _tell(initiative: Initiative, name: str, subject: str, ruling: Ruling, *, at: datetime, more: str = "") -> None:
    body = gettext_noop("Quyết định số %(number)s ngày %(day)s.") % {
        "number": ruling.number.strip(),
        "day": f"{ruling.on:%d/%m/%Y}",
    }
    notices.tell_authors(
        initiative,
        f"initiative.{name}:{initiative.pk}",
        subject=subject % {"code": initiative.code},
        body=f"{body} {more}".strip(),
        at=at,
    )
