"""What was found in the trail as a file: at once while it is small, by a job with progress when it is not."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.core import audit, jobs
from portal.core.documents import Column, Sheet, csv_file, workbook
from portal.core.errors import DomainError
from portal.core.files import store_bytes
from portal.core.models import AuditLine, Job
from portal.core.notices import enqueue
from portal.core.paging import page_by_key
from portal.core.templatetags.vi import moment
from portal.pages import tasks
from portal.pages.trail.drawing import Row, draw, plain
from portal.pages.trail.reach import roots_of
from portal.pages.trail.searching import KEYS, Filters, search_lines
from units.models import Unit, User

KIND = "pages.trail_export"
CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
SMALL = 500
MOST = 200_000
AT_ONCE = 1000
KEPT = timedelta(days=7)


def count_lines(reader: User, filters: Filters) -> int:
    """Return how many lines a file would hold, counted no further than one too many."""
    return search_lines(reader, filters).order_by()[: MOST + 1].count()


@transaction.atomic
def export_lines(filters: Filters, *, actor: User, at: datetime, suffix: str) -> tuple[str, bytes]:
    """Return the name and content of a file of what matches, and note who took it; for small ones."""
    rows = [row for part in _parts(actor, filters) for row in part]
    job = _note(filters, count=len(rows), actor=actor, at=at, suffix=suffix, total=len(rows))
    content = _file(iter([rows]), suffix=suffix, at=at)
    jobs.finish(job, at=at, result={"size": len(content)})
    return file_name(at, suffix), content


@transaction.atomic
def start_export(filters: Filters, count: int, *, actor: User, at: datetime, suffix: str) -> Job:
    """
    Return the job that makes the file of what matches, ``count`` lines.

    :raises DomainError: if there are more lines than a file holds
    """
    if count > MOST:
        raise DomainError(
            _("Có hơn %(count)s dòng. Hãy thu hẹp khoảng thời gian hoặc đơn vị rồi xuất.")
            % {"count": f"{MOST:,}".replace(",", ".")}
        )
    job = _note(filters, count=count, actor=actor, at=at, suffix=suffix, total=count)
    tasks.export_trail.delay_on_commit(job_id=job.pk)  # type: ignore[attr-defined]
    return job


def _note(filters: Filters, *, count: int, actor: User, at: datetime, suffix: str, total: int) -> Job:
    """Put down who takes which lines; the job is what the line of the trail points to."""
    wanted = {name: value for name, value in _written(filters).items() if value}
    job = jobs.start_job(
        KIND,
        label=_("Nhật ký (%(suffix)s)") % {"suffix": suffix.upper()},
        owner=actor,
        at=at,
        total=total,
        arguments={"filters": wanted, "suffix": suffix, "language": translation.get_language()},
    )
    after = {"suffix": suffix, "lines": count, **wanted}
    audit.record("trail.export", job, actor=actor, at=at, after=after, unit_id=_home(actor))
    return job


def _home(actor: User) -> int | None:
    """Return the unit in whose trail the export is seen: where the reader's reach begins."""
    roots = roots_of(actor)
    return roots[0].pk if roots else None


def run_export(job_id: int, *, at: datetime) -> None:
    """Make the file of one job and tell its owner; may run again, a finished job is left alone."""
    job = jobs.claim(job_id, at=at)
    if job is None or not isinstance(job.owner, User):
        return
    suffix = job.arguments["suffix"]
    try:
        with translation.override(job.arguments["language"]):
            content = _file(_counted(job, _parts(job.owner, _read(job.arguments["filters"]))), suffix=suffix, at=at)
    except Exception:
        jobs.fail(job, _("Không tạo được tệp. Hãy thử lại; nếu vẫn vậy, báo người quản trị."), at=at)
        raise
    with transaction.atomic():
        file = store_bytes(
            content,
            name=file_name(at, suffix),
            content_type=CONTENT_TYPES[suffix],
            owner=job.owner,
            at=at,
            expires_at=at + KEPT,
        )
        jobs.finish(job, at=at, file=file, result={"size": file.size})
        subject = _("Tệp đã xong: %(label)s") % {"label": job.label}
        body = _("Tệp được giữ đến %(moment)s.") % {"moment": moment(at + KEPT)}
        url = reverse("trail_job", args=[job.pk])
        enqueue(f"job:{job.pk}", recipients=[job.owner], subject=subject, body=body, url=url, at=at)


@transaction.atomic
def take_file(job: Job, *, actor: User, at: datetime) -> None:
    """Put down that ``actor`` downloads the file of ``job``."""
    audit.record("trail.take_file", job, actor=actor, at=at, after={"file": job.file}, unit_id=_home(actor))


def resend_exports(*, at: datetime) -> int:
    """Send the jobs again that nobody has taken up, or whose worker has been silent; return how many."""
    ids = jobs.list_stuck(KIND, at=at)
    for job_id in ids:
        tasks.export_trail.delay_on_commit(job_id=job_id)  # type: ignore[attr-defined]
    return len(ids)


def file_name(at: datetime, suffix: str) -> str:
    return f"nhat-ky-{timezone.localtime(at):%Y-%m-%d-%H%M}.{suffix}"


def _written(filters: Filters) -> dict[str, Any]:
    return {
        one.name: value.isoformat() if isinstance(value, date) else getattr(value, "pk", value)
        for one in fields(filters)
        for value in [getattr(filters, one.name)]
    }


def _read(values: dict[str, Any]) -> Filters:
    days = {name: date.fromisoformat(values[name]) for name in ("since", "until") if name in values}
    unit = {"unit": Unit.objects.get(pk=values["unit"])} if "unit" in values else {}
    wanted: dict[str, Any] = values | days | unit
    return Filters(**wanted)


def _parts(reader: User, filters: Filters) -> Iterator[list[Row]]:
    """Yield what matches in handfuls, newest first; personal data stay hidden in files."""
    lines, after, first = search_lines(reader, filters), "", True
    while first or after:
        page = page_by_key(lines, keys=KEYS, after=after, size=AT_ONCE)
        yield draw(reader, page, whole=True)
        after, first = page.next, False


def _counted(job: Job, parts: Iterator[list[Row]]) -> Iterator[list[Row]]:
    for part in parts:
        yield part
        jobs.progress(job, len(part))


def _columns() -> list[Column]:
    return [
        Column(_("Ngày"), "date", 12),
        Column(_("Giờ"), width=10),
        Column(_("Người làm"), width=24),
        Column(_("Mã đăng nhập"), width=14),
        Column(_("Với vai"), width=28),
        Column(_("Thay mặt"), width=24),
        Column(_("Việc"), width=24),
        Column(_("Loại hồ sơ"), width=18),
        Column(_("Số hồ sơ"), "integer", 10),
        Column(_("Đơn vị"), width=28),
        Column(_("Ghi chú"), width=36),
        Column(_("Trước → sau"), width=60),
        Column(_("Địa chỉ mạng"), width=16),
        Column(_("Mã yêu cầu"), width=18),
    ]


def _file(parts: Iterator[list[Row]], *, suffix: str, at: datetime) -> bytes:
    cells = (_cells(row) for part in parts for row in part)
    if suffix == "csv":
        return csv_file(_columns(), cells)
    return workbook([Sheet(_("Nhật ký"), _columns(), cells)], created=at)


def _cells(row: Row) -> list[Any]:
    line: AuditLine = row.line
    return [
        timezone.localtime(line.at).date(),
        f"{timezone.localtime(line.at):%H:%M:%S}",
        line.actor.full_name if line.actor else _("Hệ thống"),
        line.actor.username if line.actor else "",
        line.actor_role,
        line.on_behalf_of.full_name if line.on_behalf_of else "",
        row.action,
        row.kind,
        line.object_id,
        row.unit,
        row.note,
        plain(row),
        line.address or "",
        line.request_id,
    ]
