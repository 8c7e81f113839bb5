"""Vietnamese text as a clerk sets it: clean, NFC, and never broken in an ugly place."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from portal.core.periods import VIETNAM

NBSP = "\u00a0"

# Control characters are refused by Word and Excel; the bidirectional ones can make a
# name read differently from what is stored.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)

_KEEP_TOGETHER = (
    # "ngày 05", "Điều 2", "số 12", "Phụ lục II"
    (
        re.compile(
            r"\b(ngày|tháng|năm|quý|đợt|lần|kỳ|số|Số|khoản|điểm|mục|trang|bậc|hạng|Điều|Khoản|Phụ lục)"
            r" (?=\d|[IVX]+\b)"
        ),
        rf"\1{NBSP}",
    ),
    # "186.000.000 đồng", "12 người", "85 %"
    (re.compile(r"(?<=\d) (?=(?:đồng|nghìn|triệu|tỷ|người|giờ|phút|điểm|phiếu|%)(?!\w))"), NBSP),
    # "Đồng chí Nguyễn", "Ông Trần"
    (re.compile(r"\b([Đđ]ồng chí|[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị) (?=[A-ZÀ-ỸĐ])"), rf"\1{NBSP}"),
    # A dash stays with the words before it: "Xanh - Sạch - Đẹp"
    (re.compile(r"(?<=\S) (?=[-–] )"), NBSP),
)

# Words that a heading must not part.
_COMPOUNDS = re.compile(
    r"(?i)“[^”]{1,40}”|ngày\s\d+\stháng\s\d+\snăm\s\d+"
    r"|\b(?:(?:ban )?(?:chấp hành|thường vụ)|liên đoàn|(?:người )?lao động|công đoàn|cơ sở|công ty(?: tnhh| cổ phần)?"
    r"|khu công nghiệp|một thành viên|môi trường|đô thị|đầu tư|phát triển|xuất khẩu|điện tử|cơ khí|nông thôn"
    r"|thi đua|khen thưởng|cá nhân|tập thể|thành tích|xuất sắc|sáng kiến|sáng tạo|phong trào|bằng khen|giấy khen"
    r"|phát động|công nhận|công tác(?: khen thưởng| công đoàn)?|kết quả|hội đồng|việt nam"
    r"|tỉnh \w+ \w+|thành phố \w+ \w+|năm \d+)\b"
)

# Words that a heading must not leave hanging at the end of a line.
_HANGING = frozenset(("VÀ", "CỦA", "CHO", "CÁC", "VỚI", "VỀ", "TỪ"))

# A long name of a body reads well when a line starts with one of these.
_LINE_STARTERS = frozenset(
    ("TỈNH", "THÀNH", "XÃ", "PHƯỜNG", "ĐẶC", "KHU", "CÔNG", "CÁC", "TỔNG", "BỆNH", "VIỆT", "MỘT", "BAN", "LIÊN")
).union(("HỘI", "CỦA", "VÀ"))


def clean(value: object) -> object:
    """Return ``value`` with every string in it in NFC, with plain line ends and nothing unprintable."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\t", " "))
        return _UNPRINTABLE.sub("", text).strip()
    if isinstance(value, Mapping):
        return {key: clean(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [clean(item) for item in value]
    return value


def bind(text: str) -> str:
    """Return ``text`` with no-break spaces where a line must not end."""
    for pattern, replacement in _KEEP_TOGETHER:
        text = pattern.sub(replacement, text)
    return text


def bind_name(name: str) -> str:
    """Return a person's name whose given name never stands alone on the next line."""
    head, space, given = name.rpartition(" ")
    return f"{head}{NBSP}{given}" if space else name


def bind_heading(text: str, *, longest: int = 22) -> str:
    """Return a heading for a box of unknown width: no-break spaces inside its compound words up to ``longest``."""
    return _COMPOUNDS.sub(lambda found: found[0].replace(" ", NBSP) if len(found[0]) <= longest else found[0], text)


def balance(text: str, *, limit: int) -> tuple[str, ...]:
    """
    Break a heading into the fewest lines of about ``limit`` characters, of like length.

    Lines that begin with a word such as "TỈNH" or "CÔNG TY" are preferred, so that
    the name of a body is not torn apart. Breaks that the text has are kept.
    """
    if "\n" in text:
        return tuple(part.strip() for part in text.split("\n") if part.strip())
    words = _COMPOUNDS.sub(lambda found: found[0].replace(" ", NBSP), text).split(" ")
    count = min(-(-len(text) // limit), len(words))
    if count <= 1:
        return (text,) if text else ()
    cuts = _best_cuts(words, count, mean=len(text) / count)
    return tuple(" ".join(words[start:end]).replace(NBSP, " ") for start, end in pairwise(cuts))


def _best_cuts(words: Sequence[str], count: int, *, mean: float) -> tuple[int, ...]:
    """Where to cut ``words`` into ``count`` lines: for each line more, the best way to every word."""
    ways: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for _ in range(count):
        ways = {
            end: min(
                (cost + _ugliness(words, start, end, mean=mean), (*cuts, end))
                for start, (cost, cuts) in ways.items()
                if start < end
            )
            for end in range(min(ways) + 1, len(words) + 1)
        }
    return ways[len(words)][1]


def _ugliness(words: Sequence[str], start: int, end: int, *, mean: float) -> float:
    length = sum(map(len, words[start:end])) + end - start - 1
    torn = start > 0 and words[start].upper().split(NBSP)[0] not in _LINE_STARTERS
    hanging = end < len(words) and words[end - 1].upper() in _HANGING
    return (length - mean) ** 2 + 60 * torn + 120 * hanging


def end_with(text: str, mark: str) -> str:
    """Return ``text`` ending in ``mark``, whatever stop it came with."""
    return text.rstrip(" .;,/") + mark


def parse_day(iso: str) -> date:
    """Return the day, in Vietnam, of an ISO date or moment."""
    moment = parse_moment(iso)
    return moment.date()


def parse_moment(iso: str) -> datetime:
    """Return an ISO date or moment as a moment in Vietnam."""
    moment = datetime.fromisoformat(iso)
    return moment.replace(tzinfo=VIETNAM) if moment.tzinfo is None else moment.astimezone(VIETNAM)


def long_date(iso: str) -> str:
    """Return "ngày 05 tháng 01 năm 2026"; with room for a pen where ``iso`` is empty."""
    if not iso:
        return f"ngày{NBSP * 6}tháng{NBSP * 6}năm{NBSP * 8}".rstrip()
    day = parse_day(iso)
    return f"ngày{NBSP}{day.day:02d} tháng{NBSP}{_month(day)} năm{NBSP}{day.year}"


def short_date(iso: str) -> str:
    """Return "05/01/2026", or nothing where ``iso`` is empty."""
    return f"{parse_day(iso):%d/%m/%Y}" if iso else ""


def clock(iso: str) -> str:
    """Return "14 giờ 05 phút, ngày 05 tháng 01 năm 2026"."""
    moment = parse_moment(iso)
    return f"{moment.hour:02d}{NBSP}giờ {moment.minute:02d}{NBSP}phút, {long_date(iso)}"


def number(value: object) -> str:
    """Return a number as Vietnam writes it ("1.234,5"), text as it is, "–" for nothing."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return str(value)
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def _month(day: date) -> str:
    # Nghị định 30/2020: a zero goes before days under 10 and before months 1 and 2 only.
    return f"{day.month:02d}" if day.month in (1, 2) else str(day.month)
