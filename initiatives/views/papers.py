"""Files and papers of an initiative."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe

from initiatives import selectors
from initiatives.documents import certificates_data, decision_data, receipt_data, track_url
from initiatives.models import Initiative, Recognition
from portal.core import files
from portal.core.documents import qr_svg, render_docx, render_pdf
from portal.core.models import StoredFile
from portal.core.permissions import require

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def file(request: HttpRequest, pk: int, attachment: int) -> HttpResponseBase:
    """One file, to who may read the dossier; pictures are shown in place."""
    initiative = selectors.get_initiative(pk, actor=request.user)
    require(request.user, "initiatives.read_content", initiative)
    one = selectors.get_attachment(attachment, initiative=initiative)
    if one.file.scan in (StoredFile.Scan.WAITING, StoredFile.Scan.INFECTED):
        raise Http404
    return files.response(one.file, inline=one.is_picture)


def _handed_in(request: HttpRequest, pk: int) -> Initiative:
    initiative = selectors.get_initiative(pk, actor=request.user)
    require(request.user, "initiatives.read_content", initiative)
    if initiative.submitted_at is None:
        raise Http404
    return initiative


def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """The receipt on screen: code, QR, when the answer is due."""
    initiative = _handed_in(request, pk)
    versions = selectors.list_versions(initiative)
    promised = versions[-1].content.get("answer_due_on") if versions else None
    context: dict[str, Any] = {
        "initiative": initiative,
        "versions": versions,
        "promised": date.fromisoformat(promised) if promised else None,
    }
    drawn = mark_safe(qr_svg(track_url(initiative)))  # noqa: S308 - drawn here out of our own address
    return render(request, "initiatives/receipt.html", context | {"qr": drawn})


def receipt_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The receipt as a paper."""
    initiative = _handed_in(request, pk)
    return _paper(render_pdf("receipt", receipt_data(initiative)), f"giay-tiep-nhan-{initiative.code}", "pdf")


def _recognition(request: HttpRequest, pk: int, number: int) -> tuple[Initiative, Recognition]:
    initiative = _handed_in(request, pk)
    one = next((row for row in selectors.list_recognitions(initiative) if row.pk == number), None)
    if one is None:
        raise Http404
    return initiative, one


def certificates(request: HttpRequest, pk: int, recognition: int) -> HttpResponse:
    """The certificates of one recognition, a page for each author."""
    initiative, one = _recognition(request, pk, recognition)
    content = render_pdf("recognition", certificates_data(initiative, one))
    return _paper(content, f"giay-chung-nhan-{initiative.code}", "pdf")


def decision(request: HttpRequest, pk: int, recognition: int, suffix: str) -> HttpResponse:
    """The decision of one recognition, as PDF or Word."""
    initiative, one = _recognition(request, pk, recognition)
    if suffix not in KINDS:
        raise Http404
    render_as = render_docx if suffix == "docx" else render_pdf
    content = render_as("recognition_decision", decision_data(initiative, one))
    return _paper(content, f"quyet-dinh-cong-nhan-{initiative.code}", suffix)


def _paper(content: bytes, name: str, suffix: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=KINDS[suffix])
    header = content_disposition_header(as_attachment=suffix == "docx", filename=f"{name}.{suffix}")
    answer["Content-Disposition"] = header or ""
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
