"""The register to read: of a person for life, of a branch by year."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from awards.enums import DecisionState, Merit
from awards.models import AwardRecord, AwardType, Certificate, YearRating
from portal.core import search
from portal.core.paging import Page, page_by_key
from units.enums import Gender, WorkGroup
from units.models import Member, Unit, branch_condition

KEYS = ("-year", "-pk")
# The figures that do not count one kind of award; the others are named by the kind (services/counting.py adds them up).
ACROSS = {
    "E11": Q(merit=Merit.EXTRAORDINARY),
    "E12": Q(member__is_direct_worker=True),
    "E13": Q(member__gender=Gender.FEMALE),
    "E14": Q(member__group=WorkGroup.MANAGER),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the register is narrowed to; empty means everything. ``indicator`` is the figure of a report it explains."""

    year: int | None = None
    text: str = ""
    unit_id: int | None = None
    start: date | None = None
    end: date | None = None
    indicator: str = ""


def _public() -> Q:
    """Awards of decisions that are known: the result of one that is not published yet is nobody's news."""
    return Q(decision__isnull=True) | Q(decision__state__in=[DecisionState.PUBLISHED, DecisionState.REVOKED])


def records_of(member: Member) -> QuerySet[AwardRecord]:
    """Return everything a person was given, the latest first."""
    rows = AwardRecord.objects.filter(_public(), member=member).select_related("award_type", "revoked_by")
    return rows.order_by("-year", "-decided_on", "-pk")


def certificates_of(member: Member) -> QuerySet[Certificate]:
    """Return a person's certificates of published decisions."""
    rows = Certificate.objects.filter(nomination__member=member, decision__state=DecisionState.PUBLISHED)
    return rows.select_related("decision", "nomination__award_type").order_by("-pk")


def ratings_of(member: Member) -> QuerySet[YearRating]:
    return member.ratings.order_by("-year")


def get_holder(pk: int, *, actor: Any) -> Member:
    """Return a member whose record ``actor`` may read: their own, or of a branch they work for; 404 otherwise."""
    member = get_object_or_404(Member.objects.select_related("unit", "grassroots"), pk=pk)
    if actor.member_id == member.pk or actor.oversees(member.unit):
        return member
    return get_object_or_404(Member.objects.none(), pk=pk)


def list_records(actor: Any, *, filters: Filters, after: str = "") -> Page[AwardRecord]:
    """Return the register of the actor's branches, the latest year first; days are those of the decision."""
    rows = AwardRecord.objects.visible_to(actor).select_related("award_type", "member", "unit")
    if filters.year:
        rows = rows.filter(year=filters.year)
    if filters.start:
        rows = rows.filter(decided_on__gte=filters.start)
    if filters.end:
        rows = rows.filter(decided_on__lte=filters.end)
    if filters.unit_id:
        rows = rows.filter(branch_condition(get_object_or_404(Unit, pk=filters.unit_id)))
    if filters.indicator:
        # A figure counts what stands: what is taken back is taken off it.
        counted = ACROSS.get(filters.indicator, Q(award_type__indicator=filters.indicator))
        rows = rows.standing().filter(counted)
    return page_by_key(_named(rows, filters.text.strip()), keys=KEYS, after=after)


def _named(rows: QuerySet[AwardRecord], text: str) -> QuerySet[AwardRecord]:
    if not text:
        return rows
    named = search.matching(Member.objects.all(), text).values("pk")
    return rows.filter(Q(member__in=named) | Q(holder_name__icontains=text) | Q(decision_no__icontains=text))


def get_award_type(code: str) -> AwardType:
    return get_object_or_404(AwardType, code=code)


def list_award_types() -> QuerySet[AwardType]:
    """Return every title and form of commendation by name; for a field to choose from."""
    return AwardType.objects.order_by("name", "code")
