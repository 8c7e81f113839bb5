"""Certificates: planned at signing, printed, sealed, handed over; lost ones are issued anew, revoked ones recalled."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from awards import tasks
from awards.enums import AwardKind, AwardLevel, CertificateState, SeriesKind
from awards.models import AwardRecord, AwardType, Certificate, Decision
from awards.services.numbers import take_number
from awards.states import DELIVER, PRINT, RECALL, REISSUE, REPORT_LOST, SEAL
from portal.core.errors import DomainError, PartsMissing
from portal.core.periods import day_of
from portal.core.workflow import advance

# Crockford's alphabet: no I, L, O, U, so that a code read aloud or copied by hand is not mistaken.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 10


def new_code() -> str:
    """Return an unguessable code such as ``7K3QX-9M2ND``: 50 bits, so that trying finds nothing."""
    code = "".join(secrets.choice(LETTERS) for _place in range(CODE_LENGTH))
    return f"{code[:5]}-{code[5:]}"


def award_name(award_type: AwardType, issuer: str) -> str:
    """Return what the award is called on paper: “Bằng khen của Ban Chấp hành Liên đoàn Lao động tỉnh Bắc Ninh”."""
    of_the_issuer = award_type.kind == AwardKind.FORM and award_type.level != AwardLevel.CONFEDERATION
    return f"{award_type.paper_title} của Ban Chấp hành {issuer}" if of_the_issuer else award_type.paper_title


def plan_certificates(decision: Decision, records: Sequence[AwardRecord], *, at: datetime) -> list[Certificate]:
    """Return a waiting certificate for each award of a decision, its words frozen; in the caller's transaction."""
    year = decision.year or day_of(at).year
    _series, first = take_number(decision.unit, SeriesKind.GOLDEN, year, count=len(records))
    return Certificate.objects.bulk_create(
        _planned(decision, record, year, first + place, at) for place, record in enumerate(records)
    )


def _planned(decision: Decision, record: AwardRecord, year: int, golden_no: int, at: datetime) -> Certificate:
    member = record.member
    return Certificate(
        code=new_code(),
        unit=decision.unit,
        decision=decision,
        nomination=record.nomination,
        golden_no=golden_no,
        golden_year=year,
        award_name=award_name(record.award_type, decision.issuer_name),
        holder_name=record.holder_name,
        holder_post=member.position if member else "",
        holder_unit=record.unit_name if member else "",
        merit_text=decision.merit_line,
        created_at=at,
    )


@transaction.atomic
def print_certificates(certificates: Iterable[Certificate], *, actor: Any, at: datetime) -> int:
    """Mark certificates as printed, all or none; return how many."""
    return _advance_all(certificates, PRINT, actor=actor, at=at)


@transaction.atomic
def seal_certificates(certificates: Iterable[Certificate], *, actor: Any, at: datetime) -> int:
    """Mark certificates as signed by hand and sealed, all or none; return how many."""
    return _advance_all(certificates, SEAL, actor=actor, at=at)


def _advance_all(certificates: Iterable[Certificate], step: Any, *, actor: Any, at: datetime) -> int:
    rows = sorted(certificates, key=lambda row: row.pk)
    if not rows:
        raise DomainError(_("Chọn ít nhất một bằng, giấy."))
    for certificate in rows:
        advance(certificate, step, actor=actor, at=at)
    return len(rows)


@transaction.atomic
def deliver_certificate(
    certificate: Certificate, *, actor: Any, at: datetime, on: date, to: str, seen_version: int | None = None
) -> None:
    """
    Put down who received it and when.

    :raises PartsMissing: without the receiver, or on a day to come
    """
    wrong: dict[str, Any] = {}
    if on > day_of(at):
        wrong["on"] = _("Ngày trao không thể sau hôm nay.")
    if not to.strip():
        wrong["to"] = _("Ghi người nhận.")
    if wrong:
        raise PartsMissing(wrong)
    advance(
        certificate, DELIVER, actor=actor, at=at, seen_version=seen_version, delivered_on=on, delivered_to=to.strip()
    )


@transaction.atomic
def report_lost(
    certificate: Certificate, *, actor: Any, at: datetime, reason: str, seen_version: int | None = None
) -> None:
    """
    Put down that a certificate is lost or spoilt, as its holder's confirmed letter says.

    :raises DomainError: without what happened
    """
    if not reason.strip():
        raise DomainError(_("Ghi mất, hỏng ra sao và đơn của ai xác nhận."), field="reason")
    advance(certificate, REPORT_LOST, actor=actor, at=at, note=reason.strip(), seen_version=seen_version)


@transaction.atomic
def reissue_certificate(
    certificate: Certificate, *, actor: Any, at: datetime, seen_version: int | None = None
) -> Certificate:
    """
    Return the certificate that replaces a lost one: the same decision, a new line in the golden book, a new code.

    Whoever scans the old one is told that it was replaced.
    """
    advance(certificate, REISSUE, actor=actor, at=at, seen_version=seen_version)
    year = day_of(at).year
    _series, golden_no = take_number(certificate.unit, SeriesKind.GOLDEN, year)
    copy = Certificate.objects.create(
        code=new_code(),
        unit=certificate.unit,
        decision=certificate.decision,
        nomination=certificate.nomination,
        replaces=certificate,
        golden_no=golden_no,
        golden_year=year,
        award_name=certificate.award_name,
        holder_name=certificate.holder_name,
        holder_post=certificate.holder_post,
        holder_unit=certificate.holder_unit,
        merit_text=certificate.merit_text,
        created_at=at,
    )
    tasks.issue_certificate.delay_on_commit(certificate_id=copy.pk)  # type: ignore[attr-defined]
    return copy


def recall_certificates(target: Decision, *, actor: Any, at: datetime, note: str) -> None:
    """Recall every certificate of a revoked decision that is still in force; in the caller's transaction."""
    live = target.certificates.exclude(state__in=[CertificateState.REISSUED, CertificateState.RECALLED])
    for certificate in live.order_by("pk"):
        advance(certificate, RECALL, actor=actor, at=at, note=note)
