"""The award law and the calendar, loaded from the fixtures."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import models, transaction

from awards.models import (
    AwardRule,
    AwardSetting,
    AwardType,
    BaseSalary,
    FairnessBound,
    PaperRule,
    QuotaRule,
    VotingRule,
)
from portal.core import audit
from portal.core.models import Holiday

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
Row = dict[str, Any]

# Table, file, and what makes two rows the same row.
TABLES: tuple[tuple[type[models.Model], str, tuple[str, ...]], ...] = (
    (AwardType, "award_types", ("code",)),
    (AwardRule, "award_rules", ("code", "valid_from")),
    (QuotaRule, "quota_rules", ("code", "valid_from")),
    (VotingRule, "voting_rules", ("code", "valid_from")),
    (BaseSalary, "base_salaries", ("valid_from",)),
    (AwardSetting, "award_settings", ("code", "unit", "valid_from")),
    (FairnessBound, "fairness_bounds", ("unit", "group", "valid_from")),
    (PaperRule, "paper_rules", ("code", "award_type", "valid_from")),
    (Holiday, "holidays", ("on",)),
)


@transaction.atomic
def load_catalogue(*, at: datetime) -> int:
    """
    Bring the dated rows and the holidays to what the fixtures say; return how many rows are new.

    May run again: known rows are set to the file, rows a unit has added of its own are left alone.
    """
    made = 0
    for model, name, keys in TABLES:
        awards = {row.code: row for row in AwardType.objects.all()}
        created = _bring(model, keys, [_prepared(model, row, awards) for row in _read(name)])
        made += created
        if created:
            _note(model, created, at)
    return made


def _read(name: str) -> Iterable[Row]:
    rows: list[Row] = json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def _prepared(model: type[models.Model], row: Row, awards: Mapping[str, AwardType]) -> Row:
    """Turn the award's code into the award; rows of everyone belong to no unit."""
    row = dict(row)
    if "award" in row:
        code = row.pop("award")
        row["award_type"] = awards[code] if code else None
    if model in (AwardSetting, FairnessBound):
        row["unit"] = None
    return row


def _bring(model: type[models.Model], keys: tuple[str, ...], rows: list[Row]) -> int:
    """Make the rows that are missing, set those that differ; return how many were made."""
    known = {_values(found, keys): found for found in model._default_manager.all()}
    fresh: list[models.Model] = []
    changed: list[models.Model] = []
    for row in rows:
        wanted = model(**row)
        wanted.clean_fields(exclude={"award_type"})
        found = known.get(_values(wanted, keys))
        if found is None:
            fresh.append(wanted)
        elif _values(found, row) != _values(wanted, row):
            wanted.pk = found.pk
            changed.append(wanted)
    model._default_manager.bulk_create(fresh)
    names = [name for name in rows[0] if name not in keys]
    model._default_manager.bulk_update(changed, names)
    return len(fresh)


def _values(record: models.Model, names: Iterable[str]) -> tuple[Any, ...]:
    fields = (record._meta.get_field(name) for name in names)
    return tuple(getattr(record, field.attname) for field in fields if isinstance(field, models.Field))


def _note(model: type[models.Model], created: int, at: datetime) -> None:
    last = model._default_manager.order_by("-pk").first()
    if last is not None and isinstance(last.pk, int):
        audit.record("catalogue.load", last, actor=None, at=at, after={"rows": created})
