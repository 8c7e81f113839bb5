"""Operations on the tree of units."""

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.errors import DomainError
from units.enums import Level
from units.models import Unit, UnitLink


@transaction.atomic
def found_unit(*, actor: Any, at: datetime, parent: Unit | None, **facts: Any) -> Unit:
    """
    Return a new unit under ``parent`` (None only for the confederation); ``facts`` are its columns.

    :raises DomainError: if the parent no longer works or is of a lower level
    """
    if parent is not None:
        _refuse_parent(parent, facts)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('units_unit', 'id'))")
        pk = cursor.fetchone()[0]
    path = f"{parent.path if parent else '/'}{pk}/"
    unit = Unit(pk=pk, parent=parent, path=path, **facts)
    unit.province = unit if unit.level == Level.PROVINCE else (parent.province if parent else None)
    unit.save(force_insert=True)
    unit.refresh_from_db()
    audit.record("unit.found", unit, actor=actor, at=at, after={"code": unit.code, "parent": parent})
    return unit


def _refuse_parent(parent: Unit, facts: dict[str, Any]) -> None:
    if parent.valid_to is not None and facts.get("valid_to") is None:
        raise DomainError(
            _("%(unit)s đã kết thúc hoạt động, không nhận thêm đơn vị.") % {"unit": parent.short_name}, field="parent"
        )
    if facts["level"] <= parent.level:
        raise DomainError(
            _("Đơn vị cấp dưới phải có cấp thấp hơn %(unit)s.") % {"unit": parent.short_name}, field="level"
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
