"""
Which lines a reader may see, and how much of them.

A line is read by the inspection committee and the administrators of the branch its unit lies in today. A line
without a unit is read at the confederation only, and by whoever it names as the actor. Administrators read who,
when and what was done to which record; what it held only where they administer it: units, people, roles.
Decided in docs/decisions/0014.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min, Q, QuerySet

from portal.core import search
from portal.core.models import AuditLine
from portal.core.permissions import allowed
from units.enums import Level, Role
from units.models import Assignment, Unit, User

READERS = (Role.INSPECTOR, Role.ADMINISTRATOR)
ADMINISTERED = ("units.",)  # the kinds of records whose content administrators answer for
SEALED_KINDS = ("councils.scoresheet",)  # who may see a scorer's points depends on the council's own rules
FEW_NAMES = 5
FEW_UNITS = 300  # up to here a branch is given to the database as a list, which it can look up line by line


def roots_of(reader: User) -> list[Unit]:
    """Return the units whose branches ``reader`` reads the trail of."""
    return [held.unit for held in reader.assignments if held.role in READERS]


def list_lines(reader: User, *, under: Unit | None = None) -> QuerySet[AuditLine]:
    """Return the lines in the reach of ``reader``, or only those of one branch in it; one query beside their own."""
    roots = roots_of(reader)
    if under is not None:
        roots = [under] if any(under.is_under(root) for root in roots) else []
    lines = AuditLine.objects.select_related("actor", "on_behalf_of")
    if under is None and any(root.level == Level.CONFEDERATION for root in roots):
        return lines
    branch = Q(pk__in=[])
    for root in roots:
        branch |= Q(path__startswith=root.path)
    units = Unit.objects.filter(branch).values_list("pk", flat=True)
    few = list(units[: FEW_UNITS + 1])
    inside = Q(unit_id__in=few if len(few) <= FEW_UNITS else units)
    return lines.filter(inside if under is not None else inside | Q(unit_id__isnull=True, actor=reader))


@dataclass(frozen=True, slots=True)
class Sight:
    """How much of each line of a page ``reader`` may see; ``units`` holds the units of the lines."""

    reader: User
    units: dict[int, Unit]

    def sees_values(self, line: AuditLine) -> bool:
        """Whether the reader may see the note and the values before and after, personal data apart."""
        if line.object_type in SEALED_KINDS:
            return line.actor_id == self.reader.pk
        may = allowed(self.reader, "units.read_trail_values", self.unit_of(line))
        return may or line.object_type.startswith(ADMINISTERED) or line.actor_id == self.reader.pk

    def unit_of(self, line: AuditLine) -> Unit | None:
        return self.units.get(line.unit_id or 0)


def sight(reader: User, lines: Iterable[AuditLine]) -> Sight:
    """Return what ``reader`` sees of ``lines``; one query."""
    ids = {line.unit_id or 0 for line in lines}
    return Sight(reader, Unit.objects.in_bulk(ids))


def list_keepers(day: date) -> QuerySet[User]:
    """Return who answers for the trail as a whole: inspectors and administrators of the highest level that has any."""
    held = Assignment.objects.in_force(day).filter(role__in=READERS, user__is_active=True)
    highest: Any = held.aggregate(level=Min("unit__level"))["level"]
    return User.objects.filter(pk__in=held.filter(unit__level=highest).values("user")).order_by("pk")


def list_units_called(text: str, *, reader: User) -> list[Unit]:
    """Return the unit with this code, or up to five of that name, in the branches whose trail ``reader`` reads."""
    inside = Q(pk__in=[])
    for root in roots_of(reader):
        inside |= Q(path__startswith=root.path)
    units = Unit.objects.filter(inside)
    return list(units.filter(code__iexact=text)) or list(
        search.matching(units, text).order_by("level", "sort_key", "pk")[:FEW_NAMES]
    )
