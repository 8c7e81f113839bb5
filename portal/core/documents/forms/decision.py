"""Quyết định khen thưởng, with its list; quyết định công nhận sáng kiến, with its list."""

import re
from collections.abc import Sequence
from itertools import count
from typing import TypedDict

from portal.core.documents.blocks import Annex, Block, Centred, Column, Paper, Paragraph, Row, Table
from portal.core.documents.forms.official import (
    Signed,
    abstract,
    annex_note,
    closing,
    finished,
    grounds,
    letterhead,
    paragraphs,
)
from portal.core.documents.text import balance, bind, bind_name, number


class ListRow(TypedDict):
    """Who is commended. ``post``: chức vụ; ``merit`` may be empty; ``direct``: lao động trực tiếp."""

    name: str
    post: str
    unit: str
    award: str
    merit: str
    direct: bool


class ListGroup(TypedDict):
    """A part of the list, such as "I. Tập thể"; an empty title prints no band."""

    title: str
    rows: list[ListRow]


class Order(Signed):
    """
    The body of any decision.

    ``authority``: "BAN THƯỜNG VỤ LIÊN ĐOÀN LAO ĐỘNG TỈNH BẮC NINH"; ``grounds``: căn cứ, one
    each, without the semicolons; ``articles``: without "Điều 1.", a line break starts a
    paragraph; ``list_title`` names the list, which is left out when ``groups`` is empty.
    """

    authority: str
    abstract: str
    grounds: list[str]
    articles: list[str]
    list_title: str


class Decision(Order):
    groups: list[ListGroup]


class RecognizedInitiative(TypedDict):
    """``authors``: "Nguyễn Thị Hạnh (60%), Phạm Văn Lực (40%)"; the value in VND or None."""

    title: str
    code: str
    authors: str
    unit: str
    scope: str
    value_vnd: int | None


class RecognitionDecision(Order):
    initiatives: list[RecognizedInitiative]


def compose_decision(data: Decision) -> Paper:
    rows = [row for group in data["groups"] for row in group["rows"]]
    wide = any(row["merit"] for row in rows)
    table = Table(columns=_columns(wide=wide), rows=_rows(data["groups"], wide=wide))
    return _order(data, table if rows else None, landscape=wide)


def compose_recognition_decision(data: RecognitionDecision) -> Paper:
    rows = [
        Row(
            (
                str(at),
                f"{bind(item['title'])}\n({item['code']})",
                bind(item["authors"]),
                bind(item["unit"]),
                item["scope"],
                number(item["value_vnd"]),
            )
        )
        for at, item in enumerate(data["initiatives"], start=1)
    ]
    return _order(data, Table(columns=INITIATIVE_COLUMNS, rows=tuple(rows)) if rows else None, landscape=True)


INITIATIVE_COLUMNS = (
    Column("STT", 12, "center"),
    Column("Tên sáng kiến", 80),
    Column("Tác giả (tỷ lệ đóng góp)", 54),
    Column("Đơn vị", 54),
    Column("Phạm vi ảnh hưởng", 24, "center"),
    Column("Giá trị làm lợi (đồng)", 28, "right"),
)


def _order(data: Order, table: Table | None, *, landscape: bool) -> Paper:
    articles: list[Paragraph] = []
    for at, article in enumerate(data["articles"], start=1):
        articles.extend(paragraphs(article, lead=f"Điều\u00a0{at}."))
    body: list[Block] = [
        Centred("\n".join(balance(data["authority"].upper(), limit=52))),
        *grounds(data["grounds"]),
        Centred("QUYẾT ĐỊNH:"),
        *articles,
    ]
    return Paper(
        letterhead=letterhead(data),
        title="QUYẾT ĐỊNH",
        abstract=abstract(data["abstract"]),
        blocks=finished(body),
        closing=closing(data),
        annexes=(_annex(data, table, landscape=landscape),) if table else (),
    )


def _annex(data: Order, table: Table, *, landscape: bool) -> Annex:
    return Annex(
        title=("DANH SÁCH", *balance(_listed(data["list_title"]), limit=70 if landscape else 56)),
        note=annex_note(data, kind="Quyết định", limit=100 if landscape else 66),
        blocks=(table,),
        landscape=landscape,
    )


def _listed(title: str) -> str:
    """What a list is of: "danh sách" stands over it already, and "về việc" belongs to the decision."""
    bare = re.sub(r"(?i)^(danh sách|về việc)\s+", "", title)
    return bare[:1].upper() + bare[1:]


def _columns(*, wide: bool) -> tuple[Column, ...]:
    if wide:
        return (
            Column("STT", 12, "center"),
            Column("Họ và tên", 52),
            Column("Chức vụ, đơn vị", 68),
            Column("Hình thức khen thưởng", 30, "center"),
            Column("Thành tích", 70),
            Column("Lao động trực tiếp", 20, "center"),
        )
    return (
        Column("STT", 12, "center"),
        Column("Họ và tên", 50),
        Column("Chức vụ, đơn vị", 57),
        Column("Hình thức khen thưởng", 26, "center"),
        Column("Lao động trực tiếp", 20, "center"),
    )


def _rows(groups: Sequence[ListGroup], *, wide: bool) -> tuple[Row, ...]:
    rows: list[Row] = []
    position = count(1)
    for group in groups:
        if group["title"]:
            rows.append(Row((bind(group["title"]),), band=True))
        rows.extend(_row(str(next(position)), item, wide=wide) for item in group["rows"])
    return tuple(rows)


def _row(position: str, item: ListRow, *, wide: bool) -> Row:
    place = ", ".join(filter(None, (bind(item["post"]), bind(item["unit"]))))
    merit = (bind(item["merit"]),) if wide else ()
    return Row((position, bind_name(item["name"]), place, item["award"], *merit, "x" if item["direct"] else ""))
