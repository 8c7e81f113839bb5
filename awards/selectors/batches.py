"""Batches to read, and what may go into them."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from awards.enums import BatchState, DecisionState, NominationState
from awards.models import Batch, Nomination, Objection
from awards.rules import runs_awards_of_unit
from portal.core.paging import Page, page_by_key
from units.models import Unit

KEYS = ("-pk",)


def get_batch(pk: int, *, actor: Any) -> Batch:
    """Return a batch of a unit ``actor`` works for; 404 otherwise."""
    rows = Batch.objects.visible_to(actor).select_related(
        "deciding_unit", "award_type", "campaign", "session__council", "decision", "made_by"
    )
    return get_object_or_404(rows, pk=pk)


def list_batches(actor: Any, *, state: str = "", after: str = "") -> Page[Batch]:
    """Return the batches of the actor's units, newest first, with how many dossiers each holds."""
    rows = Batch.objects.visible_to(actor).select_related("deciding_unit", "award_type")
    if state:
        rows = rows.filter(state=state)
    return page_by_key(rows.annotate(size=Count("nominations")), keys=KEYS, after=after)


def nominations_in(batch: Batch) -> list[Nomination]:
    """Return the dossiers of a batch, persons first by name, with what the lists show."""
    rows = batch.nominations.select_related(
        "award_type", "member__unit", "member__grassroots", "subject_unit", "unit", "proposed_by", "appraised_by"
    ).prefetch_related("initiatives")
    return list(rows.order_by("subject_kind", "member__sort_key", "subject_unit__sort_key", "pk"))


def candidates_for(batch: Batch) -> QuerySet[Nomination]:
    """Return the appraised dossiers that fit into a batch and are in none."""
    return (
        Nomination.objects.filter(
            deciding_unit=batch.deciding_unit,
            award_type__family=batch.award_type.family,
            merit=batch.merit,
            state=NominationState.APPRAISING,
            appraised_at__isnull=False,
            batch__isnull=True,
        )
        .select_related("award_type", "member__unit", "subject_unit", "unit")
        .order_by("pk")[:200]
    )


def units_run_by(actor: Any) -> list[Unit]:
    """Return the units for which ``actor`` may make batches."""
    units = {held.unit_id: held.unit for held in actor.assignments}
    return [unit for unit in units.values() if runs_awards_of_unit(actor, unit)]


def list_notices(*, after: str = "") -> Page[Batch]:
    """Return the lists shown now, the one that closes first on top; open to everyone who is signed in."""
    rows = Batch.objects.filter(state=BatchState.PUBLIC_NOTICE).select_related("deciding_unit", "award_type")
    return page_by_key(rows.annotate(size=Count("nominations")), keys=("notice_until", "pk"), after=after)


def get_notice(pk: int, *, actor: Any) -> Batch:
    """Return a list that is or was shown: to everyone while it runs and when it was published, to its unit always."""
    shown = Q(state=BatchState.PUBLIC_NOTICE) | Q(decision__state=DecisionState.PUBLISHED)
    mine = Q(pk__in=Batch.objects.visible_to(actor).values("pk"), notice_from__isnull=False)
    spoken = Q(objections__made_by=actor)
    rows = Batch.objects.filter(shown | mine | spoken).select_related("deciding_unit", "award_type").distinct()
    return get_object_or_404(rows, pk=pk)


def objections_of(batch: Batch) -> QuerySet[Objection]:
    return batch.objections.select_related("made_by__member__unit", "nomination__member", "answered_by").order_by("pk")


def my_objections(batch: Batch, *, actor: Any) -> QuerySet[Objection]:
    return objections_of(batch).filter(made_by=actor)


def get_objection(pk: int, *, actor: Any) -> Objection:
    """Return an opinion on a list of a unit ``actor`` works for; 404 otherwise."""
    rows = Objection.objects.filter(batch__in=Batch.objects.visible_to(actor)).select_related(
        "batch__deciding_unit", "nomination__member", "nomination__subject_unit", "made_by"
    )
    return get_object_or_404(rows, pk=pk)
