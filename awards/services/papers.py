"""The files of decisions and certificates: made once, outside the transaction that signed them."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, models, transaction

from awards import tasks
from awards.documents import certificate_data, decision_data
from awards.enums import NominationState
from awards.models import Certificate, Decision, Nomination
from portal.core import audit, files
from portal.core.documents import render_docx, render_pdf, template_version
from portal.core.models import IssuedDocument

DECISION, CERTIFICATE = "decision", "certificate"
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
RENDER: dict[str, Callable[[str, Any], bytes]] = {"pdf": render_pdf, "docx": render_docx}
WAITED = timedelta(minutes=1)
BATCH = 50


def nominations_of(decision: Decision) -> list[Nomination]:
    """Return whom a decision commends, collectives first, each by name; for its list and its page."""
    if decision.batch_id is None:
        return []
    wanted = [NominationState.DECIDED] if decision.number else [NominationState.SIGNED_OFF]
    rows = Nomination.objects.filter(batch=decision.batch_id, state__in=wanted)
    return list(
        rows.select_related("award_type", "member__unit", "member__grassroots", "subject_unit").order_by(
            "-subject_kind", "member__sort_key", "subject_unit__sort_key", "pk"
        )
    )


def issue_decision_papers(decision_id: int, *, at: datetime) -> None:
    """Make the two files of a numbered decision and those of its certificates; may run twice, the first stay."""
    decision = Decision.objects.select_related("unit__parent", "batch").get(pk=decision_id)
    if decision.number is None:
        return
    for suffix in TYPES:
        issued_paper(decision, suffix, at=at)
    for certificate in _waiting_certificates().filter(decision=decision)[:BATCH]:
        issue_certificate_paper(certificate.pk, at=at)
    if _waiting_certificates().filter(decision=decision).exists():
        # A long list goes on in the next task: one that runs for an hour would be handed out twice.
        tasks.issue_decision.delay(decision_id=decision.pk)
        return
    Decision.objects.filter(pk=decision.pk, papers_ready_at__isnull=True).update(papers_ready_at=at)


def _waiting_certificates() -> models.QuerySet[Certificate]:
    return Certificate.objects.filter(papers_ready_at__isnull=True).order_by("pk")


def issued_paper(decision: Decision, suffix: str, *, at: datetime) -> IssuedDocument:
    """Return the issued file of a numbered decision, made now if it was not made yet."""
    name = f"quyet-dinh-{decision.symbol.replace('/', '-')}-{decision.year}.{suffix}"
    return _issued(decision, DECISION, suffix, lambda: decision_data(decision, nominations_of(decision)), name, at=at)


def draft_paper(decision: Decision, suffix: str) -> bytes:
    """Return the decision as it would look now, marked as a draft while it has no number; kept nowhere."""
    return RENDER[suffix](DECISION, decision_data(decision, nominations_of(decision)))


def issue_certificate_paper(certificate_id: int, *, at: datetime) -> IssuedDocument:
    """Return the file of one certificate, made now if it was not made yet."""
    rows = Certificate.objects.select_related("unit", "decision__unit", "nomination__award_type")
    certificate = rows.get(pk=certificate_id)
    name = f"bang-{certificate.golden_no}-{certificate.golden_year}.pdf"
    paper = _issued(certificate, CERTIFICATE, "pdf", lambda: certificate_data([certificate]), name, at=at)
    Certificate.objects.filter(pk=certificate.pk, papers_ready_at__isnull=True).update(papers_ready_at=at)
    return paper


def print_sheet(certificates: list[Certificate]) -> bytes:
    """Return one PDF with a page for each certificate, for the printer; kept nowhere."""
    return render_pdf(CERTIFICATE, certificate_data(certificates))


def _issued(
    record: models.Model, form: str, suffix: str, data: Callable[[], Mapping[str, Any]], name: str, *, at: datetime
) -> IssuedDocument:
    key = {"object_type": record._meta.label_lower, "object_id": record.pk, "form": form, "suffix": suffix}
    found = IssuedDocument.objects.filter(**key).select_related("file").first()
    if found is not None:
        return found
    content_of = data()
    content = RENDER[suffix](form, content_of)
    file = files.store_bytes(content, name=name, content_type=TYPES[suffix], at=at)
    try:
        with transaction.atomic():
            made = IssuedDocument.objects.create(
                **key, template_version=template_version(form), data=content_of, file=file, issued_at=at
            )
            audit.record(f"{form}.issue", record, actor=None, at=at, after={"file": name, "sha256": file.sha256})
    except IntegrityError:  # another worker made it in between
        return IssuedDocument.objects.select_related("file").get(**key)
    return made


def resend_waiting(*, at: datetime) -> int:
    """Send again the tasks whose files are missing a minute later; return how many. Safe to run twice."""
    late = at - WAITED
    decisions = Decision.objects.filter(number__isnull=False, papers_ready_at__isnull=True, signed_at__lt=late)
    sent = 0
    for pk in decisions.order_by("pk").values_list("pk", flat=True)[:BATCH]:
        tasks.issue_decision.delay(decision_id=pk)
        sent += 1
    copies = _waiting_certificates().filter(replaces__isnull=False, created_at__lt=late)
    for pk in copies.values_list("pk", flat=True)[:BATCH]:
        tasks.issue_certificate.delay(certificate_id=pk)
        sent += 1
    return sent
