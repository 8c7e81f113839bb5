"""Recognised initiatives as evidence for awards."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from initiatives.enums import SolutionKind
from initiatives.models import Author
from initiatives.rules import RECOGNISED


@dataclass(frozen=True, slots=True)
class RecognisedShare:
    """One member's part in one recognised initiative; ``scope`` is the widest one it has."""

    initiative_id: int
    code: str
    title: str
    kind: str
    scope: str
    recognised_on: date
    value_vnd: int | None
    share: int

    @property
    def year(self) -> int:
        return self.recognised_on.year

    @property
    def value_share_vnd(self) -> int | None:
        """The member's share of the recognised value, in whole dong."""
        return None if self.value_vnd is None else self.value_vnd * self.share // 100

    @property
    def is_research(self) -> bool:
        return self.kind == SolutionKind.RESEARCH


def recognised_by_member(member_ids: Iterable[int]) -> dict[int, list[RecognisedShare]]:
    """Return each member's recognised initiatives, oldest first; one query whatever the number of members."""
    rows = Author.objects.filter(member__in=list(member_ids), initiative__state__in=RECOGNISED)
    found: dict[int, list[RecognisedShare]] = defaultdict(list)
    facts: Any
    for member_id, *facts in rows.order_by("initiative__recognised_on", "pk").values_list(
        "member_id",
        "initiative_id",
        "initiative__code",
        "initiative__title",
        "initiative__kind",
        "initiative__scope",
        "initiative__recognised_on",
        "initiative__recognised_value_vnd",
        "share",
    ):
        found[member_id].append(RecognisedShare(*facts))
    return dict(found)
