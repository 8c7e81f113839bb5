"""The papers of an initiative: receipt, certificates of recognition, decision of recognition."""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from initiatives.enums import Scope
from initiatives.models import Author, Initiative, Recognition
from portal.core.language import in_vietnamese
from portal.core.periods import day_of
from portal.core.templatetags.vi import vnd
from units.enums import Gender, Level
from units.models import Unit

SIGNING = {
    Level.CONFEDERATION: ["TM. ĐOÀN CHỦ TỊCH", "CHỦ TỊCH"],
    Level.PROVINCE: ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"],
    Level.UPPER: ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"],
}
AUTHORITY = {
    Level.CONFEDERATION: "ĐOÀN CHỦ TỊCH",
    Level.PROVINCE: "BAN THƯỜNG VỤ",
    Level.UPPER: "BAN THƯỜNG VỤ",
}
SCOPES = {Scope.BASE: "cơ sở", Scope.PROVINCE: "tỉnh, ngành", Scope.NATION: "toàn quốc"}
GROUNDS = (
    "Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15/6/2022",
    "Nghị định số 13/2012/NĐ-CP ngày 02/3/2012 của Chính phủ ban hành Điều lệ Sáng kiến",
)


def track_url(initiative: Initiative) -> str:
    """Return the address in the QR code: the page on which the dossier is followed, after signing in."""
    return settings.BASE_URL + reverse("initiatives:detail", args=[initiative.pk])


@in_vietnamese
def receipt_data(initiative: Initiative) -> dict[str, Any]:
    """Return what the form “receipt” prints: what was handed in the first time, as it was frozen."""
    frozen = initiative.versions.order_by("number").first()
    content = frozen.content if frozen else {}
    unit = initiative.owner
    handed_in = timezone.localtime(initiative.submitted_at)
    with override("vi"):  # the paper is Vietnamese, whatever the reader's language
        return {
            **_heading(unit, day_of(handed_in)),
            "number": initiative.code,
            "code": initiative.code,
            "title": content.get("title", initiative.title),
            "solution_type": str(initiative.get_kind_display()),
            "campaign": content.get("campaign_name", ""),
            "authors": [
                {
                    "name": one["name"],
                    "post": ", ".join(filter(None, (one["post"], one["unit"]))),
                    "share": one["share"],
                }
                for one in content.get("authors", [])
            ],
            "unit": unit.name,
            "submitted_at": handed_in.isoformat(),
            "papers": [one["name"] for one in content.get("files", [])],
            "answerer": unit.name,
            "due_on": _due(initiative, frozen),
            "track_url": track_url(initiative),
            "signature": {"lines": ["TIẾP NHẬN TRÊN CỔNG THI ĐUA"], "name": ""},
        }


def _due(initiative: Initiative, frozen: Any) -> str:
    """The day promised at the first submission; later answers move the row, not the paper."""
    promised = frozen.content.get("answer_due_on") if frozen else None
    return promised or (initiative.answer_due_on or day_of(timezone.now())).isoformat()


def _heading(unit: Unit, issued_on: date) -> dict[str, Any]:
    return {
        "parent": unit.parent.name if unit.parent else "",
        "issuer": unit.name,
        "number": "",
        "symbol": unit.doc_suffix,
        "place": unit.place or "",
        "issued_on": issued_on.isoformat(),
    }


@in_vietnamese
def certificates_data(initiative: Initiative, recognition: Recognition) -> dict[str, Any]:
    """Return what the form “recognition” prints: a certificate for each author."""
    authors = list(initiative.authors.select_related("member__unit", "member__grassroots").order_by("-is_lead", "pk"))
    with override("vi"):
        items = [_certificate(initiative, recognition, one, sole=len(authors) == 1) for one in authors]
    return {"items": items, "timestamp": recognition.at.isoformat()}


def _certificate(initiative: Initiative, recognition: Recognition, author: Author, *, sole: bool) -> dict[str, Any]:
    unit, member = recognition.unit, author.member
    place = member.grassroots or member.unit
    return {
        "authority": f"{_authority(unit)} {unit.name}",
        "salutation": "Bà" if member.gender == Gender.FEMALE else "Ông" if member.gender == Gender.MALE else "",
        "name": member.full_name,
        "post": member.position,
        "unit": place.name,
        "share": author.share,
        "sole": sole,
        "initiative": initiative.title,
        "code": initiative.code,
        "scope": SCOPES[Scope(recognition.scope)],
        "benefit": f"Giá trị làm lợi: {vnd(recognition.value_vnd)}" if recognition.value_vnd else "",
        "decision_number": recognition.decision_no,
        "decided_on": recognition.decided_on.isoformat(),
        "register_number": initiative.code,
        "verify_url": track_url(initiative),
        "place": unit.place or "",
        "issued_on": recognition.decided_on.isoformat(),
        "signature": _signature(recognition),
        **({"mark": "ĐÃ THU HỒI"} if recognition.revoked_on else {}),
    }


def _authority(unit: Unit) -> str:
    return AUTHORITY.get(Level(unit.level), "BAN CHẤP HÀNH")


def _signature(recognition: Recognition) -> dict[str, Any]:
    lines = SIGNING.get(Level(recognition.unit.level), ["TM. BAN CHẤP HÀNH", "CHỦ TỊCH"])
    return {"lines": lines, "name": recognition.by.full_name if recognition.by else ""}


@in_vietnamese
def decision_data(initiative: Initiative, recognition: Recognition) -> dict[str, Any]:
    """Return what the form “recognition_decision” prints."""
    unit = recognition.unit
    authors = initiative.authors.select_related("member").order_by("-is_lead", "pk")
    with override("vi"):
        return {
            **_heading(unit, recognition.decided_on),
            "number": recognition.decision_no,
            "abstract": f"Về việc công nhận sáng kiến “{initiative.title}”",
            "authority": f"{_authority(unit)} {unit.name}",
            "grounds": _grounds(recognition),
            "list_title": "DANH SÁCH SÁNG KIẾN ĐƯỢC CÔNG NHẬN",
            "articles": _articles(initiative, recognition),
            "recipients": ["Như Điều 3", *([f"{unit.parent.name} (b/c)"] if unit.parent else []), "Lưu: VT"],
            "signature": _signature(recognition),
            "initiatives": [
                {
                    "title": initiative.title,
                    "code": initiative.code,
                    "authors": ", ".join(f"{one.member.full_name} ({one.share}%)" for one in authors),
                    "unit": initiative.owner.name,
                    "scope": SCOPES[Scope(recognition.scope)],
                    "value_vnd": recognition.value_vnd,
                }
            ],
        }


def _grounds(recognition: Recognition) -> list[str]:
    minutes = recognition.outcome.get("minutes_no")
    council = recognition.outcome.get("council", "Hội đồng sáng kiến")
    grounds = [f"Căn cứ {text}" for text in GROUNDS]
    if minutes:
        grounds.append(f"Xét Biên bản số {minutes} của {council}")
    if recognition.basis:
        grounds.append(f"Xét {recognition.basis}")
    return grounds


def _articles(initiative: Initiative, recognition: Recognition) -> list[str]:
    scope = SCOPES[Scope(recognition.scope)]
    return [
        f"Công nhận sáng kiến “{initiative.title}” (mã số {initiative.code}), phạm vi ảnh hưởng: {scope}"
        " (có danh sách kèm theo).",
        "Tác giả sáng kiến được cấp giấy chứng nhận và hưởng quyền lợi theo quy định.",
        "Quyết định này có hiệu lực từ ngày ký. Ban Chấp hành, các bộ phận liên quan và tác giả có tên trong danh sách"
        " chịu trách nhiệm thi hành.",
    ]
