"""Checking and writing in the background: what its owner reads when it does not go through, and when it is sent again."""

from datetime import timedelta
from threading import Thread

import pytest
from django.core.files.storage import default_storage
from django.db import close_old_connections, transaction

from portal.core.models import AuditLine, Job, Notice
from portal.core.sheets import sheet_kind
from tests.moments import NOW, later
from tests.people import make_member, make_user
from tests.units.sheets import MEMBER_HEADING, member_row, send, upload, xlsx
from tests.waiting import wait_until, waits_for_another
from units.enums import Role, SheetState
from units.models import Member, SheetImport, User
from units.services import (
    decide,
    drop_sheet,
    receive_sheet,
    resend_sheets,
    run_check,
    run_commit,
    start_commit,
    start_sheet_export,
)

KIND = sheet_kind("units.members")


@pytest.fixture
def admin(world) -> User:
    return make_user("NV-ADMIN", "Vũ Văn Quản", world.province, Role.ADMINISTRATOR)


@pytest.fixture
def _large(monkeypatch):
    """Every file is large enough to be checked in the background."""
    monkeypatch.setattr("units.services.sheets.SMALL_BYTES", 10)


def received(admin, rows, *, heading=None) -> SheetImport:
    file = upload(xlsx(heading or MEMBER_HEADING, rows))
    return receive_sheet(admin.held.get().unit, KIND, actor=admin, at=NOW, upload=file)


def started(sheet) -> SheetImport:
    start_commit(sheet, kind=KIND, actor=sheet.owner, at=NOW, seen_version=sheet.version)
    return sheet


def again(sheet) -> SheetImport:
    return SheetImport.objects.select_related("job", "file", "owner", "unit").get(pk=sheet.pk)


def told(sheet) -> list[str]:
    return list(Notice.objects.filter(recipient=sheet.owner).order_by("pk").values_list("subject", flat=True))


@pytest.mark.usefixtures("_large")
def test_large_file_is_checked_once_and_its_owner_told_once(admin):
    sheet = received(admin, [member_row("NV-1")])
    for _time in range(2):
        run_check(sheet.job_id, at=later(minutes=1))
    checked = again(sheet)
    assert (checked.state, checked.new_rows, checked.job.state) == (SheetState.CHECKED, 1, Job.State.DONE)
    assert told(sheet) == ["Đã kiểm tra tệp doan-vien.xlsx"]


@pytest.mark.usefixtures("_large")
def test_file_dropped_while_it_waits_is_not_checked_and_nobody_is_told(admin):
    sheet = received(admin, [member_row("NV-1")])
    drop_sheet(sheet, actor=admin, at=NOW, seen_version=sheet.version)
    run_check(sheet.job_id, at=later(minutes=1))
    dropped = again(sheet)
    assert (dropped.state, dropped.trouble, dropped.job.state) == (SheetState.DROPPED, "", Job.State.DONE)
    assert told(sheet) == []


@pytest.mark.usefixtures("_large")
def test_second_worker_of_a_file_that_was_given_up_changes_nothing(admin):
    sheet = received(admin, [["a"]], heading=["Cột lạ"])
    run_check(sheet.job_id, at=later(minutes=1))
    trouble = again(sheet).trouble
    assert "Không thấy dòng tiêu đề" in trouble
    # It had taken the job up while the first was still reading.
    Job.objects.filter(pk=sheet.job_id).update(state=Job.State.RUNNING)
    run_check(sheet.job_id, at=later(minutes=2))
    failed = again(sheet)
    assert (failed.state, failed.trouble, failed.job.state) == (SheetState.FAILED, trouble, Job.State.FAILED)
    assert AuditLine.objects.filter(action="sheetimport.fail").count() == 1
    assert told(sheet) == ["Tệp doan-vien.xlsx không nhập được"]


@pytest.mark.usefixtures("_large")
def test_file_that_is_gone_from_the_disk_is_given_up_in_words(admin):
    sheet = received(admin, [member_row("NV-1")])
    default_storage.delete(sheet.file.key)
    with pytest.raises(FileNotFoundError):
        run_check(sheet.job_id, at=later(minutes=1))
    failed = again(sheet)
    assert (failed.state, failed.job.state) == (SheetState.FAILED, Job.State.FAILED)
    assert failed.trouble == failed.job.problem
    assert "Có lỗi ngoài dự kiến, chưa ghi gì" in failed.trouble


@pytest.mark.usefixtures("_large")
def test_answers_about_a_large_file_are_taken_along_into_the_background(admin, world):
    sheet = received(admin, [member_row("NV-1", "Lê Mơ"), member_row("NV-2", "Lê Mơ")])
    run_check(sheet.job_id, at=NOW)
    asked = again(sheet)
    decide(asked, actor=admin, at=NOW, answers={"3": "other"}, seen_version=asked.version)
    waiting = again(sheet)
    assert (waiting.state, waiting.job.state, waiting.job_id != sheet.job_id) == ("uploaded", "waiting", True)
    run_check(waiting.job_id, at=NOW)
    assert (again(sheet).new_rows, again(sheet).bad_rows) == (2, 0)


def test_written_file_is_not_written_again(admin, world):
    sheet = started(send(admin, world.province, [member_row("NV-1")]))
    for _time in range(2):
        run_commit(sheet.job_id, at=later(minutes=1))
    assert Member.objects.filter(code="NV-1").count() == 1
    # Nor by a second worker that had taken the job up before the first was done.
    Job.objects.filter(pk=sheet.job_id).update(state=Job.State.RUNNING)
    run_commit(sheet.job_id, at=later(minutes=2))
    assert (again(sheet).state, again(sheet).job.state) == (SheetState.DONE, Job.State.DONE)
    assert AuditLine.objects.filter(action="sheetimport.finish").count() == 1
    assert told(sheet) == ["Đã ghi xong tệp doan-vien.xlsx"]


def test_file_that_became_unreadable_is_given_up_in_words(admin, world):
    sheet = started(send(admin, world.province, [member_row("NV-1")]))
    with default_storage.open(again(sheet).file.key, "wb") as file:
        file.write(b"PK\x03\x04 nonsense")
    run_commit(sheet.job_id, at=later(minutes=1))
    failed = again(sheet)
    assert (failed.state, "Không đọc được" in failed.trouble) == (SheetState.FAILED, True)
    assert not Member.objects.filter(code="NV-1").exists()


@pytest.mark.django_db(transaction=True)
def test_who_writes_the_same_at_the_same_moment_wins_and_the_file_is_given_up_in_words(admin, world):
    sheet = started(send(admin, world.province, [member_row("NV-1"), member_row("NV-2", "Lê Mơ")]))

    def work():
        try:
            run_commit(sheet.job_id, at=later(minutes=1))
        finally:
            close_old_connections()

    worker = Thread(target=work)
    with transaction.atomic():
        make_member("NV-2", "Người Nhanh Tay", world.mill)
        worker.start()
        wait_until(waits_for_another, "the worker never came to the code that was just given")
    worker.join()
    failed = again(sheet)
    assert (failed.state, "Có người vừa ghi cùng dữ liệu" in failed.trouble) == (SheetState.FAILED, True)
    assert [member.full_name for member in Member.objects.filter(code__in=["NV-1", "NV-2"])] == ["Người Nhanh Tay"]


def test_jobs_nobody_took_up_or_whose_worker_is_silent_are_sent_again(admin, people, world):
    sheet = started(send(admin, world.province, [member_row("NV-1")]))
    export = start_sheet_export(world.factory, KIND, actor=people.hung, at=NOW, columns=["code"], suffix="csv")
    assert resend_sheets(at=later(seconds=59)) == 0
    assert resend_sheets(at=later(minutes=2)) == 2
    Job.objects.filter(pk=export.pk).update(state=Job.State.RUNNING, started_at=NOW)
    assert resend_sheets(at=later(minutes=4)) == 1
    assert resend_sheets(at=later(minutes=6)) == 2
    run_commit(sheet.job_id, at=later(minutes=6))
    assert resend_sheets(at=NOW + timedelta(days=1)) == 1
