"""
Where units lie: paths, the units of each level above, versions, and the records that carry them.

All in SQL over sets: two provinces of four thousand unions each are one statement per table.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection

from units.enums import Level
from units.models import BranchRecord, Unit, UnitChange

# Under a unit lie the paths that begin with its own; "0" is the letter after "/".
MOVE = """
    WITH moved AS (
        SELECT c.path AS old, coalesce(p.path, '/') || c.id || '/' AS new
        FROM units_unit c LEFT JOIN units_unit p ON p.id = c.parent_id
        WHERE c.id = ANY(%(roots)s)
    )
    UPDATE units_unit u SET path = m.new || substr(u.path, length(m.old) + 1)
    FROM moved m
    WHERE m.old <> m.new AND u.path >= m.old AND u.path < rtrim(m.old, '/') || '0'
    RETURNING u.id
"""
# Of two of one level on the way, an ended one under its heir, the upper one counts.
KEYS = """
    UPDATE units_unit u SET province_id = k.province, upper_id = k.upper, grassroots_id = k.grassroots
    FROM (
        SELECT d.id,
               (array_agg(a.id ORDER BY length(a.path)) FILTER (WHERE a.level = %(province)s))[1] AS province,
               (array_agg(a.id ORDER BY length(a.path)) FILTER (WHERE a.level = %(upper)s))[1] AS upper,
               (array_agg(a.id ORDER BY length(a.path)) FILTER (WHERE a.level = %(grassroots)s))[1] AS grassroots
        FROM units_unit d
        JOIN units_unit a ON a.id = ANY(string_to_array(trim(BOTH '/' FROM d.path), '/')::bigint[])
        WHERE d.id = ANY(%(ids)s)
        GROUP BY d.id
    ) k
    WHERE u.id = k.id AND (u.province_id, u.upper_id, u.grassroots_id)
                          IS DISTINCT FROM (k.province, k.upper, k.grassroots)
    RETURNING u.id
"""
FACTS = "name, short_name, area, doc_suffix, place, status, parent_id, path"
OLD, NEW = (", ".join(f"{row}.{column}" for column in FACTS.split(", ")) for row in "vu")
CHANGED = f"""units_unit u
    WHERE u.id = v.unit_id AND u.id = ANY(%(ids)s) AND v.valid_to IS NULL AND ({OLD}) IS DISTINCT FROM ({NEW})
"""
# A second change on the same day takes the place of the first: a day has one version.
SAME_DAY = f"DELETE FROM units_unitversion v USING {CHANGED} AND v.valid_from = %(on)s"  # noqa: S608 - our own columns
CLOSE = f"UPDATE units_unitversion v SET valid_to = %(on)s FROM {CHANGED}"  # noqa: S608
OPEN = f"""
    INSERT INTO units_unitversion (unit_id, valid_from, valid_to, change_id, {FACTS})
    SELECT u.id, %(on)s, NULL, %(change)s, {NEW}
    FROM units_unit u
    WHERE u.id = ANY(%(ids)s)
      AND NOT EXISTS (SELECT 1 FROM units_unitversion v WHERE v.unit_id = u.id AND v.valid_to IS NULL)
"""  # noqa: S608
RECORDS = """
    UPDATE {table} r SET province_id = u.province_id, upper_id = u.upper_id, grassroots_id = u.grassroots_id
    FROM units_unit u
    WHERE r.unit_id = u.id AND u.id = ANY(%(ids)s)
      AND (r.province_id, r.upper_id, r.grassroots_id) IS DISTINCT FROM (u.province_id, u.upper_id, u.grassroots_id)
"""
MEMBERS = """
    UPDATE units_member m SET grassroots_id = u.grassroots_id
    FROM units_unit u
    WHERE m.unit_id = u.id AND u.id = ANY(%(ids)s) AND m.grassroots_id IS DISTINCT FROM u.grassroots_id
"""
PEOPLE = """
    WITH went AS (
        UPDATE units_member m SET unit_id = u.id, grassroots_id = u.grassroots_id
        FROM units_unit u WHERE m.unit_id = %(old)s AND u.id = %(new)s
        RETURNING m.id
    )
    INSERT INTO units_membermove (member_id, from_unit_id, to_unit_id, "on", reason, change_id)
    SELECT id, %(old)s, %(new)s, %(on)s, %(reason)s, %(change)s FROM went
    ON CONFLICT (member_id, "on") DO UPDATE SET to_unit_id = EXCLUDED.to_unit_id
"""
LEVELS = {"province": Level.PROVINCE.value, "upper": Level.UPPER.value, "grassroots": Level.GRASSROOTS.value}


def place_units(roots: Iterable[int], *, on: date, change: UnitChange | None = None) -> int:
    """
    Bring all that follows from the parents of ``roots`` in line, for them and all below; return how many units moved.

    Called after ``parent`` (or a name, or ``status``) of the roots was set. Writes the versions of ``on``, and
    moves the records of the branch with their units.
    """
    asked = list(roots)
    moved = _ids(MOVE, roots=asked)
    touched = sorted({*asked, *moved})
    turned = _ids(KEYS, ids=touched, **LEVELS)
    write_versions(touched, on=on, change=change)
    for model in branch_models():
        _run(RECORDS.format(table=model._meta.db_table), ids=turned)
    _run(MEMBERS, ids=turned)
    return len(moved)


def write_versions(ids: Iterable[int], *, on: date, change: UnitChange | None = None) -> None:
    """Close the open version of each unit that no longer says what the unit says, and open one from ``on``."""
    scope = {"ids": list(ids), "on": on, "change": change.pk if change else None}
    for statement in (SAME_DAY, CLOSE, OPEN):
        _run(statement, **scope)


def branch_models() -> list[type[BranchRecord]]:
    """Return the models of all apps whose rows carry the ancestors of their unit."""
    return [model for model in apps.get_models() if issubclass(model, BranchRecord)]


def keys_under(parent: Unit | None, unit: Unit) -> dict[str, int | None]:
    """Return the ids of the units of each level on the way to ``unit``, a new one under ``parent``."""
    keys: dict[str, int | None] = {}
    for name, level in LEVELS.items():
        above = getattr(parent, f"{name}_id") if parent else None
        keys[f"{name}_id"] = above or (unit.pk if unit.level == level else None)
    return keys


def move_people(pairs: Iterable[tuple[int, int]], *, on: date, reason: str, change: UnitChange | None = None) -> int:
    """Let all members of the first unit of each pair belong to the second from ``on``; return how many went."""
    went = 0
    for old, new in pairs:
        scope: dict[str, Any] = {"old": old, "new": new, "on": on, "reason": reason}
        went += _run(PEOPLE, change=change.pk if change else None, **scope)
    return went


def _ids(statement: str, **scope: Any) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, scope)
        return [row[0] for row in cursor.fetchall()]


def _run(statement: str, **scope: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, scope)
        return int(cursor.rowcount)
