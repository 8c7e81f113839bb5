"""Initiatives whose text comes close to one, in any unit and year: shown, never decided here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.db.models import IntegerField
from django.db.models.expressions import RawSQL

from initiatives.enums import InitiativeState
from initiatives.models import Initiative
from portal.core import search

MOST = 5
CANDIDATES = 30
LEAST_PERCENT = 20
LEAST_SHARED = 2
# A run of syllables that stands in more rows than this says nothing about copying.
COMMON_ROWS = 200
COMMON_SHARE = 0.0005
SETTLED_AWAY = (InitiativeState.DRAFT, InitiativeState.WITHDRAWN, InitiativeState.REJECTED)


@dataclass(frozen=True, slots=True)
class Similar:
    """Another initiative, how much of the shorter text both share, and what else they have in common."""

    initiative: Initiative
    percent: int
    same_author: bool
    same_value: bool
    same_day: bool


def sketch_of(title: str, *texts: str) -> list[int]:
    """Return the keys to store and to look up; the title keeps all of its own, however long the text is."""
    return sorted({*search.sketch(title), *search.sketch("\n".join(texts))})


def keys_of(initiative: Initiative) -> list[int]:
    """Return the keys of what is written now."""
    return sketch_of(initiative.title, initiative.solution, initiative.value_basis)


def similar_to(initiative: Initiative, *, keys: Sequence[int] | None = None) -> list[Similar]:
    """Return the handed-in initiatives that come closest to ``initiative``, at most five, closest first; one query."""
    wanted = set(keys_of(initiative) if keys is None else keys)
    rare = sorted(wanted - common_keys())
    if not rare:
        return []
    shared = RawSQL(
        "cardinality(ARRAY(SELECT unnest(sketch) INTERSECT SELECT unnest(%s::int[])))",
        [rare],
        output_field=IntegerField(),
    )
    rows = (
        Initiative.objects.filter(sketch__overlap=rare)
        .exclude(state__in=SETTLED_AWAY)
        .exclude(pk=initiative.pk)
        .annotate(shared=shared)
        .filter(shared__gte=LEAST_SHARED)
        .select_related("unit", "grassroots", "province")
        .defer("search")
        .order_by("-shared", "pk")[:CANDIDATES]
    )
    found = [_compare(initiative, other, len(wanted)) for other in rows]
    close = [one for one in found if one.percent >= LEAST_PERCENT or one.same_author or one.same_value or one.same_day]
    return sorted(close, key=lambda one: (-one.percent, one.initiative.pk))[:MOST]


def _compare(mine: Initiative, other: Any, size: int) -> Similar:
    smaller = max(min(size, len(other.sketch)), 1)
    return Similar(
        initiative=other,
        percent=min(100, other.shared * 100 // smaller),
        same_author=other.lead_id == mine.lead_id,
        same_value=bool(mine.claimed_value_vnd) and other.claimed_value_vnd == mine.claimed_value_vnd,
        same_day=mine.first_applied_on is not None and other.first_applied_on == mine.first_applied_on,
    )


def common_keys() -> frozenset[int]:
    """Return the keys too common to say anything, from the planner's statistics; read every ten minutes."""
    found: frozenset[int] | None = cache.get("initiatives.common_keys")
    if found is None:
        found = _read_common_keys()
        cache.set("initiatives.common_keys", found, 600)
    return found


def _read_common_keys() -> frozenset[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.most_common_elems::text::int[], s.most_common_elem_freqs, c.reltuples FROM pg_stats s"
            " JOIN pg_class c ON c.relname = s.tablename AND c.relnamespace = current_schema()::regnamespace"
            " WHERE s.schemaname = current_schema() AND s.tablename = %s AND s.attname = 'sketch'",
            [Initiative._meta.db_table],
        )
        row = cursor.fetchone()
    if row is None or row[0] is None:
        return frozenset()
    keys, shares, rows = row
    least = max(COMMON_SHARE, COMMON_ROWS / max(rows, 1))
    return frozenset(key for key, share in zip(keys, shares, strict=False) if share > least)
