"""Where a unit stands in the tree."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from portal.core import search
from units.enums import Level
from units.models import Member, Unit

FEW = 50


def get_unit(pk: int, *, actor: Any) -> Unit:
    """Return a unit; the tree is open to everyone who is signed in."""
    return get_object_or_404(Unit.objects.select_related("parent", "province", "heir"), pk=pk)


def branch_keys(unit: Unit) -> dict[str, Any]:
    """Return the columns of a :class:`units.models.BranchRecord` for a record of ``unit``; no query."""
    return {
        "unit": unit,
        "grassroots_id": unit.grassroots_id,
        "upper_id": unit.upper_id,
        "province_id": unit.province_id,
    }


def list_children(unit: Unit) -> QuerySet[Unit]:
    """Return the active units directly under ``unit``, by name."""
    return Unit.objects.active().filter(parent=unit).order_by("sort_key", "pk")


def list_ancestors(unit: Unit) -> QuerySet[Unit]:
    """Return the units above ``unit``, from the top."""
    return Unit.objects.above(unit)


def list_history(unit: Unit) -> list[dict[str, Any]]:
    """Return what ``unit`` came from and became, oldest first, as rows (unit, change, day, is it a successor)."""
    before = unit.predecessor_links.select_related("predecessor")
    after = unit.successor_links.select_related("successor")
    rows = [
        {"unit": one.predecessor, "change": one.get_change_display(), "on": one.on, "later": False} for one in before
    ]
    rows += [{"unit": one.successor, "change": one.get_change_display(), "on": one.on, "later": True} for one in after]
    return sorted(rows, key=lambda row: (row["on"], row["unit"].pk))


def list_roots_of(actor: Any) -> list[Unit]:
    """Return the units whose branches ``actor`` works for, without those that lie in another of them."""
    held = {one.unit: one for one in sorted(actor.assignments, key=lambda one: one.whole_branch)}
    units = sorted(held, key=lambda unit: (unit.level, unit.pk))
    return [unit for unit in units if not any(held[other].covers(unit) for other in units if other != unit)]


def list_units(*, text: str = "") -> QuerySet[Unit]:
    """Return active units, by name, all or those that match the words, with or without accents."""
    units = Unit.objects.active().select_related("parent")
    if text:
        units = search.matching(units, text)
    return units.order_by("sort_key", "pk")


def my_grassroots(actor: Any) -> Unit | None:
    """Return the grassroots union of the person behind ``actor``, or the unit they belong to if there is none."""
    member: Member | None = actor.member
    if member is None:
        return None
    return member.grassroots or member.unit


def units_among(ids: Iterable[int]) -> QuerySet[Unit]:
    """Return the units with these ids, the highest first; for a field to choose from."""
    return Unit.objects.filter(pk__in=list(ids)).order_by("level", "sort_key", "pk")


def units_named(text: str, *, under: Unit) -> QuerySet[Unit]:
    """Return units of a branch, ended ones too, whose code or name matches."""
    found: QuerySet[Unit] = search.matching(Unit.objects.under(under), text)
    return found.select_related("parent").order_by("sort_key", "pk")


def union_of(unit: Unit) -> Unit:
    """Return the grassroots union a section or group belongs to; of a higher unit, itself."""
    if unit.level <= Level.GRASSROOTS:
        return unit
    return Unit.objects.above(unit).filter(level__lte=Level.GRASSROOTS).last() or unit


def units_like(text: str) -> list[Unit]:
    """Return the standing units with this code, else those whose whole name it is, else those it occurs in; few."""
    active = Unit.objects.active().select_related("parent").order_by("sort_key", "pk")
    by_code = list(active.filter(code__iexact=text.strip())[:1])
    if by_code:
        return by_code
    found = list(search.matching(active, text)[:FEW])
    same = [unit for unit in found if search.fold(text) in {search.fold(unit.name), search.fold(unit.short_name)}]
    return same or found
