"""The day a change takes effect: the tree, the people, the roles, and what is open in the apps above."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import cast

import structlog
from django.db import transaction

from portal.core import audit
from portal.core.periods import day_of
from portal.core.workflow import advance, lock
from units import notices
from units.enums import LEVEL_OF, Change, ChangeState, PartRole, UnitKind, UnitStatus
from units.models import Charge, Unit, UnitChange, UnitChangePart
from units.services.changes.checking import ending_units, obstacles, parts_of
from units.services.changes.ending import Counts, end_units, link, share_headcount
from units.services.charges import fit_charges
from units.services.placing import place_units
from units.services.tree import found_unit
from units.states import APPLY, HOLD

log = structlog.get_logger(__name__)


@transaction.atomic
def apply_due_changes(*, at: datetime) -> int:
    """Apply every confirmed change whose day has come, in the order of their days; return how many. Safe to repeat."""
    due = UnitChange.objects.filter(state=ChangeState.CONFIRMED, effective_on__lte=day_of(at))
    applied = 0
    for change in due.order_by("effective_on", "pk"):
        applied += apply_change(change, at=at)
    return applied


@transaction.atomic
def apply_change(change: UnitChange, *, at: datetime) -> bool:
    """
    Let one confirmed change take effect; return False if it did not.

    What stands against it by now sends it back to be mended, and tells those who confirmed it: a change
    is done whole or not at all.
    """
    lock(change)
    if change.state != ChangeState.CONFIRMED:
        return False
    against = obstacles(change)
    if against:
        advance(change, HOLD, actor=None, at=at, note="\n".join(against))
        notices.tell_held(change, against, at=at)
        return False
    counts = HOW[change.kind](change, at)
    if let_go := _let_go(change, at):
        counts["charges"] = counts.get("charges", 0) + let_go
    advance(change, APPLY, actor=None, at=at, applied_at=at, result=counts)
    notices.tell_applied(change, at=at)
    log.info("unit_change_applied", change=change.pk, kind=change.kind, **counts)
    return True


def _let_go(change: UnitChange, at: datetime) -> int:
    """End the charges with unions that no longer lie below the role of who looks after them; return how many."""
    on = change.effective_on
    officials = Charge.objects.not_over(on).filter(unit__versions__change=change).values_list("official", flat=True)
    return fit_charges(officials, actor=change.confirmed_by, at=at, since=on)


def _found(change: UnitChange, at: datetime) -> Counts:
    for part in parts_of(change, PartRole.TARGET):
        _stand(change, part, at=at)
    return {"founded": change.parts.filter(role=PartRole.TARGET).count()}


def _rename(change: UnitChange, at: datetime) -> Counts:
    for part in parts_of(change, PartRole.SOURCE):
        unit = _unit(part)
        names = {name: getattr(part, name) for name in ("name", "short_name", "area", "doc_suffix", "place")}
        before = {name: getattr(unit, name) for name in names}
        Unit.objects.filter(pk=unit.pk).update(**names)
        place_units([unit.pk], on=change.effective_on, change=change)
        audit.record("unit.rename", unit, actor=change.confirmed_by, at=at, before=before, after=names)
    return {}


def _move(change: UnitChange, at: datetime) -> Counts:
    parts = parts_of(change, PartRole.SOURCE)
    for part in parts:
        unit = _unit(part)
        before = {"parent": unit.parent}
        Unit.objects.filter(pk=unit.pk).update(parent=part.parent)
        audit.record("unit.move", unit, actor=change.confirmed_by, at=at, before=before, after={"parent": part.parent})
    return {"units": place_units([_unit(part).pk for part in parts], on=change.effective_on, change=change)}


def _merge(change: UnitChange, at: datetime) -> Counts:
    heir = _stand(change, parts_of(change, PartRole.TARGET)[0], at=at)
    ending = ending_units(change)
    children = Unit.objects.active().filter(parent__in=ending)
    moved = _rehang({pk: heir for pk in children.values_list("pk", flat=True)}, change)
    return {"units": moved} | end_units(dict.fromkeys(ending, heir), change, at=at, status=UnitStatus.MERGED)


def _split(change: UnitChange, at: datetime) -> Counts:
    targets = parts_of(change, PartRole.TARGET)
    stood = {part.pk: _stand(change, part, at=at) for part in targets}
    along = {_unit(part): stood[part.goes_to_id or 0] for part in parts_of(change, PartRole.ALONG)}
    moved = _rehang({unit.pk: successor for unit, successor in along.items()}, change)
    source = _unit(parts_of(change, PartRole.SOURCE)[0])
    for successor in stood.values():
        link(source, successor, change, at=at)
    share_headcount(source, along)
    if change.source_stays:
        return {"units": moved}
    return {"units": moved} | end_units({source: stood[targets[0].pk]}, change, at=at, status=UnitStatus.DISSOLVED)


def _dissolve(change: UnitChange, at: datetime) -> Counts:
    targets = parts_of(change, PartRole.TARGET)
    heir = _stand(change, targets[0], at=at) if targets else None
    moved = 0
    if heir is not None:
        along = parts_of(change, PartRole.ALONG)
        moved = _rehang({_unit(part).pk: heir for part in along}, change)
    ending = ending_units(change)
    return {"units": moved} | end_units(dict.fromkeys(ending, heir), change, at=at, status=UnitStatus.DISSOLVED)


HOW: Mapping[str, Callable[[UnitChange, datetime], Counts]] = {
    Change.FOUND: _found,
    Change.RENAME: _rename,
    Change.MOVE: _move,
    Change.MERGE: _merge,
    Change.SPLIT: _split,
    Change.DISSOLVE: _dissolve,
}


def _unit(part: UnitChangePart) -> Unit:
    return cast("Unit", part.unit)  # a source always stands


def _stand(change: UnitChange, part: UnitChangePart, *, at: datetime) -> Unit:
    """Return the unit of a target, founded if it does not stand yet."""
    if part.unit is not None:
        return part.unit
    source = next((one.unit for one in parts_of(change, PartRole.SOURCE) if one.unit), None)
    parent = part.parent or (source.parent if source else None)
    names = {name: getattr(part, name) for name in ("code", "name", "short_name", "area", "doc_suffix", "place")}
    kind = part.kind or (source.kind if source else "")
    part.unit = found_unit(
        actor=change.confirmed_by,
        at=at,
        parent=parent,
        change=change,
        kind=kind,
        level=LEVEL_OF[UnitKind(kind)],
        valid_from=change.effective_on,
        **names,
    )
    part.save(update_fields=["unit"])
    return part.unit


def _rehang(parents: Mapping[int, Unit], change: UnitChange) -> int:
    """Hang each unit under its new parent; return how many units moved with them."""
    by_parent: dict[int, list[int]] = {}
    for pk, parent in parents.items():
        by_parent.setdefault(parent.pk, []).append(pk)
    for parent_id, ids in by_parent.items():
        Unit.objects.filter(pk__in=ids).update(parent=parent_id)
    return place_units(parents, on=change.effective_on, change=change)
