"""The tree of units, the people in it, and who acts for which branch."""

from datetime import date
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.core.models import VietnameseKey, VietnameseNameKey
from portal.core.search import FoldedVector
from units.enums import Change, Gender, Level, Role, UnitKind, UnitStatus, WorkGroup


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

    ``path`` is the way from the top as ids, ``/1/12/80/``: a subtree is a prefix, an
    ancestor is a number in it. ``parent`` is the truth; the unit services keep the path.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=255)
    short_name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=UnitKind)
    level = models.PositiveSmallIntegerField(choices=Level)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=200, db_collation="C")
    province = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
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
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="unit_dates_in_order"
            ),
            models.CheckConstraint(
                condition=Q(status=UnitStatus.ACTIVE, valid_to__isnull=True) | ~Q(status=UnitStatus.ACTIVE),
                name="unit_active_has_no_end",
            ),
        ]
        indexes = [
            models.Index(fields=["path"], name="unit_path"),
            models.Index(fields=["parent", "sort_key", "id"], name="unit_children"),
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


class BranchQuerySet(models.QuerySet[Any]):
    """Rows that carry the ancestors lists filter by, so that a branch is one indexed comparison."""

    def in_branch(self, unit: Unit) -> Self:
        """The rows whose unit lies in the branch of ``unit``."""
        return self.filter(branch_condition(unit))

    def in_branches_of(self, actor: "User", *roles: str) -> Self:
        """The rows in any branch where ``actor`` holds one of ``roles`` (any role but administrator, if none)."""
        wanted = roles or tuple(role for role in Role.values if role != Role.ADMINISTRATOR)
        condition = Q(pk__in=[])
        for held in actor.assignments:
            if held.role not in wanted:
                continue
            if held.unit.level == Level.CONFEDERATION:
                return self  # everything: its condition is empty, and an empty one adds nothing to an "or"
            condition |= branch_condition(held.unit)
        return self.filter(condition)


def branch_condition(unit: Unit) -> Q:
    """Return the condition on a :class:`BranchRecord` that it lies in the branch of ``unit``."""
    if unit.level == Level.CONFEDERATION:
        return ~Q(pk__in=[])  # everything; an empty Q would vanish from an OR with others
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


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """Return a new account; without a password it cannot be signed in to until one is set."""
        fields["email"] = self.normalize_email(fields.get("email") or "")
        user = self.model(username=username.strip(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(username, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """An account. Its rights are its assignments of today and the seats its member holds, nothing else."""

    username = models.CharField(_("Mã đăng nhập"), max_length=60, unique=True)
    email = models.EmailField(blank=True)
    full_name = models.CharField(max_length=120)
    member = models.OneToOneField(Member, models.PROTECT, null=True, blank=True, related_name="user")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                name="user_email_once",
                condition=~Q(email=""),
                violation_error_message=_("E-mail này đã có người dùng."),
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    @cached_property
    def assignments(self) -> list["Assignment"]:
        """The assignments in force today: rights are used now, whatever moment the work is dated."""
        return list(self.held.in_force(timezone.localdate()).select_related("unit").order_by("unit__level", "pk"))

    def acts_for(self, unit: Unit, *roles: str) -> bool:
        """Whether this person holds one of ``roles`` at ``unit`` itself."""
        return any(held.unit_id == unit.pk and held.role in roles for held in self.assignments)

    def oversees(self, unit: Unit, *roles: str) -> bool:
        """Whether this person holds one of ``roles`` (any, if none is named) at ``unit`` or above it."""
        return any(unit.is_under(held.unit) and (not roles or held.role in roles) for held in self.assignments)

    def holds(self, *roles: str) -> bool:
        """Whether this person holds one of ``roles`` anywhere."""
        return any(held.role in roles for held in self.assignments)

    @property
    def hat_label(self) -> str:
        """The person's first role and unit, for the audit line."""
        return "; ".join(str(held) for held in self.assignments[:2])


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def in_force(self, day: date) -> "AssignmentQuerySet":
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class Assignment(models.Model):
    """A role at a unit, for its branch, from one day to another (both included)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="held")
    role = models.CharField(max_length=20, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    title = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "unit", "valid_from"], name="assignment_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="assignment_dates_in_order"
            ),
        ]
        indexes = [models.Index(fields=["unit", "role"], name="assignment_at_unit")]

    def __str__(self) -> str:
        return f"{self.title or self.get_role_display()}, {self.unit.short_name}"


class Tally(models.Model):
    """
    A kept total: ``value`` of ``indicator`` for one unit in the month that begins on ``month``.

    Added to by the service that changes the source, in its transaction, at the record's own
    unit only; a branch is the sum over its paths.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="tallies")
    indicator = models.CharField(max_length=20)
    month = models.DateField()
    value = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "indicator", "month"], name="tally_once")]
        indexes = [models.Index(fields=["indicator", "month", "unit"], name="tally_by_month")]
