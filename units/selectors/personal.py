"""Personal data as they are read: by field, who looked at them, consent, corrections asked for."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from portal.core.models import AuditLine
from portal.core.work import Work
from units.enums import Level, RequestState, Role
from units.models import Assignment, Consent, CorrectionRequest, Member, User
from units.personal import CONSENT_VERSION, LABELS
from units.selectors.discipline import list_disciplines

FEW = 20


def personal_facts(member: Member, fields: Iterable[str] = tuple(LABELS)) -> dict[str, Any]:
    """Return personal facts of ``member`` by field; the caller has asked what they are needed for."""
    return {name: _fact(member, name) for name in fields}


def _fact(member: Member, name: str) -> Any:
    if name == "email":
        return User.objects.filter(member=member).values_list("email", flat=True).first() or ""
    return list_disciplines(member) if name == "disciplines" else getattr(member, name)


def list_looks(member: Member) -> QuerySet[AuditLine]:
    """Return who opened the personal data of ``member``, and for what, the latest first."""
    lines = AuditLine.objects.filter(object_type="units.member", object_id=member.pk, action="member.view_personal")
    return lines.select_related("actor").order_by("-pk")


def consent_of(member: Member) -> Consent | None:
    """Return the consent to be named in public that stands, None if there is none to the text of today."""
    return member.consents.filter(withdrawn_at__isnull=True, version=CONSENT_VERSION).first()


def list_posts(member: Member) -> QuerySet[Assignment]:
    """Return the roles a member holds or held, the latest first."""
    held = Assignment.objects.filter(user__member=member).select_related("unit")
    return held.order_by("-valid_from", "-pk")


def list_own_corrections(member: Member) -> list[CorrectionRequest]:
    """Return the last corrections a member asked for."""
    return list(member.corrections.select_related("answered_by", "member").order_by("-pk")[:FEW])


def list_corrections(actor: Any) -> QuerySet[CorrectionRequest]:
    """Return what waits for an answer of ``actor``: of the unions whose members they keep, not their own."""
    kept = Q(pk__in=[])
    for held in actor.assignments:
        here = Q(member__unit__path__startswith=held.unit.path)
        if held.role == Role.ADMINISTRATOR:
            kept |= here
        elif held.role == Role.GRASSROOTS_OFFICER:
            kept |= here & Q(member__unit__level__gte=Level.GRASSROOTS)
    rows = CorrectionRequest.objects.filter(kept, state=RequestState.OPEN).exclude(made_by=actor.pk)
    return rows.select_related("member__unit")


def get_correction(pk: int, *, actor: Any) -> CorrectionRequest:
    """Return a correction that waits for ``actor``, or that they answered; 404 otherwise."""
    mine = Q(pk__in=list_corrections(actor).order_by().values("pk")) | Q(answered_by=actor.pk)
    return get_object_or_404(CorrectionRequest.objects.select_related("member__unit"), mine, pk=pk)


def list_corrections_to_answer(user: Any) -> list[Work]:
    """Return the corrections that wait for ``user``; nothing is asked of the database for who keeps no members."""
    if not user.holds(Role.ADMINISTRATOR, Role.GRASSROOTS_OFFICER):
        return []
    rows = list_corrections(user).order_by("pk")[:FEW]
    return [
        Work(
            title=_("%(name)s đề nghị sửa hồ sơ: %(field)s")
            % {"name": row.member.full_name, "field": row.get_field_display()},
            detail=row.member.unit.short_name,
            url=f"/don-vi/de-nghi-sua/{row.pk}/",
            verb=_("Trả lời"),
        )
        for row in rows
    ]
