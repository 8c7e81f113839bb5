"""The doctor names what is wrong and what to do about it."""

import io
from datetime import timedelta

import pytest
from celery import current_app
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from portal.core import audit, jobs, notices
from portal.core.management.commands import doctor
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


def found(part) -> list[tuple[str, str, str]]:
    return [(finding.state, finding.text, finding.cure) for finding in part()]


def texts(part, state: str) -> list[str]:
    """Return what a part finds to be in that state; each of them comes with what to do."""
    seen = [finding for finding in found(part) if finding[0] == state]
    assert all(cure for _state, _text, cure in seen)
    return [text for _state, text, _cure in seen]


def test_settings_that_should_not_stay_in_use_are_named(settings):
    settings.LOCAL, settings.DEMO, settings.HTTPS, settings.EMAIL_HOST = False, True, False, ""
    settings.MESSAGE_GATEWAY, settings.MFA_REQUIRED = "console", False
    assert [text.split(":")[0] for text in texts(doctor.configuration, doctor.LOOK)] == [
        "Đang hiện tài khoản dùng thử ở trang đăng nhập",
        "Địa chỉ không dùng HTTPS",
        "Chưa có máy chủ thư",
    ]
    assert [text.split(":")[0] for text in texts(doctor.signing_in, doctor.LOOK)] == [
        "Chưa nối tổng đài tin nhắn",
        "Người duyệt, ký không bị buộc có lớp bảo vệ thứ hai",
    ]
    settings.DEMO, settings.HTTPS, settings.EMAIL_HOST = False, True, "mail.example.vn"
    settings.MESSAGE_GATEWAY, settings.MFA_REQUIRED = "http", True
    assert [state for state, _text, _cure in found(doctor.configuration)] == [doctor.GOOD]
    assert found(doctor.signing_in) == []


def test_what_waits_too_long_in_the_background_is_named(people):
    assert texts(doctor.background, doctor.LOOK) == ["Việc nền chưa chạy lần nào"]
    long_ago = timezone.now() - timedelta(hours=1)
    notices.enqueue("x:1", recipients=[people.lan], subject="Phong trào mới", at=long_ago)
    jobs.start_job("x", label="Tệp", owner=people.yen, at=long_ago)
    assert texts(doctor.background, doctor.LOOK)[1:] == [
        "1 thư chờ gửi quá 30 phút",
        "1 việc dài chưa xong sau 30 phút",
    ]


def test_trail_that_was_checked_long_ago_is_named(world, monkeypatch):
    never, strays = texts(doctor.trail, doctor.LOOK)
    assert "chưa được kiểm tra lần nào" in never
    assert "chưa nằm ở phân vùng của tháng" in strays
    audit.check(at=timezone.now())
    assert found(doctor.trail)[0][0] == doctor.GOOD
    days_later = audit.last_check().finished_at + timedelta(days=3)
    monkeypatch.setattr(timezone, "now", lambda: days_later)
    assert "Nhật ký nguyên vẹn, kiểm tra lúc" in texts(doctor.trail, doctor.LOOK)[0]


def test_queue_that_does_not_answer_is_named_with_what_it_says(monkeypatch):
    monkeypatch.setattr(current_app.conf, "broker_read_url", "redis://127.0.0.1:1/0")
    [finding] = found(doctor.queue)
    assert finding[:2] == (doctor.BROKEN, "Không kết nối được Redis")
    assert "REDIS_URL" in finding[2]


def test_queue_that_grows_is_named(monkeypatch):
    monkeypatch.setattr(doctor, "LONG_QUEUE", -1)
    assert [text.startswith("Hàng đợi có") for text in texts(doctor.queue, doctor.LOOK)] == [True]


def test_disk_that_is_gone_or_nearly_full_is_named(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    assert [state for state, _text, _cure in found(doctor.disk)] in ([doctor.GOOD], [doctor.LOOK])
    monkeypatch.setattr(doctor, "LOW_DISK_MB", 10**12)
    assert [str(tmp_path) in text for text in texts(doctor.disk, doctor.LOOK)] == [True]
    settings.DATA_DIR = tmp_path / "khong-co"
    [text] = texts(doctor.disk, doctor.BROKEN)
    assert "Không mở được thư mục dữ liệu" in text
    with pytest.raises(CommandError, match=r"chỗ cần sửa"):
        call_command("doctor", stdout=io.StringIO())


def test_database_too_old_or_behind_the_code_is_named(monkeypatch):
    monkeypatch.setattr(doctor, "OLDEST_POSTGRES", 10**9)
    MigrationRecorder(connection).record_unapplied("units", latest("units"))
    assert [text.split(" ")[0] for text in texts(doctor.database, doctor.BROKEN)] == ["PostgreSQL", "Cơ"]


def latest(app: str) -> str:
    return MigrationRecorder.Migration.objects.filter(app=app).latest("pk").name
