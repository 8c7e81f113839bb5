"""Initiatives recognised before the portal, out of a spreadsheet: written down as they were decided, and counted."""

from datetime import datetime, time
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from initiatives.enums import InitiativeState, Scope
from initiatives.models import Initiative, InitiativeVersion
from initiatives.selectors import keys_of
from initiatives.services.authors import NAMES_MOST
from initiatives.services.submitting import frozen
from portal.core.periods import VIETNAM
from portal.core.sheets import Stage
from portal.core.sheets.values import Cell, WrongCell, tidy
from units.services.importing.shared import find_homes, refuse_twice

CHUNK = 500
WHOLE = 100
CO_AUTHORS = "regexp_split_to_table(nullif(s.co_authors, ''), '; ')"
AUTHORS = f"""
    sheet_stage s CROSS JOIN LATERAL (SELECT s.lead_code AS code, true AS leads,
            {WHOLE} - coalesce((SELECT sum(split_part(x, ': ', 2)::int) FROM {CO_AUTHORS} x), 0) AS share, 0 AS place
        UNION ALL SELECT split_part(x, ': ', 1), false, split_part(x, ': ', 2)::int, n
        FROM regexp_split_to_table(nullif(s.co_authors, ''), '; ') WITH ORDINALITY o (x, n)) a
"""

NEW = "sheet_stage s JOIN initiatives_initiative i ON i.id = s.target AND s.action = 'new'"
NAMES = f"""
    UPDATE initiatives_initiative x SET author_names = n.names FROM (
        SELECT i.id, left(string_agg(m.full_name, ', ' ORDER BY a.is_lead DESC, a.id), %(most)s) AS names FROM {NEW}
        JOIN initiatives_author a ON a.initiative_id = i.id JOIN units_member m ON m.id = a.member_id GROUP BY i.id) n
    WHERE n.id = x.id
"""
RECOGNISE = f"""
    INSERT INTO initiatives_recognition (initiative_id, scope, unit_id, decision_no, decided_on, outcome, basis,
        value_vnd, at, revoked_no, revoke_reason)
    SELECT i.id, d.scope, d.unit_id, d.no, d.decided_on, '{{}}', %(basis)s, d.value, %(at)s, '', '' FROM {NEW}
    CROSS JOIN LATERAL (
        SELECT 'co_so' AS scope, coalesce(i.grassroots_id, i.unit_id) AS unit_id, s.decision_no AS no, s.decided_on,
            i.recognised_value_vnd AS value
        UNION ALL SELECT s.upper_scope, CASE s.upper_scope WHEN 'toan_quoc'
            THEN (SELECT id FROM units_unit WHERE level = 1 ORDER BY id LIMIT 1)
            ELSE coalesce(i.province_id, i.unit_id) END, s.upper_no, s.upper_on, NULL WHERE s.upper_scope IS NOT NULL) d
    ORDER BY s.row
"""
ADD = " ON CONFLICT (unit_id, indicator, month) DO UPDATE SET value = units_tally.value + EXCLUDED.value"
# As initiatives.services.counting counts one: in the month of each decision, at the unit of its authors.
COUNT = f"""
    INSERT INTO units_tally (unit_id, indicator, month, value)
    SELECT i.unit_id, c.code, date_trunc('month', c.day)::date, sum(c.amount) FROM {NEW}
    CROSS JOIN LATERAL (VALUES ('C01', s.decided_on, 1), ('C02', s.decided_on, 1),
        ('C06', s.decided_on, CASE WHEN i.recognised_value_vnd > 0 THEN 1 END),
        ('C07', s.decided_on, i.recognised_value_vnd),
        ('C12', s.decided_on, CASE WHEN i.kind = 'de_tai' THEN 1 END),
        (CASE s.upper_scope WHEN 'tinh_nganh' THEN 'C03' WHEN 'toan_quoc' THEN 'C04' END, s.upper_on, 1))
        c (code, day, amount)
    WHERE c.code IS NOT NULL AND c.amount IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3{ADD}
"""
# Each author once a year, with the first of their initiatives; none who had one that year already.
COUNT_AUTHORS = f"""
    INSERT INTO units_tally (unit_id, indicator, month, value)
    SELECT f.unit_id, c.code, date_trunc('month', f.recognised_on)::date, count(*) FROM (
        SELECT DISTINCT ON (a.member_id, extract(year FROM i.recognised_on)) a.member_id, i.unit_id, i.recognised_on
        FROM {NEW} JOIN initiatives_author a ON a.initiative_id = i.id WHERE NOT EXISTS (
            SELECT FROM initiatives_author b JOIN initiatives_initiative o ON o.id = b.initiative_id
            WHERE b.member_id = a.member_id AND o.state IN ('recognized_base', 'recognized_upper')
                AND extract(year FROM o.recognised_on) = extract(year FROM i.recognised_on)
                AND NOT EXISTS (SELECT FROM sheet_stage t WHERE t.target = o.id AND t.action = 'new'))
        ORDER BY a.member_id, extract(year FROM i.recognised_on), s.row) f
    JOIN units_member m ON m.id = f.member_id
    CROSS JOIN LATERAL (VALUES ('C09', true), ('C09N', m.gender = 'nữ'), ('C09T', m.is_direct_worker)) c (code, counts)
    WHERE c.counts GROUP BY 1, 2, 3 ORDER BY 1, 2, 3{ADD}
"""


def shares(cell: Cell) -> str:
    """Return co-authors and their shares, “NV-002: 30; NV-003: 20”, however the signs between them are written."""
    found = []
    for part in tidy(cell).replace(",", ";").replace("\n", ";").split(";"):
        if not part.strip():
            continue
        code, _sign, share = part.strip().rstrip("%").replace("(", ":").replace(")", "").rpartition(":")
        share = share.strip().rstrip("%").strip()
        if not code.strip() or " " in code.strip() or not share.isdecimal() or not 0 < int(share) < WHOLE:
            raise WrongCell(
                _("“%(part)s” không rõ. Hãy ghi mã và tỷ lệ, ví dụ NV-002: 30; NV-003: 20.") % {"part": part.strip()}
            )
        found.append((code.strip(), int(share)))
    if sum(share for _code, share in found) >= WHOLE:
        raise WrongCell(
            _("Các đồng tác giả cộng lại từ 100% trở lên, không còn phần của tác giả chính. Hãy xem lại tỷ lệ.")
        )
    return "; ".join(f"{code}: {share}" for code, share in found)


def check_past_initiatives(stage: Stage) -> None:
    """Find the authors of each row, and whether the initiative is on record already."""
    find_homes(stage, "lead_code")
    stage.run("UPDATE sheet_stage s SET target = i.id FROM initiatives_initiative i WHERE i.code = s.code")
    known = "LEFT JOIN units_member m ON m.code = s.lead_code WHERE s.lead_code IS NOT NULL"
    stage.flag("member_unknown", "lead_code", f"'' FROM sheet_stage s {known} AND m.id IS NULL")
    stage.flag(
        "member_outside", "lead_code", f"'' FROM sheet_stage s {known} AND m.id IS NOT NULL AND s.unit_id IS NULL"
    )
    stage.flag(
        "author_unknown",
        "co_authors",
        f"string_agg(a.code, ', ') FROM {AUTHORS} WHERE NOT a.leads"
        " AND NOT EXISTS (SELECT FROM units_member m WHERE m.code = a.code) GROUP BY s.row, s.co_authors",
    )
    stage.flag(
        "author_twice",
        "co_authors",
        f"a.code FROM {AUTHORS} GROUP BY s.row, s.co_authors, a.code HAVING count(*) > 1",
    )
    for column, leads in (("lead_code", "a.leads"), ("co_authors", "NOT a.leads")):
        # Also under the code of a second record that was joined into one's own.
        stage.flag(
            "own_work",
            column,
            f"'' FROM {AUTHORS} JOIN units_member m ON m.code = a.code WHERE s.target IS NULL AND {leads}"
            f" AND coalesce(m.merged_into_id, m.id) = ANY(%(own)s) GROUP BY s.row, s.{column}",
            {"own": list(stage.actor.selves(None))},
        )
    refuse_twice(stage, "code", "code")
    stage.flag("dates", "first_applied_on", "'' FROM sheet_stage s WHERE s.first_applied_on > s.decided_on")
    given = "(s.upper_scope IS NOT NULL)::int + (coalesce(s.upper_no, '') <> '')::int + (s.upper_on IS NOT NULL)::int"
    stage.flag("upper_part", "upper_scope", f"'' FROM sheet_stage s WHERE {given} IN (1, 2)")
    stage.flag("dates", "upper_on", "'' FROM sheet_stage s WHERE s.upper_on < s.decided_on")


def refuse_changed_initiatives(stage: Stage) -> None:
    """Leave what is on record as it is: a file adds, and changes nothing."""
    stage.refuse_changes("initiative_kept", "code")


def write_past_initiatives(stage: Stage, actor: Any, at: datetime) -> None:
    """Write the new ones with their authors, decisions and totals, in the caller's transaction."""
    rows = iter(_new_rows(stage))
    while chunk := [_initiative(row, at) for row in islice(rows, CHUNK)]:
        for one in chunk:
            one.sketch = keys_of(one)
        Initiative.objects.bulk_create(chunk)
    stage.run(
        "UPDATE sheet_stage s SET target = i.id FROM initiatives_initiative i"
        " WHERE i.code = s.code AND s.action = 'new'"
    )
    stage.run(
        "INSERT INTO initiatives_author (initiative_id, member_id, share, is_lead, confirmed_at, confirmed_by_id)"
        f" SELECT s.target, m.id, a.share, a.leads, %(at)s, %(actor)s FROM {AUTHORS}"
        " JOIN units_member m ON m.code = a.code WHERE s.action = 'new' ORDER BY s.row, a.place",
        {"at": at, "actor": actor.pk},
    )
    stage.run(NAMES, {"most": NAMES_MOST})
    _freeze(stage, at)
    stage.run(RECOGNISE, {"at": at, "basis": "Hồ sơ có trước khi dùng Cổng"})
    for sql in (COUNT, COUNT_AUTHORS):
        stage.run(sql)


def _new_rows(stage: Stage) -> list[tuple[Any, ...]]:
    return stage.fetch(
        "SELECT s.code, s.title, s.kind, coalesce(s.field, ''), coalesce(s.solution, ''), s.first_applied_on,"
        " nullif(s.value_vnd, 0), coalesce(s.social_benefit, ''), s.decided_on, s.upper_scope, m.id, s.unit_id,"
        " s.grassroots_id, s.upper_id, s.province_id"
        " FROM sheet_stage s JOIN units_member m ON m.code = s.lead_code WHERE s.action = 'new' ORDER BY s.row"
    )


def _initiative(row: tuple[Any, ...], at: datetime) -> Initiative:
    code, title, kind, field, solution, applied, value, benefit, decided, scope, lead, unit, *above = row
    moment = datetime.combine(decided, time(12), tzinfo=VIETNAM)
    grassroots, upper, province = above
    return Initiative(
        code=code, title=title, kind=kind, field=field, solution=solution, first_applied_on=applied, lead_id=lead,
        has_value=value is not None, claimed_value_vnd=value, verified_value_vnd=value, recognised_value_vnd=value,
        verified_at=moment if value is not None else None, recognised_on=decided, social_benefit=benefit,
        scope=scope or Scope.BASE,
        state=InitiativeState.RECOGNIZED_UPPER if scope else InitiativeState.RECOGNIZED_BASE,
        submitted_at=moment, saved_at=moment, created_at=at,
        unit_id=unit, grassroots_id=grassroots, upper_id=upper, province_id=province,
    )  # fmt: skip


def _freeze(stage: Stage, at: datetime) -> None:
    """Keep what was written down as the first version, which no later edit touches."""
    ids = [pk for (pk,) in stage.fetch("SELECT target FROM sheet_stage WHERE action = 'new' ORDER BY row")]
    for first in range(0, len(ids), CHUNK):
        rows = Initiative.objects.filter(pk__in=ids[first : first + CHUNK]).order_by("pk")
        InitiativeVersion.objects.bulk_create(
            InitiativeVersion(initiative=one, number=1, content=frozen(one), made_at=at)
            for one in rows.prefetch_related("authors__member__unit", "attachments__file")
        )
