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

from portal.core.models import AuditLine
from units.enums import Level, Role
from units.models import Assignment, Unit, User

READERS = (Role.INSPECTOR, Role.ADMINISTRATOR)
ADMINISTERED = ("units.", "core.")  # the kinds of records whose content administrators answer for
FEW_UNITS = 300  # up to here a branch is given to the database as a list, which it can look up line by line


def list_lines(reader: User) -> QuerySet[AuditLine]:
    """Return the lines in the reach of ``reader``; two queries in all, with the one that reads them."""
    roots = [held.unit for held in reader.assignments if held.role in READERS]
    lines = AuditLine.objects.select_related("actor", "on_behalf_of")
    if any(root.level == Level.CONFEDERATION for root in roots):
        return lines
    branch = Q(pk__in=[])
    for root in roots:
        branch |= Q(path__startswith=root.path)
    units = Unit.objects.filter(branch).values_list("pk", flat=True)
    few = list(units[: FEW_UNITS + 1])
    own = Q(unit_id__isnull=True, actor=reader)
    return lines.filter(Q(unit_id__in=few if len(few) <= FEW_UNITS else units) | own)


@dataclass(frozen=True, slots=True)
class Sight:
    """How much of each line of a page ``reader`` may see; ``units`` holds the units of the lines."""

    reader: User
    units: dict[int, Unit]

    def inspects(self, line: AuditLine) -> bool:
        """Whether the reader is of the inspection committee over the line's unit, or over all for a line without."""
        unit = self.units.get(line.unit_id or 0)
        if unit is None:
            return any(
                held.role == Role.INSPECTOR and held.unit.level == Level.CONFEDERATION
                for held in self.reader.assignments
            )
        return self.reader.oversees(unit, Role.INSPECTOR)

    def sees_values(self, line: AuditLine) -> bool:
        """Whether the reader may see the note and the values before and after, personal data apart."""
        return self.inspects(line) or line.object_type.startswith(ADMINISTERED) or line.actor_id == self.reader.pk


def sight(reader: User, lines: Iterable[AuditLine]) -> Sight:
    """Return what ``reader`` sees of ``lines``; one query."""
    ids = {line.unit_id or 0 for line in lines}
    return Sight(reader, Unit.objects.in_bulk(ids))


def list_keepers(day: date) -> QuerySet[User]:
    """Return who answers for the trail as a whole: inspectors and administrators of the highest level that has any."""
    held = Assignment.objects.in_force(day).filter(role__in=READERS, user__is_active=True)
    highest: Any = held.aggregate(level=Min("unit__level"))["level"]
    return User.objects.filter(pk__in=held.filter(unit__level=highest).values("user")).order_by("pk")
