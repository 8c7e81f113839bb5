"""Who looks after which grassroots union: decided, handed over, ended."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.errors import DomainError
from portal.core.periods import day_of
from portal.core.permissions import require
from portal.core.workflow import lock
from units.enums import Level, Role
from units.models import Assignment, Charge, Unit, User
from units.selectors.charges import list_charges_by


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
    lock(official)  # a role of theirs that ends meanwhile waits, and then finds this charge
    roles = roles_of_officials([official.pk], since=valid_from)
    _refuse_official(official, unit, roles, day=valid_from)
    held = Charge.objects.filter(unit=unit).not_over(valid_from).order_by("-valid_from").first()
    if held is not None:
        _make_way(held, official, day=valid_from, actor=actor, at=at)
    charge = Charge.objects.create(
        official=official,
        unit=unit,
        valid_from=valid_from,
        valid_to=_borne_until(unit, roles, valid_from),
        decision_no=decision_no.strip(),
        decided_by=actor,
        decided_at=at,
    )
    after = {"official": official, "valid_from": valid_from, "valid_to": charge.valid_to}
    audit.record("charge.give", charge, actor=actor, at=at, after=after)
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


def _refuse_official(official: User, unit: Unit, roles: Sequence[Assignment], *, day: date) -> None:
    if not official.is_active or _borne_until(unit, roles, day) == day:
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
    unions = Unit.objects.active().under(under).filter(level=Level.GRASSROOTS).select_for_update().order_by("pk")
    locked = list(unions)
    lock(official)  # after the unions, as in :func:`charge_official`
    roles = roles_of_officials([official.pk], since=valid_from)
    _refuse_official(official, under, roles, day=valid_from)
    borne = {unit.pk: _borne_until(unit, roles, valid_from) for unit in locked}
    given = _given(list(borne), taken_from, day=valid_from)
    if not given:
        raise DomainError(_("Không có công đoàn cơ sở nào để giao từ ngày này."), field="taken_from")
    facts = {"valid_from": valid_from, "decision_no": decision_no.strip(), "decided_by": actor, "decided_at": at}
    Charge.objects.bulk_create(Charge(official=official, unit_id=pk, valid_to=borne[pk], **facts) for pk in given)
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


@transaction.atomic
def fit_charges(officials: Iterable[int], *, actor: Any, at: datetime, since: date) -> int:
    """
    End the charges of ``officials`` on the first day, from ``since`` on, on which no role of theirs bears them.

    Called by whatever ends or moves a role, or moves a union: who looks after it holds the role of assigned
    officer there or above. Returns how many charges changed; the unions are free from that day on.
    """
    ids = sorted(set(officials))
    list(User.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    roles = roles_of_officials(ids, since=since)
    charges = Charge.objects.filter(official__in=ids).not_over(since).select_related("unit").order_by("pk")
    changed = 0
    for charge in charges.select_for_update(of=("self",)):
        theirs = [held for held in roles if held.user_id == charge.official_id]
        end = _borne_until(charge.unit, theirs, max(charge.valid_from, since))
        if end is not None and (charge.valid_to is None or end < charge.valid_to):
            changed += _end(charge, actor=actor, at=at, on=end)
    return changed


@transaction.atomic
def pass_on_charges(held: Assignment, *, actor: Any, at: datetime, successor: User) -> int:
    """
    Give ``successor`` the unions that the holder of ``held`` looks after by it, from today; return how many.

    In the transaction in which the role goes over: whether the successor holds it is asked by :func:`fit_charges`.
    """
    day = day_of(at)
    charges = list(list_charges_by(held, day=day).select_for_update(of=("self",)))
    after = {"from": held.user, "to": successor, "valid_from": day, "unions": [charge.unit_id for charge in charges]}
    for charge in charges:
        begins, until = max(day, charge.valid_from), charge.valid_to
        _end(charge, actor=actor, at=at, on=begins)
        Charge.objects.create(
            official=successor, unit_id=charge.unit_id, valid_from=begins, valid_to=until,
            decision_no=charge.decision_no, decided_by=actor, decided_at=at,
        )  # fmt: skip
    if charges:
        audit.record("charge.hand_over", held.unit, actor=actor, at=at, after=after)
    return len(charges)


def roles_of_officials(officials: Collection[int], *, since: date) -> list[Assignment]:
    """Return the roles of assigned officer that ``officials`` hold on ``since`` or will, the earliest first."""
    held = Assignment.objects.not_over(since).filter(user__in=officials, role=Role.ASSIGNED_OFFICER, waits=False)
    return list(held.select_related("unit").order_by("valid_from", "pk"))


def _borne_until(unit: Unit, roles: Iterable[Assignment], day: date) -> date | None:
    """Return the first day from ``day`` on that none of one person's ``roles`` bears; None if there is no such day."""
    for held in roles:
        if not held.covers(unit) or held.valid_from > day:
            continue
        if held.valid_to is None:
            return None
        day = max(day, held.valid_to)
    return day


def _end(charge: Charge, *, actor: Any, at: datetime, on: date) -> int:
    if charge.valid_from >= on:
        audit.record("charge.drop", charge, actor=actor, at=at, before={"valid_from": charge.valid_from})
        charge.delete()
    else:
        charge.valid_to = on
        charge.save(update_fields=["valid_to"])
        audit.record("charge.end", charge, actor=actor, at=at, after={"valid_to": on})
    return 1
