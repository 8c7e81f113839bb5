"""Finding lines: by person, record, step, branch and period."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from portal.core.models import AuditLine
from portal.core.paging import Page, page_by_key
from portal.core.periods import VIETNAM
from portal.pages.trail.reach import list_lines
from portal.pages.trail.words import KINDS
from units.models import Unit, User
from units.selectors import search_members

KEYS = ("-at", "-pk")
MOST_PEOPLE = 50


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked for; everything empty is everything in reach. ``people`` and ``records`` are numbers."""

    people: list[int] = field(default_factory=list)
    object_type: str = ""
    records: list[int] = field(default_factory=list)
    action: str = ""
    unit: Unit | None = None
    since: date | None = None
    until: date | None = None


def search_lines(reader: User, filters: Filters) -> QuerySet[AuditLine]:
    """Return the lines in the reach of ``reader`` that match."""
    lines = list_lines(reader, under=filters.unit)
    if filters.people:
        lines = lines.filter(Q(actor__in=filters.people) | Q(on_behalf_of__in=filters.people))
    if filters.object_type:
        lines = lines.filter(object_type=filters.object_type)
    if filters.records:
        lines = lines.filter(object_id__in=filters.records)
    if filters.action:
        lines = lines.filter(action=filters.action)
    if filters.since:
        lines = lines.filter(at__gte=_midnight(filters.since))
    if filters.until:
        lines = lines.filter(at__lt=_midnight(filters.until + timedelta(days=1)))
    return lines


def page_of_lines(reader: User, filters: Filters, *, after: str = "") -> Page[AuditLine]:
    """Return a page of what matches, newest first."""
    return page_by_key(search_lines(reader, filters), keys=KEYS, after=after)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)


def find_people(text: str) -> list[int]:
    """Return the accounts whose name (with or without accents), code or login matches; one too many at most."""
    named = Q(member__in=search_members(text).order_by().values("pk")) | Q(username__iexact=text.strip())
    return list(User.objects.filter(named).order_by("pk").values_list("pk", flat=True)[: MOST_PEOPLE + 1])


def find_records(object_type: str, text: str) -> list[int]:
    """Return the numbers of the records of a kind that people call ``text``: by number or code."""
    text = text.strip()
    numbers = [int(text)] if text.isascii() and text.isdecimal() and len(text) < len(str(2**63)) else []
    kind = KINDS[object_type]
    if not kind.code:
        return numbers
    model: Any = apps.get_model(object_type)
    return [*numbers, *model._base_manager.filter(**{f"{kind.code}__iexact": text}).values_list("pk", flat=True)[:10]]
