"""The doctor names what is wrong and what to do about it."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.core.models import Heartbeat

pytestmark = pytest.mark.django_db


def test_doctor_finds_a_living_installation_well():
    Heartbeat.objects.create(name="beat", at=timezone.now())
    output = io.StringIO()
    call_command("doctor", stdout=output)
    text = output.getvalue()
    assert "hỏng" not in text
    assert "tốt  PostgreSQL " in text
    assert "tốt  Hàng đợi có " in text
    assert "tốt  Việc nền lên tiếng lần cuối cách đây 0 giây" in text


def test_doctor_fails_when_beat_is_silent_and_says_what_to_do():
    Heartbeat.objects.create(name="beat", at=timezone.now() - timedelta(minutes=10))
    output = io.StringIO()
    with pytest.raises(CommandError, match=r"1 chỗ cần sửa\."):
        call_command("doctor", stdout=output)
    lines = output.getvalue().splitlines()
    told = lines.index("    hỏng  Việc nền lên tiếng lần cuối cách đây 600 giây")
    assert lines[told + 1].startswith("          → Chạy cổng bằng make run")
