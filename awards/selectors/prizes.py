"""Prize money: the base salary of the day of the decision times the award's coefficient."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from awards.models import AwardType, BaseSalary
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
