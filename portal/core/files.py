"""Private files: what may come in, where it lies, how it goes out."""

from __future__ import annotations

import hashlib
import os
import uuid
from datetime import datetime
from functools import partial
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Sum
from django.http import FileResponse
from django.utils.translation import gettext as _

from portal.core.errors import DomainError
from portal.core.models import Job, StoredFile

# What a file is, by its first bytes; the name alone proves nothing.
SIGNATURES: dict[str, tuple[str, tuple[bytes, ...]]] = {
    ".jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    ".webp": ("image/webp", (b"RIFF",)),
    ".pdf": ("application/pdf", (b"%PDF-",)),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (b"PK\x03\x04",)),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (b"PK\x03\x04",)),
    ".mp4": ("video/mp4", ()),
}
ACCEPT = ",".join(SIGNATURES)
EXPIRED_AT_ONCE = 200


def check(upload: File[bytes], *, owner: Any) -> str:
    """
    Return the content type of an upload that may come in.

    :raises DomainError: if it is too large, of a kind that is not taken, not what its name says, or over the quota
    """
    name = os.path.basename(upload.name or "")
    suffix = os.path.splitext(name)[1].lower()
    if suffix not in SIGNATURES:
        raise DomainError(
            _("Tệp “%(name)s” không nhận được. Hãy gửi ảnh (JPG, PNG, WEBP), PDF, Word, Excel hoặc MP4.")
            % {"name": name},
            field="files",
        )
    if not upload.size:
        raise DomainError(_("Tệp “%(name)s” rỗng. Hãy chọn lại.") % {"name": name}, field="files")
    _refuse_too_much(name, upload.size, owner)
    content_type, starts = SIGNATURES[suffix]
    upload.seek(0)
    head = upload.read(16)
    upload.seek(0)
    if not _looks_right(suffix, head, starts):
        raise DomainError(
            _("Nội dung tệp “%(name)s” không đúng loại %(suffix)s. Hãy mở lại tệp và lưu đúng loại rồi gửi.")
            % {"name": name, "suffix": suffix},
            field="files",
        )
    return content_type


def _looks_right(suffix: str, head: bytes, starts: tuple[bytes, ...]) -> bool:
    if suffix == ".mp4":
        return head[4:8] == b"ftyp"
    if suffix == ".webp":
        return head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    return head.startswith(starts)


def _refuse_too_much(name: str, size: int, owner: Any) -> None:
    if size > settings.FILE_MAX_BYTES:
        limit = settings.FILE_MAX_BYTES // 1024 // 1024
        raise DomainError(
            _("Tệp “%(name)s” lớn hơn %(limit)d MB. Hãy thu nhỏ hoặc chia ra rồi gửi lại.")
            % {"name": name, "limit": limit},
            field="files",
        )
    held = StoredFile.objects.filter(owner=owner).aggregate(total=Sum("size"))["total"] or 0
    if owner is not None and held + size > settings.FILE_QUOTA_BYTES:
        raise DomainError(
            _("Bạn đã dùng hết dung lượng tệp. Hãy xóa bớt tệp ở các bản nháp rồi gửi lại."), field="files"
        )


def store(upload: File[bytes], *, owner: Any, at: datetime) -> StoredFile:
    """
    Keep an upload privately.

    :raises DomainError: as :func:`check`
    """
    content_type = check(upload, owner=owner)
    return _keep(upload, os.path.basename(upload.name or "tep"), content_type, owner=owner, at=at)


def store_bytes(
    content: bytes, *, name: str, content_type: str, owner: Any = None, at: datetime, expires_at: datetime | None = None
) -> StoredFile:
    """Keep a file that the portal made itself; with ``expires_at`` it is thrown away after that moment."""
    return _keep(ContentFile(content), name, content_type, owner=owner, at=at, expires_at=expires_at)


def drop_expired(*, at: datetime) -> int:
    """Throw away files whose time is over, a handful at a time; return how many. Their jobs stay, without a file."""
    gone = list(StoredFile.objects.filter(expires_at__lte=at).order_by("expires_at")[:EXPIRED_AT_ONCE])
    for file in gone:
        # The content first: a row without content is dropped next time, content without a row never is.
        default_storage.delete(file.key)
        with transaction.atomic():
            Job.objects.filter(file=file).update(file=None)
            file.delete()
    return len(gone)


def _keep(
    content: File[bytes],
    name: str,
    content_type: str,
    *,
    owner: Any,
    at: datetime,
    expires_at: datetime | None = None,
) -> StoredFile:
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    content.seek(0)
    key = default_storage.save(f"{at:%Y/%m}/{uuid.uuid4().hex}", content)
    return StoredFile.objects.create(
        key=key,
        name=name[:255],
        content_type=content_type,
        size=content.size,
        sha256=digest.hexdigest(),
        owner=owner,
        created_at=at,
        expires_at=expires_at,
    )


def discard(file: StoredFile) -> None:
    """Delete a file that no record names any more; its content goes once the transaction is through."""
    file.delete()
    transaction.on_commit(partial(default_storage.delete, file.key))


def open_file(file: StoredFile) -> BinaryIO:
    """Return the content, open for reading."""
    return default_storage.open(file.key, "rb")  # type: ignore[return-value]


def response(file: StoredFile, *, inline: bool = False) -> FileResponse:
    """Return the file as an answer; the view has asked whether the person may have it."""
    answer = FileResponse(open_file(file), as_attachment=not inline, filename=file.name, content_type=file.content_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
