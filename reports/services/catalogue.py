"""The catalogue of reports: indicators and schedules, as dated rows."""

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from portal.core import audit
from reports.models import Indicator, ReportSchedule

FIXTURES = Path(__file__).parent.parent / "fixtures"
Row = dict[str, str]


@transaction.atomic
def load_catalogue(*, at: datetime) -> None:
    """Bring the indicators and schedules of the fixtures into the database; a second run changes only what differs."""
    for position, row in enumerate(_rows("indicators.csv"), start=1):
        _put(Indicator, {"code": row["code"], "valid_from": _day(row["valid_from"])}, _indicator(row, position), at)
    for row in _rows("schedules.csv"):
        key = {"form": row["form"], "period_kind": row["period_kind"], "valid_from": _day(row["valid_from"])}
        _put(ReportSchedule, key, _schedule(row), at)


def _rows(name: str) -> Iterator[Row]:
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _put(
    model: type[Indicator] | type[ReportSchedule], key: dict[str, Any], facts: dict[str, Any], at: datetime
) -> None:
    """Write one row and its audit line, unless it is there as it should be."""
    row = model.objects.filter(**key).first()
    if row is not None and all(getattr(row, name) == value for name, value in facts.items()):
        return
    before = {name: getattr(row, name) for name in facts} if row is not None else None
    row, _made = model.objects.update_or_create(**key, defaults=facts)
    audit.record(f"{model._meta.model_name}.load", row, actor=None, at=at, before=before, after={**key, **facts})


def _indicator(row: Row, position: int) -> dict[str, Any]:
    return {
        "position": position,
        "name": row["name_vi"],
        "name_en": row["name_en"],
        "unit_of_measure": row["unit"],
        "group": row["group"],
        "breakdowns": row["disaggregation"],
        "definition": row["definition"],
        "origin": row["formula_or_source"],
        "source": row["source"],
        "formula": json.loads(row["formula"]) if row["formula"] else {},
        "cadence": row["cadence"],
        "asked_from": row["asked_from"],
        "lower_is_better": bool(row["lower_is_better"]),
        "certainty": row["certainty"],
    }


def _schedule(row: Row) -> dict[str, Any]:
    return {
        "earliest_on": _day(row["earliest_on"]),
        "due_days": int(row["due_days"]),
        "deepest_level": int(row["deepest_level"]),
        "may_miss_units": row["may_miss_units"] == "1",
        "basis": row["basis"],
        "certainty": row["certainty"],
        "valid_to": _day(row["valid_to"]),
    }
