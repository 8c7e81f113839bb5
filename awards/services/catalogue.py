"""The award law and the calendar, loaded from the fixtures."""

import json
from collections.abc import Callable, Iterable
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
        rows = [_prepared(model, row) for row in _read(name)]
        created = sum(_put(model, keys, row) for row in rows)
        made += created
        if created:
            _note(model, created, at)
    return made


def _read(name: str) -> Iterable[Row]:
    rows: list[Row] = json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def _prepared(model: type[models.Model], row: Row) -> Row:
    """Turn the award's code into the award; rows of everyone belong to no unit."""
    row = dict(row)
    if "award" in row:
        code = row.pop("award")
        row["award_type"] = AwardType.objects.get(code=code) if code else None
    if model in (AwardSetting, FairnessBound):
        row["unit"] = None
    return row


def _put(model: type[models.Model], keys: tuple[str, ...], row: Row) -> bool:
    found = {key: row[key] for key in keys}
    rest = {name: value for name, value in row.items() if name not in keys}
    update: Callable[..., tuple[models.Model, bool]] = model._default_manager.update_or_create
    return update(**found, defaults=rest)[1]


def _note(model: type[models.Model], created: int, at: datetime) -> None:
    last = model._default_manager.order_by("-pk").first()
    if last is not None and isinstance(last.pk, int):
        audit.record("catalogue.load", last, actor=None, at=at, after={"rows": created})
