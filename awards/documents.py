"""Decisions and certificates as the plain dictionaries their printed forms need."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse

from awards.enums import AwardKind, Capacity, DecisionKind, SubjectKind
from awards.models import Certificate, Decision, Nomination
from portal.core.documents.forms import Award, Certificates, ListGroup, ListRow, Signature
from portal.core.documents.forms import Decision as DecisionForm
from portal.core.language import in_vietnamese
from units.enums import Level
from units.models import Unit


@in_vietnamese
def decision_data(decision: Decision, nominations: Sequence[Nomination]) -> DecisionForm:
    """Return what the form “decision” prints; while it has no number, the paper is marked as a draft."""
    unit = decision.unit
    data: dict[str, Any] = {
        "parent": unit.parent.name if unit.parent else "",
        "issuer": decision.issuer_name or unit.name,
        "number": decision.symbol,
        "symbol": f"QĐ-{unit.doc_suffix}",
        "place": unit.place or unit.area,
        "issued_on": decision.decided_on.isoformat() if decision.decided_on else "",
        "draft": not decision.symbol,
        "authority": f"{committee_of(unit)} {decision.issuer_name or unit.name}",
        "abstract": decision.subject,
        "grounds": list(decision.grounds),
        "articles": list(decision.articles),
        "list_title": decision.subject,
        "groups": _groups(nominations) if decision.kind == DecisionKind.AWARD else [],
        "recipients": list(decision.recipients),
        "signature": signature_of(decision),
        "verify_url": "",
    }
    if decision.signed_at:
        data["timestamp"] = decision.signed_at.isoformat()
    return data  # type: ignore[return-value]


def committee_of(unit: Unit) -> str:
    """Return the body in whose name a unit decides: a grassroots union has no standing committee of its own."""
    return "BAN CHẤP HÀNH" if unit.level >= Level.GRASSROOTS else "BAN THƯỜNG VỤ"


def signature_of(decision: Decision) -> Signature:
    title = (decision.signer_title or "Chủ tịch").upper()
    if decision.capacity in (Capacity.DEPUTY, Capacity.DELEGATE):
        return {"lines": [f"{decision.capacity} CHỦ TỊCH", title], "name": decision.signer_name}
    return {"lines": [f"TM. {committee_of(decision.unit)}", title], "name": decision.signer_name}


def _groups(nominations: Sequence[Nomination]) -> list[ListGroup]:
    collectives = [row for row in nominations if row.subject_kind != SubjectKind.PERSON]
    persons = [row for row in nominations if row.subject_kind == SubjectKind.PERSON]
    if not collectives or not persons:
        return [{"title": "", "rows": [_row(row) for row in nominations]}]
    return [
        {"title": "I. TẬP THỂ", "rows": [_row(row) for row in collectives]},
        {"title": "II. CÁ NHÂN", "rows": [_row(row) for row in persons]},
    ]


def _row(nomination: Nomination) -> ListRow:
    member = nomination.member
    home = (member.grassroots or member.unit).name if member else ""
    return {
        "name": nomination.subject_name,
        "post": member.position if member else "",
        "unit": home,
        "award": nomination.award_type.paper_title,
        "merit": "",
        "direct": bool(member and member.is_direct_worker),
    }


@in_vietnamese
def certificate_data(certificates: Iterable[Certificate], *, mark: str = "") -> Certificates:
    """Return what the form “certificate” prints, one page each."""
    return {"items": [_certificate(row, mark) for row in certificates]}


def _certificate(certificate: Certificate, mark: str) -> Award:
    decision, award_type = certificate.decision, certificate.nomination.award_type
    person = certificate.nomination.member_id is not None
    paper: Award = {
        "authority": f"BAN CHẤP HÀNH {decision.issuer_name or certificate.unit.name}",
        "title": title_of(certificate).upper(),
        "salutation": "Đồng chí" if person else "",
        "name": certificate.holder_name,
        "post": certificate.holder_post,
        "unit": certificate.holder_unit,
        "merit": certificate.merit_text,
        "decision_number": f"{decision.symbol}",
        "golden_number": f"{certificate.golden_no}/{certificate.golden_year}",
        "verify_url": verify_url(certificate.code),
        "verify_code": certificate.code,
        "place": certificate.unit.place or certificate.unit.area,
        "issued_on": decision.decided_on.isoformat() if decision.decided_on else "",
        "signature": signature_of(decision),
    }
    if award_type.kind == AwardKind.TITLE:
        paper["verb"] = "TẶNG DANH HIỆU"
    if mark:
        paper["mark"] = mark
    return paper


def title_of(certificate: Certificate) -> str:
    return str(certificate.nomination.award_type.paper_title)


def verify_url(code: str) -> str:
    """Return the public address that the QR code of a certificate leads to."""
    return f"{settings.BASE_URL}{reverse('awards_public:verify', args=[code])}"
