"""What becomes of a unit that is no more: its heritage, its people, its roles."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import F

from portal.core import audit
from units.models import Assignment, Member, Unit, UnitChange
from units.services.charges import end_charges
from units.services.placing import move_people, place_units
from units.services.restructuring import follow_in_apps
from units.services.roles import assign_role, close_role
from units.services.tree import hand_down, link_units

Counts = dict[str, int]


def end_units(heirs: Mapping[Unit, Unit | None], change: UnitChange, *, at: datetime, status: str) -> Counts:
    """End each unit on the day of ``change`` and lay what it leaves under its heir, if it has one; return counts."""
    on, ids = change.effective_on, [unit.pk for unit in heirs]
    Unit.objects.filter(pk__in=ids).update(status=status, valid_to=on)
    taken_over = {unit: heir for unit, heir in heirs.items() if heir is not None}
    place_units([unit.pk for unit in heirs if unit not in taken_over], on=on, change=change)
    for heir in set(taken_over.values()):
        hand_down(
            [unit for unit in taken_over if taken_over[unit] == heir], heir, actor=None, at=at, on=on, change=change
        )
    for unit, heir in taken_over.items():
        link(unit, heir, change, at=at)
        Unit.objects.filter(pk=heir.pk).update(member_count=F("member_count") + unit.member_count)
    pairs = [(unit.pk, heir.pk) for unit, heir in taken_over.items()]
    members = move_people(pairs, on=on, reason=str(change.get_kind_display()), change=change)
    for unit in heirs:
        audit.record("unit.end", unit, actor=change.confirmed_by, at=at, after={"status": status, "valid_to": on})
    ended = {"members": members, "roles": _end_roles(heirs, change, at)}
    if charges := end_charges(heirs, actor=change.confirmed_by, at=at, on=on):
        ended["charges"] = charges
    return ended | follow_in_apps(change, taken_over, actor=change.confirmed_by, at=at)


def link(unit: Unit, successor: Unit, change: UnitChange, *, at: datetime) -> None:
    """Note that ``unit`` became, or became part of, ``successor``."""
    basis = change.decision_no
    link_units(
        unit, successor, actor=change.confirmed_by, at=at, change=change.kind, on=change.effective_on, basis=basis
    )


def share_headcount(source: Unit, along: Mapping[Unit, Unit]) -> None:
    """Count the members of each unit of a split with the successor it went along with, no more with the source."""
    went = {unit: unit.member_count or _people_of(unit) for unit in along}
    for unit, successor in along.items():
        Unit.objects.filter(pk=successor.pk).update(member_count=F("member_count") + went[unit])
    source.member_count = max(source.member_count - sum(went.values()), 0)  # an upper union need not count its members
    source.save(update_fields=["member_count"])


def _people_of(unit: Unit) -> int:
    """Sections and groups seldom state a number: those on file in the branch, which lies elsewhere by now."""
    path = Unit.objects.values_list("path", flat=True).get(pk=unit.pk)
    return Member.objects.living().filter(unit__path__startswith=path).count()


def _end_roles(heirs: Mapping[Unit, Unit | None], change: UnitChange, at: datetime) -> int:
    """End what anyone holds at the ended units; who is to be carried over holds it at the heir from that day."""
    on, reason = change.effective_on, change.decision_no
    held = Assignment.objects.not_over(on).filter(unit__in=heirs).select_related("user", "unit").order_by("pk")
    carried = set(change.carried.values_list("pk", flat=True))
    ended = 0
    for one in held:
        heir = heirs[one.unit]
        if one.pk in carried and heir is not None and not _holds(one, heir, change):
            assign_role(one.user, one.role, heir, actor=None, at=at, valid_from=on, title=one.title, basis=reason)
        close_role(one, on, actor=change.confirmed_by, at=at, reason=reason)
        ended += 1
    return ended


def _holds(one: Assignment, heir: Unit, change: UnitChange) -> bool:
    held = Assignment.objects.not_over(change.effective_on)
    return held.filter(user=one.user_id, role=one.role, unit=heir).exists()
