"""Writing a line of the trail, and the lines of one record."""

from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any

import structlog
from django.db import models

from portal.core.models import AuditLine


def record(
    action: str,
    target: models.Model,
    *,
    actor: Any,
    at: datetime,
    note: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    unit_id: int | None = None,
) -> AuditLine:
    """
    Write one line for a change of ``target`` by ``actor`` (None for the system), in the caller's transaction.

    :param unit_id: whose line it is, for targets that belong to no unit themselves
    """
    context = structlog.contextvars.get_contextvars()
    return AuditLine.objects.create(
        at=at,
        actor_id=actor.pk if actor is not None else None,
        actor_role=getattr(actor, "hat_label", "") if actor is not None else "",
        on_behalf_of_id=_acted_for(actor, context.get("acting_for")),
        action=action,
        object_type=label_of(target),
        object_id=target.pk,
        unit_id=unit_id if unit_id is not None else unit_of(target),
        note=note,
        before=_plain(before),
        after=_plain(after),
        request_id=context.get("request_id", ""),
        address=context.get("address"),
    )


def acting_for(person: Any) -> AbstractContextManager[Any]:
    """
    Note on every line written inside the ``with`` that its actor stands in for ``person``.

    Whoever lets one person act for another opens it around the request; middleware clears it with the request.
    """
    return structlog.contextvars.bound_contextvars(acting_for=person.pk)


def _acted_for(actor: Any, person_id: int | None) -> int | None:
    return person_id if actor is not None and person_id != actor.pk else None


def label_of(target: models.Model) -> str:
    """Return how lines name the kind of ``target``: ``campaigns.campaign``."""
    return str(target._meta.label_lower)


def unit_of(target: models.Model) -> int | None:
    """Return the unit whose branch may read the lines about ``target``; None if it belongs to no unit."""
    if label_of(target) == "units.unit":
        return int(target.pk)
    return getattr(target, "unit_id", None)


def _plain(values: dict[str, Any] | None) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in (values or {}).items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, (str, int, bool, type(None), list, dict)):
        return value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)


def history(target: models.Model) -> "models.QuerySet[AuditLine]":
    """Return the lines about ``target``, oldest first."""
    lines = AuditLine.objects.filter(object_type=label_of(target), object_id=target.pk)
    return lines.select_related("actor").order_by("pk")
