"""The plan as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from campaigns import selectors
from campaigns.documents import plan_data
from portal.core.documents import render_docx, render_pdf

KINDS = {
    "pdf": ("application/pdf", render_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", render_docx),
}


def plan(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    """Give the plan as PDF or Word; before the launch it is marked as a draft."""
    campaign = selectors.get_campaign(pk, actor=request.user)
    if suffix not in KINDS:
        raise Http404
    content_type, render = KINDS[suffix]
    response = HttpResponse(render("plan", plan_data(campaign)), content_type=content_type)
    name = f"ke-hoach-{campaign.code}.{suffix}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=suffix == "docx", filename=name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    return response
