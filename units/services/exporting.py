"""Lists as files: the columns a person chose, in a form that can be edited and sent back; who took them is noted."""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from portal.core import audit, jobs
from portal.core.documents.sheet import MOST_ROWS
from portal.core.errors import DomainError
from portal.core.files import store_bytes
from portal.core.models import Job
from portal.core.notices import enqueue
from portal.core.permissions import refusal, require
from portal.core.sheets import Column, SheetKind, sheet_kind, write_csv, write_export
from portal.core.sheets.writing import CSV, XLSX
from units import tasks
from units.models import Unit, User
from units.personal import LABELS, fields_needed

EXPORT_JOB = "units.export_sheet"
SMALL = 500  # rows that are written before the page answers
WRITERS = {"xlsx": (write_export, XLSX), "csv": (write_csv, CSV)}


def count_rows(unit: Unit, kind: SheetKind, *, actor: Any) -> int:
    """Return how many rows of the branch of ``unit`` the list holds for ``actor``."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {kind.present} WHERE {_within(kind, unit, actor)}",  # noqa: S608 - the kind's own words
            [unit.path],
        )
        return int(cursor.fetchone()[0])


def _within(kind: SheetKind, unit: Unit, actor: Any) -> str:
    """A role for one unit alone takes that unit's own rows, as its lists show them."""
    return f"starts_with({kind.within}, %s)" if actor.reaches_below(unit) else f"{kind.within} = %s"


def columns_for(kind: SheetKind, unit: Unit, *, actor: Any) -> list[Column]:
    """Return the columns ``actor`` may take of the branch of ``unit``: of personal data what their roles need."""
    needed = fields_needed(actor, unit)
    return [column for column in kind.columns if column.now and (column.name not in LABELS or column.name in needed)]


def chosen(kind: SheetKind, unit: Unit, names: Sequence[str], *, actor: Any) -> list[Column]:
    """
    Return the columns called ``names`` in the kind's order.

    :raises DomainError: if there is none, or one holds personal data that no role of ``actor`` needs
    """
    columns = columns_for(kind, unit, actor=actor)
    kept_back = [one.title for one in kind.columns if one.now and one.name in names and one not in columns]
    if kept_back:
        raise DomainError(
            _("Vai trò của bạn ở %(unit)s không cần dữ liệu này của mọi người: %(columns)s. Hãy bỏ chọn.")
            % {"unit": unit.short_name, "columns": ", ".join(kept_back)},
            field="columns",
        )
    wanted = [column for column in columns if column.name in names]
    if not wanted:
        raise DomainError(_("Hãy chọn ít nhất một cột."), field="columns")
    return wanted


@transaction.atomic
def export_sheet(
    unit: Unit, kind: SheetKind, *, actor: Any, at: datetime, columns: Sequence[str], suffix: str
) -> bytes:
    """
    Return the list of the branch as a file, and note who took which columns.

    :raises PermissionDenied: if ``actor`` may not take this list
    :raises DomainError: if there is no column, or one that ``actor`` may not take
    """
    require(actor, kind.export_permission, unit)
    wanted = chosen(kind, unit, columns, actor=actor)
    content, rows = _make(unit, kind, wanted, suffix, actor=actor)
    _note(unit, kind, wanted, suffix, actor=actor, at=at, rows=rows)
    return content


@transaction.atomic
def start_sheet_export(
    unit: Unit, kind: SheetKind, *, actor: Any, at: datetime, columns: Sequence[str], suffix: str
) -> Job:
    """
    Return the job that writes a long list.

    :raises PermissionDenied: if ``actor`` may not take this list
    :raises DomainError: if it is longer than a page of a workbook, or as for :func:`export_sheet`
    """
    require(actor, kind.export_permission, unit)
    wanted = chosen(kind, unit, columns, actor=actor)
    rows = count_rows(unit, kind, actor=actor)
    _refuse_too_long(rows, suffix)
    arguments = {
        "owner": actor.pk,
        "unit": unit.pk,
        "kind": kind.name,
        "columns": [column.name for column in wanted],
        "suffix": suffix,
        "language": translation.get_language(),
    }
    label = f"{kind.title}, {unit.short_name} ({suffix.upper()})"
    job = jobs.start_job(EXPORT_JOB, label=label, owner=actor, at=at, total=rows, arguments=arguments)
    _note(unit, kind, wanted, suffix, actor=actor, at=at, rows=rows)
    tasks.export_sheet.delay_on_commit(job_id=job.pk)  # type: ignore[attr-defined]
    return job


def _refuse_too_long(rows: int, suffix: str) -> None:
    if suffix == "xlsx" and rows >= MOST_ROWS:  # the heading takes one
        raise DomainError(
            _("Danh sách có %(n)d dòng, nhiều hơn một trang Excel chứa được. Hãy chọn CSV hoặc một đơn vị nhỏ hơn.")
            % {"n": rows},
            field="suffix",
        )


def _note(
    unit: Unit, kind: SheetKind, columns: Sequence[Column], suffix: str, *, actor: Any, at: datetime, rows: int
) -> None:
    names = [column.name for column in columns]
    after = {"kind": kind.name, "columns": names, "suffix": suffix, "rows": rows}
    audit.record("sheet.export", unit, actor=actor, at=at, after=after)


def run_sheet_export(job_id: int, *, at: datetime) -> None:
    """Write the file of one job and tell its owner; a right that was lost since then ends it."""
    job = jobs.claim(job_id, at=at)
    if job is None:
        return
    kind, unit = sheet_kind(job.arguments["kind"]), Unit.objects.get(pk=job.arguments["unit"])
    suffix = job.arguments["suffix"]
    owner = User.objects.get(pk=job.arguments["owner"])
    with translation.override(job.arguments.get("language") or "vi"):
        if why := refusal(owner, kind.export_permission, unit):
            jobs.fail(job, why, at=at)
            return
        try:
            _write(job, owner, unit, kind, suffix, at=at)
        except DomainError as refused:
            jobs.fail(job, refused.message, at=at)
        except Exception:
            jobs.fail(job, _("Không tạo được tệp. Hãy thử lại; nếu vẫn vậy, báo người quản trị."), at=at)
            raise


def _write(job: Job, owner: User, unit: Unit, kind: SheetKind, suffix: str, *, at: datetime) -> None:
    with transaction.atomic():
        columns = chosen(kind, unit, job.arguments["columns"], actor=owner)
        content, _rows = _make(unit, kind, columns, suffix, actor=owner)
        name = file_name(unit, kind, suffix)
        file = store_bytes(content, name=name, content_type=WRITERS[suffix][1], owner=owner, at=at)
        jobs.finish(job, at=at, file=file, result={"size": file.size})
        subject = _("Tệp đã xong: %(label)s") % {"label": job.label}
        enqueue(f"job:{job.pk}", recipients=[owner], subject=subject, url=f"/bao-cao/viec/{job.pk}/", at=at)


def file_name(unit: Unit, kind: SheetKind, suffix: str) -> str:
    return f"{kind.title} - {unit.short_name}.{suffix}"


def _make(unit: Unit, kind: SheetKind, columns: Sequence[Column], suffix: str, *, actor: Any) -> tuple[bytes, int]:
    target = io.BytesIO()
    rows = WRITERS[suffix][0](target, columns, _rows(unit, kind, columns, actor))
    return target.getvalue(), rows


def _rows(unit: Unit, kind: SheetKind, columns: Sequence[Column], actor: Any) -> Iterator[tuple[Any, ...]]:
    values = ", ".join(column.now for column in columns)
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            f"SELECT {values} FROM {kind.present} WHERE {_within(kind, unit, actor)} ORDER BY {kind.order}",  # noqa: S608
            [unit.path],
        )
        while rows := cursor.fetchmany(2000):
            yield from rows
