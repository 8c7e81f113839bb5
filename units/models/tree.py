"""The tree of units."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from portal.core.models import VietnameseKey
from portal.core.search import FoldedVector
from units.enums import Change, Level, UnitKind, UnitStatus


class UnitQuerySet(models.QuerySet["Unit"]):
    def active(self) -> "UnitQuerySet":
        return self.filter(status=UnitStatus.ACTIVE)

    def under(self, unit: "Unit") -> "UnitQuerySet":
        """The subtree of ``unit``, with itself."""
        return self.filter(path__startswith=unit.path)

    def above(self, unit: "Unit") -> "UnitQuerySet":
        """The ancestors of ``unit``, without itself, from the top."""
        return self.filter(pk__in=unit.ancestor_ids).order_by("level", "pk")


class Unit(models.Model):
    """
    A union organisation, from the confederation down to a group.

    The row is the unit as it stands today; :class:`UnitVersion` holds how it stood before.
    ``path`` is the way from the top as ids, ``/1/12/80/``: a subtree is a prefix, an ancestor
    is a number in it. ``parent`` is the truth; the unit services keep the path and what follows
    from it (``province``, ``upper``, ``grassroots``: the unit of that level on the way, itself too).

    A unit that ended lies under its ``heir``, the standing unit that took over: so the branch of
    today holds all that ever belonged to it, once.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=255)
    short_name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=UnitKind)
    level = models.PositiveSmallIntegerField(choices=Level)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=200, db_collation="C")
    province = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    upper = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    grassroots = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    heir = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="heritage")
    area = models.CharField(max_length=255, blank=True)
    sector = models.CharField(max_length=80, blank=True)
    doc_suffix = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=10, choices=UnitStatus, default=UnitStatus.ACTIVE)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    member_count = models.PositiveIntegerField(default=0)
    female_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    direct_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)
    sort_key = models.GeneratedField(
        expression=VietnameseKey(F("short_name")), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    search = models.GeneratedField(
        expression=FoldedVector(F("code"), F("name"), F("short_name")),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="unit_dates_in_order"
            ),
            models.CheckConstraint(
                condition=Q(status=UnitStatus.ACTIVE, valid_to__isnull=True) | ~Q(status=UnitStatus.ACTIVE),
                name="unit_active_has_no_end",
            ),
            models.CheckConstraint(
                condition=Q(heir__isnull=True) | (~Q(status=UnitStatus.ACTIVE) & ~Q(heir=F("id"))),
                name="unit_heir_of_an_ended_one",
            ),
        ]
        indexes = [
            models.Index(Upper("code"), name="unit_by_code"),
            models.Index(fields=["path"], name="unit_path"),
            models.Index(fields=["parent", "sort_key", "id"], name="unit_children"),
            models.Index(fields=["heir"], name="unit_heritage", condition=Q(heir__isnull=False)),
            GinIndex(fields=["search"], name="unit_search"),
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def ancestor_ids(self) -> list[int]:
        return [int(part) for part in self.path.strip("/").split("/")[:-1] if part]

    @property
    def line_ids(self) -> list[int]:
        """The ancestors and the unit itself, from the top."""
        return [*self.ancestor_ids, self.pk]

    def is_under(self, other: "Unit") -> bool:
        """Whether this unit is ``other`` or lies in its branch."""
        return self.path.startswith(other.path)

    @property
    def is_active(self) -> bool:
        return self.status == UnitStatus.ACTIVE

    @property
    def standing_id(self) -> int:
        """The id of the unit that acts for this one today: itself, or its heir once it has ended."""
        return self.heir_id or self.pk


class UnitLink(models.Model):
    """That one unit became, or became part of, another: many to many over the restructuring."""

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successor_links")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="predecessor_links")
    change = models.CharField(max_length=10, choices=Change)
    on = models.DateField()
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="unit_link_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="unit_link_of_two"),
        ]
