"""What units keep for a time only: the spreadsheets that were sent in, which are full of people's data."""

from datetime import datetime

from django.db.models import Q

from portal.core.purging import remove_files
from portal.core.workflow import advance
from units.enums import SheetState
from units.models import SheetImport, SheetProblem
from units.states import EXPIRE

SETTLED = (SheetState.DONE, SheetState.FAILED)
MOST = 2000  # in one night; the rest goes the next


def purge_imports(before: datetime, at: datetime) -> dict[str, int]:
    """
    Take away what was in the files of imports that ended before the moment, and of those that nobody wrote by then.

    That a file was sent, by whom, with which digest and what came of it stays.
    """
    ended = Q(state__in=SETTLED, finished_at__lt=before)
    left = Q(state__in=EXPIRE.sources, created_at__lt=before)
    found = SheetImport.objects.filter(ended | left, file__isnull=False).order_by("pk")
    sheets = list(found.select_for_update(of=("self",), skip_locked=True)[:MOST])
    for sheet in sheets:
        if sheet.state in EXPIRE.sources:
            advance(sheet, EXPIRE, actor=None, at=at, finished_at=at)
    ids = [sheet.pk for sheet in sheets]
    files = [pk for sheet in sheets for pk in (sheet.file_id, sheet.errors_file_id) if pk is not None]
    SheetProblem.objects.filter(sheet__in=ids).delete()
    SheetImport.objects.filter(pk__in=ids).update(file=None, errors_file=None, job=None, sample=[], decisions={})
    return {"imports": len(ids), "files": remove_files(files)}


PURGES = {"imports": purge_imports}
