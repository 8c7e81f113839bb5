"""The whole job through the services, as demo_story plays it."""

import os

import pytest
from django.core.management import call_command
from django.utils import timezone

from portal.core import audit
from portal.pages.story import Cast, play


@pytest.fixture
def _own_folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }


def test_story_from_launch_to_report_plays_without_a_refused_step(db, _own_folder):
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        call_command("load_demo", stdout=nowhere)
    lines: list[str] = []
    play(Cast(at=timezone.localtime().replace(hour=8, minute=30), say=lines.append))
    assert [line for line in lines if not line.startswith("  ")] == [
        "1. Phát động phong trào",
        "2. Nộp và kiểm tra sáng kiến",
        "3. Hội đồng xét, công đoàn cơ sở công nhận",
        "4. Khen thưởng",
        "5. Báo cáo tháng",
    ]
    assert sum("bị từ chối" in line for line in lines) == 9
    while audit.seal(at=timezone.now()):
        pass
    assert audit.verify().problems == []
