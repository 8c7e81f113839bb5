"""Decisions, their register, certificates, and the public check of a code."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from awards.enums import CertificateState, DecisionState, NominationState
from awards.models import Batch, Certificate, Decision, IssuedNumber, Nomination
from councils.enums import CouncilKind, SessionState
from councils.models import Attendance, ConflictOfInterest, Session
from portal.core import search
from portal.core.models import IssuedDocument
from portal.core.paging import Page, page_by_key
from units.enums import Role
from units.models import Member, Unit

REGISTER_KEYS = ("-year", "-number", "-pk")


def get_decision(pk: int, *, actor: Any) -> Decision:
    """Return a decision ``actor`` may open; 404 otherwise."""
    rows = Decision.objects.visible_to(actor).select_related(
        "unit__parent",
        "batch__award_type",
        "batch__deciding_unit",
        "batch__session__council",
        "batch__campaign",
        "revokes",
        "drafted_by",
        "checked_by",
        "signed_by",
    )
    return get_object_or_404(rows, pk=pk)


def list_decisions(
    actor: Any, *, year: int | None = None, state: str = "", text: str = "", after: str = ""
) -> Page[Decision]:
    """Return the register of decisions, the latest number first; drafts, which have none, stand on top."""
    rows = Decision.objects.visible_to(actor).select_related("unit", "batch")
    if year:
        rows = rows.filter(Q(year=year) | Q(year__isnull=True, drafted_at__year=year))
    if state:
        rows = rows.filter(state=state)
    if text.strip():
        rows = rows.filter(Q(symbol__icontains=text.strip()) | Q(subject__icontains=text.strip()))
    return page_by_key(rows, keys=REGISTER_KEYS, after=after)


def list_approvals(actor: Any) -> QuerySet[Decision]:
    """Return the checked decisions that wait for a signature of ``actor``, the oldest first."""
    units = [held.unit_id for held in actor.assignments if held.role == Role.LEADER]
    rows = Decision.objects.filter(state=DecisionState.LEGAL_CHECKED, unit__in=units)
    return rows.select_related("unit", "batch").order_by("drafted_at", "pk")[:50]


def nominations_to_sign(decision: Decision) -> list[Nomination]:
    """Return whom a decision is about, those to look at first on top."""
    if decision.batch_id is None:
        return []
    states = [NominationState.SIGNED_OFF, NominationState.DECIDED]
    rows = (
        Nomination.objects.filter(batch=decision.batch_id, state__in=states)
        .select_related("award_type", "member__unit", "member__grassroots", "subject_unit", "unit")
        .prefetch_related("initiatives")
        .order_by("subject_kind", "member__sort_key", "subject_unit__sort_key", "pk")
    )
    return sorted(rows, key=lambda row: not row.needs_look)


def papers_of(decision: Decision) -> dict[str, IssuedDocument]:
    """Return the issued files of a decision by suffix."""
    rows = IssuedDocument.objects.filter(object_type="awards.decision", object_id=decision.pk).select_related("file")
    return {row.suffix: row for row in rows}


def outside_numbers(units: Sequence[int], *, year: int) -> QuerySet[IssuedNumber]:
    """Return the numbers used outside the portal, with what for."""
    rows = IssuedNumber.objects.filter(series__unit__in=units, series__year=year, decision__isnull=True)
    return rows.select_related("series__unit").order_by("-number")[:200]


def units_kept_by(actor: Any) -> list[Unit]:
    """Return the units whose register ``actor`` keeps."""
    return list({held.unit_id: held.unit for held in actor.assignments if held.role == Role.CLERK}.values())


def get_certificate(pk: int, *, actor: Any) -> Certificate:
    """Return a certificate ``actor`` may open; 404 otherwise."""
    return get_object_or_404(_certificates(actor), pk=pk)


def _certificates(actor: Any) -> QuerySet[Certificate]:
    return Certificate.objects.visible_to(actor).select_related(
        "unit", "decision__unit", "nomination__award_type", "nomination__unit", "nomination__member", "replaces"
    )


def list_certificates(
    actor: Any, *, state: str = "", decision: int | None = None, text: str = "", after: str = ""
) -> Page[Certificate]:
    """Return the certificates of the actor's units and branches, newest first."""
    rows = _certificates(actor)
    if state:
        rows = rows.filter(state=state)
    if decision:
        rows = rows.filter(decision=decision)
    if text.strip():
        rows = rows.filter(_held_by(text))
    return page_by_key(rows, keys=("-pk",), after=after)


def _held_by(text: str) -> Q:
    return Q(nomination__member__in=search.matching(Member.objects.all(), text).values("pk")) | Q(
        holder_name__icontains=text.strip()
    )


def chosen_certificates(ids: Sequence[int], *, actor: Any) -> list[Certificate]:
    """Return those of the given certificates that ``actor`` may open."""
    return list(_certificates(actor).filter(pk__in=list(ids)[:500]).order_by("golden_year", "golden_no", "pk"))


@dataclass(frozen=True, slots=True)
class Proof:
    """What anyone may know of a certificate: nothing but what is printed on it, and whether it still holds."""

    certificate: Certificate
    status: str  # valid, lost, replaced, revoked


def tidy_code(text: str) -> str:
    """Return a code as it is stored: capitals, I and L read as 1, O as 0, one hyphen in the middle."""
    letters = "".join(letter for letter in text.upper() if letter.isalnum()).translate(str.maketrans("ILO", "110"))
    return f"{letters[:5]}-{letters[5:10]}" if len(letters) == 10 else ""  # noqa: PLR2004


def prove(code: str) -> Proof | None:
    """Return what stands behind a code, None if there is nothing or it is not public yet; one query."""
    known = tidy_code(code)
    if not known:
        return None
    found = (
        Certificate.objects.filter(code=known, decision__state__in=[DecisionState.PUBLISHED, DecisionState.REVOKED])
        .select_related("decision", "nomination__award_type")
        .first()
    )
    return None if found is None else Proof(found, _status(found))


def _status(certificate: Certificate) -> str:
    if certificate.state == CertificateState.RECALLED or certificate.decision.state == DecisionState.REVOKED:
        return "revoked"
    special = {CertificateState.REISSUED: "replaced", CertificateState.LOST: "lost"}
    return special.get(CertificateState(certificate.state), "valid")


def revocation_of(decision: Decision) -> Decision | None:
    """Return the decision that revokes ``decision``, be it a draft, or None."""
    return Decision.objects.filter(revokes=decision).first()


def roll_of(session: Any) -> tuple[list[Attendance], int]:
    """Return the voting places of a council's session, and how many people a conflict of interest kept out."""
    places = list(Attendance.objects.filter(session=session, votes=True))
    conflicts = ConflictOfInterest.objects.filter(item__session=session, kind__in=["declared", "automatic"])
    return places, conflicts.values("seat").distinct().count()


def sessions_for(batch: Batch) -> QuerySet[Session]:
    """Return the sessions of the deciding unit's emulation council that still take dossiers."""
    rows = Session.objects.filter(
        council__unit=batch.deciding_unit,
        council__kind=CouncilKind.AWARD,
        state__in=[SessionState.PLANNED, SessionState.INVITED, SessionState.ADJOURNED],
    )
    return rows.order_by("held_at", "pk")
