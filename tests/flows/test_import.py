"""An administrator brings a thousand members: three wrong cells, mended, written, and sent once more."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.flows.conftest import Someone
from tests.units.sheets import MEMBER_HEADING, member_row, xlsx
from units.models import Member, SheetImport

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]

FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Vũ")
GIVEN = ("An", "Bình", "Cúc", "Dung", "Em", "Giang", "Hạnh", "Lan")


def thousand() -> list[list]:
    born = date(1980, 1, 1)
    return [
        member_row(
            f"M-{n:04d}", f"{FAMILIES[n % 5]} Thị {GIVEN[n % 8]}", born=born + timedelta(days=n), phone=f"0901{n:06d}"
        )
        for n in range(1000)
    ]  # fmt: skip


def send(person: Someone, folder: Path, rows: list[list]) -> None:
    file = folder / "doan-vien.xlsx"
    file.write_bytes(xlsx(MEMBER_HEADING, rows))
    person.page.set_input_files("input[type=file]", file)
    person.press("Gửi và kiểm tra")


def test_thousand_members_with_three_errors_and_again_after_mending(someone, worker, tmp_path):
    rows, before = thousand(), Member.objects.count()
    right = [rows[10][3], rows[500][6], rows[900][4]]
    rows[10][3], rows[500][6], rows[900][4] = "31/02/1990", "CS-KHONG-CO", "12345"

    admin = someone("NV-055")
    admin.go("/")
    admin.page.locator("nav").get_by_role("link", name="Nhập và xuất").first.click()
    admin.shoot("sheets-hub")
    admin.press("Nhập đoàn viên")
    assert len(admin.takes("Tải tệp mẫu")) > 5000
    admin.shoot("sheets-send")
    send(admin, tmp_path, rows)

    admin.reads("3 dòng cần sửa, chưa ghi gì.")
    table = admin.page.locator("section", has_text="Những chỗ cần sửa")
    for row, column in ((12, "Ngày sinh"), (502, "Mã đơn vị"), (902, "Số điện thoại")):
        expect(table.locator("tr", has_text=column)).to_contain_text(str(row))
    admin.shoot("sheets-errors")
    assert admin.takes("Tải các dòng sai")[:2] == b"PK"
    assert Member.objects.count() == before

    rows[10][3], rows[500][6], rows[900][4] = right
    admin.press("Nhập và xuất")
    admin.press("Nhập đoàn viên")
    send(admin, tmp_path, rows)
    admin.reads("Mọi dòng đều đúng.")
    admin.shoot("sheets-preview")
    admin.press("Ghi 1.000 dòng vào Cổng")
    admin.reads("1.000 thêm, 0 sửa, 0 giữ nguyên.")
    admin.shoot("sheets-done")
    assert Member.objects.count() == before + 1000
    assert Member.objects.get(code="M-0500").unit.code == "CS-002"

    admin.press("Nhập tệp khác")
    send(admin, tmp_path, rows)
    admin.reads("Mọi dòng trong tệp đã có trên Cổng và không khác gì.")
    assert admin.page.get_by_role("button", name="vào Cổng").count() == 0
    assert [sheet.state for sheet in SheetImport.objects.order_by("pk")] == ["checked", "done", "checked"]


def test_official_takes_the_list_out_and_answers_who_is_who(someone, worker, tmp_path):
    hanh = Member.objects.get(code="NV-001")
    official = someone("NV-041")
    official.go(f"/don-vi/{hanh.grassroots_id}/doan-vien/")
    official.press("Xuất")
    official.shoot("sheets-export")
    with official.page.expect_download() as download:
        official.page.get_by_role("button", name="Xuất danh sách").click()
    assert download.value.suggested_filename.endswith(".xlsx")

    official.go(f"/don-vi/{hanh.grassroots_id}/doan-vien/")
    official.press("Nhập từ Excel")
    changed = member_row(
        "NV-002", "Phạm Văn Lực", unit="TO-002-A2", gender="Nam", born=date(1986, 11, 2), work="Tổ trưởng"
    )
    again = member_row("THE-MOI-1", "NGUYỄN THỊ HẠNH", unit="TO-002-A1", born=date(1991, 4, 12))
    send(official, tmp_path, [changed, again])
    official.reads("Có thể là người đã có")
    official.shoot("sheets-asks")
    official.tick("Là cùng một người với NV-001; mã trong tệp thay mã cũ")
    official.press("Ghi câu trả lời, kiểm tra lại")
    official.reads("Mọi dòng đều đúng.")
    official.shoot("sheets-changes")
    official.press("Ghi 2 dòng vào Cổng")
    official.reads("0 thêm, 2 sửa, 0 giữ nguyên.")
    hanh.refresh_from_db()
    assert (hanh.code, hanh.user.username) == ("THE-MOI-1", "NV-001")
    assert Member.objects.get(code="NV-002").position == "Tổ trưởng"
