"""The trail as a file: harmless, on record, gone after a week."""

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from portal.core import audit
from portal.core.documents import Column, csv_file
from portal.core.files import drop_expired
from portal.core.models import AuditLine, Job, Notice, StoredFile
from portal.pages.trail import exporting
from portal.pages.trail.searching import Filters
from tests.moments import NOW, later
from tests.people import make_user
from units.enums import Role

pytestmark = pytest.mark.django_db
EVIL = "=HYPERLINK(1)"


@pytest.fixture
def inspector(world, people):
    return make_user("NV-KT", "Đặng Thị Kiểm", world.province, Role.INSPECTOR)


@pytest.fixture
def line(world, people):
    return audit.record(
        "unit.link",
        world.mill,
        actor=people.hung,
        at=NOW,
        note=EVIL,
        before={"phone": "0912000111"},
        after={"name": "mới"},
    )


def take(client, reader, **data):
    client.force_login(reader)
    return client.post(reverse("trail_export"), {"suffix": "csv", "viec": "unit.link"} | data)


def rows_of(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_small_file_comes_at_once_and_is_on_record(client, inspector, line):
    answer = take(client, inspector)
    titles, row = rows_of(answer.content)
    assert dict(zip(titles, row, strict=True)) | {"Người làm": "Trần Văn Hùng", "Ghi chú": f"'{EVIL}"} == dict(
        zip(titles, row, strict=True)
    )
    noted = AuditLine.objects.get(action="trail.export")
    assert (noted.actor, noted.after["lines"], noted.after["action"], noted.object_type) == (
        inspector, 1, "unit.link", "core.job",
    )  # fmt: skip
    assert noted in exporting.search_lines(inspector, Filters())


def test_file_hides_personal_data_even_for_an_inspector(client, inspector, line):
    content = take(client, inspector).content.decode()
    assert "0912000111" not in content
    assert "dữ liệu cá nhân" in content


def test_workbook_holds_texts_that_are_no_formulas(client, inspector, line):
    answer = take(client, inspector, suffix="xlsx")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "HYPERLINK" in sheet
    assert "<f>" not in sheet


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝"])
def test_no_cell_starts_like_a_formula(start):
    cell = rows_of(csv_file([Column("A")], [[f"{start}1+1"]]))[1][0]
    assert cell.startswith("'")


def test_numbers_days_and_plain_texts_stay_as_they_are():
    content = csv_file([Column("A"), Column("B", "integer"), Column("C", "date")], [["Lan, “tổ 5”", -3, NOW.date()]])
    assert rows_of(content)[1] == ["Lan, “tổ 5”", "-3", "15/06/2026"]


@pytest.fixture
def large(monkeypatch):
    monkeypatch.setattr(exporting, "SMALL", 2)
    monkeypatch.setattr(exporting, "AT_ONCE", 2)


@pytest.fixture
def many(world, people):
    return [audit.record("unit.link", world.mill, actor=people.hung, at=later(minutes=n)) for n in range(5)]


def start(client, reader, **data) -> Job:
    answer = take(client, reader, **data)
    assert answer.status_code == 302
    return Job.objects.get(kind=exporting.KIND)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_large_file_is_made_by_a_job_with_progress_and_told(client, inspector, large, many, suffix):
    job = start(client, inspector, suffix=suffix)
    assert (job.state, job.total) == ("waiting", 5)
    exporting.run_export(job.pk, at=NOW)
    job.refresh_from_db()
    assert (job.state, job.done, job.file.expires_at) == ("done", 5, NOW + exporting.KEPT)
    assert Notice.objects.get(event=f"job:{job.pk}").recipient == inspector
    if suffix == "csv":
        with default_storage.open(job.file.key) as file:
            assert len(rows_of(file.read())) == 6


def test_download_of_the_file_is_on_record_and_another_has_no_such_file(client, inspector, large, many, world):
    job = start(client, inspector)
    exporting.run_export(job.pk, at=timezone.now())
    address = reverse("trail_file", args=[job.pk])
    answer = client.get(address)
    assert rows_of(answer.getvalue())[1][2] == "Trần Văn Hùng"
    assert AuditLine.objects.get(action="trail.take_file").actor == inspector
    client.force_login(make_user("NV-K2", "Người khác", world.province, Role.INSPECTOR))
    assert client.get(address).status_code == 404
    assert AuditLine.objects.filter(action="trail.take_file").count() == 1


def test_job_run_twice_makes_one_file_and_one_that_was_lost_is_sent_again(client, inspector, large, many):
    job = start(client, inspector)
    assert exporting.resend_exports(at=timezone.now() + timedelta(minutes=2)) == 1
    for _ in range(2):
        exporting.run_export(job.pk, at=NOW)
    assert StoredFile.objects.filter(owner=inspector).count() == 1
    assert exporting.resend_exports(at=timezone.now() + timedelta(minutes=2)) == 0


def test_rights_are_those_of_the_day_the_file_is_made(client, inspector, large, many, world):
    job = start(client, inspector)
    inspector.held.update(valid_to="2021-01-01")
    exporting.run_export(job.pk, at=NOW)
    job.refresh_from_db()
    with default_storage.open(job.file.key) as file:
        assert len(rows_of(file.read())) == 1


def test_file_goes_after_a_week_and_its_page_says_so(client, inspector, large, many):
    job = start(client, inspector)
    exporting.run_export(job.pk, at=NOW)
    key = StoredFile.objects.get(owner=inspector).key
    assert drop_expired(at=NOW + exporting.KEPT - timedelta(seconds=1)) == 0
    assert drop_expired(at=NOW + exporting.KEPT) == 1
    assert not default_storage.exists(key)
    answer = client.get(reverse("trail_file", args=[job.pk]), follow=True)
    assert "đã hết hạn giữ" in answer.content.decode()


def test_too_many_lines_are_refused_with_what_to_do(client, inspector, many, monkeypatch):
    monkeypatch.setattr(exporting, "SMALL", 2)
    monkeypatch.setattr(exporting, "MOST", 3)
    answer = take(client, inspector)
    assert (answer.status_code, Job.objects.count()) == (302, 0)
    assert "thu hẹp" in client.get(reverse("trail")).content.decode()


@pytest.mark.parametrize("data", [{"suffix": "exe"}, {"tu": "x"}])
def test_what_cannot_be_exported_is_not_found(client, inspector, data):
    assert take(client, inspector, **data).status_code == 404


def test_person_without_the_role_is_refused(client, people):
    assert take(client, people.hung).status_code == 403


def test_get_exports_nothing(client, inspector):
    client.force_login(inspector)
    assert client.get(reverse("trail_export")).status_code == 405
