"""The register: a line for every award, never taken out, only marked as revoked."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from awards.enums import Merit, RecordSource
from awards.models import AwardRecord, AwardType, Decision, Nomination
from awards.services.counting import count_award
from portal.core import audit
from portal.core.errors import DomainError
from portal.core.permissions import require
from units.models import Member, Unit
from units.selectors import branch_keys


def write_record(
    nomination: Nomination,
    *,
    at: datetime,
    decision_no: str,
    decided_on: date,
    issued_by: str,
    decision: Decision | None = None,
) -> AwardRecord:
    """Return the line of a decided nomination, with names as they are on that day; in the caller's transaction."""
    place = nomination.member.unit if nomination.member else nomination.subject_unit or nomination.unit
    home = (nomination.member.grassroots if nomination.member else None) or place
    return AwardRecord.objects.create(
        unit=nomination.unit,
        grassroots_id=nomination.grassroots_id,
        upper_id=nomination.upper_id,
        province_id=nomination.province_id,
        award_type=nomination.award_type,
        member=nomination.member,
        subject_unit=nomination.subject_unit,
        holder_name=nomination.subject_name,
        unit_name=home.name,
        year=nomination.year,
        merit=nomination.merit,
        achievement=nomination.achievement,
        decision_no=decision_no,
        decided_on=decided_on,
        issued_by=issued_by,
        source=RecordSource.INTERNAL if decision else RecordSource.EXTERNAL,
        verified=True,
        nomination=nomination,
        decision=decision,
        created_at=at,
    )


@transaction.atomic
def enter_record(
    subject: Member | Unit,
    *,
    actor: Any,
    at: datetime,
    award_type: AwardType,
    year: int,
    decision_no: str,
    decided_on: date | None,
    issued_by: str,
    merit: str = Merit.YEARLY,
    source: str = RecordSource.EXTERNAL,
    verified: bool = False,
) -> AwardRecord:
    """
    Return a line for an award that was decided elsewhere or before the portal.

    :raises DomainError: if the register holds it already, or nothing proves it
    """
    unit = subject.unit if isinstance(subject, Member) else subject
    if actor is not None:
        require(actor, "awards.propose_for_unit", unit)
    if not decision_no.strip() or not issued_by.strip():
        raise DomainError(_("Ghi số quyết định và cơ quan ban hành làm căn cứ."), field="decision_no")
    record = AwardRecord(
        **branch_keys(unit),
        award_type=award_type,
        member=subject if isinstance(subject, Member) else None,
        subject_unit=subject if isinstance(subject, Unit) else None,
        holder_name=subject.full_name if isinstance(subject, Member) else subject.name,
        unit_name=_home_of(subject).name,
        year=year,
        merit=merit,
        decision_no=decision_no.strip(),
        decided_on=decided_on,
        issued_by=issued_by.strip(),
        source=source,
        verified=verified,
        created_at=at,
    )
    try:
        with transaction.atomic():
            record.save(force_insert=True)
    except IntegrityError as clash:
        raise DomainError(_("Sổ khen thưởng đã có dòng này."), field="decision_no") from clash
    audit.record(
        "record.enter", record, actor=actor, at=at, after={"award": award_type.code, "year": year, "no": decision_no}
    )
    count_award(record)
    return record


def _home_of(subject: Member | Unit) -> Unit:
    return (subject.grassroots or subject.unit) if isinstance(subject, Member) else subject


def revoke_records(target: Decision, by: Decision, *, on: date) -> None:
    """Mark the awards of ``target`` as taken back by ``by``; their lines stay, their totals go."""
    rows = AwardRecord.objects.select_for_update(of=("self",)).filter(decision=target, revoked_on__isnull=True)
    for record in rows.select_related("award_type", "member").order_by("pk"):
        record.revoked_on, record.revoked_by = on, by
        record.save(update_fields=["revoked_on", "revoked_by"])
        count_award(record, sign=-1)
