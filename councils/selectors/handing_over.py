"""What carries an official's name in councils, and goes over with their role."""

from typing import Any

from django.db.models import QuerySet

from councils.enums import SeatRole
from councils.models import Seat
from councils.rules import WATCHERS
from units.models import Assignment


def list_staffed(held: Assignment) -> QuerySet[Any]:
    """
    Return the secretary's seats of the holder of ``held`` in councils of the unit itself.

    Whoever votes was named by the decision that made the council: another one is needed to change that.
    """
    if held.role not in WATCHERS:
        return Seat.objects.none()
    staffed = Seat.objects.filter(member=held.user.member_id, role=SeatRole.SECRETARY, valid_to__isnull=True)
    return staffed.filter(council__unit=held.unit_id).select_related("council").order_by("pk")
