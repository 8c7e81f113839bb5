"""What initiatives keep for a time only: drafts that nobody handed in."""

from datetime import datetime

from django.db.models.functions import Coalesce

from initiatives.enums import InitiativeState
from initiatives.models import Attachment, Initiative
from portal.core.purging import remove_files

NEVER_SENT = (InitiativeState.DRAFT, InitiativeState.WITHDRAWN)
MOST = 2000  # in one night; the rest goes the next


def purge_drafts(before: datetime, _at: datetime) -> dict[str, int]:
    """
    Take away drafts that were never handed in and that nobody touched since the moment, with their files.

    What was ever handed in has a code, versions and people who wait for it: it stays.
    """
    old = (
        Initiative.objects.filter(state__in=NEVER_SENT, submitted_at__isnull=True, code="")
        .filter(versions__isnull=True, recognitions__isnull=True)
        .alias(touched=Coalesce("saved_at", "created_at"))
        .filter(touched__lt=before)
    )
    ids = list(old.select_for_update(of=("self",), skip_locked=True).order_by("pk").values_list("pk", flat=True)[:MOST])
    attachments = Attachment.objects.filter(initiative__in=ids)
    file_ids = list(attachments.values_list("file", flat=True))
    attachments.delete()
    Initiative.objects.filter(pk__in=ids).delete()
    return {"drafts": len(ids), "files": remove_files(file_ids)}


PURGES = {"initiative_drafts": purge_drafts}
