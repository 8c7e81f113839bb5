"""Facts out of the register: a fixed number of queries for any number of nominees."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count

from awards.eligibility.facts import Facts, Measure, Solution, Title, Use
from awards.enums import Merit, SubjectKind
from awards.models import AwardRecord, AwardType, Nomination, YearRating
from awards.states import GIVEN_UP
from initiatives.selectors import recognised_by_member
from initiatives.selectors.recognised import RecognisedShare
from portal.core.templatetags.vi import day as shown_day
from units.models import Discipline, Member, MemberFact, Unit
from units.selectors import disciplines_among, disciplines_of, facts_on, past_facts_of

HOUSEHOLD_COUNTS = ("LDTT", "CSTDCS")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is to be judged for what; ``evidence`` are the ids of the initiatives the nomination rests on."""

    key: Any
    award_type: AwardType
    year: int
    received_on: date
    member_id: int | None = None
    unit_id: int | None = None
    merit: str = Merit.YEARLY
    evidence: frozenset[int] = frozenset()
    nomination_id: int | None = None


@dataclass(slots=True)
class Known:
    """What the database says about all subjects, by member id or unit id."""

    members: Mapping[int, Member] = field(default_factory=dict)
    past: Mapping[int, Sequence[MemberFact]] = field(default_factory=dict)
    units: Mapping[int, Unit] = field(default_factory=dict)
    titles: Mapping[tuple[int | None, int | None], list[Title]] = field(default_factory=dict)
    ratings: Mapping[tuple[int | None, int | None], dict[int, str]] = field(default_factory=dict)
    shares: Mapping[int, list[RecognisedShare]] = field(default_factory=dict)
    uses: Mapping[tuple[int | None, int | None], list[tuple[int, int, Use]]] = field(default_factory=dict)
    counts: Mapping[tuple[int, int], dict[str, int]] = field(default_factory=dict)
    disciplines: Mapping[int, Sequence[Discipline]] = field(default_factory=dict)
    people_disciplines: Mapping[int, Sequence[Discipline]] = field(default_factory=dict)


def subject_of(nomination: Nomination, *, today: date) -> Subject:
    """Return the subject of a saved nomination; before receipt it is judged as if received today."""
    return Subject(
        key=nomination.pk,
        award_type=nomination.award_type,
        year=nomination.year,
        received_on=nomination.received_on or today,
        member_id=nomination.member_id,
        unit_id=nomination.subject_unit_id,
        merit=nomination.merit,
        evidence=frozenset(initiative.pk for initiative in nomination.initiatives.all()),
        nomination_id=nomination.pk,
    )


def load_facts(subjects: Sequence[Subject], *, as_of: date) -> dict[Any, Facts]:
    """Return the facts of each subject by its key; at most eleven queries."""
    known = _read(subjects)
    return {subject.key: _facts(subject, known, as_of) for subject in subjects}


def _read(subjects: Sequence[Subject]) -> Known:
    member_ids = {subject.member_id for subject in subjects if subject.member_id}
    unit_ids = {subject.unit_id for subject in subjects if subject.unit_id}
    evidence = {pk for subject in subjects for pk in subject.evidence}
    units = Unit.objects.in_bulk(unit_ids)
    return Known(
        members=Member.objects.in_bulk(member_ids),
        past=past_facts_of(member_ids) if member_ids else {},
        units=units,
        titles=_titles(member_ids, unit_ids),
        ratings=_ratings(member_ids, unit_ids),
        shares=recognised_by_member(member_ids) if member_ids else {},
        uses=_uses(evidence),
        counts=_counts(unit_ids),
        disciplines=disciplines_of(member_ids) if member_ids else {},
        people_disciplines=disciplines_among(units.values()) if units else {},
    )


def _titles(member_ids: Iterable[int], unit_ids: Iterable[int]) -> dict[tuple[int | None, int | None], list[Title]]:
    rows = AwardRecord.objects.standing().filter(member__in=member_ids) | AwardRecord.objects.standing().filter(
        subject_unit__in=unit_ids
    )
    found: dict[tuple[int | None, int | None], list[Title]] = defaultdict(list)
    for member_id, unit_id, family, year, number, decided_on, level, merit in rows.order_by("year", "pk").values_list(
        "member_id",
        "subject_unit_id",
        "award_type__family",
        "year",
        "decision_no",
        "decided_on",
        "award_type__level",
        "merit",
    ):
        found[member_id, unit_id].append(Title(family, year, _paper(number, decided_on), level, merit))
    return found


def _paper(number: str, decided_on: date | None) -> str:
    return f"{number}, {shown_day(decided_on)}" if decided_on else str(number)


def _ratings(member_ids: Iterable[int], unit_ids: Iterable[int]) -> dict[tuple[int | None, int | None], dict[int, str]]:
    rows = YearRating.objects.filter(member__in=member_ids) | YearRating.objects.filter(unit__in=unit_ids)
    found: dict[tuple[int | None, int | None], dict[int, str]] = defaultdict(dict)
    for member_id, unit_id, year, rating in rows.values_list("member_id", "unit_id", "year", "rating"):
        found[member_id, unit_id][year] = rating
    return found


def _uses(evidence: Iterable[int]) -> dict[tuple[int | None, int | None], list[tuple[int, int, Use]]]:
    """Return, by subject, which nominations that still stand rest on which initiative."""
    rows = Nomination.initiatives.through.objects.filter(initiative__in=evidence).exclude(
        nomination__state__in=GIVEN_UP
    )
    found: dict[tuple[int | None, int | None], list[tuple[int, int, Use]]] = defaultdict(list)
    for row in rows.select_related("initiative", "nomination__award_type", "nomination__record").order_by("nomination"):
        nomination, award = row.nomination, row.nomination.award_type
        record = getattr(nomination, "record", None)
        if record is not None and record.revoked_on is not None:
            continue
        label = f"{award.name} {nomination.year}" + (f", {record.decision_no}" if record else "")
        use = Use(award.code, award.family, award.kind, award.level, label, row.initiative.code)
        found[nomination.member_id, nomination.subject_unit_id].append((nomination.pk, row.initiative_id, use))
    return found


def _counts(unit_ids: Iterable[int]) -> dict[tuple[int, int], dict[str, int]]:
    """Return how many in each grassroots union hold the titles that collectives are judged by, by unit and year."""
    if not unit_ids:
        return {}
    rows = (
        AwardRecord.objects.standing()
        .filter(grassroots__in=unit_ids, award_type__family__in=HOUSEHOLD_COUNTS, member__isnull=False)
        .values_list("grassroots", "year", "award_type__family")
        .annotate(number=Count("member", distinct=True))
        .order_by()
    )
    found: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    for unit_id, year, family, number in rows:
        found[unit_id, year][f"{family.lower()}_count"] = number
    return found


def _facts(subject: Subject, known: Known, as_of: date) -> Facts:
    key = (subject.member_id, subject.unit_id)
    common: dict[str, Any] = {
        "year": subject.year,
        "received_on": subject.received_on,
        "as_of": as_of,
        "merit": subject.merit,
        "titles": tuple(known.titles.get(key, ())),
        "ratings": known.ratings.get(key, {}),
        "uses": tuple(
            use
            for nomination_id, initiative_id, use in known.uses.get(key, ())
            if nomination_id != subject.nomination_id and initiative_id in subject.evidence
        ),
    }
    if subject.member_id is not None:
        return _of_person(subject, known, common)
    unit = known.units[subject.unit_id] if subject.unit_id else None
    counts = {"headcount": unit.member_count} if unit is not None and unit.member_count else {}
    return Facts(
        name=unit.name if unit else "",
        subject_kind=SubjectKind.COLLECTIVE,
        unit_status=unit.status if unit else "",
        people_measures=_measures(known.people_disciplines.get(subject.unit_id or 0, ())),
        counts=counts | known.counts.get((subject.unit_id or 0, subject.year), {}),
        **common,
    )


def _of_person(subject: Subject, known: Known, common: dict[str, Any]) -> Facts:
    pk = subject.member_id or 0
    member, shares = known.members[pk], known.shares.get(pk, [])
    # A promotion after the day of receipt changes nothing in a dossier: it is judged by what the person was then.
    then = facts_on(member, subject.received_on, known.past.get(pk, ()))
    yearly: dict[int, int] = defaultdict(int)
    for share in shares:
        yearly[share.year] += share.value_share_vnd or 0
    chosen = [share for share in shares if share.initiative_id in subject.evidence]
    return Facts(
        name=member.full_name,
        subject_kind=SubjectKind.PERSON,
        solutions=tuple(
            Solution(share.scope, share.year, share.code, share.value_share_vnd, share.kind)
            for share in chosen or shares
        ),
        benefit_vnd=_benefit(subject.year, chosen, yearly),
        yearly_benefits_vnd=dict(yearly),
        education=then.education or None,
        manager=then.is_manager,
        direct_worker=then.is_direct_worker,
        measures=_measures(known.disciplines.get(pk, ())),
        flags={"research_accepted": True} if any(share.is_research for share in shares) else {},
        **common,
    )


def _measures(rows: Iterable[Discipline]) -> tuple[Measure, ...]:
    return tuple(Measure(row.form, row.valid_from, row.valid_to) for row in rows)


def _benefit(year: int, chosen: list[RecognisedShare], yearly: Mapping[int, int]) -> int:
    """Return the benefit claimed: of the initiatives the nomination rests on, else of the best of three years."""
    if chosen:
        return sum(share.value_share_vnd or 0 for share in chosen)
    return max((value for when, value in yearly.items() if year - 3 < when <= year), default=0)
