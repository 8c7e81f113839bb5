"""The trail, for the inspection committee and the administrators of a branch."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.core import audit, files
from portal.core.forms import apply
from portal.core.jobs import get_own_job
from portal.core.models import Job
from portal.core.permissions import allowed, require
from portal.pages.forms import PurposeForm, TrailForm
from portal.pages.trail import exporting
from portal.pages.trail.drawing import draw
from portal.pages.trail.opening import open_personal
from portal.pages.trail.reach import list_lines, sight
from portal.pages.trail.searching import page_of_lines


def trail(request: HttpRequest) -> HttpResponse:
    """Search who did what in the reader's branch, newest first."""
    user: Any = request.user
    require(user, "units.view_trail")
    form = TrailForm(request.GET, reader=user)
    page = page_of_lines(user, form.filters(), after=request.GET.get("sau", "")) if form.is_valid() else None
    query = request.GET.copy()
    query.pop("sau", None)
    context = {
        "form": form,
        "page": page,
        "rows": draw(user, page or []),
        "query": query.urlencode(),
        "filtered": any(query.values()),
        "one_record": bool(query.get("loai") and query.get("ho_so")),
        "check": audit.last_check(),
    }
    return render(request, "pages/trail.html", context, status=200 if page is not None else 422)


@never_cache
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one line whole; personal data only after a purpose was put down, on that answer alone."""
    user: Any = request.user
    require(user, "units.view_trail")
    found = get_object_or_404(list_lines(user), pk=pk)
    unit = sight(user, [found]).unit_of(found)
    form = PurposeForm(request.POST or None)
    opened = request.method == "POST" and form.is_valid() and _opened(form, found, unit, user)
    row = draw(user, [found], open_personal=opened, whole=True)[0]
    context = {
        "row": row,
        "opened": opened,
        "form": form,
        "may_open": row.personal and allowed(user, "units.open_personal_data", unit),
    }
    return render(request, "pages/trail_line.html", context, status=422 if form.errors else 200)


def _opened(form: PurposeForm, found: Any, unit: Any, user: Any) -> bool:
    purpose = form.cleaned_data["purpose"]
    return apply(form, lambda: open_personal(found, unit, actor=user, at=timezone.now(), purpose=purpose))


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Give what was found as a file; a large one is made by a job."""
    user: Any = request.user
    require(user, "units.view_trail")
    form, suffix = TrailForm(request.POST, reader=user), request.POST.get("suffix", "")
    if suffix not in exporting.CONTENT_TYPES or not form.is_valid():
        raise Http404
    filters, at = form.filters(), timezone.now()
    count = exporting.count_lines(user, filters)
    if count > exporting.SMALL:
        return redirect("trail_job", exporting.start_export(filters, count, actor=user, at=at, suffix=suffix).pk)
    name, content = exporting.export_lines(filters, actor=user, at=at, suffix=suffix)
    response = HttpResponse(content, content_type=exporting.CONTENT_TYPES[suffix])
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def job(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far an export of the reader is; asked by htmx, only the part that changes."""
    found = get_own_job(pk, owner=request.user)
    moving = found.state in {Job.State.WAITING, Job.State.RUNNING}
    context = {
        "job": found,
        "moving": moving,
        "refresh_url": request.path if moving else "",
        "file_url": reverse("trail_file", args=[found.pk]),
    }
    part = getattr(request, "htmx", False)
    return render(request, "_job.html" if part else "pages/trail_job.html", context)


def job_file(request: HttpRequest, pk: int) -> FileResponse | HttpResponse:
    """Give the file an export of the reader made, and put down that it was taken."""
    user: Any = request.user
    require(user, "units.view_trail")
    found = get_own_job(pk, owner=user)
    if found.kind != exporting.KIND:
        raise Http404
    if found.file is None:
        return redirect("trail_job", pk)
    exporting.take_file(found, actor=user, at=timezone.now())
    return files.response(found.file)
