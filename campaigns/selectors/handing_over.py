"""What carries an official's name among campaigns, and goes over with their role."""

from typing import Any

from django.db.models import QuerySet

from campaigns.models import Campaign
from campaigns.states import FINAL
from units.models import Assignment, scopes


def list_headed(held: Assignment) -> QuerySet[Any]:
    """Return the campaigns, not over yet, whose accountable head is the holder of ``held``, where the role reaches."""
    headed = Campaign.objects.filter(accountable_head=held.user.member_id, accountable_head__isnull=False)
    return headed.filter(scopes([held], "launch_unit")).exclude(state__in=FINAL).order_by("pk")
