"""The catalogue: rubrics and dated rules out of the fixtures."""

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from councils.models import CouncilRule, Rubric, RubricCriterion

FIXTURES = Path(__file__).parent.parent / "fixtures"


def load_catalogue(*, at: datetime) -> None:
    """Load rubrics and rules; may run again: a row is known by its code and first day."""
    with transaction.atomic():
        for row in _read("rules.json"):
            _load_rule(row)
        for row in _read("rubrics.json"):
            _load_rubric(row)


def _read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((FIXTURES / name).read_text(encoding="utf-8"))
    return rows


def _load_rule(row: dict[str, Any]) -> None:
    facts = {name: row[name] for name in ("text", "denominator", "secret", "basis", "certainty")}
    CouncilRule.objects.update_or_create(
        code=row["code"],
        valid_from=date.fromisoformat(row["valid_from"]),
        defaults=facts | {"value": Decimal(row["value"])},
    )


def _load_rubric(row: dict[str, Any]) -> None:
    facts = {name: row[name] for name in ("name", "pass_total", "levels", "basis", "certainty")}
    rubric, _made = Rubric.objects.update_or_create(
        code=row["code"],
        valid_from=date.fromisoformat(row["valid_from"]),
        defaults=facts | {"max_points": row["max"]},
    )
    for position, line in enumerate(row["criteria"], start=1):
        RubricCriterion.objects.update_or_create(
            rubric=rubric,
            code=line["code"],
            defaults={
                "position": position,
                "text": line["text"],
                "max_points": line["max"],
                "min_points": line["min"],
                "disqualifies": line["disqualifies"],
                "bands": line["bands"],
                "note": line["note"],
            },
        )
