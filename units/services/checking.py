"""Checking a spreadsheet: every row is read, compared with what is on record, and nothing is changed by it."""

import io
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.core import jobs
from portal.core.errors import DomainError
from portal.core.files import discard, open_file, store_bytes
from portal.core.models import Job, StoredFile
from portal.core.sheets import Problem, Stage, open_table, sheet_kind, write_errors
from portal.core.sheets.reading import Table
from portal.core.sheets.writing import XLSX
from portal.core.workflow import WrongStateError, advance
from units import states
from units.models import SheetImport, SheetProblem

SAMPLE = 20


def staged(sheet: SheetImport, job: Job | None = None) -> tuple[Stage, Table]:
    """
    Return the rows of the file in a table of this connection; the job counts them as they come.

    :raises WrongStateError: if it was dropped, and its file with it, while its job waited
    :raises DomainError: if the file cannot be read or holds no rows
    """
    if sheet.file is None:
        raise WrongStateError(sheet.get_state_display())
    kind = sheet_kind(sheet.kind)
    stage = Stage(kind, scope=sheet.unit, actor=sheet.owner, decisions=sheet.decisions)
    stage.open()
    with open_file(sheet.file) as source:
        table = open_table(source, sheet.file_name, kind.columns)
        _tell(job, 0, table.total)
        for read in stage.load(table):
            _tell(job, read, table.total)
    if not stage.rows:
        stage.close()
        raise DomainError(_("Tệp không có dòng nào dưới dòng tiêu đề. Hãy điền rồi gửi lại."), field="file")
    return stage, table


def _tell(job: Job | None, done: int, total: int) -> None:
    if job is not None:
        Job.objects.filter(pk=job.pk).update(done=min(done, total), total=total)


def check_now(sheet: SheetImport, *, actor: Any, at: datetime, job: Job | None = None) -> None:
    """
    Check the file and keep what was found; the sheet is then ready to be written or to be mended.

    :raises DomainError: if the file cannot be read; nothing is kept then
    """
    try:
        stage, table = staged(sheet, job)
        with transaction.atomic():
            stage.kind.check(stage)
            stage.settle()
            keep_findings(sheet, stage, actor=actor, at=at, unknown=table.unknown)
            if job is not None:
                jobs.finish(job, at=at)
    finally:
        _close_stage(sheet)


def _close_stage(sheet: SheetImport) -> None:
    Stage(sheet_kind(sheet.kind), scope=sheet.unit, actor=None, decisions={}).close()


def keep_findings(sheet: SheetImport, stage: Stage, *, actor: Any, at: datetime, unknown: list[str]) -> None:
    """Keep the counts, the first good rows and what is wrong, also as a file, in the caller's transaction."""
    sheet.problems.all().delete()
    SheetProblem.objects.bulk_create(_kept(sheet, stage), batch_size=2000)
    counts = stage.counts()
    trouble = ""
    if stage.cut_short:
        trouble = _("Quá nhiều ô sai nên Cổng dừng đọc sau dòng thứ %(n)d. Hãy xem lại có đúng tệp mẫu không.") % {
            "n": stage.rows
        }
    advance(
        sheet,
        states.CHECK,
        actor=actor,
        at=at,
        rows=stage.rows,
        new_rows=counts["new"],
        changed_rows=counts["changed"],
        same_rows=counts["same"],
        bad_rows=counts["bad"],
        mended=dict(stage.mended),
        unknown=unknown,
        trouble=trouble,
    )
    before = sheet.errors_file
    sheet.sample = stage.sample(SAMPLE)
    sheet.errors_file = _errors_file(sheet, stage, at=at) if counts["bad"] else None
    sheet.save(update_fields=["sample", "errors_file"])
    if before is not None:
        discard(before)


def _kept(sheet: SheetImport, stage: Stage) -> Iterator[SheetProblem]:
    for problem in sorted(stage.problems(), key=lambda one: one.row):
        yield SheetProblem(
            sheet=sheet,
            row=problem.row,
            column=problem.column,
            title=_title(stage, problem),
            kind=problem.kind,
            value=problem.value,
            message=problem.message,
            choices=problem.choices,
        )


def _title(stage: Stage, problem: Problem) -> str:
    column = stage.kind.column(problem.column)
    return column.title if column else ""


def _errors_file(sheet: SheetImport, stage: Stage, *, at: datetime) -> StoredFile:
    """Return the wrong rows as a file that can be mended and sent as it is."""
    assert sheet.file is not None  # noqa: S101
    target = io.BytesIO()
    with open_file(sheet.file) as source:
        table = open_table(source, sheet.file_name, stage.kind.columns)
        write_errors(target, table.heading, table.rows, _by_row(sheet))
    name = f"{sheet.file_name.rpartition('.')[0]} - dòng sai.xlsx"
    return store_bytes(target.getvalue(), name=name, content_type=XLSX, at=at)


def _by_row(sheet: SheetImport) -> Iterator[tuple[int, str]]:
    found = sheet.problems.order_by("row", "pk").values_list("row", "title", "message").iterator(chunk_size=2000)
    for row, problems in groupby(found, key=lambda one: one[0]):
        yield row, " ".join(f"[{title}] {message}" if title else message for _row, title, message in problems)
