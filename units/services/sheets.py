"""A spreadsheet on its way in: kept, checked, decided about, written whole or not at all, or dropped."""

from __future__ import annotations

import hashlib
import os
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from portal.core import audit, jobs
from portal.core.errors import DomainError
from portal.core.files import discard, store_bytes
from portal.core.models import StoredFile
from portal.core.permissions import require
from portal.core.sheets import SheetKind
from portal.core.sheets.reading import SUFFIXES
from portal.core.workflow import advance
from units import states, tasks
from units.models import SheetImport, Unit
from units.services.checking import check_now

CHECK_JOB, COMMIT_JOB = "units.check_sheet", "units.commit_sheet"
SMALL_BYTES = 400_000  # about 5,000 rows: checked before the page answers


def receive_sheet(
    unit: Unit, kind: SheetKind, *, actor: Any, at: datetime, upload: File[bytes], only_good: bool = False
) -> SheetImport:
    """
    Return the import of an uploaded file into the branch of ``unit``: a small one checked, a large one being checked.

    :raises DomainError: if the file is no spreadsheet of this kind; nothing is kept then
    :raises PermissionDenied: if ``actor`` may not import into this branch
    """
    require(actor, kind.permission, unit)
    content = _content(upload)
    with transaction.atomic():
        sheet = _keep(unit, kind, content, os.path.basename(upload.name or "tep"), actor=actor, at=at)
        if len(content) > SMALL_BYTES:
            _send_check(sheet, actor=actor, at=at)
    if len(content) <= SMALL_BYTES:
        try:
            check_now(sheet, actor=actor, at=at)
        except DomainError:
            forget(sheet)
            raise
    return sheet


def _content(upload: File[bytes]) -> bytes:
    name = os.path.basename(upload.name or "")
    if not name.lower().endswith(SUFFIXES):
        raise DomainError(
            _("Tệp “%(name)s” không phải bảng tính. Hãy gửi tệp Excel (.xlsx), .xls, .ods hoặc .csv.") % {"name": name},
            field="file",
        )
    if not upload.size or upload.size > settings.FILE_MAX_BYTES:
        limit = settings.FILE_MAX_BYTES // 1024 // 1024
        raise DomainError(
            _("Tệp “%(name)s” rỗng hoặc lớn hơn %(limit)d MB. Hãy chia thành nhiều tệp.")
            % {"name": name, "limit": limit},
            field="file",
        )
    content: bytes = upload.read()
    return content


def _keep(unit: Unit, kind: SheetKind, content: bytes, name: str, *, actor: Any, at: datetime) -> SheetImport:
    file = store_bytes(content, name=name, content_type="application/octet-stream", at=at)
    sheet = SheetImport.objects.create(
        kind=kind.name,
        unit=unit,
        owner=actor,
        file=file,
        file_name=name[:255],
        digest=hashlib.sha256(content).hexdigest(),
        created_at=at,
    )
    audit.record(
        "sheetimport.receive",
        sheet,
        actor=actor,
        at=at,
        after={"kind": kind.name, "file": name, "sha256": sheet.digest},
    )
    return sheet


def forget(sheet: SheetImport) -> None:
    """Leave nothing of a file that could not be read: it was never an import."""
    file = cast("StoredFile", sheet.file)  # kept a moment ago
    with transaction.atomic():
        SheetImport.objects.filter(pk=sheet.pk).update(file=None)
        SheetImport.objects.filter(pk=sheet.pk).delete()
        discard(file)


def _send_check(sheet: SheetImport, *, actor: Any, at: datetime) -> None:
    sheet.job = _job(CHECK_JOB, sheet, actor=actor, at=at)
    sheet.save(update_fields=["job"])
    tasks.check_sheet.delay_on_commit(job_id=sheet.job.pk)  # type: ignore[attr-defined]


def _job(kind: str, sheet: SheetImport, *, actor: Any, at: datetime) -> Any:
    arguments = {"sheet": sheet.pk, "language": translation.get_language()}
    return jobs.start_job(kind, label=sheet.file_name, owner=actor, at=at, total=sheet.rows, arguments=arguments)


def decide(sheet: SheetImport, *, actor: Any, at: datetime, answers: dict[str, str], seen_version: int | None) -> None:
    """
    Keep what a person answered about rows that look like someone else, and check the file again.

    :raises WrongStateError: if the file is being written or is done with
    """
    known = {
        str(row): {one["value"] for one in choices}
        for row, choices in sheet.problems.exclude(choices=[]).values_list("row", "choices")
    }
    good = {row: answer for row, answer in answers.items() if answer == "other" or answer in known.get(row, ())}
    if not good:
        raise DomainError(_("Hãy chọn câu trả lời cho ít nhất một dòng."))
    with transaction.atomic():
        advance(
            sheet,
            states.RECHECK,
            actor=actor,
            at=at,
            seen_version=seen_version,
            decisions=sheet.decisions | {row: good[row] for row in good if row in known},
        )
        if _is_large(sheet):
            _send_check(sheet, actor=actor, at=at)
    if not _is_large(sheet):
        check_now(sheet, actor=actor, at=at)


def _is_large(sheet: SheetImport) -> bool:
    return sheet.file is not None and sheet.file.size > SMALL_BYTES


@transaction.atomic
def start_commit(
    sheet: SheetImport, *, kind: SheetKind, actor: Any, at: datetime, seen_version: int | None, only_good: bool = False
) -> None:
    """
    Send the checked file to be written in the background: all of it, or with ``only_good`` the rows without faults.

    :raises DomainError: if rows are wrong and ``only_good`` was not asked for, or no row is good
    """
    require(actor, kind.permission, sheet.unit)
    if sheet.trouble:
        raise DomainError(sheet.trouble)
    if sheet.bad_rows and not only_good:
        raise DomainError(_("Còn %(n)d dòng sai nên chưa ghi gì. Hãy sửa tệp rồi gửi lại.") % {"n": sheet.bad_rows})
    if sheet.bad_rows and not kind.partial:
        raise DomainError(_("Loại tệp này chỉ ghi được khi mọi dòng đều đúng. Hãy sửa tệp rồi gửi lại."))
    if not sheet.new_rows + sheet.changed_rows:
        raise DomainError(_("Tệp không có gì mới để ghi."))
    job = _job(COMMIT_JOB, sheet, actor=actor, at=at)
    advance(sheet, states.COMMIT, actor=actor, at=at, seen_version=seen_version, only_good=only_good, job=job)
    tasks.commit_sheet.delay_on_commit(job_id=job.pk)  # type: ignore[attr-defined]


@transaction.atomic
def drop_sheet(sheet: SheetImport, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """Drop a file that was not written; the file and what was wrong in it go, the line that it was sent stays."""
    files = [file for file in (sheet.file, sheet.errors_file) if file is not None]
    advance(
        sheet, states.DROP_SHEET, actor=actor, at=at, seen_version=seen_version, file=None, errors_file=None, sample=[]
    )
    sheet.problems.all().delete()
    for file in files:
        discard(file)
