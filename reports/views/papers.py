"""Reports as files, and the page of the job that makes a large one."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from portal.core import files
from portal.core.jobs import get_own_job
from portal.core.models import Job
from reports import selectors, services
from reports.documents import file_name
from reports.models import Report

CONTENT_TYPES = services.CONTENT_TYPES


def paper(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    """Give a report as PDF, Word or Excel; a large one is made by a job, started by a button."""
    user: Any = request.user
    if suffix not in CONTENT_TYPES:
        raise Http404
    report = selectors.get_report(pk, actor=user)
    if services.is_large(report):
        return _by_job(request, report, suffix)
    content = services.export_report(report, actor=user, at=timezone.now(), suffix=suffix)
    response = HttpResponse(content, content_type=CONTENT_TYPES[suffix])
    disposition = content_disposition_header(as_attachment=suffix != "pdf", filename=file_name(report, suffix))
    response["Content-Disposition"] = disposition or ""
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _by_job(request: HttpRequest, report: Report, suffix: str) -> HttpResponse:
    if request.method == "POST":
        job = services.start_export(report, actor=request.user, at=timezone.now(), suffix=suffix)
        return redirect("reports:job", job.pk)
    context = {
        "title": _("Tạo tệp %(suffix)s của báo cáo này?") % {"suffix": suffix.upper()},
        "text": _("Báo cáo có nhiều đơn vị nên tệp được tạo ở phía sau. Bạn rời trang được, xong có thông báo."),
        "items": [report.title, report.unit.short_name],
        "confirm": _("Tạo tệp"),
        "back_url": reverse("reports:detail", args=[report.pk]),
        "back_label": report.title,
    }
    return render(request, "confirm.html", context)


def _own_job(request: HttpRequest, pk: int) -> Job:
    return get_own_job(pk, owner=request.user)


def job(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a job of the reader is; asked by htmx, only the part that changes."""
    found = _own_job(request, pk)
    moving = found.state in {Job.State.WAITING, Job.State.RUNNING}
    context = {
        "job": found,
        "moving": moving,
        "refresh_url": request.path if moving else "",
        "file_url": reverse("reports:job_file", args=[found.pk]),
    }
    part = getattr(request, "htmx", False)
    return render(request, "_job.html" if part else "reports/job.html", context)


def job_file(request: HttpRequest, pk: int) -> FileResponse:
    """Give the file a job of the reader made."""
    found = _own_job(request, pk)
    if found.file is None:
        raise Http404
    return files.response(found.file)
