"""The arithmetic of a vote and of a quorum: exact, without the database."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from councils.enums import Denominator

# Regulations say two thirds; data write it with two decimals. 6 of 9 must be enough for it.
CENT = Decimal("0.01")
TWO_THIRDS = Decimal("66.67")
THIRDS = {Decimal("33.33"): Fraction(1, 3), TWO_THIRDS: Fraction(2, 3)}


@dataclass(frozen=True, slots=True)
class VoteRule:
    """
    How many "yes" a dossier needs, and of whom.

    ``conflicted_leave``: whether members who may not vote for a conflict of interest
    leave the number that is divided by.
    """

    percent: Decimal
    denominator: str = Denominator.PRESENT
    secret: bool = False
    basis: str = ""
    certainty: str = ""
    conflicted_leave: bool = True


@dataclass(frozen=True, slots=True)
class VoteResult:
    """What a count came to: ``needed`` is the least number of "yes" that passes."""

    passed: bool
    yes: int
    denominator: int
    needed: int

    @property
    def percent(self) -> Decimal:
        """The share of "yes", to show; the verdict itself is computed without rounding."""
        if not self.denominator:
            return Decimal(0)
        return (Decimal(self.yes) * 100 / self.denominator).quantize(CENT)


def exact_share(percent: Decimal) -> Fraction:
    """Return what ``percent`` means as a fraction: 66.67 is two thirds, everything else itself."""
    rounded = Decimal(percent).quantize(CENT)
    return THIRDS.get(rounded, Fraction(Decimal(percent)) / 100)


def least_number(percent: Decimal, whole: int) -> int:
    """Return the smallest number that is at least ``percent`` of ``whole``; at least one."""
    share = exact_share(percent) * whole
    return max(-(-share.numerator // share.denominator), 1)


def has_quorum(percent: Decimal, *, present: int, members: int) -> bool:
    """Return whether enough of the voting members are there for a valid session."""
    return members > 0 and present >= least_number(percent, members)


def evaluate_vote(
    *, members: int, rule: VoteRule, yes: int, present: int | None = None, conflicted: int = 0, absent_yes: int = 0
) -> VoteResult:
    """
    Return whether ``yes`` of those present (and of absent members by paper ballot) are enough.

    :param members: voting members in the establishing decision
    :param present: voting members in the room; all of them if not given
    :param conflicted: of those the rule divides by, how many may not vote on this dossier
    """
    everyone = rule.denominator == Denominator.ALL_MEMBERS
    base = members if everyone or present is None else present
    base -= conflicted if rule.conflicted_leave else 0
    total = yes + (absent_yes if everyone else 0)
    needed = least_number(rule.percent, max(base, 0))
    return VoteResult(passed=base > 0 and total >= needed, yes=total, denominator=max(base, 0), needed=needed)


def share_words(percent: Decimal) -> str:
    """Return a threshold the way a regulation writes it: 2/3, 70%, 66,5%."""
    if percent.quantize(CENT) == TWO_THIRDS:
        return "2/3"
    text = f"{percent.quantize(CENT):f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{text}%"
