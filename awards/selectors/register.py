"""The register to read: of a person for life, of a branch by year."""

from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from awards.enums import DecisionState
from awards.models import AwardRecord, AwardType, Certificate, YearRating
from portal.core import search
from portal.core.paging import Page, page_by_key
from units.models import Member

KEYS = ("-year", "-pk")


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


def list_records(
    actor: Any, *, year: int | None = None, family: str = "", text: str = "", after: str = ""
) -> Page[AwardRecord]:
    """Return the register of the actor's branches, the latest year first."""
    rows = AwardRecord.objects.visible_to(actor).select_related("award_type", "member", "unit")
    if year:
        rows = rows.filter(year=year)
    if family:
        rows = rows.filter(award_type__family=family)
    if text.strip():
        named = search.matching(Member.objects.all(), text).values("pk")
        rows = rows.filter(
            Q(member__in=named) | Q(holder_name__icontains=text.strip()) | Q(decision_no__icontains=text.strip())
        )
    return page_by_key(rows, keys=KEYS, after=after)


def get_award_type(code: str) -> AwardType:
    return get_object_or_404(AwardType, code=code)


def list_award_types() -> QuerySet[AwardType]:
    """Return every title and form of commendation by name; for a field to choose from."""
    return AwardType.objects.order_by("name", "code")
