"""The tree as it was, and figures by the tree of their time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from portal.core.periods import Period
from units.enums import UnitStatus
from units.models import Unit, UnitVersion

# Where each total's unit stood when its month ended; before its founding, as it was founded. ``branch`` are
# the paths the asking unit has had.
STOOD = """
    FROM unnest(%(paths)s) AS branch(path)
    JOIN units_unitversion been ON been.path >= branch.path AND been.path < rtrim(branch.path, '/') || '0'
    JOIN units_tally t ON t.unit_id = been.unit_id
     AND t.month >= %(start)s AND t.month < %(end)s AND t.indicator = ANY(%(codes)s)
    JOIN LATERAL (
        SELECT v.id FROM units_unitversion v
        WHERE v.unit_id = t.unit_id
        ORDER BY v.valid_from < t.month + interval '1 month' DESC,
                 CASE WHEN v.valid_from < t.month + interval '1 month' THEN v.valid_from END DESC,
                 v.valid_from
        LIMIT 1
    ) stood ON stood.id = been.id
"""
CHILD = "split_part(substr(been.path, length(branch.path) + 1), '/', 1)"
BY_CHILD = f"SELECT {CHILD}, t.indicator, sum(t.value) {STOOD} GROUP BY 1, 2"


def get_version(unit: Unit, day: date) -> UnitVersion | None:
    """Return ``unit`` as it stood on ``day``; None on a day before it was founded."""
    return UnitVersion.objects.on(day).filter(unit=unit).select_related("unit", "parent").first()


def list_versions(unit: Unit) -> list[UnitVersion]:
    """Return how ``unit`` stood, from the last to the first, each with the decision it came from."""
    return list(unit.versions.select_related("parent", "change").order_by("-valid_from"))


def list_children_on(unit: Unit, day: date) -> QuerySet[UnitVersion]:
    """Return the units that hung under ``unit`` on ``day`` and worked, by the name they had."""
    found = UnitVersion.objects.on(day).filter(parent=unit, status=UnitStatus.ACTIVE)
    return found.select_related("unit").order_by("unit__sort_key", "unit_id")


def list_ancestors_on(version: UnitVersion, day: date) -> list[UnitVersion]:
    """Return the units above on ``day``, from the top, as they stood."""
    above = [int(part) for part in version.path.strip("/").split("/")[:-1] if part]
    found = {one.unit_id: one for one in UnitVersion.objects.on(day).filter(unit__in=above).select_related("unit")}
    return [found[pk] for pk in above if pk in found]


def totals_by_child_then(unit: Unit, period: Period, *, indicators: Iterable[str]) -> Mapping[int, Mapping[str, int]]:
    """
    Return the value of each indicator over the branch of each unit that hung under ``unit``, each month by the tree of
    its time; under ``unit``'s own id what lay at itself.

    The grand total of the confederation is that of :func:`units.selectors.totals`: every unit lies somewhere at any
    time, once. For a unit below it is what lay there then.
    """
    paths = unit.versions.filter(status=UnitStatus.ACTIVE).values_list("path", flat=True)
    scope: dict[str, Any] = {
        "paths": sorted(set(paths)),
        "start": period.start,
        "end": period.end,
        "codes": list(indicators),
    }
    found: dict[int, dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(BY_CHILD, scope)
        for child, indicator, total in cursor.fetchall():
            found[int(child) if child else unit.pk][indicator] = int(total)
    return found
