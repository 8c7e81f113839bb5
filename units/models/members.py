"""The people of the union."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from portal.core.models import VietnameseNameKey
from portal.core.search import FoldedVector
from units.enums import Gender, WorkGroup
from units.models.tree import Unit


class Member(models.Model):
    """One person of the union; ``unit`` is where they belong, a group or the grassroots union itself."""

    code = models.CharField(max_length=30, unique=True)
    full_name = models.CharField(max_length=120)
    gender = models.CharField(max_length=3, choices=Gender, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=15, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="members")
    grassroots = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.CharField(max_length=160, blank=True)
    group = models.CharField(max_length=20, choices=WorkGroup)
    education = models.CharField(max_length=40, blank=True)
    joined_on = models.DateField(null=True, blank=True)
    is_direct_worker = models.BooleanField(default=False)
    sort_key = models.GeneratedField(
        expression=VietnameseNameKey(F("full_name")), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    search = models.GeneratedField(
        expression=FoldedVector(F("code"), F("full_name")), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        indexes = [
            models.Index(fields=["unit", "sort_key", "id"], name="member_of_unit"),
            models.Index(fields=["grassroots", "sort_key", "id"], name="member_of_grassroots"),
            models.Index(fields=["phone"], name="member_phone", condition=~Q(phone="")),
            GinIndex(fields=["search"], name="member_search"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def is_manager(self) -> bool:
        return self.group == WorkGroup.MANAGER


class MemberMove(models.Model):
    """
    That a member went from one unit to another on a day; the present unit stands on the member.

    On an earlier day a member belonged to ``from_unit`` of the first move after it.
    """

    member = models.ForeignKey(Member, models.PROTECT, related_name="moves")
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    on = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    change = models.ForeignKey("units.UnitChange", models.PROTECT, null=True, blank=True, related_name="moves")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(from_unit=F("to_unit")), name="member_move_between_two"),
            models.UniqueConstraint(fields=["member", "on"], name="member_move_once_a_day"),
        ]
        indexes = [
            models.Index(fields=["from_unit", "on"], name="member_left"),
            models.Index(fields=["to_unit", "on"], name="member_came"),
        ]
