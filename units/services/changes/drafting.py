"""A change of the tree on paper: what the decision says, before anything happens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.errors import DomainError
from portal.core.permissions import require
from portal.core.workflow import WrongStateError, lock, refuse_stale
from units.enums import Change, ChangeState, PartRole
from units.models import Assignment, Unit, UnitChange, UnitChangePart


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit a decision founds, or the new names it gives to one that stands."""

    code: str = ""
    name: str = ""
    short_name: str = ""
    kind: str = ""
    area: str = ""
    doc_suffix: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """
    What a decision says.

    :ivar sources: the units it happens to; none of a founding
    :ivar targets: the units that come of it: standing ones or new ones; of a split, the first inherits
    :ivar along: for a unit that goes along, the place of its target in ``targets``
    :ivar parent: where a moved or a new unit hangs
    :ivar names: of a renaming, the new names
    :ivar carried: who keeps their role, at the heir, beyond the day
    """

    kind: str
    decision_no: str
    decided_on: date
    effective_on: date
    sources: Sequence[Unit] = ()
    targets: Sequence[Unit | NewUnit] = ()
    along: Mapping[Unit, int] = field(default_factory=dict)
    parent: Unit | None = None
    names: NewUnit | None = None
    source_stays: bool = False
    carried: Sequence[Assignment] = ()
    note: str = ""


@transaction.atomic
def draft_change(plan: Plan, *, actor: Any, at: datetime) -> UnitChange:
    """
    Return a new change, prepared for confirming.

    It belongs to the union above all that take part, and lies in wait there.

    :raises DomainError: naming the field: a unit twice, a merger with itself, a decision after its effect
    """
    _refuse_plan(plan)
    change = UnitChange(unit=deciding_unit(plan), made_by=actor, created_at=at, **_columns(plan))
    require(actor, "units.edit_change", change)
    change.save(force_insert=True)
    _write_parts(change, plan)
    after = {"kind": plan.kind, "decision_no": plan.decision_no, "effective_on": plan.effective_on}
    audit.record("unitchange.draft", change, actor=actor, at=at, after=after)
    return change


@transaction.atomic
def revise_change(change: UnitChange, plan: Plan, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """
    Put another plan in the place of a change's, as long as it is not confirmed.

    :raises WrongStateError: if it is confirmed already
    :raises DomainError: as :func:`draft_change`
    """
    lock(change)
    if change.state != ChangeState.DRAFT:
        raise WrongStateError(_("Thay đổi này không còn ở bước chuẩn bị. Mở lại rồi hãy sửa."))
    refuse_stale(change, seen_version)
    _refuse_plan(plan)
    change.unit = deciding_unit(plan)
    require(actor, "units.edit_change", change)
    columns = _columns(plan)
    for name, value in columns.items():
        setattr(change, name, value)
    change.made_by, change.version = actor, change.version + 1
    change.save(update_fields=["unit", "made_by", "version", *columns])
    change.parts.all().delete()
    _write_parts(change, plan)
    audit.record("unitchange.revise", change, actor=actor, at=at, after={"effective_on": plan.effective_on})


def deciding_unit(plan: Plan) -> Unit:
    """Return the lowest unit above all that take part: the one whose business the change is."""
    taking_part = [*plan.sources, *(one for one in plan.targets if isinstance(one, Unit))]
    lines = [unit.ancestor_ids or [unit.pk] for unit in taking_part]
    if plan.parent is not None:
        lines.append(plan.parent.line_ids)
    common = [step[0] for step in zip(*lines, strict=False) if len(set(step)) == 1]
    return Unit.objects.get(pk=common[-1])


def _columns(plan: Plan) -> dict[str, Any]:
    return {
        "kind": plan.kind,
        "decision_no": plan.decision_no.strip(),
        "decided_on": plan.decided_on,
        "effective_on": plan.effective_on,
        "source_stays": plan.source_stays,
        "note": plan.note.strip(),
    }


def _refuse_plan(plan: Plan) -> None:
    if plan.decided_on > plan.effective_on:
        raise DomainError(_("Ngày hiệu lực không được trước ngày quyết định."), field="effective_on")
    standing = [one for one in plan.targets if isinstance(one, Unit)]
    twice = {unit.short_name for unit in plan.sources if unit in standing}
    if twice:
        raise DomainError(
            _("%(unit)s không thể sáp nhập với chính mình.") % {"unit": ", ".join(sorted(twice))}, field="targets"
        )
    if plan.kind in {Change.MERGE, Change.SPLIT} and not plan.targets:
        raise DomainError(_("Chọn hoặc ghi tên đơn vị hình thành."), field="targets")
    if plan.kind != Change.FOUND and not plan.sources:
        raise DomainError(_("Chọn đơn vị thay đổi."), field="sources")
    if plan.kind in {Change.FOUND, Change.MOVE} and plan.parent is None:
        raise DomainError(_("Chọn đơn vị cấp trên."), field="parent")


def _write_parts(change: UnitChange, plan: Plan) -> None:
    names = vars_of(plan.names) if plan.names else {}
    for unit in plan.sources:
        change.parts.create(role=PartRole.SOURCE, unit=unit, parent=plan.parent, **names)
    targets: list[UnitChangePart] = []
    for one in plan.targets:
        facts = {"unit": one} if isinstance(one, Unit) else vars_of(one)
        targets.append(change.parts.create(role=PartRole.TARGET, parent=plan.parent, **facts))
    UnitChangePart.objects.bulk_create(
        UnitChangePart(change=change, role=PartRole.ALONG, unit=unit, goes_to=targets[place])
        for unit, place in plan.along.items()
    )
    change.carried.set(plan.carried)


def vars_of(new: NewUnit) -> dict[str, str]:
    """Return the columns of a part from the names of a unit, trimmed."""
    return {name: getattr(new, name).strip() for name in NewUnit.__dataclass_fields__}
