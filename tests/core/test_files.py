"""What may come in as a file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.core import files
from portal.core.errors import DomainError
from portal.core.models import StoredFile
from tests.moments import NOW

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }


def test_picture_is_kept_and_comes_back_unchanged(people):
    kept = files.store(SimpleUploadedFile("gá may.png", PNG), owner=people.lan, at=NOW)
    with files.open_file(kept) as content:
        assert content.read() == PNG
    assert (kept.name, kept.content_type, kept.size) == ("gá may.png", "image/png", len(PNG))


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("anh.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        ("phim.mp4", b"\x00\x00\x00\x18ftypisom" + b"0" * 20, "video/mp4"),
        ("to-trinh.PDF", b"%PDF-1.7" + b"0" * 20, "application/pdf"),
    ],
)
def test_kind_is_known_by_the_first_bytes(people, name, content, kind):
    assert files.store(SimpleUploadedFile(name, content), owner=people.lan, at=NOW).content_type == kind


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("virus.exe", b"MZ", "không nhận được"),
        ("anh.png", b"<html>", "không đúng loại"),
        ("trong.png", b"", "rỗng"),
        ("anh.webp", b"RIFF\x00\x00\x00\x00WAVEfmt ", "không đúng loại"),
        ("phim.mp4", b"\x00\x00\x00\x18moov" + b"0" * 20, "không đúng loại"),
    ],
)
def test_wrong_file_is_refused_by_name(people, name, content, words):
    with pytest.raises(DomainError, match=words):
        files.store(SimpleUploadedFile(name, content), owner=people.lan, at=NOW)
    assert StoredFile.objects.count() == 0


def test_too_large_a_file_and_too_many_are_refused(people, settings):
    settings.FILE_MAX_BYTES = 50
    with pytest.raises(DomainError, match="lớn hơn"):
        files.store(SimpleUploadedFile("a.png", PNG), owner=people.lan, at=NOW)
    settings.FILE_MAX_BYTES, settings.FILE_QUOTA_BYTES = 1000, 150
    files.store(SimpleUploadedFile("a.png", PNG), owner=people.lan, at=NOW)
    with pytest.raises(DomainError, match="dung lượng"):
        files.store(SimpleUploadedFile("b.png", PNG), owner=people.lan, at=NOW)
