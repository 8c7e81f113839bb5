"""Lists as files: who may take which, what is noted of it, and what becomes of the job of a long one."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from portal.core.errors import DomainError
from portal.core.models import AuditLine, Job, Notice, StoredFile
from portal.core.sheets import sheet_kind
from tests.moments import NOW, later
from tests.people import make_member
from units.enums import Role
from units.services import count_rows, export_sheet, run_sheet_export, start_sheet_export

KIND = sheet_kind("units.members")


def take(unit, actor, **facts):
    return export_sheet(unit, KIND, actor=actor, at=NOW, **{"columns": ["code", "full_name"], "suffix": "csv"} | facts)


def start(unit, actor, **facts) -> Job:
    given = {"columns": ["code", "full_name"], "suffix": "csv"} | facts
    return start_sheet_export(unit, KIND, actor=actor, at=NOW, **given)


def ended(job: Job) -> Job:
    run_sheet_export(job.pk, at=later(minutes=1))
    job.refresh_from_db()
    return job


def content(file: StoredFile) -> str:
    from portal.core.files import open_file

    with open_file(file) as source:
        return source.read().decode("utf-8-sig")


def test_list_holds_the_branch_and_the_chosen_columns_in_the_order_of_the_kind(people, world):
    make_member("NV-1", "Lê Mơ", world.group, birth_date=date(1990, 9, 5))
    make_member("NV-2", "Tô Văn Dần", world.mill)
    text = take(world.factory, people.hung, columns=["full_name", "code"]).decode("utf-8-sig")
    heading, *rows = text.splitlines()
    assert heading.split(";") == ["Mã đoàn viên *", "Họ và tên *"]
    assert sorted(row.split(";")[0] for row in rows) == ["NV-1", "NV-HUNG", "NV-LAN"]
    assert count_rows(world.factory, KIND, actor=people.hung) == 3
    line = AuditLine.objects.get(action="sheet.export")
    assert (line.actor, line.object_id) == (people.hung, world.factory.pk)
    assert line.after == {"kind": "units.members", "columns": ["code", "full_name"], "suffix": "csv", "rows": 3}


def test_list_without_a_column_is_refused_and_nothing_is_noted(people, world):
    for make in (take, start):
        with pytest.raises(DomainError, match="Hãy chọn ít nhất một cột") as refusal:
            make(world.factory, people.hung, columns=["khong-co"])
        assert refusal.value.field == "columns"
    assert not AuditLine.objects.filter(action="sheet.export").exists()
    assert not Job.objects.exists()


@pytest.mark.parametrize("who", ["lan", "binh"])
def test_list_is_for_those_who_look_after_the_branch(people, world, who):
    for make in (take, start):
        with pytest.raises(PermissionDenied):
            make(world.factory, getattr(people, who))
    assert not AuditLine.objects.filter(action="sheet.export").exists()
    assert not Job.objects.exists()


def test_personal_data_go_to_roles_that_need_them_and_no_further(people, world):
    make_member("NV-1", "Lê Mơ", world.factory, phone="0912345678", address="Xóm Bãi")
    assert "0912345678;Xóm Bãi" in take(world.factory, people.hung, columns=["phone", "address"]).decode("utf-8-sig")
    # The levels above ring or write; where people live is the union's own to know.
    assert "0912345678" in take(world.factory, people.yen, columns=["phone"]).decode("utf-8-sig")
    for make in (take, start):
        with pytest.raises(DomainError, match="không cần dữ liệu này của mọi người: Địa chỉ") as refusal:
            make(world.factory, people.yen, columns=["code", "phone", "address"])
        assert refusal.value.field == "columns"
        with pytest.raises(DomainError, match="Ngày sinh, Số điện thoại, Địa chỉ"):
            make(world.factory, people.tuan, columns=["birth_date", "phone", "address"])
    assert [line.actor for line in AuditLine.objects.filter(action="sheet.export")] == [people.hung, people.yen]


def test_need_that_ended_meanwhile_ends_the_job_in_words(people, world):
    job = start(world.factory, people.yen, columns=["code", "phone"])
    people.yen.held.update(role=Role.LEADER)
    failed = ended(job)
    assert (failed.state, failed.file) == (Job.State.FAILED, None)
    assert "Số điện thoại" in failed.problem


def test_role_for_one_unit_alone_takes_what_its_lists_show(people, world):
    make_member("NV-1", "Lê Mơ", world.factory)
    people.hung.held.update(whole_branch=False)
    people.hung.__dict__.pop("assignments", None)
    assert count_rows(world.factory, KIND, actor=people.hung) == 2
    text = take(world.factory, people.hung).decode("utf-8-sig")
    assert "NV-1" in text
    assert "NV-LAN" not in text  # of the group below


def test_long_list_is_written_once_and_its_owner_told_once(people, world):
    job = start(world.factory, people.hung)
    assert (job.state, job.total) == (Job.State.WAITING, 2)
    done = ended(job)
    file = done.file
    assert (done.state, file.owner) == (Job.State.DONE, people.hung)
    assert "NV-LAN" in content(file)
    assert ended(job).file == file
    assert Notice.objects.get(event=f"job:{job.pk}").recipient == people.hung


def test_list_too_long_for_a_workbook_is_refused_and_fits_into_csv(people, world, monkeypatch):
    monkeypatch.setattr("units.services.exporting.MOST_ROWS", 2)
    with pytest.raises(DomainError, match="Danh sách có 2 dòng, nhiều hơn một trang Excel") as refusal:
        start(world.factory, people.hung, suffix="xlsx")
    assert (refusal.value.field, Job.objects.count()) == ("suffix", 0)
    assert ended(start(world.factory, people.hung, suffix="csv")).state == Job.State.DONE


def test_right_that_was_lost_meanwhile_ends_the_job_in_words(people, world):
    job = start(world.factory, people.hung)
    people.hung.held.update(valid_to=date(2020, 1, 2))
    failed = ended(job)
    assert (failed.state, failed.file) == (Job.State.FAILED, None)
    assert "Chỉ " in failed.problem
    assert not StoredFile.objects.exists()


def test_disk_that_takes_no_file_ends_the_job_in_words(people, world, settings, tmp_path):
    occupied = tmp_path / "files"
    occupied.write_text("no directory")
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": occupied}}
    }
    job = start(world.factory, people.hung)
    with pytest.raises(OSError, match="files"):
        run_sheet_export(job.pk, at=NOW)
    job.refresh_from_db()
    assert (job.state, "Hãy thử lại" in job.problem) == (Job.State.FAILED, True)
    assert not Notice.objects.exists()
