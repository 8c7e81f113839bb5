"""Kept totals, added to in the transaction of their source."""

from datetime import date

from django.db import connection

from units.models import Unit


def add_to_tally(unit: Unit | int, indicator: str, *, on: date, amount: int = 1) -> None:
    """
    Add ``amount`` to a unit's own total of ``indicator`` in the month of ``on``; negative takes back.

    Called last in a transaction: the row stays locked until it ends. No audit line of its own, the
    source has one.
    """
    pk = unit.pk if isinstance(unit, Unit) else unit
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO units_tally (unit_id, indicator, month, value) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (unit_id, indicator, month) DO UPDATE SET value = units_tally.value + EXCLUDED.value",
            [pk, indicator, on.replace(day=1), amount],
        )
