"""
Cases of a file: facts in plain words, judged by the rows of the catalogue.

Whoever ``person`` or ``unit`` names stands for someone of whom only the given facts are known.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from awards.eligibility.facts import RATINGS, SCOPES, Facts, Solution, Title, Use
from awards.eligibility.judge import Finding, judge
from awards.eligibility.law import Law
from awards.eligibility.quota import judge_quota
from awards.enums import Merit, Rating, SubjectKind, Verdict
from awards.models import AwardType
from councils.voting import VoteRule, evaluate_vote
from units.enums import WorkGroup

Case = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Result:
    """One line of output: what was found, and whether it is what the case expects."""

    id: str
    verdict: str
    reasons: list[dict[str, Any]]
    rule_version: str
    expected: str | None
    not_used: list[str]

    @property
    def differs(self) -> bool:
        return self.expected is not None and self.verdict != self.expected

    def as_json(self) -> dict[str, Any]:
        line = {
            "id": self.id,
            "verdict": self.verdict,
            "reasons": self.reasons,
            "rule_version": self.rule_version,
            "expected": self.expected,
            "differs": self.differs,
        }
        return line | ({"not_used": self.not_used} if self.not_used else {})


def judge_case(law: Law, case: Case) -> Result:
    """
    Return what the catalogue says about one case: of a vote, of a quota, or of a nominee.

    :raises ValueError: if the award is not in the catalogue
    """
    if "session" in case:
        return _vote(law, case)
    name, _space, what = str(case["award"]).partition(" ")
    award_type = law.find(name)
    if award_type is None:
        raise ValueError(_("Danh mục không có danh hiệu, hình thức “%(name)s”.") % {"name": name})
    if what == "quota":
        return _quota(law, award_type, case)
    facts, not_used = read_facts(law, award_type, case)
    judgement = judge(law, award_type, facts)
    reasons = [finding.as_json() for finding in judgement.findings]
    reasons += [{"rule": "note", "passed": None, "sentence": note, "certainty": ""} for note in judgement.notes]
    return Result(case["id"], str(judgement.verdict), reasons, judgement.version, case.get("expect"), not_used)


def _day(case: Case) -> date:
    return date.fromisoformat(case["as_of"]) if "as_of" in case else timezone.localdate()


def _vote(law: Law, case: Case) -> Result:
    name, _space, _what = str(case["session"]).partition(" ")
    award_type, facts = law.find(name), case.get("facts", {})
    family = award_type.family if award_type else name
    row = law.vote_rule(
        family, str(facts.get("merit", "")), date.fromisoformat(case["as_of"]) if "as_of" in case else None
    )
    if row is None:
        raise ValueError(_("Danh mục không có tỷ lệ phiếu cho “%(name)s”.") % {"name": name})
    rule = VoteRule(row.percent, row.denominator, row.secret, row.legal_basis, row.certainty)
    absent_yes = facts.get("absent_ballots_yes", facts.get("absent_voted", 0))
    counted = evaluate_vote(
        members=facts["members"],
        rule=rule,
        yes=facts.get("yes", facts.get("yes_present", 0)),
        present=facts.get("present"),
        conflicted=facts.get("conflicted", 0),
        absent_yes=absent_yes if "yes_present" in facts or "present" in facts else 0,
    )
    numbers = {
        "yes": counted.yes,
        "base": counted.denominator,
        "needed": counted.needed,
        "percent": f"{counted.percent:.2f}".replace(".", ","),
    }
    found = _("%(yes)d trên %(base)d (%(percent)s%%), cần ít nhất %(needed)d phiếu.") % numbers
    finding = Finding(row.code, row.text, counted.passed, found, row.legal_basis, row.certainty)
    verdict = "passed" if counted.passed else "not_passed"
    version = f"{row.code} ({row.legal_basis})"
    return Result(case["id"], verdict, [finding.as_json()], version, case.get("expect"), [])


def _quota(law: Law, award_type: AwardType, case: Case) -> Result:
    facts = case.get("facts", {})
    counts = {name: value for name, value in facts.items() if isinstance(value, int)}
    findings = judge_quota(
        law,
        award_type.family,
        on=_day(case),
        proposed=facts.get("proposed", 0),
        counts=counts,
        scope=facts.get("scope", ""),
    )
    effects = [finding.effect for finding in findings]
    verdict = next(
        (effect for effect in (Verdict.QUOTA_EXCEEDED, Verdict.NEEDS_REVIEW) if effect in effects), Verdict.ELIGIBLE
    )
    version = "; ".join(f"{finding.rule} ({finding.basis})" for finding in findings)
    return Result(
        case["id"], str(verdict), [finding.as_json() for finding in findings], version, case.get("expect"), []
    )


def read_facts(law: Law, award_type: AwardType, case: Case) -> tuple[Facts, list[str]]:
    """Return the facts of a case, and the names of those that no rule could read."""
    given = dict(case.get("facts", {}))
    received = given.pop("dossier_received_on", None)
    as_of = _day(case)
    facts = Facts(
        name=str(case.get("person") or case.get("unit") or ""),
        year=int(case["year"]),
        received_on=date.fromisoformat(received) if received else as_of,
        as_of=as_of,
        subject_kind=SubjectKind.COLLECTIVE if "unit" in case else SubjectKind.PERSON,
        merit=given.pop("merit", Merit.YEARLY),
    )
    not_used = []
    for name, value in given.items():
        known = _read_one(law, award_type, facts, name, value)
        facts = known or facts
        if known is None:
            not_used.append(name)
    return facts, not_used


def _read_one(law: Law, award_type: AwardType, facts: Facts, name: str, value: Any) -> Facts | None:
    if name in READERS:
        known: Facts = READERS[name](law, award_type, facts, value)
        return known
    stem, _underscore, kind = name.rpartition("_")
    if kind in {"years", "year"}:
        return _read_titles(law, facts, stem, value if isinstance(value, list) else [value])
    if kind == "count" and isinstance(value, int):
        return replace(facts, counts={**facts.counts, name: value})
    if law.find(_as_family(name)) and isinstance(value, bool):
        return _read_titles(law, facts, name, [facts.year] if value else [])
    if isinstance(value, bool):
        return replace(facts, flags={**facts.flags, name: value})
    return None


def _as_family(stem: str) -> str:
    return stem.upper().replace("_", "-")


def _read_titles(law: Law, facts: Facts, stem: str, years: list[Any]) -> Facts | None:
    if stem in RATING_WORDS:
        rated = {int(year): RATING_WORDS[stem] for year in years if year is not None}
        return replace(facts, ratings={**facts.ratings, **rated}, flags={**facts.flags, "ratings_complete": True})
    found = law.find(_as_family(stem))
    if found is None:
        return None
    titles = tuple(Title(found.family, int(year), level=found.level) for year in years if year is not None)
    return replace(facts, titles=facts.titles + titles, whole_record=facts.whole_record | {found.family})


RATING_WORDS = {"htxsnv": Rating.EXCELLENT, "htt": Rating.GOOD, "httnv": Rating.GOOD, "htnv": Rating.DONE}


def _read_rating(law: Law, award_type: AwardType, facts: Facts, value: Any) -> Facts:
    return replace(facts, ratings={**facts.ratings, facts.year: value}) if value in RATINGS else facts


def _read_initiative(law: Law, award_type: AwardType, facts: Facts, value: Any) -> Facts:
    """Read “recognised co_so 2026”: recognised or not, a scope, a year; nothing means none."""
    words = str(value or "").lower().replace(",", " ").split()
    if not words or words[0] not in {"recognised", "recognized"}:
        return replace(facts, solutions=facts.solutions or ())
    scope = next((word for word in words if word in SCOPES), SCOPES[0])
    year = next((int(word) for word in words if word.isdecimal() and len(word) == 4), None)  # noqa: PLR2004
    return replace(facts, solutions=(*(facts.solutions or ()), Solution(scope, year)))


def _read_scope(law: Law, award_type: AwardType, facts: Facts, value: Any) -> Facts:
    return replace(facts, solutions=(Solution(value),) if value in SCOPES else ())


def _read_solutions(law: Law, award_type: AwardType, facts: Facts, value: Any) -> Facts:
    number = value if isinstance(value, int) else len(value or [])
    return replace(facts, solutions=tuple(Solution(SCOPES[0]) for _row in range(number)))


def _read_benefit(law: Law, award_type: AwardType, facts: Facts, value: Any) -> Facts:
    return replace(facts, benefit_vnd=int(value) if value is not None else 0)


def _read_yearly(law: Law, award_type: AwardType, facts: Facts, value: Any) -> Facts:
    """Read values of years in a row, the last of them the year of the nomination."""
    first = facts.year - len(value) + 1
    return replace(facts, yearly_benefits_vnd={first + at: int(amount or 0) for at, amount in enumerate(value)})


def _read_already(law: Law, award_type: AwardType, facts: Facts, value: Any) -> Facts:
    titles = (Title(award_type.family, None, level=award_type.level),) if value else ()
    return replace(facts, titles=facts.titles + titles)


def _read_same(law: Law, award_type: AwardType, facts: Facts, value: Any) -> Facts:
    code, _space, words = str(value or "").partition(" ")
    other = law.find(code)
    if other is None:
        return facts
    use = Use(other.code, other.family, other.kind, other.level, other.name, words)
    return replace(facts, uses=(*facts.uses, use))


def _read_group(law: Law, award_type: AwardType, facts: Facts, value: Any) -> Facts:
    manager = facts.manager if facts.manager is not None else value == WorkGroup.MANAGER
    return replace(facts, manager=manager, direct_worker=value == WorkGroup.DIRECT)


READERS: dict[str, Any] = {
    "rating": _read_rating,
    "initiative": _read_initiative,
    "initiative_scope": _read_scope,
    "initiatives": _read_solutions,
    "total_value_1": _read_benefit,
    "values_3y": _read_yearly,
    "already": _read_already,
    "same_achievement_award": _read_same,
    "group": _read_group,
    "manager": lambda law, award_type, facts, value: replace(facts, manager=value),
    "direct_worker": lambda law, award_type, facts, value: replace(facts, direct_worker=value),
    "education": lambda law, award_type, facts, value: replace(facts, education=value),
    "service_years": lambda law, award_type, facts, value: replace(facts, service_years=value),
    "status": lambda law, award_type, facts, value: replace(facts, unit_status=value),
    "headcount": lambda law, award_type, facts, value: replace(facts, counts={**facts.counts, "headcount": value}),
}
