"""The award law of the fixtures without a database, for tests that only judge."""

import functools
import json
from typing import Any

from awards.eligibility import Law
from awards.models import AwardRule, AwardType, QuotaRule, VotingRule
from awards.services.catalogue import FIXTURES


def _rows(model: Any, name: str) -> list[Any]:
    found = []
    for place, row in enumerate(json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8")), start=1):
        row.pop("award", None)
        record = model(pk=place, **row)
        record.clean_fields(exclude={"award_type"})
        found.append(record)
    return found


@functools.cache
def law() -> Law:
    types = sorted(_rows(AwardType, "award_types"), key=lambda row: (row.series, row.valid_from))
    codes = [row["award"] for row in json.loads((FIXTURES / "award_rules.json").read_text(encoding="utf-8"))]
    ids = {row.code: row.pk for row in types}
    rules: dict[int | None, list[AwardRule]] = {}
    for rule, code in zip(_rows(AwardRule, "award_rules"), codes, strict=True):
        rules.setdefault(ids[code] if code else None, []).append(rule)
    return Law(
        types=tuple(types),
        rules={key: tuple(rows) for key, rows in rules.items()},
        quotas=tuple(_rows(QuotaRule, "quota_rules")),
        votes=tuple(_rows(VotingRule, "voting_rules")),
        _by_code={row.code: row for row in types},
    )
