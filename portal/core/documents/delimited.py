"""Comma-separated files that Excel opens as they are meant: UTF-8 with a mark, and no text that becomes a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from portal.core.documents.sheet import Column, Value, tidy

MARK = "\ufeff"
# What makes Excel and its like read a cell as a formula, also behind the quotes of the file.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_file(columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return rows under their titles as a CSV file; what a spreadsheet would reckon starts with an apostrophe."""
    target = io.StringIO(newline="")
    target.write(MARK)
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([harmless(column.title) for column in columns])
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return target.getvalue().encode()


def harmless(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes it for a formula."""
    # Looked at before tidying, which takes a leading tab away, and after it, which may bring a sign to the front.
    neat = tidy(text)
    return f"'{neat}" if text.startswith(FORMULA) or neat.startswith(FORMULA) else neat


def _cell(value: Value) -> Value:
    if isinstance(value, str):
        return harmless(value)
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value
