"""Who a list commends: direct workers, women, managers; beside the floors and ceilings in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from awards.models import Nomination
from awards.selectors.law import bounds_for
from units.enums import Gender
from units.models import Unit


@dataclass(frozen=True, slots=True)
class Share:
    """One group among the persons of a list; ``bound`` is where it should stand, None if nothing is set."""

    group: str
    label: str
    count: int
    total: int
    bound: Decimal | None
    is_ceiling: bool
    blocks: bool
    names: tuple[str, ...]

    @property
    def percent(self) -> Decimal:
        return Decimal(self.count * 100) / self.total if self.total else Decimal(0)

    @property
    def is_off(self) -> bool:
        """Whether the group stands on the wrong side of its bound; computed exactly, an empty list never is."""
        if self.bound is None or not self.total:
            return False
        have, line = self.count * 100, self.bound * self.total
        return have > line if self.is_ceiling else have < line


def shares_of(nominations: Sequence[Nomination], unit: Unit, *, on: date) -> list[Share]:
    """Return the groups among the persons of a list, direct workers first; one query."""
    people = [row.member for row in nominations if row.member is not None]
    bounds = {row.group: row for row in bounds_for(unit, on=on)}
    groups: list[tuple[str, str, list[Any]]] = [
        ("direct", _("Lao động trực tiếp"), [person for person in people if person.is_direct_worker]),
        ("women", _("Nữ"), [person for person in people if person.gender == Gender.FEMALE]),
        ("managers", _("Lãnh đạo, quản lý"), [person for person in people if person.is_manager]),
    ]
    return [_share(group, label, chosen, len(people), bounds.get(group)) for group, label, chosen in groups]


def _share(group: str, label: str, chosen: list[Any], total: int, bound: Any) -> Share:
    return Share(
        group=group,
        label=label,
        count=len(chosen),
        total=total,
        bound=bound.percent if bound else None,
        is_ceiling=bool(bound and bound.is_ceiling),
        blocks=bool(bound and bound.blocks),
        names=tuple(person.full_name for person in chosen),
    )
