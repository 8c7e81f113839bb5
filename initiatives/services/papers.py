"""Photos, videos and papers of a draft."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.models import Attachment, Initiative
from portal.core import audit, files
from portal.core.errors import DomainError
from portal.core.permissions import require
from portal.core.workflow import lock

MOST_FILES = 20


@transaction.atomic
def attach_file(
    initiative: Initiative, upload: File[bytes], *, actor: Any, at: datetime, caption: str = ""
) -> Attachment:
    """
    Return the new file of a draft. The text of the draft is not touched, so an open form stays fresh.

    :raises DomainError: if it is too large, of a kind that is not taken, or one too many; the field is ``files``
    """
    lock(initiative)
    require(actor, "initiatives.edit_draft", initiative)
    if initiative.attachments.count() >= MOST_FILES:
        raise DomainError(
            _("Một hồ sơ gửi nhiều nhất %(most)d tệp. Hãy bỏ bớt tệp cũ.") % {"most": MOST_FILES}, field="files"
        )
    stored = files.store(upload, owner=actor, at=at)
    attachment = Attachment.objects.create(initiative=initiative, file=stored, caption=caption)
    audit.record(
        "initiative.attach_file", initiative, actor=actor, at=at, after={"file": stored.pk, "name": stored.name}
    )
    return attachment


@transaction.atomic
def detach_file(attachment: Attachment, *, actor: Any, at: datetime) -> None:
    """Take a file off a draft. One that was handed in before is kept for the version that names it."""
    initiative = attachment.initiative
    lock(initiative)
    require(actor, "initiatives.edit_draft", initiative)
    stored, name = attachment.file, attachment.file.name
    attachment.delete()
    if initiative.submitted_at is None:
        # Nothing names it any more, and it would count against the person's quota for ever.
        stored.delete()
        transaction.on_commit(partial(default_storage.delete, stored.key))
    audit.record("initiative.detach_file", initiative, actor=actor, at=at, before={"name": name})
