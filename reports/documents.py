"""A report as an official paper (form “report”) and as a workbook."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import override

from portal.core.documents import Column, Sheet
from portal.core.language import in_vietnamese
from portal.core.periods import PeriodKind, day_of
from reports.enums import NarrativePart as P
from reports.models import Report
from reports.selectors import UNSENT, Group, Line, group_lines, list_indicators, list_lines, missing_children
from units.enums import Level, Role
from units.models import Assignment

SIGNING = {
    Level.CONFEDERATION: "TM. ĐOÀN CHỦ TỊCH",
    Level.PROVINCE: "TM. BAN THƯỜNG VỤ",
    Level.UPPER: "TM. BAN THƯỜNG VỤ",
}
# The outline of the paper: heading, level, the parts that stand under it.
OUTLINE: tuple[tuple[str, int, tuple[P, ...]], ...] = (
    ("Phần thứ nhất. KẾT QUẢ", 1, ()),
    ("I. ĐẶC ĐIỂM TÌNH HÌNH", 2, (P.SITUATION,)),
    ("II. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO", 2, (P.DIRECTION,)),
    ("III. KẾT QUẢ CÁC PHONG TRÀO", 2, (P.RESULTS,)),
    ("IV. ĐIỂN HÌNH TIÊN TIẾN VÀ NHÂN RỘNG", 2, (P.MODELS,)),
    ("V. CÔNG TÁC KIỂM TRA, GIẢI QUYẾT KHIẾU NẠI", 2, (P.INSPECTION,)),
    ("VI. ĐÁNH GIÁ CHUNG", 2, ()),
    ("1. Ưu điểm", 3, (P.STRENGTHS,)),
    ("2. Hạn chế, tồn tại", 3, (P.SHORTCOMINGS,)),
    ("3. Nguyên nhân", 3, (P.CAUSES,)),
    ("4. Bài học kinh nghiệm", 3, (P.LESSONS,)),
    ("Phần thứ hai. PHƯƠNG HƯỚNG, NHIỆM VỤ", 1, (P.PLAN,)),
    ("KIẾN NGHỊ, ĐỀ XUẤT", 2, (P.PROPOSALS,)),
)


@in_vietnamese
def report_data(report: Report) -> dict[str, Any]:
    """Return what the form “report” prints; one that is not signed prints as a draft."""
    unit = report.unit
    with override("vi"):  # the law wants the paper in Vietnamese, whatever the reader's language
        lines = list_lines(report, list_indicators(report))
        return {
            "parent": report.receiver.name if report.receiver else "",
            "issuer": unit.name,
            "number": "",
            "symbol": f"BC-{unit.doc_suffix or 'CĐ'}",
            "place": unit.place,
            "issued_on": day_of(report.signed_at).isoformat() if report.signed_at else "",
            "draft": report.signed_at is None,
            "abstract": _abstract(report.title),
            "starts_on": report.start_on.isoformat(),
            "ends_on": report.period.last_day.isoformat(),
            "intro": _intro(report, lines),
            "sections": _sections(report),
            "indicators": [_group(group) for group in group_lines(report, lines)],
            "missing": [
                {"name": row["name"], "due_on": report.due_on.isoformat(), "note": "Chưa gửi"}
                for row in _missing(report)
            ],
            "recipients": _recipients(report),
            "signature": _signature(report),
        }


def _abstract(title: str) -> str:
    """The title without “Báo cáo”, which the paper prints above it."""
    text = title.removeprefix("Báo cáo ")
    return text[0].upper() + text[1:]


def _missing(report: Report) -> list[dict[str, Any]]:
    if report.signed_at is not None:
        found: list[dict[str, Any]] = report.missing
        return found
    return missing_children([report.pk]).get(report.pk, [])


def _intro(report: Report, lines: dict[str, Line]) -> str:
    made, found, value = (_number(lines[code].value) if code in lines else "0" for code in ("C01", "C02", "C07"))
    text = (
        f"{report.unit.name} báo cáo kết quả {report.period.label}: {made} sáng kiến đăng ký, {found} sáng kiến được "
        f"công nhận, giá trị làm lợi đã công nhận {value} đồng. Số liệu chi tiết ở Phụ lục I."
    )
    if report.correction_reason:
        text += f"\nĐây là bản đính chính lần {report.edition - 1}. Lý do: {report.correction_reason}"
    return text


def _number(value: int | float | None) -> str:
    return f"{int(value or 0):,}".replace(",", ".")


def _sections(report: Report) -> list[dict[str, Any]]:
    """The outline without the headings that nothing stands under."""
    filled: list[dict[str, Any]] = []
    for heading, level, parts in OUTLINE:
        paragraphs = [report.narrative[part] for part in parts if report.narrative.get(part)]
        filled.append({"heading": heading, "level": level, "paragraphs": paragraphs})
    return [section for at, section in enumerate(filled) if section["paragraphs"] or _has_text_below(filled, at)]


def _has_text_below(sections: list[dict[str, Any]], at: int) -> bool:
    for section in sections[at + 1 :]:
        if section["level"] <= sections[at]["level"]:
            return False
        if section["paragraphs"]:
            return True
    return False


def _group(group: Group) -> dict[str, Any]:
    return {"title": group.title, "rows": [_row(line) for line in group.lines]}


def _row(line: Line) -> dict[str, Any]:
    row = line.indicator
    return {
        "code": row.code,
        "name": row.name,
        "unit": row.unit_of_measure,
        "value": line.value,
        "previous": line.before,
        "change": line.change,
        "target": line.target,
        "achieved": line.achieved,
    }


def _recipients(report: Report) -> list[str]:
    above = [f"{report.receiver.name} (b/c)"] if report.receiver else []
    return [*above, "Các ban, đơn vị trực thuộc", "Lưu: VT"]


def _signature(report: Report) -> dict[str, Any]:
    first = SIGNING.get(Level(report.unit.level), "TM. BAN CHẤP HÀNH")
    if report.signed_by is None:
        return {"lines": [first, "CHỦ TỊCH"], "name": ""}
    held = _held_by_signer(report)
    title = held.title.upper() if held else ""
    if title.startswith("PHÓ"):
        return {"lines": [first, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "name": report.signed_by.full_name}
    if held is not None and held.delegated_from_id is not None:
        return {"lines": ["TUQ. CHỦ TỊCH", title or "NGƯỜI ĐƯỢC ỦY QUYỀN"], "name": report.signed_by.full_name}
    return {"lines": [first, "CHỦ TỊCH"], "name": report.signed_by.full_name}


def _held_by_signer(report: Report) -> Assignment | None:
    """By what the signer led the unit on the day of the signature."""
    day = day_of(report.signed_at) if report.signed_at else report.end_on
    held = Assignment.objects.in_force(day).filter(unit=report.unit_id, user=report.signed_by_id, role=Role.LEADER)
    return held.order_by("pk").first()


@in_vietnamese
def report_sheets(report: Report, children: Iterable[Report]) -> list[Sheet]:
    """Return the sheets of the workbook: figures, units below, who is missing."""
    lines = list_lines(report, list_indicators(report))
    heading = [report.unit.name, report.title]
    return [
        Sheet("Số liệu", FIGURES, _figure_rows(report, lines), heading),
        Sheet("Đơn vị cấp dưới", UNITS, _unit_rows(children), heading),
    ]


FIGURES = (
    Column("Mã", width=8),
    Column("Chỉ số", width=52),
    Column("Đơn vị tính", width=14),
    Column("Kỳ này", "decimal", 20),
    Column("Cùng kỳ năm trước", "decimal", 20),
    Column("Tăng, giảm (%)", "decimal", 14),
    Column("Chỉ tiêu năm", "decimal", 18),
    Column("Tỷ lệ đạt (%)", "decimal", 14),
)
UNITS = (
    Column("Mã đơn vị", width=16),
    Column("Đơn vị", width=48),
    Column("Trạng thái", width=18),
    Column("Hạn gửi", "date", 14),
    Column("Ngày ký", "date", 14),
    Column("Sáng kiến đăng ký", "integer", 18),
    Column("Sáng kiến công nhận", "integer", 18),
    Column("Giá trị làm lợi", "vnd", 22),
)


def _figure_rows(report: Report, lines: dict[str, Line]) -> Iterator[list[Any]]:
    for group in group_lines(report, lines):
        for line in group.lines:
            row = _row(line)
            keys = ("code", "name", "unit", "value", "previous", "change", "target", "achieved")
            yield [row[key] for key in keys]


def _unit_rows(children: Iterable[Report]) -> Iterator[list[Any]]:
    for child in children:
        sent = child.state not in UNSENT
        figures = [child.figures.get(code, 0) if sent else None for code in ("C01", "C02", "C07")]
        signed = child.signed_at if sent else None
        yield [child.unit.code, child.unit.short_name, child.get_state_display(), child.due_on, signed, *figures]


def file_name(report: Report, suffix: str) -> str:
    """Return the name a download of ``report`` has."""
    kind = {PeriodKind.MONTH: "thang", PeriodKind.QUARTER: "quy", PeriodKind.HALF_YEAR: "6-thang"}
    words = kind.get(PeriodKind(report.period_kind), "nam")
    return f"bao-cao-{report.unit.code.lower()}-{words}-{report.start_on:%Y-%m}.{suffix}"
