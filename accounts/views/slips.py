"""Slips for the members of a unit: whoever has no account, made, printed, revoked."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts import selectors, services
from accounts.forms import MemberCodeForm
from accounts.services.slips import AT_ONCE
from portal.core import files
from portal.core.forms import apply
from portal.core.identity import identity_confirmed_to_read
from portal.core.jobs import get_own_job
from portal.core.models import Job
from portal.core.paging import page_by_key
from portal.core.permissions import require
from units.models import Unit
from units.selectors import get_unit


def _unit(request: HttpRequest, pk: int) -> Unit:
    unit = get_unit(pk, actor=request.user)
    require(request.user, "accounts.make_slips", unit)
    return unit


def waiting(request: HttpRequest, pk: int) -> HttpResponse:
    """List the members of a branch who cannot sign in yet."""
    unit, at = _unit(request, pk), timezone.now()
    members = selectors.members_without_account(unit, at=at)
    page = page_by_key(members, keys=("sort_key", "pk"), after=request.GET.get("sau", ""))
    context = {
        "unit": unit,
        "page": page,
        "without": selectors.members_without_slip(unit, at=at)[: AT_ONCE + 1].count(),
        "printable": selectors.open_slips(unit, at=at)[: AT_ONCE + 1].count(),
        "many": AT_ONCE,
    }
    return render(request, "accounts/slips.html", context)


def made(request: HttpRequest, pk: int) -> HttpResponse:
    """List the slips made in a branch, newest first."""
    unit = _unit(request, pk)
    page = page_by_key(selectors.list_slips(unit), keys=("-pk",), after=request.GET.get("sau", ""))
    return render(request, "accounts/slips_made.html", {"unit": unit, "page": page, "now": timezone.now()})


@require_POST
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a slip for one member, or for all who have none; very many by a job."""
    unit, at = _unit(request, pk), timezone.now()
    one = request.POST.get("member", "")
    members = selectors.members_without_slip(unit, at=at)
    if "member" in request.POST:
        if not one.isdecimal():
            raise Http404
        count = services.make_slips(unit, list(members.filter(pk=int(one))), actor=request.user, at=at)
    elif members[: AT_ONCE + 1].count() > AT_ONCE:
        return redirect("accounts:slips_job", services.start_slips(unit, actor=request.user, at=at).pk)
    else:
        count = services.make_slips(unit, actor=request.user, at=at)
    words = ngettext(
        "Đã làm %(count)d phiếu. Hãy in và trao tận tay.", "Đã làm %(count)d phiếu. Hãy in và trao tận tay.", count
    )
    messages.success(request, words % {"count": count})
    return redirect("accounts:slips", pk)


@identity_confirmed_to_read
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a slip for a member who has an account and no way left to a new password."""
    unit = _unit(request, pk)
    form = MemberCodeForm(request.POST if request.method == "POST" else None)

    def job() -> None:
        slip = services.renew_slip(unit, form.cleaned_data["code"], actor=request.user, at=timezone.now())
        messages.success(request, _("Đã làm phiếu mới cho %(name)s.") % {"name": slip.member.full_name})

    if form.is_valid() and apply(form, job):
        return redirect("accounts:slips_made", pk)
    context = {
        "title": _("Cấp lại phiếu cho người quên mật khẩu"),
        "text": _(
            "Cho đoàn viên đã có tài khoản mà không có điện thoại lẫn e-mail trong đó. Gặp đúng người rồi hãy làm; "
            "trao phiếu tận tay. Tài khoản được báo là có phiếu mới."
        ),
        "form": form,
        "confirm": _("Làm phiếu mới"),
        "back_url": reverse("accounts:slips", args=[pk]),
        "back_label": _("Phiếu kích hoạt"),
    }
    return render(request, "confirm.html", context, status=422 if form.errors else 200)


@identity_confirmed_to_read
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the slips in force as pages to print."""
    unit = _unit(request, pk)
    answer = HttpResponse(
        services.print_slips(unit, actor=request.user, at=timezone.now()), content_type="application/pdf"
    )
    name = f"phieu-kich-hoat-{unit.code}.pdf"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name) or ""
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a lost slip useless."""
    slip = selectors.get_slip(pk, actor=request.user)
    services.revoke_slip(slip, actor=request.user, at=timezone.now())
    messages.success(request, _("Đã hủy phiếu của %(name)s.") % {"name": slip.member.full_name})
    return redirect("accounts:slips_made", slip.unit_id)


def job(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far the slips of a large unit are; asked by htmx, only the part that changes."""
    found = get_own_job(pk, owner=request.user)
    moving = found.state in {Job.State.WAITING, Job.State.RUNNING}
    context: dict[str, Any] = {"job": found, "moving": moving, "refresh_url": request.path if moving else ""}
    part = getattr(request, "htmx", False)
    return render(request, "accounts/_slips_job.html" if part else "accounts/slips_job.html", context)


@identity_confirmed_to_read
def job_file(request: HttpRequest, pk: int) -> FileResponse:
    """Give the file of that job."""
    found = get_own_job(pk, owner=request.user)
    if found.file is None:
        raise Http404
    return files.response(found.file)
