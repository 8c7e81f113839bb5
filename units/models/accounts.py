"""Accounts: who signs in."""

from copy import copy
from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from units.enums import BUSINESS_ROLES
from units.models.members import Member
from units.models.tree import Unit

if TYPE_CHECKING:
    from units.models.roles import Assignment


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

    def with_email(self, email: str) -> models.QuerySet["User"]:
        """Return the account of an e-mail, in any case; none for no e-mail."""
        # Said twice, as the index of e-mails leaves out those who have none.
        return self.filter(email__iexact=email).exclude(email="")

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
                Upper("email"),
                name="user_email_once",
                condition=~Q(email=""),
                violation_error_message=_("E-mail này đã có người dùng."),
            )
        ]
        indexes = [models.Index(Upper("username"), name="user_by_login")]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    @cached_property
    def assignments(self) -> list["Assignment"]:
        """The assignments in force today: rights are used now, whatever moment the work is dated."""
        # Delegations are few: for who has none, the second question is not asked at all.
        held = self.held.in_force(timezone.localdate()).select_related("unit").prefetch_related("delegated_from__user")
        return list(held.defer("unit__search").order_by("unit__level", "pk"))

    @cached_property
    def links(self) -> list["Assignment"]:
        """Every delegation to or from this person, past ones too: the two count as one pair of hands."""
        assignments: Any = self._meta.get_field("held").related_model
        delegations = assignments.objects.filter(delegated_from__isnull=False)
        mine = delegations.filter(models.Q(user=self) | models.Q(delegated_from__user=self))
        return list(mine.select_related("user", "delegated_from__user"))

    @cached_property
    def delegators(self) -> list["User"]:
        """Whom this person acts for today."""
        found = {held.delegated_from.user for held in self.assignments if held.delegated_from is not None}
        return sorted(found, key=lambda user: user.pk)

    def acting_for(self, *delegators: "User") -> "User":
        """Return the same person with what they hold themselves and what ``delegators`` (none: nobody) gave them."""
        them = copy(self)
        them.assignments = [
            held for held in self.assignments if held.delegated_from is None or held.delegated_from.user in delegators
        ]
        return them

    def with_only(self, held: list["Assignment"]) -> "User":
        """Return this account with the roles ``held`` and nothing else: no other role, no person behind it."""
        bare = copy(self)
        bare.member = None
        bare.assignments = held
        return bare

    def hands(self, record: Any) -> set[int]:
        """The accounts that count as this person where duties are kept apart on ``record``."""
        return {user.pk for user in self._one_with(record)}

    def selves(self, record: Any) -> set[int]:
        """The members behind :meth:`hands`."""
        return {user.member_id for user in self._one_with(record) if user.member_id is not None}

    def _one_with(self, record: Any) -> list["User"]:
        # A delegation that was over before the record began has nothing to do with it.
        begun = getattr(record, "created_at", None)
        since = timezone.localdate(begun) if begun else timezone.localdate()
        linked = [self]
        for one in self.links:
            if one.delegated_from is not None and one.valid_to is not None and one.valid_to > since and not one.is_void:
                linked.append(one.delegated_from.user if one.user_id == self.pk else one.user)
        return linked

    def acts_for(self, unit: Unit, *roles: str) -> bool:
        """Whether this person holds one of ``roles`` at ``unit`` itself, or at the heir of one that ended."""
        return any(held.unit_id in {unit.pk, unit.heir_id} and held.role in roles for held in self.assignments)

    def acting_units(self, *roles: str) -> models.QuerySet[Unit]:
        """Return the units this person holds one of ``roles`` at, and those they inherited, as a part of a query."""
        held = [held.unit_id for held in self.assignments if held.role in roles]
        return Unit.objects.filter(Q(pk__in=held) | Q(heir__in=held)).values("pk")  # type: ignore[return-value]

    def oversees(self, unit: Unit, *roles: str) -> bool:
        """Whether this person holds one of ``roles`` (any but administrator, if none) at ``unit``, or above it."""
        wanted = roles or BUSINESS_ROLES
        return any(held.covers(unit) and held.role in wanted for held in self.assignments)

    def reaches_below(self, unit: Unit) -> bool:
        """Whether a role of this person at ``unit``, or above it, is good for the units below it too."""
        return any(held.whole_branch and held.covers(unit) for held in self.assignments)

    def holds(self, *roles: str) -> bool:
        """Whether this person holds one of ``roles`` anywhere."""
        return any(held.role in roles for held in self.assignments)

    @property
    def hat_label(self) -> str:
        """The person's first role and unit, for the audit line."""
        return "; ".join(str(held) for held in self.assignments[:2])
