"""
One function per kind of condition: a dated row's ``params`` against the facts.

Which amounts, years and groups count is in the row, never in the function.
"""

from awards.eligibility.checks import conduct, subject, titles, work, yearly
from awards.eligibility.checks.answer import Answer, Check, Params

CHECKS: dict[str, Check] = {
    "rating": yearly.rating,
    "standard_of": yearly.standard_of,
    "in_a_row": titles.in_a_row,
    "in_a_row_on_base": titles.in_a_row_on_base,
    "title_in_years": titles.title_in_years,
    "held_long_enough": titles.held_long_enough,
    "once_in_life": titles.once_in_life,
    "one_merit_per_level": titles.one_merit_per_level,
    "few_at_levels": titles.few_at_levels,
    "solutions": work.solutions,
    "benefit": work.benefit,
    "one_achievement": work.one_achievement,
    "person_group": subject.person_group,
    "unit_works": subject.unit_works,
    "share_of": subject.share_of,
    "number_of": subject.number_of,
    "service": subject.service,
    "flag": subject.flag,
    "discipline": conduct.discipline,
    "by_hand": subject.by_hand,
}

__all__ = ["CHECKS", "Answer", "Check", "Params"]
