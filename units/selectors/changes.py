"""Changes of the tree, as far as somebody may see them."""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from units.enums import ChangeState, PartRole, Role
from units.models import Unit, UnitChange, UnitChangePart

KEYS = ("-effective_on", "-pk")
SETTLED = (ChangeState.CONFIRMED, ChangeState.APPLIED)


def visible_changes(actor: Any) -> QuerySet[UnitChange]:
    """Return the settled changes, which are everybody's business, and those prepared in the branches one keeps."""
    kept = Q(state__in=SETTLED)
    for held in actor.assignments:
        if held.role in {Role.ADMINISTRATOR, Role.LEADER}:
            kept |= Q(unit__path__startswith=held.unit.path)
    return UnitChange.objects.filter(kept)


def list_changes(actor: Any, *, unit: Unit | None = None) -> QuerySet[UnitChange]:
    """Return the changes ``actor`` sees, those of ``unit`` only if one is given; paged by :data:`KEYS`."""
    shown = UnitChangePart.objects.exclude(role=PartRole.ALONG).select_related("unit").order_by("role", "pk")
    changes = visible_changes(actor).select_related("unit").prefetch_related(Prefetch("parts", shown))
    return changes.filter(parts__unit=unit).distinct() if unit else changes


def get_change(pk: int, *, actor: Any) -> UnitChange:
    """Return a change ``actor`` sees; else 404."""
    changes = visible_changes(actor).select_related("unit", "made_by", "confirmed_by")
    return get_object_or_404(changes, pk=pk)
