"""Reports as files: at once when they are small, by a job with progress when they are not."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from portal.core import audit, jobs
from portal.core.documents import render_docx, render_pdf, workbook
from portal.core.files import store_bytes
from portal.core.models import Job, StoredFile
from portal.core.notices import enqueue
from reports import tasks
from reports.documents import file_name, report_data, report_sheets
from reports.models import Report
from reports.selectors import count_children, list_children

KIND = "reports.export"
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SMALL = 300  # units below; a file for them is made in well under a second


def is_large(report: Report) -> bool:
    """Whether files of ``report`` name so many units that they are made by a job."""
    return count_children([report.pk]).get(report.pk, (0, 0))[1] > SMALL


@transaction.atomic
def export_report(report: Report, *, actor: Any, at: datetime, suffix: str) -> bytes:
    """Return a report as a PDF, Word or Excel file, and note who took it."""
    content = _make(report, suffix)
    audit.record("report.export", report, actor=actor, at=at, after={"suffix": suffix})
    return content


@transaction.atomic
def start_export(report: Report, *, actor: Any, at: datetime, suffix: str) -> Job:
    """Return the job that makes the file of a large report."""
    label = f"{report.title} ({suffix.upper()})"
    arguments = {"report": report.pk, "suffix": suffix, "language": translation.get_language()}
    job = jobs.start_job(KIND, label=label, owner=actor, at=at, total=2, arguments=arguments)
    audit.record("report.export", report, actor=actor, at=at, after={"suffix": suffix, "job": job})
    tasks.export.delay_on_commit(job_id=job.pk)  # type: ignore[attr-defined]
    return job


def run_export(job_id: int, *, at: datetime) -> None:
    """Make the file of one job and tell its owner; may run again, a finished job is left alone."""
    job = jobs.claim(job_id, at=at)
    if job is None:
        return
    report = Report.objects.select_related("unit", "receiver", "signed_by").get(pk=job.arguments["report"])
    suffix = job.arguments["suffix"]
    try:
        content = _make(report, suffix)
    except Exception:
        jobs.fail(job, _("Không tạo được tệp. Hãy thử lại; nếu vẫn vậy, báo người quản trị."), at=at)
        raise
    jobs.progress(job)
    with transaction.atomic():
        file = _keep(report, suffix, content, job=job, at=at)
        jobs.finish(job, at=at, file=file, result={"size": file.size})
        subject = _("Tệp đã xong: %(label)s") % {"label": job.label}
        enqueue(f"job:{job.pk}", recipients=[job.owner], subject=subject, url=f"/bao-cao/viec/{job.pk}/", at=at)


def _keep(report: Report, suffix: str, content: bytes, *, job: Job, at: datetime) -> StoredFile:
    name, content_type = file_name(report, suffix), CONTENT_TYPES[suffix]
    return store_bytes(content, name=name, content_type=content_type, owner=job.owner, at=at)


def _make(report: Report, suffix: str) -> bytes:
    if suffix == "xlsx":
        children = list_children(report).order_by("unit__sort_key", "pk").iterator(chunk_size=500)
        return workbook(report_sheets(report, children))
    render = {"pdf": render_pdf, "docx": render_docx}[suffix]
    return render("report", report_data(report))


def resend_exports(*, at: datetime) -> int:
    """Send the jobs again that nobody has taken up, or whose worker has been silent; return how many."""
    ids = jobs.list_stuck(KIND, at=at)
    for job_id in ids:
        tasks.export.delay_on_commit(job_id=job_id)  # type: ignore[attr-defined]
    return len(ids)
