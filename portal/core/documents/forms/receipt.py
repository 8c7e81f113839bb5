"""Giấy tiếp nhận sáng kiến: what the author keeps until the answer comes."""

from typing import TypedDict

from portal.core.documents.blocks import Block, Closing, Column, Paper, Paragraph, Table
from portal.core.documents.forms.official import Letter, Signature, check, letterhead, numbered, signing
from portal.core.documents.text import bind, bind_name, clock, end_with, number, short_date


class ReceiptAuthor(TypedDict):
    """``share`` in per cent."""

    name: str
    post: str
    share: int | float


class Receipt(Letter):
    """
    ``answerer`` (the unit that owes the answer) replies before ``due_on``.

    ``papers``: what was handed in; ``campaign`` may be empty; ``track_url`` goes into the QR code.
    """

    code: str
    title: str
    solution_type: str
    campaign: str
    authors: list[ReceiptAuthor]
    unit: str
    submitted_at: str
    papers: list[str]
    answerer: str
    due_on: str
    track_url: str
    signature: Signature


def compose_receipt(data: Receipt) -> Paper:
    return Paper(
        letterhead=letterhead(data),
        title="GIẤY TIẾP NHẬN SÁNG KIẾN",
        abstract=(f"Mã số: {data['code']}",),
        blocks=(*_facts(data), _authors(data), *_ending(data)),
        closing=Closing(
            right=signing(data["signature"]),
            check=check(data["track_url"], "Quét mã để theo dõi", f"sáng kiến {data['code']}"),
        ),
    )


def _facts(data: Receipt) -> tuple[Block, ...]:
    facts = (
        ("Tên sáng kiến:", data["title"]),
        ("Loại giải pháp:", data["solution_type"]),
        ("Phong trào:", data["campaign"]),
        ("Đơn vị:", data["unit"]),
        ("Nhận lúc:", clock(data["submitted_at"])),
        ("Giấy tờ kèm theo:", "; ".join(data["papers"])),
    )
    return tuple(Paragraph(end_with(bind(text), "."), lead=label, look="plain") for label, text in facts if text)


def _authors(data: Receipt) -> Table:
    columns = (
        Column("STT", 12, "center"),
        Column("Tác giả", 55),
        Column("Chức danh, nơi làm việc", 70),
        Column("Đóng góp (%)", 28, "center"),
    )
    rows = numbered((bind_name(who["name"]), who["post"], number(who["share"])) for who in data["authors"])
    return Table(columns, rows)


def _ending(data: Receipt) -> tuple[Block, ...]:
    text = (
        f"{data['answerer']} trả lời trước ngày {short_date(data['due_on'])}. Tác giả giữ giấy này để theo dõi kết quả."
    )
    return (Paragraph(bind(text), look="plain"),)
