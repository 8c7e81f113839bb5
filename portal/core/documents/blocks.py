"""
What an official paper is made of, said once for the PDF and for the Word file.

A form (``forms``) turns its data into a ``Paper``; ``templates/documents/paper.typ`` and
``word`` each know how to set these few parts, so the two files cannot say different things.
"""

from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "center", "right"]
Look = Literal["body", "ground", "plain"]

# Levels of headings.
PART, SECTION, SUBSECTION = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. ``lead`` are the bold words that open it; a "ground" is a căn cứ, in italics."""

    text: str
    lead: str = ""
    look: Look = "body"
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the text: a part stands in the middle, a sub-section in italics."""

    text: str
    level: int = SECTION
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Centred:
    """A bold line in the middle, such as "QUYẾT ĐỊNH:"."""

    text: str
    kind: Literal["centred"] = "centred"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, ``width`` in millimetres."""

    title: str
    width: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; a band is one bold cell across all columns, heading the rows below it."""

    cells: tuple[str, ...]
    band: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; its head is repeated on each page and no row is cut in two."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    size: int = 12
    kind: Literal["table"] = "table"


Block = Paragraph | Heading | Centred | Table


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The state heading: the bodies on the left, the country on the right, number and date below."""

    parent: tuple[str, ...]
    issuer: tuple[str, ...]
    number: str
    dated: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs: the lines over the signature and the name under it."""

    lines: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Check:
    """A code to scan: the address it leads to, its picture, and the words below it."""

    address: str
    svg: str
    caption: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Closing:
    """The foot of a paper: recipients, a code or a second signature on the left; the signature on the right."""

    right: Signing
    left: Signing | None = None
    recipients: tuple[str, ...] = ()
    check: Check | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """A list or table that goes with the paper, on pages of its own, numbered from 1."""

    title: tuple[str, ...]
    note: tuple[str, ...]
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """An official paper in the layout of Nghị định 30/2020."""

    letterhead: Letterhead
    title: str
    abstract: tuple[str, ...]
    blocks: tuple[Block, ...]
    closing: Closing
    annexes: tuple[Annex, ...] = ()


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of a diploma's words, in points; ``scale`` is what the gaps between them shrank by."""

    scale: float = 1
    authority: float = 0
    verb: float = 0
    title: float = 0
    name: float = 0
    text: float = 0


@dataclass(frozen=True, slots=True)
class Words:
    """The words in the middle of a diploma, one under another; ``fitting`` breaks and sizes them."""

    authority: tuple[str, ...]
    verb: str
    title: str
    title_first: bool
    name: str
    post: str
    merit: tuple[str, ...]
    sizes: Sizes = Sizes()


@dataclass(frozen=True, slots=True)
class Diploma:
    """One page to hang on a wall."""

    words: Words
    dated: str
    signing: Signing
    notes: tuple[str, ...]
    check: Check | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Diplomas:
    """Any number of them; ``framed`` is false for paper that has its frame printed already."""

    pages: tuple[Diploma, ...]
    framed: bool


@dataclass(frozen=True, slots=True)
class Slip:
    """One piece of a sheet to cut up: whom it is for, what they do with it, and the code that does it."""

    name: str
    place: str
    steps: tuple[str, ...]
    code: str
    until: str
    check: Check


@dataclass(frozen=True, slots=True)
class Slips:
    """Any number of them, eight to a page; ``title`` stands on each, ``site`` is where its code is typed."""

    title: str
    site: str
    pages: tuple[tuple[Slip, ...], ...]
