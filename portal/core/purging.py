"""What the floor itself keeps for a time only: files made on request, and the jobs that made them."""

from datetime import datetime
from functools import partial

from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import ProtectedError

from portal.core.models import Job, StoredFile

SETTLED = (Job.State.DONE, Job.State.FAILED)
MOST = 5000  # in one night; the rest goes the next


def purge_exports(before: datetime, _at: datetime) -> dict[str, int]:
    """Take away jobs that ended before the moment, and their files unless something else holds them."""
    jobs = [
        job
        for job in Job.objects.filter(state__in=SETTLED, finished_at__lt=before).order_by("pk")[:MOST]
        if _delete(job)
    ]
    return {"jobs": len(jobs), "files": remove_files([job.file_id for job in jobs if job.file_id is not None])}


def remove_files(ids: list[int]) -> int:
    """Take stored files away, those that nothing refers to; return how many. The bytes go once the change stands."""
    gone = 0
    for file in StoredFile.objects.filter(pk__in=ids).order_by("pk"):
        key = file.key
        if _delete(file):
            transaction.on_commit(partial(default_storage.delete, key))
            gone += 1
    return gone


def _delete(row: models.Model) -> bool:
    """Delete a row, unless something else still refers to it."""
    pk = row.pk
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        return False
    row.pk = pk
    return True


PURGES = {"exports": purge_exports}
