"""Workbooks: numbers are numbers, days are days, and no text is a formula."""

import io
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from portal.core.documents import Column, Sheet, SheetFullError, sheet, workbook, write_workbook
from portal.core.documents.sheet import sheet_name
from tests.documents.reading import sheet_cells

COLUMNS = (
    Column("Đơn vị", "text", 40),
    Column("Số sáng kiến", "integer"),
    Column("Điểm", "decimal"),
    Column("Giá trị làm lợi", "vnd"),
    Column("Ngày", "date"),
    Column("Tỷ lệ", "percent"),
)
ROW = ("CĐCS May Hoa Sen", 1412, 86.5, 186_000_000, date(2026, 1, 5), 0.125)


def book(*rows, columns=COLUMNS, **changes) -> bytes:
    return workbook([Sheet(name="Sáng kiến", columns=columns, rows=rows, **changes)])


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return file.read(name).decode()


def test_each_kind_is_kept():
    cells = sheet_cells(book(ROW))

    assert cells["A1"] == ("inlineStr", "Đơn vị")
    assert [cells[f"{letter}2"] for letter in "ABCDEF"] == [
        ("inlineStr", "CĐCS May Hoa Sen"),
        ("n", "1412"),
        ("n", "86.5"),
        ("n", "186000000"),
        ("n", "46027"),
        ("n", "0.125"),
    ]


def test_numbers_and_days_have_the_formats_of_their_kind():
    styles = part(book(ROW), "xl/styles.xml")

    assert re.findall(r'formatCode="([^"]+)"', styles) == [
        "@",
        "#,##0",
        "#,##0.00",
        "#,##0&quot; đ&quot;",
        "dd/mm/yyyy",
        "0.0%",
    ]


@pytest.mark.parametrize(
    "text", ['=cmd|" /C calc"!A0', "+1+1", "-2+3", "@SUM(A1)", "{=1}", "https://a.vn", "0123", "\t=1"]
)
def test_text_is_never_a_formula_a_link_or_a_number(text):
    content = book((text,), columns=(Column("Tên"),))

    assert sheet_cells(content)["A2"] == ("inlineStr", text.strip())
    assert "hyperlink" not in part(content, "xl/worksheets/sheet1.xml")


def test_nothing_is_an_empty_cell():
    assert sorted(sheet_cells(book((None, None, "", None, None, None)))) == ["A1", "B1", "C1", "D1", "E1", "F1"]


def test_moments_are_days_in_vietnam():
    content = book((datetime(2025, 12, 31, 18, tzinfo=UTC),), columns=(Column("Ngày", "date"),))

    assert sheet_cells(content)["A2"] == ("n", "46023")


def test_money_of_any_precision_and_codes_among_numbers():
    columns = (Column("Điểm", "decimal"), Column("Mã"), Column("Số", "integer"))

    cells = sheet_cells(book((Decimal("86.25"), 7, "chưa có"), columns=columns))

    assert [cells[f"{letter}2"] for letter in "ABC"] == [("n", "86.25"), ("inlineStr", "7"), ("inlineStr", "chưa có")]


def test_heading_stands_above_and_the_head_is_frozen():
    content = book(ROW, heading=("LĐLĐ tỉnh Bắc Ninh", "Sáng kiến năm 2026"))

    cells = sheet_cells(content)
    assert [cells[at][1] for at in ("A1", "A2", "A4", "A5")] == [
        "LĐLĐ tỉnh Bắc Ninh",
        "Sáng kiến năm 2026",
        "Đơn vị",
        "CĐCS May Hoa Sen",
    ]
    page = part(content, "xl/worksheets/sheet1.xml")
    assert '<pane ySplit="4" topLeftCell="A5"' in page
    assert '<autoFilter ref="A4:F5"/>' in page


def test_text_is_composed_and_printable():
    content = book(("Nguye\u0302\u0303n\x00 Lan",), columns=(Column("Tên"),))

    assert sheet_cells(content)["A2"] == ("inlineStr", "Nguyễn Lan")


@pytest.mark.parametrize(
    ("name", "kept"),
    [("Bắc Ninh: 2026/1", "Bắc Ninh 2026 1"), ("x" * 40, "x" * 31), ("[]", "Trang"), ("'Lan'", "Lan")],
)
def test_names_of_sheets_are_what_excel_takes(name, kept):
    assert sheet_name(name) == kept


def test_rows_are_read_one_by_one():
    taken = []

    def rows():
        for number in range(3):
            taken.append(number)
            yield (number,)

    target = io.BytesIO()
    write_workbook(
        target, [Sheet("A", (Column("Số", "integer"),), rows()), Sheet("B", (Column("Số", "integer"),), [(9,)])]
    )

    assert taken == [0, 1, 2]
    assert sheet_cells(target.getvalue(), sheet=2)["A2"] == ("n", "9")


def test_sheet_that_is_full_is_refused(monkeypatch):
    monkeypatch.setattr(sheet, "MOST_ROWS", 3)

    assert sheet_cells(book((1,), (2,), columns=(Column("Số", "integer"),)))["A3"] == ("n", "2")
    with pytest.raises(SheetFullError):
        book((1,), (2,), (3,), columns=(Column("Số", "integer"),))


def test_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="zip"):
        book((1, 2), columns=(Column("Số", "integer"),))


def test_same_rows_give_the_same_bytes():
    assert book(ROW) == book(ROW)
