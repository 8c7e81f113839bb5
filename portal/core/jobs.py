"""Long tasks with progress: the row is the truth, whatever becomes of the worker."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.shortcuts import get_object_or_404

from portal.core.models import Job

UNTAKEN = timedelta(minutes=1)
SILENT = timedelta(minutes=15)
SENT_AGAIN = 100
ENDED = (Job.State.DONE, Job.State.FAILED)


def start_job(
    kind: str, *, label: object, owner: Any, at: datetime, total: int = 0, arguments: dict[str, Any] | None = None
) -> Job:
    """Return a new waiting job; the caller sends the task that runs it with ``delay_on_commit(job_id=job.pk)``."""
    return Job.objects.create(
        kind=kind, label=str(label), owner=owner, total=total, arguments=arguments or {}, created_at=at
    )


def claim(job_id: int, *, at: datetime) -> Job | None:
    """Return the job marked as running, or None if it is finished or another worker has it (safe to run twice)."""
    with transaction.atomic():
        job = Job.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=job_id).first()
        if job is None or job.state in ENDED:
            return None
        job.state, job.started_at = Job.State.RUNNING, at
        job.save(update_fields=["state", "started_at"])
        return job


def progress(job: Job, steps: int = 1) -> None:
    """Count ``steps`` more done."""
    Job.objects.filter(pk=job.pk).update(done=F("done") + steps)


def finish(job: Job, *, at: datetime, result: dict[str, Any] | None = None, file: Any = None) -> None:
    """Mark the job done with its result, though another worker may have given it up; done twice, the first counts."""
    Job.objects.filter(pk=job.pk).exclude(state=Job.State.DONE).update(
        state=Job.State.DONE, finished_at=at, result=result or {}, file=file, done=F("total"), problem=""
    )


def let_be(job: Job, *, at: datetime) -> None:
    """Mark a job done that found nothing left to do; one that has ended stays as it ended."""
    _unended(job).update(state=Job.State.DONE, finished_at=at, done=F("total"))


def fail(job: Job, problem: object, *, at: datetime) -> None:
    """Mark the job failed, with a sentence its owner can act on; one that has ended stays as it ended."""
    _unended(job).update(state=Job.State.FAILED, finished_at=at, problem=str(problem))


def _unended(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk).exclude(state__in=ENDED)


def get_own_job(pk: int, *, owner: Any) -> Job:
    """Return a job of ``owner`` with its file; 404 if it is someone else's."""
    return get_object_or_404(Job.objects.select_related("file"), pk=pk, owner=owner)


def list_stuck(kind: str, *, at: datetime) -> list[int]:
    """Return the jobs of a kind that nobody has taken up, or whose worker has been silent, the oldest first."""
    stuck = Q(state=Job.State.WAITING, created_at__lt=at - UNTAKEN) | Q(
        state=Job.State.RUNNING, started_at__lt=at - SILENT
    )
    return list(Job.objects.filter(stuck, kind=kind).order_by("pk").values_list("pk", flat=True)[:SENT_AGAIN])
