"""Prize money: the base salary of the day of the decision times the award's coefficient."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from awards.models import AwardType, BaseSalary, Nomination
from awards.selectors.law import setting


@dataclass(frozen=True, slots=True)
class Prize:
    """What an award pays; ``amount_vnd`` is None while the coefficient is not known, and nothing may be paid."""

    base_vnd: int
    basis: str
    coefficient: Decimal | None
    amount_vnd: int | None


def prize_of(award_type: AwardType, *, on: date) -> Prize:
    """
    Return the prize of ``award_type`` for a decision issued on ``on``.

    The union rounds up to tens of thousands (a dated setting); no rounding is known for awards of the State.
    """
    salary = BaseSalary.objects.in_force(on).order_by("-valid_from").first()
    base, basis = (int(salary.amount_vnd), str(salary.legal_basis)) if salary else (0, "")
    coefficient = award_type.prize_coefficient
    if coefficient is None or not base:
        return Prize(base, basis, coefficient, None)
    amount = int(base * coefficient)
    step = setting("prize_rounding_vnd", on=on) if award_type.decided_by_union else 0
    if step:
        amount = -(-amount // step) * step
    return Prize(base, basis, coefficient, amount)


@dataclass(frozen=True, slots=True)
class PrizeLine:
    """One line of the list to pay: an award of the decision, how many, and what it comes to."""

    name: str
    count: int
    prize: Prize
    total_vnd: int | None


def prizes_of(nominations: Sequence[Nomination], *, on: date) -> list[PrizeLine]:
    """Return the list to pay of a decision by award; a line without a coefficient has no total."""
    types = {row.award_type_id: row.award_type for row in nominations}
    counts = Counter(row.award_type_id for row in nominations)
    lines = []
    for pk, award_type in sorted(types.items()):
        prize = prize_of(award_type, on=on)
        total = None if prize.amount_vnd is None else prize.amount_vnd * counts[pk]
        lines.append(PrizeLine(award_type.name, counts[pk], prize, total))
    return lines
