"""The dated rows of award law, read once and asked by day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from awards.models import AwardRule, AwardType, QuotaRule, VotingRule


@dataclass(frozen=True, slots=True)
class Law:
    """All rows of the catalogue in memory: a few hundred, so that 20,000 nominees cost three queries."""

    types: tuple[AwardType, ...]
    rules: Mapping[int | None, tuple[AwardRule, ...]]
    quotas: tuple[QuotaRule, ...] = ()
    votes: tuple[VotingRule, ...] = ()
    _by_code: Mapping[str, AwardType] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "Law":
        types = tuple(AwardType.objects.order_by("series", "valid_from", "pk"))
        rules: dict[int | None, list[AwardRule]] = {}
        for rule in AwardRule.objects.order_by("award_type", "position", "pk"):
            rules.setdefault(rule.award_type_id, []).append(rule)
        return cls(
            types=types,
            rules={key: tuple(rows) for key, rows in rules.items()},
            quotas=tuple(QuotaRule.objects.order_by("code", "valid_from")),
            votes=tuple(VotingRule.objects.order_by("code", "valid_from")),
            _by_code={row.code: row for row in types},
        )

    def find(self, code: str) -> AwardType | None:
        """Return the type with this code, or any version of the series with this name."""
        found = self._by_code.get(code)
        return found or next((row for row in self.types if code in {row.series, row.family}), None)

    def version_on(self, award_type: AwardType, day: date) -> AwardType | None:
        """Return the version of the award in force on ``day``: the law of the day of receipt."""
        series = (row for row in self.types if row.series == award_type.series)
        return next((row for row in series if row.holds_on(day)), None)

    def rules_for(self, award_type: AwardType, day: date) -> list[AwardRule]:
        """Return the conditions of ``award_type`` in force on ``day``, its own first, then those of every award."""
        rows = [*self.rules.get(award_type.pk, ()), *self.rules.get(None, ())]
        return [row for row in rows if row.holds_on(day)]

    def prerequisites(self, award_type: AwardType) -> frozenset[str]:
        """Return the families that the award builds on, which therefore share its achievements."""
        return frozenset(_families(rule.params for rule in self.rules.get(award_type.pk, ())))

    def vote_rule(self, family: str, merit: str, day: date | None) -> VotingRule | None:
        """Return how ``family`` is voted on ``day`` (by the latest row when no day is given)."""
        rows = [row for row in self.votes if (row.holds_on(day) if day else row.valid_to is None)]
        named = [row for row in rows if family in row.families]
        by_merit = [row for row in rows if row.merit and row.merit == merit and not row.families]
        general = [row for row in rows if not row.families and not row.merit]
        return next(iter([*named, *by_merit, *general]), None)


def _families(params: Iterable[dict[str, Any]]) -> Iterable[str]:
    for row in params:
        yield from row.get("families", [])
        yield from row.get("base_families", [])
        yield from [row["family"]] if "family" in row else []
        yield from _families(part["params"] for part in row.get("of", []))
