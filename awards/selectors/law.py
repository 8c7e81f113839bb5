"""The dated numbers of the procedure, and who decides what."""

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from awards.enums import AwardLevel, Merit
from awards.models import AwardSetting, AwardType, FairnessBound, PaperRule
from portal.core.models import Holiday
from units.enums import Level
from units.models import Unit

# The level of the tree that decides an award, or the next one above it that exists.
DECIDES = {
    AwardLevel.GRASSROOTS: Level.GRASSROOTS,
    AwardLevel.UPPER: Level.UPPER,
    AwardLevel.COMMUNE: Level.UPPER,
    AwardLevel.PROVINCE: Level.PROVINCE,
    AwardLevel.CONFEDERATION: Level.CONFEDERATION,
    AwardLevel.GOVERNMENT: Level.CONFEDERATION,
    AwardLevel.STATE: Level.CONFEDERATION,
}


def setting(code: str, *, on: date, unit: Unit | None = None) -> int:
    """Return a number of the procedure in force on ``on``: the unit's own before everyone's; 0 if there is none."""
    mine = Q(unit__isnull=True) | (Q(unit=unit) if unit is not None else Q(pk__in=[]))
    rows = (
        AwardSetting.objects.in_force(on)
        .filter(mine, code=code)
        .order_by(F("unit").asc(nulls_last=True), "-valid_from")
    )
    found = rows.values_list("value", flat=True).first()
    return int(found or 0)


def holidays_between(start: date, end: date) -> dict[date, bool]:
    """Return the special days and whether they are worked, for counting working days."""
    return dict(Holiday.objects.filter(on__range=(start, end)).values_list("on", "works"))


def deciding_unit(unit: Unit, award_type: AwardType) -> Unit:
    """Return the unit above ``unit`` (or itself) that decides, or sends on, this award."""
    line = [*Unit.objects.above(unit), unit]
    wanted = DECIDES[AwardLevel(award_type.level)]
    found: Unit = next((step for step in reversed(line) if step.level <= wanted), line[0])
    return found


def award_types_for(*, on: date, subject_kind: str | None = None) -> QuerySet[AwardType]:
    """Return the awards that may be proposed on ``on``."""
    types: QuerySet[AwardType] = AwardType.objects.in_force(on)
    if subject_kind is not None:
        types = types.filter(subjects__contains=[subject_kind])
    return types.order_by("-decided_by_union", "kind", "name", "pk")


def bounds_for(unit: Unit, *, on: date) -> list[FairnessBound]:
    """Return the floors and ceilings of ``unit`` on ``on``: its own row of a group before everyone's."""
    rows = FairnessBound.objects.in_force(on).filter(Q(unit=unit) | Q(unit__isnull=True))
    chosen: dict[str, FairnessBound] = {}
    for row in rows.order_by(F("unit").asc(nulls_last=True), "-valid_from"):
        chosen.setdefault(row.group, row)
    return list(chosen.values())


def papers_for(award_type: AwardType, *, merit: str, on: date) -> list[Any]:
    """Return the papers a dossier must hold; an extraordinary award has a short list."""
    rows = PaperRule.objects.in_force(on).filter(Q(award_type=award_type) | Q(award_type__isnull=True))
    if merit == Merit.EXTRAORDINARY:
        rows = rows.filter(extraordinary_too=True)
    return list(rows.order_by("position", "pk"))
