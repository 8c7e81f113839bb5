"""The dated numbers of units, from the fixture."""

import csv
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from units.models import ChargeLimit

FIXTURES = Path(__file__).parent.parent / "fixtures"


@transaction.atomic
def load_catalogue(*, at: datetime) -> int:
    """Bring the limits in line with ``charge_limits.csv``; return how many there are. Safe to run again."""
    with (FIXTURES / "charge_limits.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        ChargeLimit.objects.update_or_create(
            valid_from=date.fromisoformat(row["valid_from"]),
            defaults={
                "value": int(row["value"]),
                "basis": row["basis"],
                "certainty": row["certainty"],
                "valid_to": date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            },
        )
    return len(rows)
