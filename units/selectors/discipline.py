"""Disciplinary measures as they are read: of some people, of the people of some units, one to be ended."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.core.models import AuditLine
from portal.core.permissions import allowed
from units.enums import Level
from units.models import Discipline, Member, Unit

MENDING = ("member.end_discipline", "member.void_discipline")


def list_disciplines(member: Member) -> list[Discipline]:
    """Return what stands against a member, the latest first; the caller has asked what it is needed for."""
    return list(member.disciplines.standing().order_by("-valid_from", "-pk"))


def disciplines_of(member_ids: Iterable[int]) -> Mapping[int, Sequence[Discipline]]:
    """Return what stands against each of the members; one query."""
    found: dict[int, list[Discipline]] = defaultdict(list)
    for row in Discipline.objects.standing().filter(member__in=list(member_ids)).order_by("valid_from", "pk"):
        found[row.member_id].append(row)
    return found


def disciplines_among(units: Iterable[Unit]) -> Mapping[int, Sequence[Discipline]]:
    """
    Return what stands against the people of each unit, by the unit's id; one query.

    The people of a grassroots union, section or group are those of its branch; of a unit above, its own office.
    """
    asked = list(units)
    unions = {unit.grassroots_id for unit in asked if unit.level >= Level.GRASSROOTS}
    offices = {unit.pk for unit in asked if unit.level < Level.GRASSROOTS}
    rows = Discipline.objects.standing().filter(Q(member__grassroots__in=unions) | Q(member__unit__in=offices))
    by_union: dict[int | None, list[Discipline]] = defaultdict(list)
    by_office: dict[int | None, list[Discipline]] = defaultdict(list)
    for row in rows.select_related("member__unit").order_by("valid_from", "pk"):
        by_union[row.member.grassroots_id].append(row)
        by_office[row.member.unit_id].append(row)
    return {
        unit.pk: [row for row in by_union[unit.grassroots_id] if row.member.unit.is_under(unit)]
        if unit.level >= Level.GRASSROOTS
        else by_office[unit.pk]
        for unit in asked
    }


def discipline_mended_since(member: Member, moment: datetime) -> bool:
    """Return whether a measure of ``member``, on either of two joined records, was ended or taken back after it."""
    records = [member.pk, member.merged_into_id or member.pk]
    lines = AuditLine.objects.filter(object_type="units.member", object_id__in=records, at__gt=moment)
    return lines.filter(action__in=MENDING).exists()


def get_discipline(pk: int, *, actor: Any) -> Discipline:
    """Return a measure that stands against somebody whose record ``actor`` may read; 404 otherwise."""
    rows = Discipline.objects.standing().select_related("member__unit")
    found = get_object_or_404(rows, pk=pk)
    if not allowed(actor, "units.view_personal", found.member):
        raise Http404
    return found
