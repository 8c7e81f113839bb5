"""What every kind of spreadsheet about units asks: which unit, is it in the branch, does a row come twice."""

from portal.core.sheets import Stage

UNKNOWN_UNIT = "unit_unknown"
OUTSIDE = "unit_outside"
ENDED = "unit_ended"
TWICE = "twice"

# The unit with its ancestors of each level, as units.selectors.branch_keys gives them for one.
FIND_UNITS = """
    UPDATE sheet_stage s SET unit_id = k.id, grassroots_id = k.grassroots, upper_id = k.upper, province_id = k.province
    FROM (SELECT u.id, u.code, max(a.id) FILTER (WHERE a.level = 4) AS grassroots,
            max(a.id) FILTER (WHERE a.level = 3) AS upper, max(a.id) FILTER (WHERE a.level = 2) AS province
        FROM units_unit u JOIN units_unit a ON a.id = ANY(string_to_array(trim(BOTH '/' FROM u.path), '/')::bigint[])
        WHERE starts_with(u.path, %(path)s) GROUP BY u.id) k
    WHERE k.code = NAMED
"""


def find_units(stage: Stage, column: str = "unit_code") -> None:
    """Put the unit each row names into ``unit_id``; note those that are unknown, ended or outside the branch."""
    stage.run(FIND_UNITS.replace("NAMED", f's."{column}"'), {"path": stage.scope.path})
    lost = (
        f'sheet_stage s LEFT JOIN units_unit u ON u.code = s."{column}"'
        f' WHERE s."{column}" IS NOT NULL AND s.unit_id IS NULL'
    )
    stage.flag(UNKNOWN_UNIT, column, f"'' FROM {lost} AND u.id IS NULL")
    stage.flag(OUTSIDE, column, f"u.short_name FROM {lost} AND u.id IS NOT NULL")
    ended = "sheet_stage s JOIN units_unit u ON u.id = s.unit_id WHERE u.status <> 'active'"
    stage.flag(ENDED, column, f"u.short_name FROM {ended}")


def find_homes(stage: Stage, column: str) -> None:
    """Put the unit of the member each row names into ``unit_id``; who is unknown or elsewhere is noted by others."""
    named = f'(SELECT unit_id FROM units_member WHERE code = s."{column}")'
    stage.run(FIND_UNITS.replace("k.code = NAMED", f"k.id = {named}"), {"path": stage.scope.path})


def refuse_twice(stage: Stage, column: str, *keys: str) -> None:
    """Note the rows whose ``keys`` another row above has already; the sentence names that row."""
    listed = ", ".join(f's."{key}"' for key in keys)
    given = " AND ".join(f's."{key}" IS NOT NULL' for key in keys)
    stage.flag(
        TWICE,
        column,
        f"s.first FROM (SELECT s.*, min(s.row) OVER (PARTITION BY {listed}) AS first FROM sheet_stage s"
        f" WHERE {given}) s WHERE s.first < s.row",
    )
