"""Who has not handed in."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection

from reports.enums import ReportState

UNSENT = (ReportState.COLLECTING, ReportState.RETURNED)

MISSING = """
    SELECT r.id, jsonb_agg(jsonb_build_object(
               'unit', u.id, 'report', c.id, 'name', u.short_name,
               'members', coalesce((c.figures ->> 'A01')::bigint, 0)) ORDER BY u.sort_key, u.id)
    FROM reports_report r
    JOIN reports_report c ON c.receiver_id = r.unit_id AND c.period_kind = r.period_kind
     AND c.start_on = r.start_on AND c.form = r.form AND c.edition = 1 AND c.state = ANY(%(unsent)s)
    JOIN units_unit u ON u.id = c.unit_id
    WHERE r.id = ANY(%(ids)s)
    GROUP BY r.id
"""


def missing_children(report_ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """Return, by report id, the units below that have not handed in for the same period: id, name, members."""
    scope: dict[str, Any] = {"ids": list(report_ids), "unsent": [state.value for state in UNSENT]}
    with connection.cursor() as cursor:
        cursor.execute(MISSING, scope)
        return {pk: json.loads(units) for pk, units in cursor.fetchall()}
