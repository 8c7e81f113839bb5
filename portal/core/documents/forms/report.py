"""Báo cáo tổng hợp kết quả thi đua, khen thưởng."""

from collections.abc import Sequence
from typing import TypedDict

from portal.core.documents.blocks import Annex, Column, Paper, Row, Table
from portal.core.documents.forms.official import (
    Section,
    Signed,
    abstract,
    annex_note,
    closing,
    finished,
    letterhead,
    numbered,
    paragraphs,
    sections,
)
from portal.core.documents.text import bind, number, short_date

Figure = int | float | str | None


class Indicator(TypedDict):
    """
    One line of the table; numbers are grouped here, strings printed as they are, None is a dash.

    ``change`` and ``achieved`` are percentages against ``previous`` and ``target``.
    """

    code: str
    name: str
    unit: str
    value: Figure
    previous: Figure
    change: Figure
    target: Figure
    achieved: Figure


class IndicatorGroup(TypedDict):
    title: str
    rows: list[Indicator]


class MissingUnit(TypedDict):
    name: str
    due_on: str
    note: str


class Report(Signed):
    """``starts_on`` and ``ends_on``: the first and the last day the figures cover; ``intro`` may be empty."""

    abstract: str
    starts_on: str
    ends_on: str
    intro: str
    sections: list[Section]
    indicators: list[IndicatorGroup]
    missing: list[MissingUnit]


def compose_report(data: Report) -> Paper:
    return Paper(
        letterhead=letterhead(data),
        title="BÁO CÁO",
        abstract=abstract(data["abstract"]),
        blocks=finished((*paragraphs(data["intro"]), *sections(data["sections"]))),
        closing=closing(data),
        annexes=(*_indicators(data), *_missing(data)),
    )


COLUMNS = (
    Column("Mã", 16, "center"),
    Column("Chỉ tiêu", 88),
    Column("Đơn vị tính", 22, "center"),
    Column("Kỳ này", 27, "right"),
    Column("Cùng kỳ năm trước", 27, "right"),
    Column("So cùng kỳ (%)", 22, "right"),
    Column("Chỉ tiêu giao", 27, "right"),
    Column("Tỷ lệ đạt (%)", 23, "right"),
)


def _indicators(data: Report) -> tuple[Annex, ...]:
    if not data["indicators"]:
        return ()
    title = f"SỐ LIỆU TỪ NGÀY {short_date(data['starts_on'])} ĐẾN NGÀY {short_date(data['ends_on'])}"
    table = Table(COLUMNS, tuple(row for group in data["indicators"] for row in _group(group)))
    heading = "PHỤ LỤC I" if data["missing"] else "PHỤ LỤC"
    return (Annex((heading, title), annex_note(data, kind="Báo cáo", limit=100), (table,), landscape=True),)


def _group(group: IndicatorGroup) -> Sequence[Row]:
    lines = [
        Row(
            (
                line["code"],
                bind(line["name"]),
                line["unit"],
                *map(number, (line["value"], line["previous"], line["change"], line["target"], line["achieved"])),
            )
        )
        for line in group["rows"]
    ]
    return (Row((bind(group["title"]),), band=True), *lines)


def _missing(data: Report) -> tuple[Annex, ...]:
    if not data["missing"]:
        return ()
    columns = (
        Column("STT", 12, "center"),
        Column("Đơn vị", 85),
        Column("Hạn báo cáo", 28, "center"),
        Column("Ghi chú", 40),
    )
    rows = numbered((unit["name"], short_date(unit["due_on"]), unit["note"]) for unit in data["missing"])
    title = "PHỤ LỤC II" if data["indicators"] else "PHỤ LỤC"
    return (
        Annex(
            (title, "DANH SÁCH ĐƠN VỊ CHƯA GỬI BÁO CÁO"),
            annex_note(data, kind="Báo cáo", limit=66),
            (Table(columns, rows),),
        ),
    )
