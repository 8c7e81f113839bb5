"""Who looks after which grassroots union, who has how many, and which unions have nobody."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from units.enums import Level, Role
from units.models import Assignment, Charge, ChargeLimit, Unit, User

UNION_KEYS = ("sort_key", "pk")
OFFICIAL_KEYS = ("-in_charge", "pk")
CHARGE_KEYS = ("unit__sort_key", "unit_id")
# Below which level a branch is shown by its parts, and what joins the unions to a part.
PARTS = {Level.CONFEDERATION: (Level.PROVINCE, "province"), Level.PROVINCE: (Level.UPPER, "upper")}


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many grassroots unions a branch has, and how many of them somebody looks after."""

    unions: int
    charged: int

    @property
    def missing(self) -> int:
        return self.unions - self.charged

    @property
    def percent(self) -> int | None:
        return self.charged * 100 // self.unions if self.unions else None


def charge_limit(day: date) -> int | None:
    """Return how many unions one official looks after at most on ``day``; None without a limit."""
    return ChargeLimit.objects.in_force(day).order_by("-valid_from").values_list("value", flat=True).first()


def get_charge(unit: Unit, *, day: date) -> Charge | None:
    """Return who looks after ``unit``, a grassroots union, on ``day``."""
    return Charge.objects.in_force(day).filter(unit=unit).select_related("official").first()


def list_charges(unit: Unit) -> list[Charge]:
    """Return who has looked after ``unit`` and who will, the last first."""
    return list(unit.charges.select_related("official", "decided_by").order_by("-valid_from"))


def coverage(under: Unit, *, day: date, direct: bool = False) -> Coverage:
    """Return how far a branch, or only what hangs directly on ``under``, is looked after on ``day``; one query."""
    unions = _unions(under).filter(parent=under) if direct else _unions(under)
    found = unions.aggregate(unions=Count("pk"), charged=Count("pk", filter=Exists(_in_force(day))))
    return Coverage(found["unions"], found["charged"])


def list_coverage(under: Unit, *, day: date) -> QuerySet[Unit]:
    """Return the parts of a branch with ``unions`` and ``charged``; none below an upper union. Paged by name."""
    level, key = PARTS.get(Level(under.level), (None, "upper"))
    unions = Unit.objects.active().filter(level=Level.GRASSROOTS, **{key: OuterRef("pk")}).order_by().values(key)
    number = unions.annotate(n=Count("pk")).values("n")
    with_one = unions.filter(Exists(_in_force(day))).annotate(n=Count("pk")).values("n")
    parts = Unit.objects.active().under(under).filter(level=level or 0)
    return parts.annotate(unions=Coalesce(Subquery(number), 0), charged=Coalesce(Subquery(with_one), 0))


def list_unions(under: Unit, *, day: date, missing: bool = False) -> QuerySet[Unit]:
    """Return the grassroots unions of a branch with who looks after each, or those that have nobody; by name."""
    held = _in_force(day)
    unions = _unions(under).select_related("parent")
    if missing:
        unions = unions.filter(~Exists(held))
    return unions.annotate(
        official_id=Subquery(held.values("official")[:1]),
        official_name=Subquery(held.values("official__full_name")[:1]),
        charged_from=Subquery(held.values("valid_from")[:1]),
    )


def list_workloads(under: Unit, *, day: date) -> QuerySet[User]:
    """
    Return the officials of a branch, who has most first; paged by :data:`OFFICIAL_KEYS`.

    ``in_charge`` counts all an official looks after, ``here`` what lies in this branch.
    """
    roles = Assignment.objects.in_force(day).filter(role=Role.ASSIGNED_OFFICER, unit__path__startswith=under.path)
    mine = Charge.objects.in_force(day).filter(official=OuterRef("pk")).order_by().values("official")
    here = mine.filter(unit__path__startswith=under.path)
    somewhere = Charge.objects.in_force(day).filter(unit__path__startswith=under.path)
    officials = User.objects.filter(Q(pk__in=roles.values("user")) | Q(pk__in=somewhere.values("official")))
    return officials.annotate(
        in_charge=Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n")), 0),
        here=Coalesce(Subquery(here.annotate(n=Count("pk")).values("n")), 0),
    )


def count_overloaded(under: Unit, *, day: date, limit: int | None) -> int:
    """Return how many officials of a branch look after more than ``limit`` unions."""
    held = Charge.objects.in_force(day).order_by().values("official").annotate(n=Count("pk"))
    too_many = held.filter(n__gt=limit) if limit is not None else held.none()
    return list_workloads(under, day=day).filter(pk__in=too_many.values("official")).count()


def list_in_charge(official: User, *, actor: Any, day: date) -> QuerySet[Charge]:
    """Return what ``official`` looks after, as far as ``actor`` sees it; paged by :data:`CHARGE_KEYS`."""
    charges = Charge.objects.in_force(day).filter(official=official).select_related("unit__parent")
    if official == actor:
        return charges
    seen = Q(pk__in=[])
    for held in actor.assignments:
        seen |= Q(unit__path__startswith=held.unit.path)
    return charges.filter(seen)


def eligible_officials(unit: Unit, *, day: date) -> QuerySet[User]:
    """Return who acts as assigned officer for the branch ``unit`` lies in, from ``day`` on; to choose from."""
    roles = Assignment.objects.filter(role=Role.ASSIGNED_OFFICER, unit__in=unit.line_ids)
    roles = roles.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))
    return User.objects.filter(is_active=True, pk__in=roles.values("user")).order_by("full_name", "pk")


def officials_with_charges(under: Unit, *, day: date) -> QuerySet[User]:
    """Return who looks after unions of a branch; to choose from."""
    held = Charge.objects.in_force(day).filter(unit__path__startswith=under.path)
    return User.objects.filter(pk__in=held.values("official")).order_by("full_name", "pk")


def list_charges_by(held: Assignment, *, day: date) -> QuerySet[Charge]:
    """Return what the holder of a role of assigned officer looks after by it on ``day`` or later; else nothing."""
    charges = Charge.objects.not_over(day).filter(official=held.user_id).order_by("pk")
    return charges.filter(held.on_units("unit")) if held.role == Role.ASSIGNED_OFFICER else charges.none()


def unions_of(official: Any, *, day: date) -> QuerySet[Unit]:
    """Return the unions ``official`` looks after on ``day``, by name; to choose from, or as a part of a query."""
    held = Charge.objects.in_force(day).filter(official=official)
    return Unit.objects.filter(pk__in=held.values("unit")).order_by(F("sort_key"), "pk")


def _unions(under: Unit) -> QuerySet[Unit]:
    return Unit.objects.active().under(under).filter(level=Level.GRASSROOTS)


def _in_force(day: date) -> QuerySet[Charge]:
    return Charge.objects.in_force(day).filter(unit=OuterRef("pk"))
