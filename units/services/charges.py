"""Who looks after which grassroots union: decided, handed over, ended."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.errors import DomainError
from portal.core.permissions import require
from portal.core.workflow import lock
from units.enums import Level, Role
from units.models import Assignment, Charge, Unit, User


@transaction.atomic
def charge_official(
    unit: Unit, official: User, *, actor: Any, at: datetime, valid_from: date, decision_no: str = ""
) -> Charge:
    """
    Return the charge of ``official`` with ``unit`` from a day on; who had it until then has it no more.

    :raises DomainError: if the unit is no standing grassroots union, the official does not act there or has the
        charge already, or something later is decided
    """
    require(actor, "units.decide_charges", unit)
    lock(unit)
    if unit.level != Level.GRASSROOTS or not unit.is_active:
        raise DomainError(_("Chỉ công đoàn cơ sở đang hoạt động có cán bộ phụ trách."))
    _refuse_official(official, unit, day=valid_from)
    held = Charge.objects.filter(unit=unit).not_over(valid_from).order_by("-valid_from").first()
    if held is not None:
        _make_way(held, official, day=valid_from, actor=actor, at=at)
    charge = Charge.objects.create(
        official=official,
        unit=unit,
        valid_from=valid_from,
        decision_no=decision_no.strip(),
        decided_by=actor,
        decided_at=at,
    )
    audit.record("charge.give", charge, actor=actor, at=at, after={"official": official, "valid_from": valid_from})
    return charge


def _make_way(held: Charge, official: User, *, day: date, actor: Any, at: datetime) -> None:
    if held.valid_from >= day:
        raise DomainError(
            _("Đã có phân công từ ngày %(day)s. Chọn ngày sau đó.") % {"day": f"{held.valid_from:%d/%m/%Y}"},
            field="valid_from",
        )
    if held.official_id == official.pk:
        raise DomainError(_("%(name)s đang phụ trách đơn vị này rồi.") % {"name": official.full_name}, field="official")
    held.valid_to = day
    held.save(update_fields=["valid_to"])
    audit.record("charge.end", held, actor=actor, at=at, after={"valid_to": day})


def _refuse_official(official: User, unit: Unit, *, day: date) -> None:
    acts = Assignment.objects.in_force(day).filter(user=official, role=Role.ASSIGNED_OFFICER, unit__in=unit.line_ids)
    if not official.is_active or not acts.exists():
        raise DomainError(
            _("%(name)s không giữ vai trò cán bộ phụ trách tại %(unit)s hoặc cấp trên vào ngày %(day)s.")
            % {"name": official.full_name, "unit": unit.short_name, "day": f"{day:%d/%m/%Y}"},
            field="official",
        )


@transaction.atomic
def hand_over_charges(
    under: Unit,
    official: User,
    *,
    actor: Any,
    at: datetime,
    valid_from: date,
    taken_from: User | None = None,
    decision_no: str = "",
) -> int:
    """
    Give ``official`` all unions of a branch that ``taken_from`` has, or that nobody has; return how many they are.

    :raises DomainError: if there are none, both are one person, or the official does not act for the branch
    """
    require(actor, "units.decide_charges", under)
    if taken_from == official:
        raise DomainError(_("Người nhận phải khác người bàn giao."), field="official")
    _refuse_official(official, under, day=valid_from)
    unions = Unit.objects.active().under(under).filter(level=Level.GRASSROOTS).select_for_update().order_by("pk")
    given = _given(list(unions.values_list("pk", flat=True)), taken_from, day=valid_from)
    if not given:
        raise DomainError(_("Không có công đoàn cơ sở nào để giao từ ngày này."), field="taken_from")
    facts = {"valid_from": valid_from, "decision_no": decision_no.strip(), "decided_by": actor, "decided_at": at}
    Charge.objects.bulk_create(Charge(official=official, unit_id=pk, **facts) for pk in given)
    after = {"from": taken_from, "to": official, "valid_from": valid_from, "unions": given}
    audit.record("charge.hand_over", under, actor=actor, at=at, after=after)
    return len(given)


def _given(unions: Collection[int], taken_from: User | None, *, day: date) -> list[int]:
    """End what is to be handed over, and return the unions that are free from ``day`` on."""
    held = Charge.objects.filter(unit__in=unions).not_over(day)
    later = set(held.filter(valid_from__gte=day).values_list("unit_id", flat=True))
    if taken_from is None:
        taken = set(held.values_list("unit_id", flat=True))
        return [pk for pk in unions if pk not in taken]
    theirs = held.filter(official=taken_from, valid_from__lt=day).exclude(unit__in=later)
    found = sorted(theirs.values_list("unit_id", flat=True))
    theirs.update(valid_to=day)
    return found


@transaction.atomic
def end_charges(units: Iterable[Unit], *, actor: Any, at: datetime, on: date) -> int:
    """End every charge with ``units`` on the day they end; return how many ended. What never began is dropped."""
    held = Charge.objects.filter(unit__in=list(units)).not_over(on).select_related("unit").order_by("pk")
    return sum(_end(charge, actor=actor, at=at, on=on) for charge in held)


def _end(charge: Charge, *, actor: Any, at: datetime, on: date) -> int:
    if charge.valid_from >= on:
        audit.record("charge.drop", charge, actor=actor, at=at, before={"valid_from": charge.valid_from})
        charge.delete()
    else:
        charge.valid_to = on
        charge.save(update_fields=["valid_to"])
        audit.record("charge.end", charge, actor=actor, at=at, after={"valid_to": on})
    return 1
