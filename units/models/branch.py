"""Records that belong to a unit, and carry its ancestors."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from units.enums import BUSINESS_ROLES, Level
from units.models.tree import Unit

if TYPE_CHECKING:
    from units.models.accounts import User


class BranchQuerySet(models.QuerySet[Any]):
    """Rows that carry the ancestors lists filter by, so that a branch is one indexed comparison."""

    def in_branch(self, unit: Unit) -> Self:
        """The rows whose unit lies in the branch of ``unit``."""
        return self.filter(branch_condition(unit))

    def in_branches_of(self, actor: "User", *roles: str) -> Self:
        """The rows in any branch where ``actor`` holds one of ``roles`` (any role but administrator, if none)."""
        wanted = roles or BUSINESS_ROLES
        condition = Q(pk__in=[])
        for held in actor.assignments:
            if held.role not in wanted:
                continue
            if held.unit.level == Level.CONFEDERATION and held.whole_branch:
                return self  # everything: its condition is empty, and an empty one adds nothing to an "or"
            condition |= held.on_records()
        return self.filter(condition)


def branch_condition(unit: Unit) -> Q:
    """Return the condition on a :class:`BranchRecord` that it lies in the branch of ``unit``."""
    if unit.level == Level.CONFEDERATION:
        return ~Q(pk__in=[])  # everything; an empty Q would vanish from an OR with others
    if not unit.is_active:  # its records carry the heir's keys
        return Q(unit__path__startswith=unit.path)
    if unit.level == Level.PROVINCE:
        return Q(province=unit)
    if unit.level == Level.UPPER:
        return Q(upper=unit)
    if unit.level == Level.GRASSROOTS:
        return Q(grassroots=unit)
    return Q(unit__path__startswith=unit.path)


class BranchRecord(models.Model):
    """
    A record that belongs to a unit, with the unit's ancestors of its day kept beside it.

    Set from :func:`units.selectors.branch_keys` when the record is made; moved only by
    the operations on units.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    grassroots = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    upper = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    province = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
