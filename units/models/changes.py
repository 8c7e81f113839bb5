"""What happens to the tree: founded, renamed, moved, merged, split, dissolved; each by a decision."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal.core.workflow import Stateful
from units.enums import Change, ChangeState, PartRole, UnitKind
from units.models.roles import Assignment
from units.models.tree import Unit


class UnitChange(Stateful):
    """
    One change of the tree, as its decision says, from ``effective_on`` on.

    ``unit`` is the union above whose branch holds all that takes part: its administrators prepare the change.
    ``new_parent`` is where a moved or a new unit hangs. ``source_stays``: a split that only parts something off.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Change)
    state = models.CharField(max_length=20, choices=ChangeState, default=ChangeState.DRAFT)
    decision_no = models.CharField(max_length=60)
    decided_on = models.DateField()
    effective_on = models.DateField()
    note = models.TextField(blank=True)
    source_stays = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)
    result: Any = models.JSONField(default=dict)
    carried = models.ManyToManyField(Assignment, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(decided_on__lte=F("effective_on")), name="unit_change_decided_before")
        ]
        indexes = [
            models.Index(fields=["unit", "-effective_on", "-id"], name="unit_change_list"),
            models.Index(
                fields=["effective_on", "id"], name="unit_change_due", condition=Q(state=ChangeState.CONFIRMED)
            ),
        ]


class UnitChangePart(models.Model):
    """
    A unit's part in a change: the one it happens to, the one that comes of it, or one that goes along.

    A target without ``unit`` is founded by the change, under ``parent``, with the names given here; with one,
    it stands already. Of a source that is renamed these are the new names. A unit that goes along
    ``goes_to`` a target.
    """

    change = models.ForeignKey(UnitChange, models.CASCADE, related_name="parts")
    role = models.CharField(max_length=10, choices=PartRole)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="change_parts")
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    goes_to = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=255, blank=True)
    short_name = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=20, choices=UnitKind, blank=True)
    area = models.CharField(max_length=255, blank=True)
    doc_suffix = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["change", "unit"], name="unit_once_in_a_change", condition=Q(unit__isnull=False)
            )
        ]
        indexes = [models.Index(fields=["unit"], name="change_part_unit", condition=Q(unit__isnull=False))]

    def __str__(self) -> str:
        return self.short_name or (self.unit.short_name if self.unit else "")
