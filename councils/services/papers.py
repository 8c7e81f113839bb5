"""The minutes as files, made once, outside the transaction that signed them."""

from datetime import datetime

from django.db import IntegrityError, transaction

from councils.documents import minutes_data
from councils.models import Minutes
from portal.core import audit, files
from portal.core.documents import render_docx, render_pdf, template_version
from portal.core.models import IssuedDocument

FORM = "minutes"
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
RENDER = {"pdf": render_pdf, "docx": render_docx}


def issue_minutes_papers(minutes_id: int, *, at: datetime) -> None:
    """Make the PDF and the Word file of signed minutes; may run twice, the first files stay."""
    minutes = Minutes.objects.select_related("council__unit", "session").get(pk=minutes_id)
    if minutes.is_signed:
        for suffix in TYPES:
            issued_paper(minutes, suffix, at=at)


def issued_paper(minutes: Minutes, suffix: str, *, at: datetime) -> IssuedDocument:
    """Return the issued file of signed minutes, made now if it was not made yet."""
    key = {"object_type": minutes._meta.label_lower, "object_id": minutes.pk, "form": FORM, "suffix": suffix}
    found = IssuedDocument.objects.filter(**key).select_related("file").first()
    if found is not None:
        return found
    data = minutes_data(minutes)
    content = RENDER[suffix](FORM, data)
    name = f"bien-ban-{minutes.symbol.replace('/', '-')}-{minutes.year}.{suffix}"
    file = files.store_bytes(content, name=name, content_type=TYPES[suffix], at=at)
    try:
        with transaction.atomic():
            made = IssuedDocument.objects.create(
                **key, template_version=template_version(FORM), data=data, file=file, issued_at=at
            )
            audit.record("minutes.issue", minutes, actor=None, at=at, after={"file": name, "sha256": file.sha256})
    except IntegrityError:  # someone else made it in between
        return IssuedDocument.objects.select_related("file").get(**key)
    return made


def draft_paper(minutes: Minutes, suffix: str) -> bytes:
    """Return minutes that are not signed yet, marked as a draft; kept nowhere."""
    return RENDER[suffix](FORM, minutes_data(minutes))
