"""The people of the union."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from portal.core.models import FamilyFirst, FamilyGiven, GivenFirst, VietnameseNameKey
from portal.core.search import FoldedVector
from units.enums import Gender, WorkGroup
from units.models.tree import Unit

DATED = ("group", "education", "position", "is_direct_worker")
"""The columns whose past is kept, because a rule reads them as of a day."""


LIVING = Q(merged_into__isnull=True, left_on__isnull=True)


class MemberQuerySet(models.QuerySet["Member"]):
    def living(self) -> "MemberQuerySet":
        """Those who belong to the union today: who left, or was found to be someone else's second record, does not."""
        return self.filter(LIVING)


class Member(models.Model):
    """
    One person of the union; ``unit`` is where they belong, a group or the grassroots union itself.

    What the law asks about (:data:`DATED`) is how it stands today; :class:`MemberFact` holds how it stood before. A
    second record of one person points to the one that stays (``merged_into``) and is never deleted.
    """

    code = models.CharField(max_length=30, unique=True)
    full_name = models.CharField(max_length=120)
    gender = models.CharField(max_length=3, choices=Gender, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=15, blank=True)
    address = models.CharField(max_length=160, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="members")
    grassroots = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.CharField(max_length=160, blank=True)
    group = models.CharField(max_length=20, choices=WorkGroup)
    education = models.CharField(max_length=40, blank=True)
    joined_on = models.DateField(null=True, blank=True)
    is_direct_worker = models.BooleanField(default=False)
    left_on = models.DateField(null=True, blank=True)
    left_reason = models.CharField(max_length=200, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    sort_key = models.GeneratedField(
        expression=VietnameseNameKey(F("full_name")), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    family_first = models.GeneratedField(
        expression=FamilyFirst(F("full_name")), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    given_first = models.GeneratedField(
        expression=GivenFirst(F("full_name")), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    family_given = models.GeneratedField(
        expression=FamilyGiven(F("full_name")), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    search = models.GeneratedField(
        expression=FoldedVector(F("code"), F("full_name")), output_field=SearchVectorField(), db_persist=True
    )

    objects = MemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["phone"],
                name="member_phone_once",
                condition=~Q(phone="") & LIVING,
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="member_merged_into_another"),
        ]
        indexes = [
            models.Index(Upper("code"), name="member_by_code"),
            models.Index(fields=["unit", "sort_key", "id"], name="member_of_unit"),
            models.Index(fields=["grassroots", "sort_key", "id"], name="member_of_grassroots"),
            models.Index(fields=["sort_key", "id"], name="member_by_name", condition=LIVING),
            models.Index(fields=["family_first", "id"], name="member_by_family", condition=LIVING),
            models.Index(fields=["given_first", "id"], name="member_by_given", condition=LIVING),
            models.Index(fields=["family_given", "id"], name="member_by_both", condition=LIVING),
            models.Index(fields=["phone"], name="member_phone", condition=~Q(phone="")),
            models.Index(fields=["birth_date"], name="member_born", condition=Q(birth_date__isnull=False)),
            models.Index(fields=["merged_into"], name="member_merged", condition=Q(merged_into__isnull=False)),
            GinIndex(fields=["search"], name="member_search"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def is_manager(self) -> bool:
        return self.group == WorkGroup.MANAGER

    @property
    def is_living(self) -> bool:
        return self.merged_into_id is None and self.left_on is None


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


class MemberFact(models.Model):
    """
    How the dated facts of a member stood up to, not including, ``valid_to``; how they stand now is on the member.

    On an earlier day that of the first row whose ``valid_to`` lies after it held, from the row before it on.
    """

    member = models.ForeignKey(Member, models.PROTECT, related_name="past_facts")
    valid_to = models.DateField()
    group = models.CharField(max_length=20, choices=WorkGroup)
    education = models.CharField(max_length=40, blank=True)
    position = models.CharField(max_length=160, blank=True)
    is_direct_worker = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "valid_to"], name="member_fact_once_a_day")]

    @property
    def is_manager(self) -> bool:
        return self.group == WorkGroup.MANAGER
