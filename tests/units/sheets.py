"""Spreadsheets as the tests send them."""

import io
from datetime import date
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.core.sheets import SheetKind, sheet_kind
from tests.moments import NOW
from units.models import SheetImport, Unit, User
from units.services import receive_sheet, run_commit, start_commit

Rows = list[list[Any]]
MEMBER_HEADING = [
    "Mã đoàn viên *", "Họ và tên *", "Giới tính", "Ngày sinh", "Số điện thoại", "Địa chỉ", "Mã đơn vị *",
    "Chức vụ, công việc", "Nhóm *", "Trình độ", "Ngày vào công đoàn", "Lao động trực tiếp",
]  # fmt: skip


def member_row(code: str, name: str = "Nguyễn Thị Hạnh", unit: str = "CS-002", **cells: Any) -> list[Any]:
    """A row of the members' template, in the order of its columns."""
    known = {
        "gender": "Nữ",
        "born": date(1990, 9, 5),
        "phone": None,
        "work": "Công nhân may",
        "group": "Lao động trực tiếp",
    }
    said = known | cells
    return [
        code, name, said["gender"], said["born"], said["phone"], said.get("address"), unit, said["work"], said["group"],
        said.get("education"), said.get("joined"), said.get("direct"),
    ]  # fmt: skip


def xlsx(heading: list[str], rows: Rows, *, top: int = 0) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"strings_to_formulas": False})
    page = book.add_worksheet("Nhập liệu")
    as_day = book.add_format({"num_format": "dd/mm/yyyy"})
    for at, title in enumerate(heading):
        page.write_string(top, at, title)
    for number, row in enumerate(rows, start=top + 1):
        for at, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(number, at, value, as_day)
            elif value is not None:
                page.write(number, at, value)
    book.close()
    return target.getvalue()


def upload(content: bytes, name: str = "doan-vien.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def send(
    actor: User, unit: Unit, rows: Rows, *, kind: str = "units.members", heading: list[str] | None = None
) -> SheetImport:
    """Return the checked import of ``rows``."""
    content = xlsx(heading or MEMBER_HEADING, rows)
    sheet = receive_sheet(unit, sheet_kind(kind), actor=actor, at=NOW, upload=upload(content))
    sheet.refresh_from_db()
    return sheet


def write(sheet: SheetImport, *, only_good: bool = False) -> SheetImport:
    """Return the import after a worker has written it."""
    kind: SheetKind = sheet_kind(sheet.kind)
    start_commit(sheet, kind=kind, actor=sheet.owner, at=NOW, seen_version=sheet.version, only_good=only_good)
    assert sheet.job is not None
    run_commit(sheet.job.pk, at=NOW)
    return SheetImport.objects.get(pk=sheet.pk)


def counts(sheet: SheetImport) -> tuple[int, int, int, int]:
    return sheet.new_rows, sheet.changed_rows, sheet.same_rows, sheet.bad_rows


def said(sheet: SheetImport) -> list[tuple[int, str, str]]:
    return list(sheet.problems.order_by("row", "pk").values_list("row", "title", "kind"))
