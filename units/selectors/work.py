"""What waits for a person among units and people."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.work import Work
from units.selectors.personal import list_corrections_to_answer
from units.selectors.roles import list_to_confirm


def list_work(actor: Any, *, day: date) -> list[Work]:
    """Return the roles that wait for ``actor`` as the second person, and the corrections; two queries at most."""
    return [*_roles_to_confirm(actor, day), *list_corrections_to_answer(actor)]


def _roles_to_confirm(actor: Any, day: date) -> list[Work]:
    return [
        Work(
            title=_("Vai trò chờ xác nhận: %(name)s") % {"name": held.user.full_name},
            detail=str(held),
            url=reverse("units:confirm_role", args=[held.pk]),
            verb=_("Xem để xác nhận"),
        )
        for held in list_to_confirm(actor, day=day)
    ]
