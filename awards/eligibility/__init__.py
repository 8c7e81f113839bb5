"""
May this person or collective be commended, and why (not)?

``facts`` says what is known of a nominee, ``law`` the dated rows in force, ``checks`` reads one row
against the facts, ``judge`` puts them together. None of these touches the database; ``load`` and
``cases`` fill facts from the register or from a file, both in few queries for any number of nominees.
"""

from awards.eligibility.facts import Facts
from awards.eligibility.judge import Judgement, judge
from awards.eligibility.law import Law

__all__ = ["Facts", "Judgement", "Law", "judge"]
