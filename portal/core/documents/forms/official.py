"""What all official papers share: heading, recipients, signature, draft mark."""

from collections.abc import Iterable, Sequence
from typing import NotRequired, TypedDict

from portal.core.documents.blocks import (
    Block,
    Check,
    Closing,
    Column,
    Heading,
    Letterhead,
    Paragraph,
    Row,
    Signing,
    Table,
)
from portal.core.documents.qr import qr_svg
from portal.core.documents.text import NBSP, balance, bind, bind_name, end_with, long_date


class Signature(TypedDict):
    """``lines``: ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]; ``name`` is empty until it is known who signs."""

    lines: list[str]
    name: str


class Letter(TypedDict):
    """
    The heading of any official paper.

    ``parent`` may be empty. ``number`` is whole ("12/QĐ-LĐLĐ"), or empty while there is
    none, and then ``symbol`` ("QĐ-LĐLĐ") is printed after a gap. Days are ISO strings;
    ``issued_on`` is empty until it is known. ``place`` empty leaves out the date line.
    ``timestamp`` (ISO moment) goes into the file; without it, ``issued_on``.
    """

    parent: str
    issuer: str
    number: str
    symbol: str
    place: str
    issued_on: str
    draft: NotRequired[bool]
    timestamp: NotRequired[str]


class Signed(Letter):
    """An official paper with one signature; ``recipients`` without dashes and semicolons."""

    recipients: list[str]
    signature: Signature
    verify_url: NotRequired[str]


class Section(TypedDict):
    """``heading`` with its numeral ("I. ĐẶC ĐIỂM TÌNH HÌNH"); ``level`` 1 part, 2 section, 3 sub-section."""

    heading: str
    level: NotRequired[int]
    paragraphs: list[str]


def letterhead(data: Letter) -> Letterhead:
    return Letterhead(
        parent=balance(data["parent"].upper(), limit=34),
        issuer=balance(data["issuer"].upper(), limit=30),
        number=f"Số: {data['number'] or NBSP * 8 + '/' + data['symbol']}",
        dated=place_and_date(data["place"], data["issued_on"]),
        mark="DỰ THẢO" if data.get("draft") else "",
    )


def place_and_date(place: str, issued_on: str) -> str:
    return f"{_locality(place).replace(' ', NBSP)}, {long_date(issued_on)}" if place else ""


def _locality(place: str) -> str:
    # Nghị định 30/2020: "Bắc Ninh", not "tỉnh Bắc Ninh"; a city named after a person keeps its rank.
    bare = place.removeprefix("tỉnh ").removeprefix("thành phố ")
    return "Thành phố Hồ Chí Minh" if bare == "Hồ Chí Minh" else bare[:1].upper() + bare[1:]


def signing(signature: Signature) -> Signing:
    return Signing(lines=tuple(signature["lines"]), name=signature["name"].replace(" ", NBSP))


def closing(data: Signed) -> Closing:
    return Closing(
        right=signing(data["signature"]),
        recipients=recipients(data["recipients"]),
        check=check(data.get("verify_url", ""), "Quét mã để kiểm tra văn bản"),
    )


def check(address: str, *caption: str) -> Check | None:
    return Check(address=address, svg=qr_svg(address), caption=caption) if address else None


def recipients(names: Sequence[str]) -> tuple[str, ...]:
    last = len(names) - 1
    return tuple(f"- {end_with(bind(name), '.' if at == last else ';')}" for at, name in enumerate(names))


def abstract(text: str) -> tuple[str, ...]:
    return balance(bind(text), limit=58)


def annex_note(data: Letter, *, kind: str, limit: int) -> tuple[str, ...]:
    """Which paper a list goes with: "(Kèm theo Quyết định số 12/QĐ-LĐLĐ ngày …)"."""
    named = data["number"] or f"{NBSP * 8}/{data['symbol']}"
    note = f"(Kèm theo {kind} số {named} {long_date(data['issued_on'])} của {data['issuer']})"
    return balance(bind(note), limit=limit)


def grounds(lines: Sequence[str]) -> tuple[Paragraph, ...]:
    last = len(lines) - 1
    return tuple(
        Paragraph(end_with(bind(line), "." if at == last else ";"), look="ground") for at, line in enumerate(lines)
    )


def paragraphs(text: str, lead: str = "") -> tuple[Paragraph, ...]:
    """The paragraphs of ``text``, one a line; ``lead`` opens the first."""
    lines = [bind(line.strip()) for line in text.split("\n") if line.strip()]
    return tuple(Paragraph(line, lead=lead if at == 0 else "") for at, line in enumerate(lines))


def sections(items: Iterable[Section]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for item in items:
        blocks.append(Heading(bind(item["heading"]), level=item.get("level", 2)))
        for text in item["paragraphs"]:
            blocks.extend(paragraphs(text))
    return tuple(blocks)


def finished(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same blocks, the last sentence closed with "./." as the state form wants it."""
    if not blocks or not isinstance(blocks[-1], Paragraph):
        return tuple(blocks)
    last = blocks[-1]
    return (*blocks[:-1], Paragraph(end_with(last.text, "./."), lead=last.lead, look=last.look))


def numbered(rows: Iterable[Sequence[str]], *, start: int = 1) -> tuple[Row, ...]:
    return tuple(Row((str(at), *map(bind, cells))) for at, cells in enumerate(rows, start=start))


def people_table(rows: Iterable[Sequence[str]], *, last: str) -> Table:
    """A table of people: number, name, post and one more column called ``last``."""
    return Table(
        columns=(
            Column("STT", 12, "center"),
            Column("Họ và tên", 53),
            Column("Chức vụ, đơn vị", 50),
            Column(last, 50),
        ),
        rows=numbered((bind_name(name), post, note) for name, post, note in rows),
    )
