"""What a cell says: the Vietnamese way of writing days, numbers, telephones, yes and no."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.core.search import fold

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Parser = Callable[[Cell], Any]
Options = Callable[[], Mapping[str, str]]

# A text that begins so is a formula to Excel and LibreOffice.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
REFUSED_STARTS = ("=", "@")
CLEAR = "-"  # typed alone, it empties what is on record
FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2100, 1, 1)
LARGEST = 10**15
YES = frozenset({"x", "co", "1", "yes", "true", "dung"})
NO = frozenset({"0", "khong", "no", "false", "sai"})
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_SHORT_YEAR = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2}")
_WHOLE = re.compile(r"-?(\d+|\d{1,3}(\.\d{3})+|\d{1,3}( \d{3})+)")
_DECIMAL = re.compile(r"(\d+|\d{1,3}(?:[. ]\d{3})+)(?:,(\d+))?")


class WrongCell(ValueError):
    """The cell does not hold what its column asks for; the message says so and what to write instead."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A value that could be understood, and the name of what was put right on the way."""

    value: Any
    how: str


def tidy(cell: Cell) -> str:
    """Return what a cell says as composed text without stray spaces; a whole number without “.0”."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = cell if cell.isascii() else unicodedata.normalize("NFC", cell)
        # The apostrophe that keeps a spreadsheet from counting is not part of the text.
        if text.startswith("'") and text[1:].startswith(FORMULA_STARTS):
            text = text[1:]
        return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (date, datetime)):
        return f"{cell:%d/%m/%Y}"
    return str(cell)


def text(longest: int) -> Parser:
    """Return a parser of texts of at most ``longest`` letters; “-” alone is an empty text."""

    def parse(cell: Cell) -> str:
        found = tidy(cell)
        if found == CLEAR:
            return ""
        if found.startswith(REFUSED_STARTS):
            raise WrongCell(
                _("Ô bắt đầu bằng “%(sign)s” nên trông như công thức. Hãy bỏ dấu này.") % {"sign": found[0]}
            )
        if len(found) > longest:
            raise WrongCell(
                _("Dài %(n)d chữ, nhiều nhất là %(most)d. Hãy viết gọn lại.") % {"n": len(found), "most": longest}
            )
        return found

    return parse


def code(longest: int) -> Parser:
    """Return a parser of codes: texts without spaces that cannot be emptied."""
    whole = text(longest)

    def parse(cell: Cell) -> str:
        found = str(whole(cell))
        if not found or " " in found:
            raise WrongCell(_("Mã viết liền, không có dấu cách, ví dụ NV-001."))
        return found

    return parse


def labels(choices: type[models.TextChoices], *, without: tuple[str, ...] = ()) -> Options:
    """Return the words of ``choices`` as a spreadsheet says them: in Vietnamese, whoever reads it."""

    def options() -> dict[str, str]:
        with translation.override("vi"):
            return {str(value): str(label) for value, label in choices.choices if value not in without}

    return options


def choice(options: Options) -> Parser:
    """Return a parser that takes one of the words in ``options`` (value to label), accents and case aside."""
    known: dict[str, str] = {}

    def parse(cell: Cell) -> str:
        if not known:
            known.update({fold(value): value for value in options()})
            known.update({fold(label): value for value, label in options().items()})
        found = known.get(fold(tidy(cell)))
        if found is None:
            words = "; ".join(options().values())
            raise WrongCell(
                _("“%(text)s” không có trong danh sách. Hãy chọn: %(words)s.") % {"text": tidy(cell), "words": words}
            )
        return found

    return parse


def day(cell: Cell) -> date:
    """Return the day of a date cell, or of a text dd/mm/yyyy."""
    if isinstance(cell, datetime):
        return _within(cell.date())
    if isinstance(cell, date):
        return _within(cell)
    found = tidy(cell)
    if _SHORT_YEAR.fullmatch(found):
        raise WrongCell(
            _("“%(text)s” không rõ năm. Hãy ghi đủ bốn chữ số của năm, ví dụ 05/09/1990.") % {"text": found}
        )
    numbers: tuple[int, ...] = ()
    if match := _DAY.fullmatch(found):
        numbers = (int(match[3]), int(match[2]), int(match[1]))
    elif match := _ISO_DAY.fullmatch(found):
        numbers = (int(match[1]), int(match[2]), int(match[3]))
    try:
        return _within(date(*numbers))
    except (TypeError, ValueError) as wrong:
        if isinstance(wrong, WrongCell):
            raise
        raise WrongCell(
            _("“%(text)s” không phải ngày. Hãy ghi ngày/tháng/năm, ví dụ 05/09/1990.") % {"text": found}
        ) from None


def past_day(cell: Cell) -> date:
    """Return a day that is not in the future: of birth, of joining."""
    found = day(cell)
    if found > timezone.localdate():
        raise WrongCell(_("Ngày %(day)s còn ở tương lai. Hãy xem lại.") % {"day": f"{found:%d/%m/%Y}"})
    return found


def _within(found: date) -> date:
    if not FIRST_DAY <= found < LAST_DAY:
        raise WrongCell(_("Năm %(year)d không hợp lý. Hãy xem lại.") % {"year": found.year})
    return found


def whole(cell: Cell) -> int:
    """Return a whole number: 1234, 1.234 or 1 234."""
    if isinstance(cell, float):
        if not cell.is_integer():
            raise WrongCell(_("“%(text)s” có phần lẻ. Hãy ghi số nguyên.") % {"text": f"{cell}".replace(".", ",")})
        return _small(int(cell))
    found = tidy(cell)
    if not _WHOLE.fullmatch(found):
        raise WrongCell(
            _("“%(text)s” không phải số nguyên. Hãy ghi bằng chữ số, ví dụ 1.234 (dấu chấm ngăn hàng nghìn).")
            % {"text": found}
        )
    return _small(int(found.replace(".", "").replace(" ", "")))


def _small(found: int) -> int:
    if not 0 <= found < LARGEST:
        raise WrongCell(_("Số phải từ 0 đến dưới một triệu tỷ."))
    return found


def vnd(cell: Cell) -> int:
    """Return a whole amount of money; “đ” or “đồng” behind it are fine."""
    if isinstance(cell, str):
        cell = re.sub(r"\s*(đồng|đ|vnđ|vnd)$", "", tidy(cell), flags=re.IGNORECASE)
    return whole(cell)


def year(cell: Cell) -> int:
    """Return a year of four digits."""
    found = whole(cell)
    if not FIRST_DAY.year <= found < LAST_DAY.year:
        raise WrongCell(_("“%(text)s” không phải năm. Hãy ghi đủ bốn chữ số, ví dụ 2024.") % {"text": tidy(cell)})
    return found


def past_year(cell: Cell) -> int:
    """Return a year that is not in the future."""
    found = year(cell)
    if found > timezone.localdate().year:
        raise WrongCell(_("Năm %(year)d còn ở tương lai. Hãy xem lại.") % {"year": found})
    return found


def percent(cell: Cell) -> Decimal:
    """Return a number from 0 to 100 written the Vietnamese way: 52,5."""
    found = str(cell).replace(".", ",") if isinstance(cell, float) and not isinstance(cell, bool) else tidy(cell)
    match = _DECIMAL.fullmatch(found.removesuffix("%").rstrip())
    number = Decimal(f"{re.sub('[. ]', '', match[1])}.{match[2] or 0}") if match else None
    if number is None or number > Decimal(100):
        raise WrongCell(_("“%(text)s” không phải tỷ lệ từ 0 đến 100, ví dụ 52,5.") % {"text": found})
    return round(number, 2)


def yes(cell: Cell) -> bool:
    """Return whether a cell says yes: x, có, 1; an empty cell never comes here."""
    found = fold(tidy(cell))
    if found in YES or found in NO:
        return found in YES
    raise WrongCell(_("“%(text)s” không rõ. Hãy ghi “x” (có) hoặc “không”.") % {"text": tidy(cell)})


def phone(cell: Cell) -> str | Mended:
    """Return a telephone number of digits; a zero that the spreadsheet took away is put back and told."""
    found = re.sub(r"[\s.\-()]", "", tidy(cell))
    if found == "":
        return ""  # “-” alone
    if found.startswith(("+84", "0084")):
        found = "0" + found.removeprefix("+84").removeprefix("0084").removeprefix("0")
    elif re.fullmatch(r"84\d{9}", found):
        found = "0" + found[2:]
    lost = re.fullmatch(r"[1-9]\d{8}", found)
    if lost:
        return Mended("0" + found, "phone_zero")
    if not re.fullmatch(r"0\d{9,10}", found):
        raise WrongCell(
            _("“%(text)s” không phải số điện thoại. Hãy ghi 10 chữ số, bắt đầu bằng 0.") % {"text": tidy(cell)}
        )
    return found
