"""From conditions to a verdict with its reasons."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from awards.eligibility.checks import CHECKS, Answer, Params
from awards.eligibility.facts import Facts, Use
from awards.eligibility.law import Law
from awards.enums import Certainty, Verdict
from awards.models import AwardRule, AwardType
from portal.core.templatetags.vi import day as shown_day

# The gravest finding gives the verdict.
ORDER = (Verdict.BLOCKED, Verdict.NOT_ELIGIBLE, Verdict.QUOTA_EXCEEDED, Verdict.NEEDS_REVIEW, Verdict.ELIGIBLE)
BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition and what came of it; ``effect`` is the verdict it forces, "" when it forces none."""

    rule: str
    text: str
    passed: bool | None
    found: str
    basis: str
    certainty: str
    effect: str = ""

    @property
    def sentence(self) -> str:
        """The condition, the facts found and the law, as one sentence for a letter; without its full stop."""
        basis = f" ({self.basis})" if self.basis else ""
        return f"{self.text}: {self.found.removesuffix('.')}{basis}"

    def as_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "text": self.text,
            "passed": self.passed,
            "found": self.found,
            "sentence": self.sentence,
            "basis": self.basis,
            "certainty": self.certainty,
            "effect": self.effect,
        }


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one nominee, its reasons, and the version of the law it was judged by."""

    verdict: str
    findings: tuple[Finding, ...]
    version: str
    award_code: str
    received_on: date
    notes: tuple[str, ...] = ()

    @property
    def check_text(self) -> bool:
        """Whether a rule that decided was not read in its own text ("cần kiểm tra văn bản")."""
        return any(row.certainty == Certainty.UNSURE for row in self.findings if row.passed is not None)

    def as_json(self) -> dict[str, Any]:
        return {
            "verdict": str(self.verdict),
            "findings": [finding.as_json() for finding in self.findings],
            "version": self.version,
            "award_code": self.award_code,
            "received_on": self.received_on.isoformat(),
            "notes": list(self.notes),
            "check_text": self.check_text,
        }


def judge(law: Law, award_type: AwardType, facts: Facts) -> Judgement:
    """
    Judge ``facts`` by the version of the award in force on the day of receipt.

    Where the law has changed since, and says so in a transition row, the newer version is used if it
    is the more favourable; the judgement says which one was.
    """
    version = law.version_on(award_type, facts.received_on)
    if version is None:
        note = _("Danh mục không có quy định nào của danh hiệu, hình thức này có hiệu lực ngày %(day)s.")
        notes = (note % {"day": shown_day(facts.received_on)},)
        return Judgement(Verdict.NEEDS_REVIEW, (), "", award_type.code, facts.received_on, notes)
    judgement = _judge_by(law, version, facts, facts.received_on)
    if version.code != award_type.code:
        judgement = replace(judgement, notes=(_moved(award_type, version, facts),))
    newer = law.version_on(award_type, facts.as_of)
    change = _transition(law, facts)
    if newer is None or newer.pk == version.pk or change is None:
        return judgement
    return _more_favourable(law, judgement, newer, facts, change)


def _moved(asked: AwardType, version: AwardType, facts: Facts) -> str:
    return _("Hồ sơ nhận ngày %(day)s nên xét theo bản %(version)s, không theo bản %(asked)s.") % {
        "day": shown_day(facts.received_on),
        "version": version.code,
        "asked": asked.code,
    }


def _transition(law: Law, facts: Facts) -> AwardRule | None:
    rows = (row for row in law.rules.get(None, ()) if row.kind == "transition" and row.holds_on(facts.as_of))
    return next((row for row in rows if facts.received_on < date.fromisoformat(row.params["received_before"])), None)


def _more_favourable(law: Law, old: Judgement, newer: AwardType, facts: Facts, change: AwardRule) -> Judgement:
    if old.verdict == Verdict.ELIGIBLE:
        return replace(old, notes=(*old.notes, f"{change.text} ({change.legal_basis})."))
    new = _judge_by(law, newer, facts, facts.as_of)
    if new.verdict != Verdict.ELIGIBLE:
        note = _("Đã thử cả quy định mới (%(version)s): không có lợi hơn.") % {"version": new.version}
        return replace(old, notes=(*old.notes, note))
    note = _("Áp dụng quy định mới vì có lợi hơn: %(text)s (%(basis)s).") % {
        "text": change.text,
        "basis": change.legal_basis,
    }
    return replace(new, notes=(note,))


def _judge_by(law: Law, version: AwardType, facts: Facts, day: date) -> Judgement:
    facts = replace(facts, uses=tuple(_uses_that_count(law, version, facts)))
    rows = [row for row in law.rules_for(version, day) if row.kind != "transition" and _concerns(row, facts)]
    findings = tuple(_find(row, version, facts) for row in rows)
    effects = {finding.effect for finding in findings}
    verdict = next((verdict for verdict in ORDER if verdict in effects), Verdict.ELIGIBLE)
    return Judgement(verdict, findings, _version_words(version), version.code, facts.received_on)


def _version_words(version: AwardType) -> str:
    if version.valid_to is None:
        return _("%(code)s, hiệu lực từ %(start)s (%(basis)s)") % {
            "code": version.code,
            "start": shown_day(version.valid_from),
            "basis": version.legal_basis,
        }
    return _("%(code)s, hiệu lực %(start)s–%(end)s (%(basis)s)") % {
        "code": version.code,
        "start": shown_day(version.valid_from),
        "end": shown_day(version.valid_to),
        "basis": version.legal_basis,
    }


def _uses_that_count(law: Law, version: AwardType, facts: Facts) -> Iterable[Use]:
    """Drop the uses the law itself asks for: what an award builds on, or builds on it, shares its achievements."""
    needs = law.prerequisites(version)
    forms: list[str] = next(
        (row.params["forms"] for row in law.rules.get(None, ()) if row.kind == "one_achievement"), []
    )
    for use in facts.uses:
        other = law.find(use.award_code)
        built_on = use.family in needs or (other is not None and version.family in law.prerequisites(other))
        if not built_on and (use.level == version.level or (use.kind in forms and version.kind in forms)):
            yield use


def _concerns(row: AwardRule, facts: Facts) -> bool:
    merits, subjects = row.params.get("merits"), row.params.get("subjects")
    return (not merits or facts.merit in merits) and (not subjects or facts.subject_kind in subjects)


def _find(row: AwardRule, version: AwardType, facts: Facts) -> Finding:
    defaults = {"level": version.level, "families": [version.family]}
    answer = _answer(row.kind, {**defaults, **row.params}, facts)
    return Finding(
        rule=row.code,
        text=row.text,
        passed=answer.passed,
        found=answer.found,
        basis=row.legal_basis,
        certainty=row.certainty,
        effect=_effect(row, answer),
    )


def _effect(row: AwardRule, answer: Answer) -> str:
    if answer.passed:
        return ""
    if answer.passed is False:
        return str(row.params.get("on_fail", Verdict.NOT_ELIGIBLE))
    if not answer.review and (row.kind == BY_HAND or row.params.get("on_unknown") == BY_HAND):
        return ""
    return str(Verdict.NEEDS_REVIEW)


def _answer(kind: str, params: Params, facts: Facts) -> Answer:
    if kind == "any_of":
        return _any_of(params, facts)
    answer = CHECKS[kind](facts, params)
    if answer.passed is None and params.get("on_unknown") == "fail":
        return Answer(False, answer.found)
    return answer


def _any_of(params: Params, facts: Facts) -> Answer:
    answers = [(part["text"], _answer(part["kind"], part["params"], facts)) for part in params["of"]]
    good = next((f"{text}: {answer.found}" for text, answer in answers if answer.passed), None)
    if good is not None:
        return Answer(True, good)
    told = [f"{text}: {answer.found}" for text, answer in answers if answer.passed is None]
    if told:
        return Answer(None, " ".join(told))
    return Answer(False, " ".join(f"{text}: {answer.found}" for text, answer in answers))
