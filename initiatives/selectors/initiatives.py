"""Which initiatives there are for a person."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from councils.enums import CouncilKind, SeatRole
from councils.models import Seat, Session
from councils.states import AGENDA_OPEN
from initiatives.enums import InitiativeState
from initiatives.models import Attachment, Author, Initiative, InitiativeVersion, Recognition
from portal.core import search
from portal.core.paging import Page, page_by_key
from portal.core.periods import VIETNAM
from units.enums import Role
from units.models import Unit, branch_condition

BY_SUBMISSION = ("-submitted_at", "-pk")
BY_RECOGNITION = ("-recognised_on", "-pk")
BY_START = ("-created_at", "-pk")
PREPARERS = (Role.EMULATION_OFFICER, Role.GRASSROOTS_OFFICER)
# What a row of a list shows; the long texts stay in the database.
SHOWN = (
    *("code", "title", "state", "author_names", "scope", "confidential", "has_value"),
    *("submitted_at", "recognised_on", "created_at", "saved_at", "answer_due_on", "return_due_on"),
    *("claimed_value_vnd", "verified_value_vnd", "recognised_value_vnd", "lead", "drafted_by", "province", "upper"),
    *("unit__short_name", "grassroots__short_name", "campaign__short_name", "campaign__name", "campaign__code"),
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty means everything. ``start`` and ``end`` are days, both included."""

    state: str = ""
    campaign_id: int | None = None
    text: str = ""
    start: date | None = None
    end: date | None = None
    by_recognition: bool = False


def get_initiative(pk: int, *, actor: Any) -> Initiative:
    """Return an initiative ``actor`` may open, with its authors; 404 otherwise. Two queries."""
    found = (
        Initiative.objects.visible_to(actor)
        .select_related("unit", "grassroots", "campaign__application_window", "lead", "drafted_by")
        .prefetch_related(Prefetch("authors", _authors()))
        .defer("search", "sketch")
    )
    initiative: Initiative = get_object_or_404(found, pk=pk)
    return initiative


def get_written(pk: int, *, actor: Any) -> Initiative:
    """Return an initiative ``actor`` writes (lead author, or who entered it), with its authors; 404 otherwise."""
    mine = Q(drafted_by=actor)
    if actor.member_id is not None:
        mine |= Q(lead=actor.member_id)
    found = (
        Initiative.objects.filter(mine)
        .select_related("unit", "grassroots", "campaign__application_window")
        .prefetch_related(Prefetch("authors", _authors()), Prefetch("attachments", _attachments()))
        .defer("search")
    )
    initiative: Initiative = get_object_or_404(found, pk=pk)
    return initiative


def get_open_draft(pk: int, *, actor: Any) -> Initiative:
    """Return the bare row of an initiative ``actor`` writes, for saving every few seconds; 404 otherwise."""
    mine = Q(drafted_by=actor)
    if actor.member_id is not None:
        mine |= Q(lead=actor.member_id)
    found: Initiative = get_object_or_404(Initiative.objects.filter(mine).defer("search", "sketch"), pk=pk)
    return found


def list_open_sessions(initiative: Initiative, *, actor: Any) -> QuerySet[Session]:
    """Return the sessions that ``actor`` prepares and that may still take the dossier, the next one first."""
    line = [initiative.unit_id, initiative.grassroots_id, initiative.upper_id, initiative.province_id]
    officer = [held.unit_id for held in actor.assignments if held.role in PREPARERS]
    secretary = Seat.objects.filter(member=actor.member_id, role=SeatRole.SECRETARY, valid_to__isnull=True)
    return (
        Session.objects.filter(council__kind=CouncilKind.INITIATIVE, council__unit__in=line, state__in=AGENDA_OPEN)
        .filter(Q(council__unit__in=officer) | Q(council__in=secretary.values("council")))
        .select_related("council")
        .order_by("held_at", "pk")
    )


def _authors() -> QuerySet[Author]:
    members = Author.objects.select_related("member__unit", "member__grassroots")
    return members.defer("member__search", "member__sort_key").order_by("-is_lead", "pk")


def _attachments() -> QuerySet[Attachment]:
    return Attachment.objects.select_related("file").order_by("pk")


def list_attachments(initiative: Initiative) -> list[Attachment]:
    """Return its files in the order they came."""
    return list(_attachments().filter(initiative=initiative))


def list_versions(initiative: Initiative) -> list[InitiativeVersion]:
    """Return what was handed in, the first time first."""
    return list(initiative.versions.select_related("made_by").order_by("number"))


def list_recognitions(initiative: Initiative) -> list[Recognition]:
    """Return the decisions that recognised it, the first one first."""
    return list(initiative.recognitions.select_related("unit", "by").order_by("decided_on", "pk"))


def get_compared(pk: int) -> Initiative:
    """Return another initiative to lay beside one's own; the caller has asked what of it may be read."""
    found: Initiative = Initiative.objects.select_related("unit", "grassroots", "campaign").get(pk=pk)
    return found


def get_attachment(pk: int, *, initiative: Initiative) -> Attachment:
    """Return one of the initiative's files; 404 if it is not one of them."""
    return get_object_or_404(_attachments(), pk=pk, initiative=initiative)


def get_author(pk: int, *, initiative: Initiative) -> Author:
    """Return one of the initiative's authors; 404 if it is not one of them."""
    return get_object_or_404(_authors(), pk=pk, initiative=initiative)


def list_mine(actor: Any, *, filters: Filters, after: str = "") -> Page[Initiative]:
    """Return what ``actor`` made or entered, the newest first."""
    return _page(Initiative.objects.written_by(actor), filters, BY_START, after)


def list_older(actor: Any) -> QuerySet[Initiative]:
    """Return what the member behind ``actor`` led and handed in before, to begin another from."""
    return Initiative.objects.handed_in().filter(lead=actor.member_id).order_by("-submitted_at", "-pk")


def list_drafts(actor: Any) -> list[Initiative]:
    """Return the newest drafts ``actor`` writes."""
    mine = Initiative.objects.written_by(actor).filter(state=InitiativeState.DRAFT)
    return list(mine.only("title", "saved_at", "code").order_by("-saved_at", "-pk")[:5])


def list_branch(unit: Unit, *, filters: Filters, after: str = "", alone: bool = False) -> Page[Initiative]:
    """
    Return what was handed in in the branch of ``unit``, the newest first; the caller has asked for the right.

    :param alone: only of the unit itself
    """
    found = Initiative.objects.filter(Q(unit=unit) if alone else branch_condition(unit)).handed_in()
    if filters.by_recognition:
        return _page(found.recognised(), filters, BY_RECOGNITION, after)
    return _page(found, filters, BY_SUBMISSION, after)


def list_library(*, filters: Filters, after: str = "") -> Page[Initiative]:
    """Return the recognised initiatives of the whole union, the newest first; open to everyone signed in."""
    return _page(Initiative.objects.recognised(), replace(filters, by_recognition=True), BY_RECOGNITION, after)


def _page(found: Any, filters: Filters, keys: tuple[str, ...], after: str) -> Page[Initiative]:
    if filters.state:
        found = found.filter(state=filters.state)
    if filters.campaign_id:
        found = found.filter(campaign=filters.campaign_id)
    if filters.text:
        found = search.matching(found, filters.text).annotate(sorted_by=search.off_index(keys[0].lstrip("-")))
        keys = ("-sorted_by", *keys[1:])
    found = found.filter(_days(filters))
    shown = found.select_related("unit", "grassroots", "campaign").only(*SHOWN)
    return page_by_key(shown, keys=keys, after=after)


def _days(filters: Filters) -> Q:
    if filters.by_recognition:
        return _between("recognised_on", filters.start, filters.end)
    first = datetime.combine(filters.start, time.min, VIETNAM) if filters.start else None
    last = datetime.combine(filters.end, time.max, VIETNAM) if filters.end else None
    return _between("submitted_at", first, last)


def _between(name: str, first: Any, last: Any) -> Q:
    condition = Q()
    if first is not None:
        condition &= Q(**{f"{name}__gte": first})
    if last is not None:
        condition &= Q(**{f"{name}__lte": last})
    return condition
