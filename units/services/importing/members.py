"""Members out of a spreadsheet: who is who, and what is written."""

from datetime import datetime
from typing import Any

from portal.core.periods import day_of
from portal.core.sheets import Stage
from units.services.importing.shared import find_units, refuse_twice

OTHER = "other"

# The same name and day of birth in the same union under another code: a person has to say who that is.
ALIKE = """
    sheet_stage s JOIN units_member m ON m.birth_date = s.birth_date
        AND m.grassroots_id IS NOT DISTINCT FROM s.grassroots_id AND vi_fold(m.full_name) = vi_fold(s.full_name)
    JOIN units_unit mu ON mu.id = m.unit_id AND starts_with(mu.path, %(path)s)
"""


def check_members(stage: Stage) -> None:
    """Find the member each row is about by the union code; ask about those who look like someone else's row."""
    find_units(stage)
    stage.run("UPDATE sheet_stage s SET target = m.id FROM units_member m WHERE m.code = s.code")
    stage.flag(
        "member_outside",
        "code",
        "'' FROM sheet_stage s JOIN units_member m ON m.id = s.target JOIN units_unit u ON u.id = m.unit_id"
        " WHERE NOT starts_with(u.path, %(path)s)",
        {"path": stage.scope.path},
    )
    stage.flag(
        "code_case",
        "code",
        "min(m.code) FROM sheet_stage s JOIN units_member m ON upper(m.code) = upper(s.code)"
        " WHERE s.target IS NULL GROUP BY s.row, s.code",
    )
    refuse_twice(stage, "code", "code")
    _ask_who_is_who(stage)
    refuse_twice(stage, "code", "target")
    _ask_about_twins(stage)
    _refuse_taken_phones(stage)


def refuse_own_record(stage: Stage) -> None:
    """Let nobody change by a file their own record, or that of whom a delegation joins them to; as by hand."""
    own = {"own": list(stage.actor.selves(None))}
    stage.refuse_changes("own_record", "code", "s.target = ANY(%(own)s)", own)


def _ask_who_is_who(stage: Stage) -> None:
    stage.run(
        "UPDATE sheet_stage t SET target = a.id FROM (SELECT s.row, m.id FROM " + ALIKE + ") a"
        " WHERE a.row = t.row AND t.target IS NULL AND t.answer = 'same:' || a.id",
        {"path": stage.scope.path},
    )
    stage.flag(
        "alike",
        "full_name",
        "string_agg(m.full_name || ' (' || m.code || ', ' || mu.short_name || ')', '; ' ORDER BY m.id)"
        " CHOICES jsonb_agg(jsonb_build_object('value', 'same:' || m.id, 'code', m.code) ORDER BY m.id)"
        " FROM "
        + ALIKE
        + " WHERE s.target IS NULL AND s.answer IS DISTINCT FROM %(other)s GROUP BY s.row, s.full_name",
        {"other": OTHER, "path": stage.scope.path},
    )


def _ask_about_twins(stage: Stage) -> None:
    stage.flag(
        "twin",
        "full_name",
        "s.first CHOICES jsonb_build_array(jsonb_build_object('value', 'other', 'code', ''))"
        " FROM (SELECT *, min(row) OVER (PARTITION BY vi_fold(full_name), birth_date, unit_id) AS first"
        " FROM sheet_stage"
        " WHERE target IS NULL AND full_name IS NOT NULL AND birth_date IS NOT NULL AND unit_id IS NOT NULL) s"
        " WHERE s.first < s.row AND s.answer IS DISTINCT FROM %(other)s AND NOT EXISTS ("
        "SELECT FROM sheet_stage f WHERE f.row = s.first AND f.code = s.code)",
        {"other": OTHER},
    )


def _refuse_taken_phones(stage: Stage) -> None:
    """A telephone belongs to one person; what is on record already is not asked about again."""
    changing = (
        "s.phone <> '' AND NOT EXISTS (SELECT FROM units_member own WHERE own.id = s.target AND own.phone = s.phone)"
    )
    others = (
        "sheet_stage s JOIN units_member o ON o.phone = s.phone JOIN units_unit ou ON ou.id = o.unit_id"
        f" WHERE {changing} AND o.id IS DISTINCT FROM s.target AND NOT EXISTS (SELECT FROM sheet_stage f"
        " WHERE f.target = o.id AND f.phone IS NOT NULL AND f.phone <> o.phone AND NOT f.target = ANY(%(own)s))"
    )
    inside, once = {"path": stage.scope.path, "own": list(stage.actor.selves(None))}, "GROUP BY s.row, s.phone"
    name = "min(o.full_name || ' (' || o.code || ')')"
    stage.flag("phone_taken", "phone", f"{name} FROM {others} AND starts_with(ou.path, %(path)s) {once}", inside)
    # Whose it is elsewhere is nothing that this branch is told.
    stage.flag("phone_elsewhere", "phone", f"'' FROM {others} AND NOT starts_with(ou.path, %(path)s) {once}", inside)
    stage.flag(
        "phone_twice",
        "phone",
        "s.first FROM (SELECT *, min(row) OVER (PARTITION BY phone) AS first FROM sheet_stage WHERE phone <> '') s"
        f" WHERE s.first < s.row AND {changing}",
    )


CHANGING = "FROM sheet_stage s JOIN units_member m ON m.id = s.target WHERE s.action = 'changed'"
# Where a member belonged and what they were until today; a second file on the same day changes the day's one row.
MOVES = f"""
    INSERT INTO units_membermove (member_id, from_unit_id, to_unit_id, "on", reason)
    SELECT m.id, m.unit_id, s.unit_id, %(day)s, '' {CHANGING} AND m.unit_id <> s.unit_id
    ON CONFLICT (member_id, "on") DO UPDATE SET to_unit_id = EXCLUDED.to_unit_id
    WHERE units_membermove.from_unit_id <> EXCLUDED.to_unit_id
"""
FACTS = f"""
    INSERT INTO units_memberfact (member_id, valid_to, "group", education, position, is_direct_worker, reason)
    SELECT m.id, %(day)s, m."group", m.education, m.position, m.is_direct_worker, '' {CHANGING}
      AND (m."group", m.education, m.position, m.is_direct_worker) IS DISTINCT FROM
          (s."group", coalesce(s.education, m.education), coalesce(s.position, m.position),
           coalesce(s.is_direct_worker, m.is_direct_worker))
    ON CONFLICT (member_id, valid_to) DO NOTHING
"""


def write_members(stage: Stage, actor: Any, at: datetime) -> None:
    """
    Write the new and changed members of the stage, in the caller's transaction.

    A blank cell keeps what is on record. Every way a spreadsheet changes a member goes through here.
    """
    stage.run("""
        INSERT INTO units_member (code, full_name, gender, birth_date, phone, address, unit_id, grassroots_id,
            position, "group", education, joined_on, is_direct_worker, left_reason)
        SELECT s.code, s.full_name, coalesce(s.gender, ''), s.birth_date, coalesce(s.phone, ''),
            coalesce(s.address, ''), s.unit_id, s.grassroots_id, coalesce(s.position, ''), s."group",
            coalesce(s.education, ''), s.joined_on, coalesce(s.is_direct_worker, s."group" = 'cong_nhan_truc_tiep'), ''
        FROM sheet_stage s WHERE s.action = 'new' ORDER BY s.row
    """)
    day = {"day": day_of(at)}
    stage.run(MOVES, day)
    stage.run(FACTS, day)
    stage.run("""
        UPDATE units_member m SET code = s.code, full_name = s.full_name, gender = coalesce(s.gender, m.gender),
            birth_date = coalesce(s.birth_date, m.birth_date), phone = coalesce(s.phone, m.phone),
            address = coalesce(s.address, m.address), unit_id = s.unit_id,
            grassroots_id = s.grassroots_id, position = coalesce(s.position, m.position), "group" = s."group",
            education = coalesce(s.education, m.education), joined_on = coalesce(s.joined_on, m.joined_on),
            is_direct_worker = coalesce(s.is_direct_worker, m.is_direct_worker)
        FROM sheet_stage s WHERE s.action = 'changed' AND m.id = s.target
    """)
