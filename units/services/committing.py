"""Writing a checked spreadsheet: one transaction, all of it or nothing, once however often it is asked."""

from datetime import datetime, timedelta
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import jobs
from portal.core.errors import DomainError
from portal.core.models import Job
from portal.core.notices import enqueue
from portal.core.permissions import require
from portal.core.sheets import Stage
from portal.core.workflow import WrongStateError, advance, lock
from units import states, tasks
from units.enums import SheetState
from units.models import SheetImport, User
from units.services.checking import check_now, keep_findings, staged
from units.services.exporting import EXPORT_JOB
from units.services.sheets import CHECK_JOB, COMMIT_JOB

log = structlog.get_logger(__name__)
SILENT = timedelta(minutes=5)
UNFORESEEN = gettext_lazy("Có lỗi ngoài dự kiến, chưa ghi gì. Hãy thử lại; nếu vẫn vậy, báo người quản trị hệ thống.")


def sheet_url(sheet: SheetImport) -> str:
    return f"/nhap-xuat/tep/{sheet.pk}/"


def run_check(job_id: int, *, at: datetime) -> None:
    """Check the file of one job and tell its owner; a finished job is left alone."""
    job = jobs.claim(job_id, at=at)
    if job is None:
        return
    sheet = _sheet_of(job)
    with translation.override(job.arguments.get("language") or "vi"):
        try:
            check_now(sheet, actor=sheet.owner, at=at, job=job)
        except WrongStateError:
            jobs.let_be(job, at=at)
            return
        except DomainError as refusal:
            _give_up(sheet, job, refusal.message, at=at)
            return
        except Exception:
            _give_up(sheet, job, UNFORESEEN, at=at)
            raise
        _tell(sheet, job, _("Đã kiểm tra tệp %(name)s"), at=at)


def run_commit(job_id: int, *, at: datetime) -> None:
    """Write the file of one job and tell its owner; killed on the way, nothing is written and it may run again."""
    job = jobs.claim(job_id, at=at)
    if job is None:
        return
    sheet = _sheet_of(job)
    with translation.override(job.arguments.get("language") or "vi"):
        try:
            _commit(sheet, job, at=at)
        except WrongStateError:
            jobs.let_be(job, at=at)
        except DomainError as refusal:
            _give_up(sheet, job, refusal.message, at=at)
        except PermissionDenied as refusal:
            _give_up(sheet, job, str(refusal), at=at)
        except IntegrityError as clash:
            log.warning("import clashed", sheet=sheet.pk, problem=str(clash))
            sentence = _("Có người vừa ghi cùng dữ liệu nên chưa ghi gì. Hãy gửi lại tệp để kiểm tra lại.")
            _give_up(sheet, job, sentence, at=at)
        except Exception:
            _give_up(sheet, job, UNFORESEEN, at=at)
            raise


def _sheet_of(job: Job) -> SheetImport:
    return SheetImport.objects.select_related("unit", "owner", "file").get(pk=job.arguments["sheet"])


def _commit(sheet: SheetImport, job: Job, *, at: datetime) -> None:
    stage: Stage | None = None
    try:
        stage, table = staged(sheet, job)
        with transaction.atomic():
            # Two workers may have the same job: the second waits here, and finds it done.
            lock(sheet)
            if sheet.state != SheetState.COMMITTING:
                raise WrongStateError(sheet.get_state_display())
            _take_turn(stage.kind.name)
            actor = User.objects.get(pk=sheet.owner_id)
            require(actor, stage.kind.permission, sheet.unit)
            stage.kind.check(stage)
            stage.settle()
            _write_or_return(sheet, stage, job, actor=actor, at=at, unknown=table.unknown)
    finally:
        if stage is not None:
            stage.close()


def _take_turn(name: str) -> None:
    """Imports of one kind write one after the other: each sees what the one before has written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"sheet {name}"])


def _write_or_return(
    sheet: SheetImport, stage: Stage, job: Job, *, actor: User, at: datetime, unknown: list[str]
) -> None:
    counts = stage.counts()
    if counts["bad"] and not (sheet.only_good and counts["bad"] <= sheet.bad_rows):
        # What is on record has changed since the file was checked: back to the person, nothing written.
        keep_findings(sheet, stage, actor=actor, at=at, unknown=unknown)
        jobs.fail(job, _("Số liệu trên Cổng đã đổi từ lúc kiểm tra. Chưa ghi gì; hãy xem lại các dòng sai."), at=at)
        _tell(sheet, job, _("Chưa ghi được tệp %(name)s, cần xem lại"), at=at)
        return
    stage.kind.write(stage, actor, at)
    advance(
        sheet,
        states.FINISH,
        actor=actor,
        at=at,
        note=f"{stage.kind.name} sha256:{sheet.digest}",
        new_rows=counts["new"],
        changed_rows=counts["changed"],
        same_rows=counts["same"],
        bad_rows=counts["bad"],
        finished_at=at,
    )
    jobs.finish(job, at=at)
    _tell(sheet, job, _("Đã ghi xong tệp %(name)s"), at=at)


def _give_up(sheet: SheetImport, job: Job, sentence: object, *, at: datetime) -> None:
    with transaction.atomic():
        lock(sheet)
        if sheet.state in states.FAIL.sources:
            advance(sheet, states.FAIL, actor=sheet.owner, at=at, trouble=str(sentence), finished_at=at)
        jobs.fail(job, sentence, at=at)
        _tell(sheet, job, _("Tệp %(name)s không nhập được"), at=at)


def _tell(sheet: SheetImport, job: Job, subject: str, *, at: datetime) -> None:
    words = subject % {"name": sheet.file_name}
    enqueue(f"job:{job.pk}", recipients=[sheet.owner], subject=words, url=sheet_url(sheet), at=at)


def resend_sheets(*, at: datetime) -> int:
    """Send the jobs again that nobody has taken up, or whose worker has been silent; return how many."""
    stuck = Q(state=Job.State.WAITING, created_at__lt=at - timedelta(minutes=1)) | Q(
        state=Job.State.RUNNING, started_at__lt=at - SILENT
    )
    senders: dict[str, Any] = {
        CHECK_JOB: tasks.check_sheet,
        COMMIT_JOB: tasks.commit_sheet,
        EXPORT_JOB: tasks.export_sheet,
    }
    found = list(Job.objects.filter(stuck, kind__in=senders).order_by("pk").values_list("pk", "kind")[:100])
    for job_id, kind in found:
        senders[kind].delay_on_commit(job_id=job_id)
    return len(found)
