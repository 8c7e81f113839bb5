"""What a check says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from awards.eligibility.facts import Facts

Params = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """
    Whether a condition holds (None: the facts do not say), and the facts that say so.

    With ``review`` the facts say too much to be passed over: a person has to look, whatever the row makes of that.
    """

    passed: bool | None
    found: str
    review: bool = False


Check = Callable[[Facts, Params], Answer]


def listed(years: "list[int] | set[int]") -> str:
    """Return years as “2023, 2025”."""
    return ", ".join(str(year) for year in sorted(years))


def with_papers(held: Mapping[int, str], years: "list[int]") -> str:
    """Return years with the decision of each: “2023 (118/QĐ-CKQV ngày 12/01/2024)”."""
    return ", ".join(f"{year} ({held[year]})" if held.get(year) else str(year) for year in sorted(years))
