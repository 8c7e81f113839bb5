"""
The months of the trail: each lies in a partition of its own.

The portal's role owns no table, so a function of the owner makes them (migration 0005). Until a month has its
partition its lines go to the default one: no line is ever refused. Making the month takes them out of there.
"""

from datetime import date, datetime

from django.db import connection
from django.utils import timezone

AHEAD = 3  # months made before they begin: beat may rest for a quarter
MOST = 36  # months made in one go out of the default partition


def make_months(*, at: datetime) -> int:
    """Make the partitions of this month, the coming ones and of what lies in the default; return how many are new."""
    first = timezone.localdate(at).replace(day=1)
    made = _make([_later(first, months) for months in range(AHEAD + 1)])
    # By itself: what lies in the default needs a lock on the whole table, and may have to wait for a quieter night.
    return made + _make(stray_months()[:MOST])


def _make(months: list[date]) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT core_make_trail_months(%s::date[])", [months])
        return int(cursor.fetchone()[0])


def stray_months() -> list[date]:
    """Return the months whose lines lie in the default partition, for want of one of their own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT date_trunc('month', at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS month"
            " FROM core_auditline_default ORDER BY month"
        )
        return [row[0] for row in cursor.fetchall()]


def _later(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)
