"""What carries an official's name among initiatives, and goes over with their role."""

from typing import Any

from django.db.models import QuerySet

from initiatives.models import Initiative
from initiatives.rules import CHECKERS, EDITABLE
from units.models import Assignment


def list_entered(held: Assignment) -> QuerySet[Any]:
    """Return the open drafts that the holder of ``held`` entered for workers of the union the role is for."""
    if held.role not in CHECKERS:
        return Initiative.objects.none()
    entered = Initiative.objects.filter(held.on_records(), drafted_by=held.user_id, state__in=EDITABLE)
    return entered.exclude(lead=held.user.member_id).defer("search", "sketch").order_by("pk")
