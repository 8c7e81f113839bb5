"""Biên bản họp Hội đồng."""

from collections.abc import Sequence
from typing import TypedDict

from portal.core.documents.blocks import (
    SUBSECTION,
    Block,
    Closing,
    Column,
    Heading,
    Paper,
    Paragraph,
    Row,
    Signing,
    Table,
)
from portal.core.documents.forms.official import (
    Letter,
    abstract,
    letterhead,
    numbered,
    paragraphs,
    people_table,
    recipients,
)
from portal.core.documents.text import NBSP, bind, clock, end_with, number


class Person(TypedDict):
    """``role``: in the council ("Chủ tịch Hội đồng"); ``post``: in life ("Chủ tịch LĐLĐ tỉnh")."""

    name: str
    role: str
    post: str


class Absence(TypedDict):
    name: str
    role: str
    reason: str


class Conflict(TypedDict):
    """Who stood aside, from which item, and why ("Đồng tác giả sáng kiến")."""

    name: str
    subject: str
    reason: str


class Item(TypedDict):
    """
    One matter and what came of it; None where the step was not taken.

    ``sheets``: score sheets counted, ``mean``: their mean; ``issued``, ``returned``,
    ``valid``, ``yes``, ``no``: ballots; ``percent``: yes over the base the rule names;
    ``note``: what was said, ``result``: "Đạt", "Không đạt", …
    """

    title: str
    note: str
    sheets: int | None
    mean: float | None
    issued: int | None
    returned: int | None
    valid: int | None
    yes: int | None
    no: int | None
    percent: float | None
    result: str


class Minutes(Letter):
    """``place`` and ``issued_on`` of the heading stay empty: minutes carry their times in the text."""

    abstract: str
    venue: str
    started_at: str
    ended_at: str
    chair: Person
    secretary: Person
    present: list[Person]
    absent: list[Absence]
    invited: list[Person]
    quorum: str
    conflicts: list[Conflict]
    ballot_rule: str
    items: list[Item]
    conclusions: list[str]
    recipients: list[str]


def compose_minutes(data: Minutes) -> Paper:
    return Paper(
        letterhead=letterhead(data),
        title="BIÊN BẢN",
        abstract=abstract(data["abstract"]),
        blocks=(
            *_opening(data),
            *_attendance(data),
            *_conflicts(data["conflicts"]),
            *_items(data),
            *_ending(data),
        ),
        closing=Closing(
            left=Signing(("THƯ KÝ",), data["secretary"]["name"].replace(" ", NBSP)),
            right=Signing(("CHỦ TỌA",), data["chair"]["name"].replace(" ", NBSP)),
            recipients=recipients(data["recipients"]),
        ),
    )


def _opening(data: Minutes) -> tuple[Block, ...]:
    return (
        Paragraph(f"{clock(data['started_at'])}.", lead="Thời gian bắt đầu:"),
        Paragraph(end_with(bind(data["venue"]), "."), lead="Địa điểm:"),
        Paragraph(_presented(data["chair"]), lead="Chủ tọa:"),
        Paragraph(_presented(data["secretary"]), lead="Thư ký:"),
    )


def _presented(person: Person) -> str:
    return end_with(bind(", ".join(filter(None, (person["name"], person["role"], person["post"])))), ".")


def _attendance(data: Minutes) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Heading("I. THÀNH PHẦN THAM DỰ"),
        Heading(f"1. Có mặt: {len(data['present'])} thành viên", level=SUBSECTION),
        people_table(((who["name"], who["post"], who["role"]) for who in data["present"]), last="Chức danh Hội đồng"),
        Heading(f"2. Vắng mặt: {len(data['absent'])} thành viên", level=SUBSECTION),
    ]
    if data["absent"]:
        blocks.append(people_table(((who["name"], who["role"], who["reason"]) for who in data["absent"]), last="Lý do"))
    if data["invited"]:
        blocks.append(Heading(f"3. Khách mời: {len(data['invited'])} người", level=SUBSECTION))
        blocks.append(
            people_table(((who["name"], who["post"], who["role"]) for who in data["invited"]), last="Tư cách")
        )
    return (*blocks, Paragraph(bind(data["quorum"])))


def _conflicts(conflicts: Sequence[Conflict]) -> tuple[Block, ...]:
    heading = Heading("II. KHAI BÁO XUNG ĐỘT LỢI ÍCH")
    if not conflicts:
        return (heading, Paragraph("Không có thành viên nào khai báo xung đột lợi ích."))
    columns = (
        Column("STT", 12, "center"),
        Column("Họ và tên", 48),
        Column("Nội dung không tham gia", 60),
        Column("Lý do", 45),
    )
    rows = numbered((who["name"], who["subject"], who["reason"]) for who in conflicts)
    return (
        heading,
        Paragraph("Các thành viên sau không chấm điểm và không bỏ phiếu đối với nội dung có liên quan:"),
        Table(columns, rows),
    )


def _items(data: Minutes) -> tuple[Block, ...]:
    notes = [
        Paragraph(end_with(bind(item["note"]), "."), lead=f"Nội dung{NBSP}{at}:")
        for at, item in enumerate(data["items"], start=1)
        if item["note"]
    ]
    rows = tuple(_result(str(at), item) for at, item in enumerate(data["items"], start=1))
    return (
        Heading("III. NỘI DUNG VÀ KẾT QUẢ"),
        *notes,
        *paragraphs(data["ballot_rule"]),
        Table(RESULT_COLUMNS, rows, size=11),
    )


RESULT_COLUMNS = (
    Column("STT", 10, "center"),
    Column("Nội dung", 36),
    Column("Số phiếu chấm", 14, "center"),
    Column("Điểm bình quân", 14, "center"),
    Column("Phát ra", 12, "center"),
    Column("Thu về", 12, "center"),
    Column("Hợp lệ", 12, "center"),
    Column("Đồng ý", 12, "center"),
    Column("Không đồng ý", 15, "center"),
    Column("Tỷ lệ (%)", 12, "center"),
    Column("Kết quả", 16, "center"),
)


def _result(position: str, item: Item) -> Row:
    figures = (
        item["sheets"],
        item["mean"],
        item["issued"],
        item["returned"],
        item["valid"],
        item["yes"],
        item["no"],
        item["percent"],
    )
    return Row((position, bind(item["title"]), *map(number, figures), item["result"]))


def _ending(data: Minutes) -> tuple[Block, ...]:
    conclusions = [
        Paragraph(end_with(bind(line), "."), lead=f"{at}.") for at, line in enumerate(data["conclusions"], start=1)
    ]
    return (
        Heading("IV. KẾT LUẬN"),
        *conclusions,
        Paragraph(
            f"Cuộc họp kết thúc vào {clock(data['ended_at'])}. Biên bản đã được đọc lại cho các thành viên"
            " dự họp cùng nghe và thống nhất nội dung./."
        ),
    )
