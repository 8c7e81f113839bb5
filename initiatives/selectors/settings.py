"""The dated numbers in force, and days counted with them."""

from datetime import date, timedelta

from initiatives.enums import LimitName
from initiatives.models import Limit
from portal.core.models import Holiday
from portal.core.periods import add_working_days

Limits = dict[str, int]


def limits_on(day: date) -> Limits:
    """Return the limits in force on ``day``; one without a row is not there. One query."""
    return dict(Limit.objects.in_force(day).order_by("valid_from", "pk").values_list("name", "value"))


def list_limits(day: date) -> list[Limit]:
    """Return the limits in force on ``day`` with their sources."""
    return list(Limit.objects.in_force(day).order_by("name", "-valid_from", "pk"))


def due_on(name: LimitName, *, day: date, limits: Limits) -> date | None:
    """Return the day that lies the limit's working days after ``day``; None where there is no limit."""
    days = limits.get(name)
    if days is None:
        return None
    near = Holiday.objects.filter(on__gt=day, on__lte=day + timedelta(days=days * 2 + 30))
    return add_working_days(day, days, dict(near.values_list("on", "works")))
