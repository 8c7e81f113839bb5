"""Excel workbooks, row by row: a million rows take no more memory than a hundred."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import IO, Literal
from unicodedata import is_normalized

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from portal.core.documents.text import clean
from portal.core.periods import VIETNAM

Kind = Literal["text", "integer", "decimal", "vnd", "date", "percent"]
Value = str | int | float | Decimal | date | datetime | None

# Excel shows these with the separators of the reader's own settings: 1.234,5 in Vietnam.
FORMATS: dict[Kind, str] = {
    "text": "@",
    "integer": "#,##0",
    "decimal": "#,##0.00",
    "vnd": '#,##0" đ"',
    "date": "dd/mm/yyyy",
    "percent": "0.0%",
}

MOST_ROWS = 1_048_576
LONGEST_TEXT = 32_767
LONGEST_NAME = 31
A4 = 9

EPOCH = date(1899, 12, 30)
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)

_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\]")


class SheetFullError(ValueError):
    """There are more rows than a sheet holds."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``width`` in characters; a "percent" takes 0.125 for 12,5 %."""

    title: str
    kind: Kind = "text"
    width: float = 18


@dataclass(frozen=True, slots=True)
class Sheet:
    """
    A sheet: ``rows`` may be a generator, and is read once.

    ``heading``: lines above the table, such as the unit, the title and the period.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    heading: Sequence[str] = ()


def workbook(sheets: Sequence[Sheet], *, created: datetime = UNDATED) -> bytes:
    """Return what ``write_workbook`` writes."""
    target = io.BytesIO()
    write_workbook(target, sheets, created=created)
    return target.getvalue()


def write_workbook(target: IO[bytes], sheets: Sequence[Sheet], *, created: datetime = UNDATED) -> None:
    """
    Write ``sheets`` to ``target`` as an XLSX file.

    Numbers stay numbers and days days, so that the reader can add and sort them. A text
    is never a formula, whatever it begins with.

    :param created: the moment written into the file; the clock is not asked
    :raises SheetFullError: if a sheet is given more rows than Excel can hold
    """
    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    book.set_properties({"created": created.astimezone(UTC).replace(tzinfo=None)})
    looks = Looks(book)
    try:
        for sheet in sheets:
            _add_sheet(book.add_worksheet(sheet_name(sheet.name)), sheet, looks)
    finally:
        book.close()


def sheet_name(name: str) -> str:
    """Return ``name`` without what Excel forbids, no longer than it allows."""
    return " ".join(_FORBIDDEN_IN_NAME.sub(" ", tidy(name)).split())[:LONGEST_NAME].strip("' ") or "Trang"


def tidy(text: str) -> str:
    """Return ``text`` clean; almost every text is already, and a million rows have many."""
    if text.isprintable() and is_normalized("NFC", text):
        return text[:LONGEST_TEXT]
    return str(clean(text))[:LONGEST_TEXT]


class Looks:
    """The formats of a workbook, made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        face = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
        self.title: Format = book.add_format({**face, "bold": True})
        self.head: Format = book.add_format(
            {
                **face,
                "bold": True,
                "align": "center",
                "valign": "vcenter",
                "text_wrap": True,
                "border": 1,
                "bg_color": "#EFEDE7",
            }
        )
        self.cells: dict[Kind, Format] = {
            kind: book.add_format({**face, "num_format": shown, "border": 1, "text_wrap": kind == "text"})
            for kind, shown in FORMATS.items()
        }


def _add_sheet(page: Worksheet, sheet: Sheet, looks: Looks) -> None:
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
    top = len(sheet.heading) + 1 if sheet.heading else 0
    # Rows have to be written in order: what is above is already on its way to disk.
    for at, line in enumerate(sheet.heading):
        page.write_string(at, 0, tidy(line), looks.title)
    for at, column in enumerate(sheet.columns):
        page.write_string(top, at, tidy(column.title), looks.head)
    page.freeze_panes(top + 1, 0)
    last = _add_rows(page, sheet, looks, first=top + 1)
    page.autofilter(top, 0, max(last, top), len(sheet.columns) - 1)
    page.repeat_rows(top)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)


def _add_rows(page: Worksheet, sheet: Sheet, looks: Looks, *, first: int) -> int:
    slots = [(at, column.kind, looks.cells[column.kind]) for at, column in enumerate(sheet.columns)]
    position = first - 1
    for position, row in enumerate(sheet.rows, start=first):
        if position >= MOST_ROWS:
            raise SheetFullError(sheet.name)
        for slot, value in zip(slots, row, strict=True):
            _add_cell(page, position, slot, value)
    return position


def _add_cell(page: Worksheet, row: int, slot: tuple[int, Kind, Format], value: Value) -> None:
    column, kind, look = slot
    if value is None or value == "":
        page.write_blank(row, column, None, look)
    elif isinstance(value, str):
        page.write_string(row, column, tidy(value), look)
    elif isinstance(value, date):
        page.write_number(row, column, _serial(value), look)
    elif kind == "text":
        page.write_string(row, column, str(value), look)
    else:
        page.write_number(row, column, float(value) if isinstance(value, Decimal) else value, look)


def _serial(day: date) -> int:
    if isinstance(day, datetime) and day.tzinfo is not None:
        day = day.astimezone(VIETNAM)
    return (date(day.year, day.month, day.day) - EPOCH).days
