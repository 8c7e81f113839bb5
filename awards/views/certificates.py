"""Certificates: what is to be printed, handed over, lost and issued anew."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from awards.documents import verify_url
from awards.enums import CertificateState
from awards.forms import CertificateFilterForm
from awards.selectors.decisions import chosen_certificates, get_certificate, list_certificates
from awards.services.certificates import print_certificates, seal_certificates
from awards.services.papers import issue_certificate_paper, print_sheet
from awards.states import STEPS
from awards.views.drawing import CERTIFICATE_BADGES, draw_history
from awards.views.nominations import without_cursor
from awards.views.steps import list_actions
from portal.core import audit
from portal.core.documents import qr_svg
from portal.core.files import response
from portal.core.permissions import require
from units.enums import Role

WORDS = {step.name: step.label for step in STEPS} | {"certificate.issue": gettext_lazy("Lập tệp in")}


def certificates(request: HttpRequest) -> HttpResponse:
    """List the certificates of one's units; the clerk prints and seals many at once."""
    user: Any = request.user
    form = CertificateFilterForm(request.GET or None)
    data = form.cleaned_data if form.is_valid() else {}
    decision = request.GET.get("quyet_dinh", "")
    page = list_certificates(
        user,
        state=data.get("trang_thai", ""),
        text=data.get("q", ""),
        decision=int(decision) if decision.isdecimal() else None,
        after=request.GET.get("sau", ""),
    )
    context = {
        "form": form,
        "page": page,
        "rows": [(row, CERTIFICATE_BADGES[CertificateState(row.state)]) for row in page],
        "query": without_cursor(request),
        "filtered": bool(data.get("trang_thai") or data.get("q") or decision),
        "is_clerk": user.holds(Role.CLERK),
    }
    return render(request, "awards/certificates.html", context)


@require_POST
def handle_many(request: HttpRequest) -> HttpResponse:
    """Print a sheet of the chosen certificates, or mark them as printed or sealed."""
    user: Any = request.user
    ids = [int(value) for value in request.POST.getlist("certificates") if value.isdecimal()]
    chosen = chosen_certificates(ids, actor=user)
    for certificate in chosen:
        require(user, "awards.handle_certificate", certificate)
    if not chosen:
        messages.error(request, _("Chọn ít nhất một bằng, giấy."))
        return redirect("awards:certificates")
    if request.POST.get("then") == "sheet":
        answer = HttpResponse(print_sheet(chosen), content_type="application/pdf")
        answer["Content-Disposition"] = 'inline; filename="bang-giay-khen.pdf"'
        return answer
    job = seal_certificates if request.POST.get("then") == "seal" else print_certificates
    count = job(chosen, actor=user, at=timezone.now())
    messages.success(request, _("Đã ghi %(count)d bằng, giấy.") % {"count": count})
    return redirect("awards:certificates")


def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one certificate: its words, where it is, its code."""
    user: Any = request.user
    record = get_certificate(pk, actor=user)
    address = verify_url(record.code)
    context = {
        "certificate": record,
        "badge": CERTIFICATE_BADGES[CertificateState(record.state)],
        "actions": list_actions("certificate", record, user),
        "history": draw_history(audit.history(record), WORDS),
        "address": address,
        "qr": qr_svg(address),
        "copy": getattr(record, "replaced_by", None),
    }
    return render(request, "awards/certificate.html", context)


def certificate_file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out the file of a certificate."""
    record = get_certificate(pk, actor=request.user)
    return response(issue_certificate_paper(record.pk, at=timezone.now()).file, inline=True)
