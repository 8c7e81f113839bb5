"""A split in its parts: what comes of it, and which unit goes where; who keeps their role."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.errors import DomainError
from portal.core.permissions import require
from portal.core.workflow import WrongStateError, lock
from units.enums import ChangeState, PartRole
from units.models import Unit, UnitChange, UnitChangePart
from units.services.changes.checking import ending_units, parts_of
from units.services.changes.drafting import NewUnit, vars_of
from units.services.changes.previewing import list_roles_of


@transaction.atomic
def add_target(change: UnitChange, new: NewUnit, *, actor: Any, at: datetime) -> UnitChangePart:
    """
    Return one more unit that comes of a split.

    :raises WrongStateError: if the change is confirmed already
    """
    _open(change, actor)
    first = parts_of(change, PartRole.TARGET)[0]
    part = change.parts.create(role=PartRole.TARGET, parent=first.parent, **vars_of(new))
    audit.record("unitchange.add_target", change, actor=actor, at=at, after={"code": new.code, "name": new.name})
    return part


@transaction.atomic
def drop_target(change: UnitChange, part: UnitChangePart, *, actor: Any, at: datetime) -> None:
    """
    Take a unit off what comes of a split; what was to go along with it is free again.

    :raises DomainError: if it is the first one, which inherits
    """
    _open(change, actor)
    if part == parts_of(change, PartRole.TARGET)[0]:
        raise DomainError(_("Đơn vị đầu tiên là đơn vị kế thừa. Sửa tên của nó thay vì bỏ."))
    before = {"code": part.code, "name": part.name}
    part.delete()
    audit.record("unitchange.drop_target", change, actor=actor, at=at, before=before)


@transaction.atomic
def share_out(change: UnitChange, places: Mapping[Unit, UnitChangePart | None], *, actor: Any, at: datetime) -> int:
    """
    Let each unit go along with the target beside it (None: stay, or not said yet); return how many go.

    Units that are not named keep what was said of them before.
    """
    _open(change, actor)
    change.parts.filter(role=PartRole.ALONG, unit__in=places).delete()
    UnitChangePart.objects.bulk_create(
        UnitChangePart(change=change, role=PartRole.ALONG, unit=unit, goes_to=target)
        for unit, target in places.items()
        if target is not None
    )
    going = change.parts.filter(role=PartRole.ALONG).count()
    audit.record("unitchange.share_out", change, actor=actor, at=at, after={"going": going})
    return going


@transaction.atomic
def carry_over(change: UnitChange, roles: Iterable[int], *, actor: Any, at: datetime) -> int:
    """Let the holders of ``roles`` (ids) at ending units keep them at the heir; return how many do."""
    _open(change, actor)
    ending = {one.pk for one in list_roles_of(ending_units(change), change)}
    chosen = sorted(ending & set(roles))
    change.carried.set(chosen)
    audit.record("unitchange.carry_over", change, actor=actor, at=at, after={"roles": chosen})
    return len(chosen)


def split_so_far(change: UnitChange) -> tuple[list[Unit | NewUnit], dict[Unit, int]]:
    """Return the targets of a split that is being revised, and the place of the target each unit goes to."""
    targets = parts_of(change, PartRole.TARGET)
    place = {part.pk: number for number, part in enumerate(targets)}
    names = [NewUnit(**{name: getattr(part, name) for name in NewUnit.__dataclass_fields__}) for part in targets]
    along = {part.unit: place[part.goes_to_id or 0] for part in parts_of(change, PartRole.ALONG) if part.unit}
    return [part.unit or new for part, new in zip(targets, names, strict=True)], along


def _open(change: UnitChange, actor: Any) -> None:
    lock(change)
    if change.state != ChangeState.DRAFT:
        raise WrongStateError(_("Thay đổi này không còn ở bước chuẩn bị. Mở lại rồi hãy sửa."))
    require(actor, "units.edit_change", change)
