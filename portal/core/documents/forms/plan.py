"""Kế hoạch phát động phong trào thi đua."""

from collections.abc import Iterable, Sequence
from typing import TypedDict

from portal.core.documents.blocks import SUBSECTION, Block, Column, Heading, Paper, Paragraph, Table
from portal.core.documents.forms.official import (
    Signed,
    abstract,
    closing,
    finished,
    letterhead,
    numbered,
    paragraphs,
)
from portal.core.documents.text import bind, end_with, number, short_date

NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


class Criterion(TypedDict):
    """``points``: the most that can be had, None for a criterion without points."""

    name: str
    points: int | float | None
    note: str


class Target(TypedDict):
    """``assignee``: the unit that answers for it, or empty."""

    name: str
    unit: str
    value: int | float | str
    assignee: str


class Phase(TypedDict):
    """``ends_on`` is the last day."""

    name: str
    starts_on: str
    ends_on: str


class AwardForm(TypedDict):
    name: str
    subject: str
    quantity: int | str | None


class Duty(TypedDict):
    """Who does what: "Ban Công tác Công đoàn" – "Theo dõi, tổng hợp …"."""

    who: str
    task: str


class Plan(Signed):
    """A part that is empty is left out, and the numerals close up. ``phases`` begins with the whole period."""

    abstract: str
    intro: str
    purposes: list[str]
    contents: list[str]
    criteria: list[Criterion]
    targets: list[Target]
    audience: list[str]
    phases: list[Phase]
    award_forms: list[AwardForm]
    organisation: list[Duty]


def compose_plan(data: Plan) -> Paper:
    parts: tuple[tuple[str, Sequence[Block]], ...] = (
        ("MỤC ĐÍCH, YÊU CẦU", _points(data["purposes"])),
        ("ĐỐI TƯỢNG THAM GIA", _points(data["audience"])),
        ("THỜI GIAN THỰC HIỆN", _points(map(_phase, data["phases"]))),
        ("NỘI DUNG THI ĐUA", _points(data["contents"])),
        ("TIÊU CHÍ THI ĐUA", _criteria(data["criteria"])),
        ("CHỈ TIÊU PHẤN ĐẤU", _targets(data["targets"])),
        ("HÌNH THỨC KHEN THƯỞNG", _award_forms(data["award_forms"])),
        ("TỔ CHỨC THỰC HIỆN", _organisation(data["organisation"])),
    )
    filled = [(title, blocks) for title, blocks in parts if blocks]
    body: list[Block] = [*paragraphs(data["intro"])]
    for numeral, (title, blocks) in zip(NUMERALS, filled, strict=False):
        body.extend((Heading(f"{numeral}. {title}"), *blocks))
    return Paper(
        letterhead=letterhead(data),
        title="KẾ HOẠCH",
        abstract=abstract(data["abstract"]),
        blocks=finished(body),
        closing=closing(data),
    )


def _points(lines: Iterable[str]) -> tuple[Paragraph, ...]:
    texts = list(lines)
    if len(texts) == 1:
        return paragraphs(end_with(texts[0], "."))
    return tuple(Paragraph(end_with(bind(line), "."), lead=f"{at}.") for at, line in enumerate(texts, start=1))


def _phase(phase: Phase) -> str:
    days = f"từ ngày {short_date(phase['starts_on'])} đến hết ngày {short_date(phase['ends_on'])}"
    return f"{phase['name']}: {days}" if phase["name"] else f"{days[0].upper()}{days[1:]}"


def _criteria(criteria: Sequence[Criterion]) -> tuple[Block, ...]:
    columns = (
        Column("STT", 12, "center"),
        Column("Tiêu chí", 78),
        Column("Điểm tối đa", 20, "center"),
        Column("Cách chấm", 55),
    )
    rows = numbered((item["name"], number(item["points"]), item["note"]) for item in criteria)
    return (Table(columns, rows),) if rows else ()


def _targets(targets: Sequence[Target]) -> tuple[Block, ...]:
    columns = (
        Column("STT", 12, "center"),
        Column("Chỉ tiêu", 70),
        Column("Đơn vị tính", 22, "center"),
        Column("Số giao", 24, "right"),
        Column("Đơn vị thực hiện", 37),
    )
    rows = numbered((item["name"], item["unit"], number(item["value"]), item["assignee"]) for item in targets)
    return (Table(columns, rows),) if rows else ()


def _award_forms(forms: Sequence[AwardForm]) -> tuple[Block, ...]:
    columns = (
        Column("STT", 12, "center"),
        Column("Hình thức", 88),
        Column("Đối tượng", 40),
        Column("Số lượng", 25, "center"),
    )
    rows = numbered((item["name"], item["subject"], number(item["quantity"])) for item in forms)
    return (Table(columns, rows),) if rows else ()


def _organisation(duties: Sequence[Duty]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for at, duty in enumerate(duties, start=1):
        blocks.append(Heading(f"{at}. {bind(duty['who'])}", level=SUBSECTION))
        blocks.extend(paragraphs(duty["task"]))
    return tuple(blocks)
