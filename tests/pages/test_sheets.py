"""The pages of spreadsheets: who may, whose files, what a page costs, what goes out."""

import io

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from portal.core.models import AuditLine, Job, Notice
from portal.core.sheets import sheet_kind
from portal.pages.sheets import FAULTS, SLUGS
from tests.moments import NOW
from tests.people import make_member, make_user
from tests.units.sheets import MEMBER_HEADING, member_row, send, upload, write, xlsx
from units.enums import Role
from units.models import SheetImport
from units.services import run_check, run_sheet_export

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits():
    caches["default"].clear()


@pytest.fixture
def admin(world):
    return make_user("NV-ADMIN", "Vũ Văn Quản", world.province, Role.ADMINISTRATOR)


def at(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_every_fault_has_a_name_to_be_counted_under():
    said = {"empty", "cell"} | {fault for name in SLUGS.values() for fault in sheet_kind(name).sentences}
    assert said == set(FAULTS)


@pytest.mark.parametrize("slug", SLUGS)
def test_template_of_every_kind_can_be_taken(admin, slug):
    answer = at(admin).get(reverse("sheet_template", args=[slug]))
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.sheet_names[:2] == ["Nhập liệu", "Hướng dẫn"]
    assert "attachment" in answer["Content-Disposition"]


def test_hub_shows_each_what_they_may(admin, people):
    shown = {user: at(user).get(reverse("sheets")).content.decode() for user in (admin, people.hung, people.lan)}
    assert all(title in shown[admin] for title in ("Đơn vị", "Cán bộ và vai", "Khen thưởng cũ", "Sáng kiến cũ"))
    assert reverse("sheet_send", args=["doan-vien"]) in shown[people.hung]
    assert f'"{reverse("sheet_send", args=["don-vi"])}"' not in shown[people.hung]
    assert "chưa có danh sách nào" in shown[people.lan]


def test_official_without_the_right_reads_why(people):
    answer = at(people.yen).get(reverse("sheet_send", args=["doan-vien"]))
    assert (answer.status_code, "Chỉ người quản trị" in answer.content.decode()) == (403, True)
    assert at(people.yen).get(reverse("sheet_send", args=["khong-co"])).status_code == 404


def test_file_is_sent_looked_at_written_and_seen_by_nobody_else(admin, people, world):
    client = at(admin)
    answer = client.post(
        reverse("sheet_send", args=["doan-vien"]),
        {
            "unit": world.province.pk,
            "file": upload(xlsx(MEMBER_HEADING, [member_row("NV-1"), member_row("NV-2", "Mơ")])),
        },
    )
    sheet = SheetImport.objects.get()
    assert answer.url == reverse("sheet", args=[sheet.pk])
    page = client.get(answer.url).content.decode()
    assert "Ghi 2 dòng vào Cổng" in page
    assert at(people.yen).get(answer.url).status_code == 404
    assert client.post(reverse("sheet_commit", args=[sheet.pk]), {"version": sheet.version}).status_code == 302
    moving = client.get(answer.url).content.decode()
    assert 'hx-trigger="every 3s"' in moving
    assert client.get(answer.url, headers={"HX-Request": "true"}).content.decode().count("<html") == 0


def test_large_file_is_checked_in_the_background_and_its_page_says_how_far(admin, world, monkeypatch):
    monkeypatch.setattr("units.services.sheets.SMALL_BYTES", 10)
    client = at(admin)
    data = {"unit": world.province.pk, "file": upload(xlsx(MEMBER_HEADING, [member_row("NV-1")]))}
    address = client.post(reverse("sheet_send", args=["doan-vien"]), data).url
    sheet = SheetImport.objects.get()
    assert (sheet.state, "Đang kiểm tra" in client.get(address).content.decode()) == ("uploaded", True)
    run_check(sheet.job_id, at=sheet.created_at)
    run_check(sheet.job_id, at=sheet.created_at)
    assert client.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert "Ghi 1 dòng vào Cổng" in client.get(address).content.decode()
    assert Notice.objects.get(recipient=admin).url == address


def test_large_file_that_cannot_be_read_says_so_and_can_be_sent_again(admin, world, monkeypatch):
    monkeypatch.setattr("units.services.sheets.SMALL_BYTES", 10)
    client = at(admin)
    data = {"unit": world.province.pk, "file": upload(xlsx(["Cột lạ"], [["a"]]))}
    address = client.post(reverse("sheet_send", args=["doan-vien"]), data).url
    run_check(SheetImport.objects.get().job_id, at=NOW)
    page = client.get(address).content.decode()
    assert "Không thấy dòng tiêu đề" in page
    assert "Gửi lại tệp" in page


def test_refused_file_is_said_at_its_field(admin, world):
    answer = at(admin).post(
        reverse("sheet_send", args=["doan-vien"]), {"unit": world.province.pk, "file": upload(b"%PDF-", "a.pdf")}
    )
    assert (answer.status_code, "không phải bảng tính" in answer.content.decode()) == (422, True)
    empty = at(admin).post(reverse("sheet_send", args=["doan-vien"]), {"unit": world.province.pk})
    assert empty.status_code == 422


def test_unit_outside_the_branch_cannot_be_chosen(admin, world):
    data = {"unit": world.other_factory.pk, "file": upload(xlsx(MEMBER_HEADING, [member_row("NV-1")]))}
    answer = at(admin).post(reverse("sheet_send", args=["doan-vien"]), data)
    assert (answer.status_code, SheetImport.objects.count()) == (422, 0)


def test_stale_page_is_told_and_a_dropped_file_is_gone(admin, world):
    sheet = send(admin, world.province, [member_row("NV-1")])
    client = at(admin)
    assert client.post(reverse("sheet_commit", args=[sheet.pk]), {"version": sheet.version - 1}).status_code == 409
    assert client.post(reverse("sheet_drop", args=[sheet.pk]), {"version": sheet.version}).url == reverse("sheets")
    assert "đã bỏ tệp" in client.get(reverse("sheet", args=[sheet.pk])).content.decode()
    assert client.get(reverse("sheet_errors", args=[sheet.pk])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_findings_costs_the_same_at_any_size(admin, world, rows, django_assert_num_queries):
    sheet = send(admin, world.province, [member_row(f"NV-{n}", f"Tên {n}", unit="CS-404") for n in range(rows)])
    client = at(admin)
    client.get(reverse("sheet", args=[sheet.pk]))
    with django_assert_num_queries(8):
        assert client.get(reverse("sheet", args=[sheet.pk])).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_files_costs_the_same_at_any_size(admin, world, rows, django_assert_num_queries):
    for number in range(rows):
        send(admin, world.province, [member_row(f"NV-{number}")])
    client = at(admin)
    client.get(reverse("sheets"))
    with django_assert_num_queries(6):
        assert client.get(reverse("sheets")).status_code == 200


def test_answers_on_the_page_lead_to_a_new_check(admin, world):
    rows = [member_row("NV-1", "Lê Mơ"), member_row("NV-2", "Lê Mơ")]
    sheet = send(admin, world.province, rows)
    client = at(admin)
    page = client.get(reverse("sheet", args=[sheet.pk])).content.decode()
    assert 'name="row-3"' in page
    client.post(reverse("sheet_answer", args=[sheet.pk]), {"version": sheet.version, "row-3": "other"})
    sheet.refresh_from_db()
    assert (sheet.bad_rows, sheet.new_rows) == (0, 2)


def test_export_comes_back_unchanged_and_who_took_it_is_noted(admin, people, world):
    client = at(people.hung)
    make_member("NV-1", "=Lê Mơ", world.group, phone="0912345678")
    columns = [column.name for column in sheet_kind("units.members").columns]
    address = reverse("sheet_export", args=["doan-vien"])
    assert 'value="phone"' in client.get(address).content.decode()
    answer = client.post(address, {"unit": world.factory.pk, "columns": columns, "suffix": "xlsx"})
    rows = list(CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).iter_rows())
    assert {row[0] for row in rows[1:]} == {"NV-LAN", "NV-HUNG", "NV-1"}
    line = AuditLine.objects.get(action="sheet.export")
    assert (line.actor, line.after["columns"], line.after["rows"]) == (people.hung, columns, 3)
    people_of_name = [row for row in rows if row[0] != "NV-1"]
    sheet = send(people.hung, world.factory, people_of_name[1:], heading=people_of_name[0])
    assert (sheet.same_rows, sheet.bad_rows) == (2, 0)


def test_export_is_refused_to_who_may_not_read_the_list(admin, people, world):
    assert at(admin).get(reverse("sheet_export", args=["doan-vien"])).status_code == 403
    assert at(people.lan).get(reverse("sheet_export", args=["doan-vien"])).status_code == 403
    assert at(people.yen).get(reverse("sheet_export", args=["khen-thuong-cu"])).status_code == 404


def test_form_offers_what_the_roles_of_the_reader_need(people, world):
    address = reverse("sheet_export", args=["doan-vien"])
    offered = {who: at(who).get(address).content.decode() for who in (people.hung, people.yen, people.tuan)}
    assert ['value="address"' in page for page in offered.values()] == [True, False, False]
    assert ['value="phone"' in page for page in offered.values()] == [True, True, False]
    sent = {"unit": world.factory.pk, "columns": ["code", "address"], "suffix": "csv"}
    assert at(people.yen).post(address, sent).status_code == 422
    assert not AuditLine.objects.filter(action="sheet.export").exists()


def test_long_export_is_a_job(people, world, monkeypatch):
    monkeypatch.setattr("portal.pages.views.exports.SMALL", 1)
    data = {"unit": world.factory.pk, "columns": ["code", "full_name"], "suffix": "csv"}
    answer = at(people.hung).post(reverse("sheet_export", args=["doan-vien"]), data)
    job = Job.objects.get()
    assert answer.url == reverse("reports:job", args=[job.pk])
    run_sheet_export(job.pk, at=job.created_at)
    job.refresh_from_db()
    assert (job.state, job.file.name.endswith(".csv")) == (Job.State.DONE, True)


def test_result_says_what_was_written(admin, world):
    sheet = write(send(admin, world.province, [member_row("NV-1"), member_row("NV-2", unit="CS-404")]), only_good=True)
    page = at(admin).get(reverse("sheet", args=[sheet.pk])).content.decode()
    assert "1 thêm, 0 sửa, 0 giữ nguyên." in page
    assert "Còn 1 dòng sai chưa ghi." in page
