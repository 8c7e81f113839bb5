"""The steps every change of the tree is made of; the changes themselves are in ``units.services.changes``."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.errors import DomainError
from units.enums import UnitStatus
from units.models import Unit, UnitChange, UnitLink, UnitVersion
from units.services.placing import keys_under, place_units


@transaction.atomic
def found_unit(
    *, actor: Any, at: datetime, parent: Unit | None, change: UnitChange | None = None, **facts: Any
) -> Unit:
    """
    Return a new unit under ``parent`` (None only for the confederation); ``facts`` are its columns.

    One that has already ended is founded with its end: ``status`` and ``valid_to``.

    :raises DomainError: if the parent no longer works or is of a lower level, or the code is taken
    """
    if parent is not None:
        refuse_parent(parent, level=facts["level"], ended=facts.get("valid_to") is not None)
    if Unit.objects.filter(code=facts["code"]).exists():
        raise DomainError(_("Mã %(code)s đã là của đơn vị khác.") % {"code": facts["code"]}, field="code")
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('units_unit', 'id'))")
        pk = cursor.fetchone()[0]
    unit = Unit(pk=pk, parent=parent, path=f"{parent.path if parent else '/'}{pk}/", **facts)
    for column, key in keys_under(parent, unit).items():
        setattr(unit, column, key)
    unit.save(force_insert=True)
    unit.refresh_from_db()
    _write_first_versions(unit, change)
    audit.record("unit.found", unit, actor=actor, at=at, after={"code": unit.code, "parent": parent})
    return unit


def refuse_parent(parent: Unit, *, level: int, ended: bool = False) -> None:
    """
    Pass if a unit of ``level`` may hang under ``parent``.

    :raises DomainError: if the parent has ended, or is not of a higher level
    """
    if not parent.is_active and not ended:
        raise DomainError(
            _("%(unit)s đã kết thúc hoạt động, không nhận thêm đơn vị.") % {"unit": parent.short_name}, field="parent"
        )
    if level <= parent.level:
        raise DomainError(
            _("Đơn vị cấp dưới phải có cấp thấp hơn %(unit)s.") % {"unit": parent.short_name}, field="level"
        )


def _write_first_versions(unit: Unit, change: UnitChange | None) -> None:
    stood = {"status": UnitStatus.ACTIVE, "valid_from": unit.valid_from, "valid_to": unit.valid_to}
    versions = [stood]
    if unit.valid_to is not None:
        versions.append({"status": unit.status, "valid_from": unit.valid_to, "valid_to": None})
    same = {name: getattr(unit, name) for name in ("name", "short_name", "area", "doc_suffix", "place", "path")}
    UnitVersion.objects.bulk_create(
        UnitVersion(unit=unit, parent_id=unit.parent_id, change=change, **same, **dates) for dates in versions
    )


@transaction.atomic
def link_units(
    predecessor: Unit, successor: Unit, *, actor: Any, at: datetime, change: str, on: date, basis: str = ""
) -> UnitLink:
    """Return the note that ``predecessor`` became, or became part of, ``successor`` on the day ``on``."""
    link, made = UnitLink.objects.get_or_create(
        predecessor=predecessor, successor=successor, defaults={"change": change, "on": on, "basis": basis}
    )
    if made:
        audit.record("unit.link", predecessor, actor=actor, at=at, after={"successor": successor, "change": change})
    return link


@transaction.atomic
def hand_down(
    units: Iterable[Unit], heir: Unit, *, actor: Any, at: datetime, on: date, change: UnitChange | None = None
) -> None:
    """
    Lay what ended units leave behind under ``heir``, a standing unit, from ``on``.

    What they in their turn had taken over goes along, so that every heir stands.

    :raises DomainError: if ``heir`` has itself ended
    """
    if not heir.is_active:
        raise DomainError(_("%(unit)s đã kết thúc hoạt động, không kế thừa được.") % {"unit": heir}, field="heir")
    ended = list(units)
    ids = [unit.pk for unit in ended]
    Unit.objects.filter(heir__in=ids).update(heir=heir)
    Unit.objects.filter(pk__in=ids).update(heir=heir, parent=heir)
    place_units(ids, on=on, change=change)
    for unit in ended:
        unit.refresh_from_db()
        audit.record("unit.hand_down", unit, actor=actor, at=at, after={"heir": heir, "on": on})
