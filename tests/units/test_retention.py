"""Spreadsheets that were sent in go after their days, with all that was read out of them; that they came stays."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from portal.core.models import AuditLine, Job, StoredFile
from portal.core.retention import load_rules, purge_expired
from tests.moments import NOW
from tests.people import make_user
from tests.units.sheets import member_row, send, write
from units.enums import Role, SheetState
from units.models import Member, SheetImport, SheetProblem, User
from units.services import drop_sheet

MONTH = timedelta(days=30)
JUST_AFTER = NOW + MONTH + timedelta(seconds=1)
SECRET = "0912345678"


@pytest.fixture
def admin(world) -> User:
    load_rules(at=NOW)
    return make_user("NV-ADMIN", "Vũ Văn Quản", world.province, Role.ADMINISTRATOR)


def sent(admin, world, *, wrong: bool = False) -> SheetImport:
    rows = [member_row("NV-1", phone=SECRET), *([member_row("NV-2", unit="CS-404")] if wrong else [])]
    return send(admin, world.province, rows)


def page(admin, sheet):
    client = Client()
    client.force_login(admin)
    errors = client.get(reverse("sheet_errors", args=[sheet.pk]))
    if errors.streaming:
        b"".join(errors.streaming_content)  # which closes the file
    return client.get(reverse("sheet", args=[sheet.pk])), errors


def kept(sheet) -> SheetImport:
    sheet.refresh_from_db()
    return sheet


def test_finished_import_loses_its_files_and_keeps_its_record(admin, world, django_capture_on_commit_callbacks):
    sheet = write(sent(admin, world, wrong=True), only_good=True)
    keys = list(StoredFile.objects.values_list("key", flat=True))
    assert (len(keys), SECRET in str(sheet.sample), sheet.problems.count()) == (2, True, 1)
    assert purge_expired(at=NOW + MONTH) == {}
    shown, errors = page(admin, sheet)
    assert ("Tải các dòng sai" in shown.text, "đã được xóa" in shown.text, errors.status_code) == (True, False, 200)
    with django_capture_on_commit_callbacks(execute=True):
        assert purge_expired(at=JUST_AFTER) == {"imports": 1, "files": 2}
    assert not any(default_storage.exists(key) for key in keys)
    kept(sheet)
    assert (sheet.file, sheet.errors_file, sheet.sample, sheet.problems.count()) == (None, None, [], 0)
    assert (sheet.state, sheet.file_name, sheet.new_rows, sheet.bad_rows) == (SheetState.DONE, "doan-vien.xlsx", 1, 1)
    assert len(sheet.digest) == 64
    assert Member.objects.filter(code="NV-1", phone=SECRET).exists()
    line = AuditLine.objects.get(action="retention.purge")
    assert line.after == {"code": "imports", "days": 30, "imports": 1, "files": 2}
    # Once gone, gone: nothing is left to do, and the job that wrote it goes as every other.
    assert purge_expired(at=JUST_AFTER) == {"jobs": 1}
    assert not Job.objects.exists()
    shown, errors = page(admin, sheet)
    assert "đã được xóa theo thời hạn lưu" in shown.text
    assert ("Còn 1 dòng sai" in shown.text, "Tải các dòng sai" in shown.text, errors.status_code) == (True, False, 404)


def test_file_that_nobody_wrote_goes_too(admin, world):
    sheet = sent(admin, world, wrong=True)
    assert purge_expired(at=NOW + MONTH) == {}
    assert kept(sheet).state == SheetState.CHECKED
    assert purge_expired(at=JUST_AFTER) == {"imports": 1, "files": 2}
    assert (kept(sheet).state, sheet.sample, SheetProblem.objects.exists()) == (SheetState.DROPPED, [], False)
    line = AuditLine.objects.get(action="sheetimport.expire")
    assert (line.actor, line.object_id) == (None, sheet.pk)
    assert "Hết thời hạn lưu" in page(admin, sheet)[0].text


def test_failed_one_says_that_its_file_is_gone(admin, world):
    sheet = sent(admin, world)
    SheetImport.objects.filter(pk=sheet.pk).update(
        state=SheetState.FAILED, finished_at=NOW, trouble="Có lỗi ngoài dự kiến."
    )
    assert purge_expired(at=JUST_AFTER) == {"imports": 1, "files": 1}
    shown = page(admin, sheet)[0].text
    assert ("Có lỗi ngoài dự kiến." in shown, "đã được xóa theo thời hạn lưu" in shown) == (True, True)


def test_what_is_being_written_or_was_dropped_by_hand_is_left_alone(admin, world):
    writing, dropped = sent(admin, world), sent(admin, world)
    SheetImport.objects.filter(pk=writing.pk).update(state=SheetState.COMMITTING)
    drop_sheet(dropped, actor=admin, at=NOW)
    assert purge_expired(at=NOW + 9 * MONTH) == {}
    assert kept(writing).file is not None
    assert "Bạn đã bỏ tệp này" in page(admin, dropped)[0].text
