"""Whether nominees meet the law, read from the register."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Count

from awards.eligibility import Judgement, Law, judge
from awards.eligibility.judge import ORDER, Finding
from awards.eligibility.load import Subject, load_facts, subject_of
from awards.eligibility.quota import judge_quota
from awards.enums import Merit, Verdict
from awards.models import AwardRecord, Nomination
from awards.states import GIVEN_UP


def check_subject(subject: Subject, *, as_of: date) -> Judgement:
    """Return the judgement on someone who may not even be nominated yet."""
    law = Law.read()
    return judge(law, subject.award_type, load_facts([subject], as_of=as_of)[subject.key])


def check_nominations(nominations: Iterable[Nomination], *, as_of: date) -> dict[int, Judgement]:
    """
    Return the judgement on each nomination, quotas included; the number of queries does not grow with them.

    Fetch them with ``prefetch_related("initiatives")`` and ``select_related("award_type")``.
    """
    rows = list(nominations)
    law = Law.read()
    facts = load_facts([subject_of(row, today=as_of) for row in rows], as_of=as_of)
    judged = {row.pk: judge(law, row.award_type, facts[row.pk]) for row in rows}
    return _with_quotas(law, rows, judged)


def check_nomination(nomination: Nomination, *, as_of: date) -> Judgement:
    return check_nominations([nomination], as_of=as_of)[nomination.pk]


def _with_quotas(law: Law, rows: Sequence[Nomination], judged: dict[int, Judgement]) -> dict[int, Judgement]:
    limited = {quota.family for quota in law.quotas}
    concerned = [row for row in rows if row.award_type.family in limited and row.merit != Merit.EXTRAORDINARY]
    if not concerned:
        return judged
    proposed, bases = _proposed(concerned), _bases(concerned)
    for row in concerned:
        unit_id = row.grassroots_id or row.unit_id
        findings = judge_quota(
            law,
            row.award_type.family,
            on=judged[row.pk].received_on,
            proposed=proposed[unit_id, row.award_type.family, row.year],
            counts=bases.get((unit_id, row.year), {}),
            scope="unit",
        )
        judged[row.pk] = _merge(judged[row.pk], findings)
    return judged


def _merge(judgement: Judgement, findings: list[Finding]) -> Judgement:
    effects = {str(judgement.verdict), *(finding.effect for finding in findings)}
    verdict = next(verdict for verdict in ORDER if verdict in effects or verdict == Verdict.ELIGIBLE)
    return replace(judgement, verdict=verdict, findings=(*judgement.findings, *findings))


def _proposed(rows: Sequence[Nomination]) -> dict[tuple[int, str, int], int]:
    """Return how many of each family each grassroots union has proposed in each year."""
    units = {row.grassroots_id or row.unit_id for row in rows}
    found: dict[tuple[int, str, int], int] = defaultdict(int)
    counted = (
        Nomination.objects.exclude(state__in=GIVEN_UP)
        .exclude(merit=Merit.EXTRAORDINARY)
        .filter(grassroots__in=units, award_type__family__in={row.award_type.family for row in rows})
        .values_list("grassroots", "award_type__family", "year")
        .annotate(number=Count("pk"))
        .order_by()
    )
    for unit_id, family, year, number in counted:
        found[unit_id, family, year] = number
    return found


def _bases(rows: Sequence[Nomination]) -> dict[tuple[int, int], dict[str, int]]:
    """Return how many hold each title that shares are taken of, by grassroots union and year."""
    units = {row.grassroots_id or row.unit_id for row in rows}
    found: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    counted = (
        AwardRecord.objects.standing()
        .filter(grassroots__in=units, year__in={row.year for row in rows}, member__isnull=False)
        .values_list("grassroots", "year", "award_type__family")
        .annotate(number=Count("member", distinct=True))
        .order_by()
    )
    for unit_id, year, family, number in counted:
        found[unit_id, year][f"{family.lower()}_count"] = number
    return found
