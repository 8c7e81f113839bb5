"""Units out of a spreadsheet: new ones under their parents, small corrections of those that are there."""

from datetime import datetime
from typing import Any

from portal.core.periods import day_of
from portal.core.sheets import Stage
from units.enums import LEVEL_OF, Level, UnitKind
from units.services.importing.shared import refuse_twice
from units.services.placing import write_versions

LEVELS = {kind: level for kind, level in LEVEL_OF.items() if kind != UnitKind.CONFEDERATION}
LEVEL = "CASE {kind} " + " ".join(f"WHEN '{kind}' THEN {int(level)}" for kind, level in LEVELS.items()) + " END"
# Facts with a day and a legal basis of their own: they change by an operation on the tree, not by a file.
FIXED = {"name": "u.name", "kind": "u.kind", "parent_code": "p.code", "valid_from": "u.valid_from"}


def check_units(stage: Stage) -> None:
    """Find the unit each row is about by its code, and for new ones the parent: on record or in the same file."""
    inside = {"path": stage.scope.path}
    stage.run("UPDATE sheet_stage s SET target = u.id FROM units_unit u WHERE u.code = s.code")
    on_record = "sheet_stage s JOIN units_unit u ON u.id = s.target LEFT JOIN units_unit p ON p.id = u.parent_id"
    stage.flag(
        "unit_elsewhere", "code", f"u.short_name FROM {on_record} WHERE NOT starts_with(u.path, %(path)s)", inside
    )
    for column, now in FIXED.items():
        differs = f'WHERE s."{column}" IS DISTINCT FROM {now} AND starts_with(u.path, %(path)s)'
        stage.flag("unit_fixed", column, f'{now} FROM {on_record} {differs} AND s."{column}" IS NOT NULL', inside)
    refuse_twice(stage, "code", "code")
    _check_parents(stage)


def _check_parents(stage: Stage) -> None:
    inside = {"path": stage.scope.path}
    parents = (
        "sheet_stage s LEFT JOIN units_unit p ON p.code = s.parent_code"
        " LEFT JOIN sheet_stage f ON f.code = s.parent_code"
        " WHERE s.target IS NULL AND s.parent_code IS NOT NULL"
    )
    stage.flag("unit_unknown", "parent_code", f"'' FROM {parents} AND p.id IS NULL AND f.row IS NULL")
    outside = f"p.short_name FROM {parents} AND p.id IS NOT NULL AND NOT starts_with(p.path, %(path)s)"
    stage.flag("unit_outside", "parent_code", outside, inside)
    ended = f"p.short_name FROM {parents} AND p.status <> 'active' AND starts_with(p.path, %(path)s)"
    stage.flag("unit_ended", "parent_code", ended, inside)
    above = f"coalesce(p.level, {LEVEL.format(kind='f.kind')})"
    stage.flag(
        "parent_level",
        "parent_code",
        f"coalesce(p.short_name, f.short_name) FROM {parents} AND {above} >= {LEVEL.format(kind='s.kind')}",
    )


def write_units(stage: Stage, actor: Any, at: datetime) -> None:
    """Write the new units from the top down, and the corrections, in the caller's transaction."""
    for level in sorted(set(LEVELS.values())):
        stage.run(
            f"""
            INSERT INTO units_unit (id, code, name, short_name, kind, level, parent_id, path, province_id, upper_id,
                grassroots_id, area, sector, doc_suffix, place, status, valid_from, member_count, female_percent,
                direct_percent, note, source)
            SELECT s.id, s.code, s.name, s.short_name, s.kind, %(level)s, p.id, p.path || s.id || '/',
                coalesce(p.province_id, CASE WHEN %(level)s = {int(Level.PROVINCE)} THEN s.id END),
                coalesce(p.upper_id, CASE WHEN %(level)s = {int(Level.UPPER)} THEN s.id END),
                coalesce(p.grassroots_id, CASE WHEN %(level)s = {int(Level.GRASSROOTS)} THEN s.id END),
                coalesce(s.area, ''), coalesce(s.sector, ''), coalesce(s.doc_suffix, ''), coalesce(s.place, ''),
                'active', s.valid_from, coalesce(s.member_count, 0), s.female_percent, s.direct_percent,
                coalesce(s.note, ''), ''
            FROM (SELECT *, nextval(pg_get_serial_sequence('units_unit', 'id')) AS id FROM sheet_stage
                WHERE action = 'new' AND {LEVEL.format(kind="kind")} = %(level)s ORDER BY row) s
            JOIN units_unit p ON p.code = s.parent_code
            """,
            {"level": int(level)},
        )
    stage.run("""
        UPDATE units_unit u SET short_name = s.short_name, area = coalesce(s.area, u.area),
            sector = coalesce(s.sector, u.sector), doc_suffix = coalesce(s.doc_suffix, u.doc_suffix),
            place = coalesce(s.place, u.place), member_count = coalesce(s.member_count, u.member_count),
            female_percent = coalesce(s.female_percent, u.female_percent),
            direct_percent = coalesce(s.direct_percent, u.direct_percent), note = coalesce(s.note, u.note)
        FROM sheet_stage s WHERE s.action = 'changed' AND u.id = s.target
    """)
    stage.run("""
        INSERT INTO units_unitversion (unit_id, valid_from, name, short_name, area, doc_suffix, place, status,
            parent_id, path)
        SELECT u.id, u.valid_from, u.name, u.short_name, u.area, u.doc_suffix, u.place, u.status, u.parent_id, u.path
        FROM sheet_stage s JOIN units_unit u ON u.code = s.code WHERE s.action = 'new'
    """)
    changed = stage.fetch("SELECT target FROM sheet_stage WHERE action = 'changed'")
    write_versions([pk for (pk,) in changed], on=day_of(at))
