"""Spreadsheets the portal writes: the template to fill in, the rows that were wrong, exports that fit back in."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from portal.core.documents.sheet import EPOCH, FORMATS, tidy
from portal.core.sheets.columns import Column, SheetKind
from portal.core.sheets.reading import Row
from portal.core.sheets.stage import said
from portal.core.sheets.values import FORMULA_STARTS

ENTRY, GUIDE, LISTS = "Nhập liệu", "Hướng dẫn", "Danh sách"
ERROR_COLUMN = "Lỗi"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
LIST_ROWS = 5000  # as far down as a cell offers its list
LONGEST_LIST = 500
LINE_WIDTH = 110
GENERAL_RULES = (
    "Mỗi dòng ở trang “Nhập liệu” là một bản ghi. Giữ nguyên tên cột; thứ tự cột đổi được, cột không bắt buộc bỏ được.",
    "Ô để trống: giữ nguyên điều Cổng đang ghi. Muốn xóa một ô chữ, ghi dấu “-”.",
    "Ngày ghi ngày/tháng/năm, đủ bốn chữ số của năm: 05/09/1990. Số ghi 1.234 hoặc 1234; phần lẻ sau dấu phẩy: 52,5.",
    "Nhập lại đúng tệp cũ không làm thay đổi gì: dòng đã có và không khác thì giữ nguyên.",
)


def _format_of(column: Column) -> str:
    if column.sql == "date":
        return "dd/mm/yyyy"
    if column.sql in {"integer", "numeric"}:
        return "General"
    return "#,##0" if column.sql == "bigint" else "@"


class _Book:
    """A workbook in the house look, written row by row."""

    def __init__(self, target: IO[bytes]) -> None:
        # A text is written as a text whatever it begins with: no formulas, no links.
        self.book = xlsxwriter.Workbook(
            target, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        face = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
        shaded = {**face, "bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
        self.head = self.book.add_format({**shaded, "bg_color": "#EFEDE7"})
        self.must = self.book.add_format({**shaded, "bg_color": "#DCE6F5"})
        self.wrong = self.book.add_format({**face, "font_color": "#8A3B12", "text_wrap": True})
        self.plain = self.book.add_format({**face, "text_wrap": True})
        self.bold = self.book.add_format({**face, "bold": True})
        self._face = face
        self._cells: dict[str, Format] = {}

    def cell(self, shown: str) -> Format:
        if shown not in self._cells:
            self._cells[shown] = self.book.add_format({**self._face, "num_format": shown})
        return self._cells[shown]

    def entry(self, columns: Sequence[Column], *, more: Sequence[str] = ()) -> Worksheet:
        """Add the page to fill in, with its headings."""
        page = self.book.add_worksheet(ENTRY)
        for at, column in enumerate(columns):
            page.set_column(at, at, column.width, self.cell(_format_of(column)))
        page.set_row(0, 34)
        for at, column in enumerate(columns):
            page.write_string(0, at, heading(column), self.must if column.required else self.head)
        for at, title in enumerate(more, start=len(columns)):
            page.set_column(at, at, 60)
            page.write_string(0, at, title, self.head)
        page.freeze_panes(1, 1)
        return page


def heading(column: Column) -> str:
    """Return the heading of a column; what must be filled in carries a star."""
    return f"{column.title} *" if column.required else column.title


def write_template(target: IO[bytes], kind: SheetKind) -> None:
    """Write the empty page to fill in, the guide beside it, and the words each list offers."""
    file = _Book(target)
    page = file.entry(kind.columns)
    lists = [(at, column, list(column.options().values())) for at, column in enumerate(kind.columns) if column.options]
    _write_guide(file, kind)
    _write_lists(file, lists)
    for number, (at, column, words) in enumerate(lists):
        source = f"='{LISTS}'!${_letter(number)}$2:${_letter(number)}${len(words) + 1}"
        rule = {"validate": "list", "source": source, "error_title": column.title[:32], "error_type": "warning"}
        if words:
            page.data_validation(1, at, LIST_ROWS, at, rule)
    file.book.close()


def _letter(number: int) -> str:
    return chr(ord("A") + number)


def _write_guide(file: _Book, kind: SheetKind) -> None:
    page = file.book.add_worksheet(GUIDE)
    for at, width in enumerate((28, 12, 30, 70)):
        page.set_column(at, at, width)
    line = 0
    for line, sentence in enumerate((*GENERAL_RULES, *kind.rules)):
        page.set_row(line, 18 * (1 + len(sentence) // LINE_WIDTH))
        page.merge_range(line, 0, line, 3, "", file.plain)
        page.write_string(line, 0, sentence, file.plain)
    for at, title in enumerate(("Cột", "Bắt buộc", "Ví dụ", "Ghi thế nào")):
        page.write_string(line + 2, at, title, file.head)
    for place, column in enumerate(kind.columns, start=line + 3):
        words = list(column.options().values()) if column.options else []
        offered = f"Chọn một: {'; '.join(words)}." if 0 < len(words) <= 12 else ""  # noqa: PLR2004 - longer ones stand on their own page
        page.write_string(place, 0, column.title, file.bold)
        page.write_string(place, 1, "có" if column.required else "", file.plain)
        page.write_string(place, 2, column.example, file.plain)
        page.write_string(place, 3, " ".join(filter(None, (column.help, offered))), file.plain)
    _write_codes(file, page, line + 4 + len(kind.columns), [column for column in kind.columns if column.listed])


def _write_codes(file: _Book, page: Worksheet, place: int, columns: Sequence[Column]) -> None:
    for column in columns:
        page.write_string(place, 0, column.title, file.head)
        page.merge_range(place, 1, place, 3, "", file.head)
        page.write_string(place, 1, "Tên", file.head)
        for code, name in column.listed().items() if column.listed else ():
            place += 1
            page.write_string(place, 0, tidy(code), file.bold)
            page.merge_range(place, 1, place, 3, "", file.plain)
            page.write_string(place, 1, tidy(name), file.plain)
        place += 2


def _write_lists(file: _Book, lists: Sequence[tuple[int, Column, list[str]]]) -> None:
    if not lists:
        return
    page = file.book.add_worksheet(LISTS)
    for at, (_place, column, _words) in enumerate(lists):
        page.set_column(at, at, 40)
        page.write_string(0, at, column.title, file.head)
    for row in range(min(LONGEST_LIST, max(len(words) for *_, words in lists))):
        for at, (*_, words) in enumerate(lists):
            if row < len(words):
                page.write_string(row + 1, at, words[row], file.plain)


def write_errors(
    target: IO[bytes], heading_cells: Sequence[str], rows: Iterator[tuple[int, Row]], wrong: Iterator[tuple[int, str]]
) -> int:
    """
    Write only the rows that are wrong, as they came, with what is wrong in a last column; return how many.

    The file can be mended and sent as it is. ``wrong`` names rows in their order, each once.
    """
    file = _Book(target)
    keep = [at for at, title in enumerate(heading_cells) if title.strip() and title.strip() != ERROR_COLUMN]
    page = file.book.add_worksheet(ENTRY)
    page.set_column(0, len(keep), 20, file.cell("@"))
    page.set_column(len(keep), len(keep), 70)
    for place, at in enumerate(keep):
        page.write_string(0, place, tidy(heading_cells[at]), file.head)
    page.write_string(0, len(keep), ERROR_COLUMN, file.head)
    page.freeze_panes(1, 1)
    written, following = 0, next(wrong, None)
    for number, row in rows:
        if following is None:
            break
        if number != following[0]:
            continue
        written += 1
        for place, at in enumerate(keep):
            _write(page, written, place, row[at] if at < len(row) else None, file)
        page.write_string(written, len(keep), tidy(f"Dòng {number}: {following[1]}"), file.wrong)
        following = next(wrong, None)
    file.book.close()
    return written


def _write(page: Worksheet, row: int, at: int, value: Any, file: _Book) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_string(row, at, "x" if value else "không", file.cell("@"))
    elif isinstance(value, date):
        page.write_number(row, at, (date(value.year, value.month, value.day) - EPOCH).days, file.cell(FORMATS["date"]))
    elif isinstance(value, (int, float, Decimal)):
        page.write_number(row, at, float(value), file.cell("General"))
    else:
        page.write_string(row, at, tidy(str(value)), file.cell("@"))


def write_export(target: IO[bytes], columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> int:
    """Write what is on record as a sheet of the same columns, fit to be edited and sent back; return the rows."""
    file = _Book(target)
    page = file.entry(columns)
    written = 0
    for written, row in enumerate(rows, start=1):
        for at, (column, value) in enumerate(zip(columns, row, strict=True)):
            shown = said(column, value) if column.options or isinstance(value, bool) else value
            _write(page, written, at, shown, file)
    file.book.close()
    return written


def write_csv(target: IO[bytes], columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> int:
    """Write the same as CSV for Excel: UTF-8 with its mark; a text that would be a formula gets an apostrophe."""
    target.write(b"\xef\xbb\xbf")
    words = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(words, delimiter=";")
    writer.writerow([heading(column) for column in columns])
    written = 0
    for row in rows:
        writer.writerow([harmless(said(column, value)) for column, value in zip(columns, row, strict=True)])
        written += 1
    words.detach()
    return written


def harmless(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes it for a formula; reading takes the apostrophe off again."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
