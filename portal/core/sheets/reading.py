"""Spreadsheets as people send them: XLSX, XLS, ODS and CSV, row by row, with the numbers the sheet shows."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import IO, Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from portal.core.errors import DomainError
from portal.core.search import words
from portal.core.sheets.columns import Column
from portal.core.sheets.values import Cell

SUFFIXES = (".xlsx", ".xls", ".ods", ".csv")
ACCEPT = ",".join(SUFFIXES)
MOST_ROWS = 200_000
MOST_UNPACKED = 400 * 1024 * 1024  # a small file can be packed from a very large one
HEADING_WITHIN = 10
OWN_HEADINGS = {("loi",), ("dong",)}  # what an error file adds
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows below the heading; ``places`` says in which cell each column stands."""

    heading: list[str]
    places: dict[str, int]
    rows: Iterator[tuple[int, Row]]
    total: int
    unknown: list[str]


def open_table(source: IO[bytes], name: str, columns: Sequence[Column]) -> Table:
    """
    Return the table in a file, found by its headings wherever it begins.

    :raises DomainError: if the file cannot be read, lacks a column that must be there or holds too many rows
    """
    suffix = "." + name.rpartition(".")[2].lower()
    if suffix not in SUFFIXES:
        raise _refused(
            _("Tệp “%(name)s” không phải bảng tính. Hãy gửi tệp Excel (.xlsx), .xls, .ods hoặc .csv.") % {"name": name}
        )
    rows, total = _from_text(source) if suffix == ".csv" else _from_workbook(source, name)
    if total > MOST_ROWS:
        raise _refused(
            _("Tệp có %(n)d dòng, nhiều nhất là %(most)d. Hãy chia thành nhiều tệp rồi nhập lần lượt.")
            % {"n": total, "most": MOST_ROWS}
        )
    return _with_heading(rows, total, columns)


def _refused(sentence: str) -> DomainError:
    return DomainError(sentence, field="file")


def _from_workbook(source: IO[bytes], name: str) -> tuple[Iterator[tuple[int, Row]], int]:
    _refuse_bomb(source)
    source.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(source)
        sheet = book.get_sheet_by_index(0)
        rows = sheet.iter_rows()
    except PasswordError:
        raise _refused(_("Tệp có mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi gửi.")) from None
    except (CalamineError, IndexError, OSError):
        raise _refused(
            _("Không đọc được tệp “%(name)s”. Hãy mở bằng Excel, lưu lại thành .xlsx rồi gửi.") % {"name": name}
        ) from None
    return enumerate(rows, start=1), sheet.total_height


def _refuse_bomb(source: IO[bytes]) -> None:
    source.seek(0)
    if not zipfile.is_zipfile(source):
        return
    source.seek(0)
    with zipfile.ZipFile(source) as parts:
        unpacked = sum(part.file_size for part in parts.infolist())
    if unpacked > MOST_UNPACKED:
        raise _refused(_("Tệp quá lớn khi mở ra. Hãy chỉ để lại bảng cần nhập, xóa định dạng thừa rồi lưu lại."))


def _from_text(source: IO[bytes]) -> tuple[Iterator[tuple[int, Row]], int]:
    content = source.read()
    text = _decoded(content)
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    # strict: a quote that is never closed would swallow the rest of the file as one cell.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return _numbered(reader), text.count("\n") + 1


def _numbered(reader: Any) -> Iterator[tuple[int, Row]]:
    number = 0
    try:
        for number, row in enumerate(reader, start=1):
            yield number, row
    except csv.Error:
        raise _refused(
            _("Dòng %(row)d của tệp CSV hỏng (thừa dấu nháy kép). Hãy mở bằng Excel, lưu thành .xlsx rồi gửi.")
            % {"row": number + 1}
        ) from None


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise _refused(
            _("Tệp CSV không phải mã UTF-8 nên chữ có dấu sẽ hỏng. Trong Excel chọn lưu “CSV UTF-8”, hoặc gửi .xlsx.")
        ) from None
    if "\x00" in text:
        raise _refused(_("Tệp CSV có ký tự không đọc được. Hãy gửi tệp .xlsx."))
    return text


def _with_heading(rows: Iterator[tuple[int, Row]], total: int, columns: Sequence[Column]) -> Table:
    known = {column.key: column for column in columns}
    must = {column.name for column in columns if column.required}
    best: tuple[int, Row, dict[str, int]] | None = None
    seen: list[tuple[int, Row]] = []
    for number, row in islice(rows, HEADING_WITHIN):
        seen.append((number, row))
        places = _places(row, known)
        if best is None or len(places) > len(best[2]):
            best = (number, row, places)
        if must <= places.keys():
            break
    if best is None or not best[2]:
        raise _refused(_("Không thấy dòng tiêu đề. Hãy dùng tệp mẫu, giữ nguyên tên các cột."))
    number, row, places = best
    missing = [str(column.title) for column in columns if column.required and column.name not in places]
    if missing:
        raise _refused(
            _("Thiếu cột: %(names)s. Hãy dùng tệp mẫu, giữ nguyên tên các cột.") % {"names": ", ".join(missing)}
        )
    after = chain((one for one in seen if one[0] > number), rows)
    titles = [str(cell or "") for cell in row]
    unknown = [
        title for title in titles if (key := tuple(words(title))) and key not in known and key not in OWN_HEADINGS
    ]
    return Table(titles, places, after, max(total - number, 0), unknown)


def _places(row: Row, known: dict[tuple[str, ...], Column]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, cell in enumerate(row):
        column = known.get(tuple(words(cell))) if isinstance(cell, str) else None
        if column is None:
            continue
        if column.name in places:
            raise _refused(_("Cột “%(name)s” có hai lần. Hãy bỏ một cột.") % {"name": column.title})
        places[column.name] = place
    return places
