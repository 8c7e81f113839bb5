"""Awards from before the portal, out of a spreadsheet: each kept with its evidence and whether anyone compared it."""

from datetime import datetime
from typing import Any

from awards.enums import RecordSource
from portal.core.permissions import allowed
from portal.core.sheets import Stage
from units.services.importing.officials import refuse_strangers
from units.services.importing.shared import find_homes, find_units

HOLDER = (
    "sheet_stage s JOIN awards_awardtype t ON t.code = s.award_code"
    " LEFT JOIN units_member m ON m.code = s.member_code"
    " LEFT JOIN units_unit su ON su.code = s.unit_code AND s.member_code IS NULL"
)
# Also under the code of a second record that was joined into it.
OWN = "coalesce(m.merged_into_id, m.id) = ANY(%(own)s)"
SAME_RECORD = (
    "r.award_type_id = t.id AND r.member_id IS NOT DISTINCT FROM m.id AND r.subject_unit_id IS NOT DISTINCT FROM su.id"
    " AND r.year = s.year AND r.decision_no = s.decision_no"
)
# As awards.services.counting.indicators_of counts one: in the month of its decision, at the unit of its day.
COUNT = """
    INSERT INTO units_tally (unit_id, indicator, month, value)
    SELECT r.unit_id, i.code, date_trunc('month', r.decided_on)::date, count(*) * %(sign)s
    FROM sheet_stage s JOIN awards_awardrecord r ON r.id = s.target JOIN awards_awardtype t ON t.id = r.award_type_id
    LEFT JOIN units_member m ON m.id = r.member_id
    CROSS JOIN LATERAL (VALUES (t.indicator), (CASE WHEN r.merit = 'dot_xuat' THEN 'E11' END),
        (CASE WHEN m.id IS NOT NULL THEN 'E12M' END), (CASE WHEN m.is_direct_worker THEN 'E12' END),
        (CASE WHEN m.gender = 'nữ' THEN 'E13' END), (CASE WHEN m."group" = 'lanh_dao_quan_ly' THEN 'E14' END)) i (code)
    WHERE s.action IN ('new', 'changed') AND r.decided_on IS NOT NULL AND i.code <> ''
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (unit_id, indicator, month) DO UPDATE SET value = units_tally.value + EXCLUDED.value
"""


def check_past_awards(stage: Stage) -> None:
    """Find the holder, the award and the line of the register each row is about."""
    stage.flag(
        "holder", "member_code", "'' FROM sheet_stage s WHERE (s.member_code IS NULL) = (s.unit_code IS NULL)"
    )  # fmt: skip
    find_units(stage)
    refuse_strangers(stage)
    find_homes(stage, "member_code")
    stage.flag(
        "award_unknown",
        "award_code",
        "'' FROM sheet_stage s WHERE s.award_code IS NOT NULL"
        " AND NOT EXISTS (SELECT FROM awards_awardtype t WHERE t.code = s.award_code)",
    )
    stage.flag(
        "award_subject",
        "award_code",
        f"t.name FROM {HOLDER} WHERE (m.id IS NOT NULL AND NOT 'ca_nhan' = ANY(t.subjects))"
        " OR (su.id IS NOT NULL AND NOT 'tap_the' = ANY(t.subjects))",
    )
    stage.run(
        f"UPDATE sheet_stage x SET target = f.id FROM (SELECT s.row, r.id FROM {HOLDER}"
        f" JOIN awards_awardrecord r ON {SAME_RECORD}) f WHERE f.row = x.row"
    )
    _refuse_kept(stage)
    _refuse_unproved(stage)


def _refuse_kept(stage: Stage) -> None:
    stage.flag(
        "record_kept",
        "decision_no",
        "'' FROM sheet_stage s JOIN awards_awardrecord r ON r.id = s.target WHERE r.source <> %(source)s",
        {"source": RecordSource.IMPORTED.value},
    )
    stage.flag(
        "twice",
        "decision_no",
        "s.first FROM (SELECT *, min(row) OVER"
        " (PARTITION BY coalesce(member_code, unit_code), award_code, year, decision_no) AS first"
        " FROM sheet_stage WHERE award_code IS NOT NULL AND year IS NOT NULL AND decision_no IS NOT NULL) s"
        " WHERE s.first < s.row",
    )


def _refuse_unproved(stage: Stage) -> None:
    """Only who prepares awards for the branch says that a paper was compared, and says where it lies."""
    stage.flag(
        "evidence_missing", "evidence", "'' FROM sheet_stage s WHERE s.verified AND coalesce(s.evidence, '') = ''"
    )
    stage.flag(
        "own_award",
        "verified",
        f"'' FROM {HOLDER} LEFT JOIN awards_awardrecord r ON r.id = s.target"
        f" WHERE s.verified AND {OWN} AND r.verified IS NOT TRUE",
        {"own": list(stage.actor.selves(None))},
    )
    if not allowed(stage.actor, "awards.verify_past_award", stage.scope):
        stage.flag("not_verifier", "verified", "'' FROM sheet_stage s WHERE s.verified")


def refuse_own_awards(stage: Stage) -> None:
    """Let nobody change by a file what is on record of themselves, or of whom a delegation joins them to."""
    own = {"own": list(stage.actor.selves(None))}
    which = f"EXISTS (SELECT FROM units_member m WHERE m.code = s.member_code AND {OWN})"
    stage.refuse_changes("own_record", "member_code", which, own)


def write_past_awards(stage: Stage, actor: Any, at: datetime) -> None:
    """Write the new lines of the register and the corrections, with the totals they move."""
    stage.run(COUNT, {"sign": -1})
    stage.run(
        f"""
        INSERT INTO awards_awardrecord (unit_id, grassroots_id, upper_id, province_id, award_type_id, member_id,
            subject_unit_id, holder_name, unit_name, year, merit, achievement, decision_no, decided_on, issued_by,
            source, verified, evidence, created_at)
        SELECT s.unit_id, s.grassroots_id, s.upper_id, s.province_id, t.id, m.id, su.id, coalesce(m.full_name, su.name),
            home.name, s.year, coalesce(s.merit, 'toan_dien'), coalesce(s.achievement, ''), s.decision_no, s.decided_on,
            s.issued_by, %(source)s, coalesce(s.verified, false), coalesce(s.evidence, ''), %(at)s
        FROM {HOLDER} JOIN units_unit home
            ON home.id = CASE WHEN m.id IS NULL THEN su.id ELSE coalesce(s.grassroots_id, s.unit_id) END
        WHERE s.action = 'new' ORDER BY s.row
        """,
        {"source": RecordSource.IMPORTED.value, "at": at},
    )
    stage.run("""
        UPDATE awards_awardrecord r SET merit = coalesce(s.merit, r.merit),
            decided_on = coalesce(s.decided_on, r.decided_on), issued_by = s.issued_by,
            achievement = coalesce(s.achievement, r.achievement),
            verified = coalesce(s.verified, r.verified), evidence = coalesce(s.evidence, r.evidence)
        FROM sheet_stage s WHERE s.action = 'changed' AND r.id = s.target
    """)
    stage.run(
        f"UPDATE sheet_stage x SET target = f.id FROM (SELECT s.row, r.id FROM {HOLDER}"
        f" JOIN awards_awardrecord r ON {SAME_RECORD}) f WHERE f.row = x.row AND x.action = 'new'"
    )
    stage.run(COUNT, {"sign": 1})
