"""The small parts of a Word file: words, paragraphs, rules, tables, pictures."""

import io
from collections.abc import Sequence
from typing import Literal

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from portal.core.documents.blocks import Align, Check
from portal.core.documents.qr import qr_png

ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
RED = RGBColor(0xB3, 0x20, 0x2C)

Holder = Document | _Cell


def add_line(
    holder: Holder,
    text: str = "",
    *,
    size: float = 14,
    bold: bool = False,
    italic: bool = False,
    align: Align | Literal["justify"] = "left",
    before: float = 0,
    after: float = 0,
    color: RGBColor | None = None,
) -> WordParagraph:
    """Add a paragraph that holds ``text`` in one look; in a cell, the first takes the empty one that is there."""
    paragraph = _empty(holder) or holder.add_paragraph()
    layout = paragraph.paragraph_format
    layout.alignment = ALIGNMENTS[align]
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    # An empty line is as high as it says; without this, as high as the letters of the document.
    layout.line_spacing = 1.0 if text else Pt(size)
    add_words(paragraph, text, size=size, bold=bold, italic=italic, color=color)
    return paragraph


def add_words(
    paragraph: WordParagraph,
    text: str,
    *,
    size: float,
    bold: bool = False,
    italic: bool = False,
    color: RGBColor | None = None,
) -> Run:
    run = paragraph.add_run()
    run.bold, run.italic = bold or None, italic or None
    run.font.size = Pt(size)
    if color is not None:
        run.font.color.rgb = color
    write(run._r, text)
    return run


def write(run: BaseOxmlElement, text: str) -> None:
    """Put ``text`` into a run element, its line ends as breaks."""
    for at, line in enumerate(text.split("\n")):
        if at:
            run.append(OxmlElement("w:br"))
        element = OxmlElement("w:t")
        element.text = line
        element.set(qn("xml:space"), "preserve")
        run.append(element)


def _empty(holder: Holder) -> WordParagraph | None:
    if not isinstance(holder, _Cell):
        return None
    first = holder.paragraphs[0]
    return first if len(holder.paragraphs) == 1 and not len(first._p) else None


def add_rule(holder: Holder, *, width: float, room: float, after: float = 0) -> None:
    """Add a short line of ``width`` millimetres in the middle of ``room`` millimetres."""
    paragraph = add_line(holder, size=3, after=after)
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Mm(max(room - width, 0) / 2)
    add_border(paragraph, "bottom")


def add_border(paragraph: WordParagraph, *sides: str, space: int = 0) -> None:
    borders = OxmlElement("w:pBdr")
    borders.extend(edge(side, size=6, space=space) for side in sides)
    # Word refuses a file whose elements stand in another order than the standard's.
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def edge(side: str, *, size: int, color: str = "000000", kind: str = "single", space: int = 0) -> BaseOxmlElement:
    """A border: ``size`` in eighths of a point."""
    element = OxmlElement(f"w:{side}")
    values = {"val": kind, "sz": str(size), "space": str(space), "color": color}
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    return element


def add_grid(document: Document, widths: Sequence[float], *, indent: float = 0) -> tuple[_Cell, ...]:
    """Add one row of unruled cells, ``widths`` in millimetres, that stays whole; return its cells."""
    table = document.add_table(rows=1, cols=len(widths))
    table.autofit = False
    properties = table._tbl.tblPr
    place = OxmlElement("w:tblInd")
    place.set(qn("w:w"), str(Mm(indent).twips))
    place.set(qn("w:type"), "dxa")
    properties.insert_element_before(place, "w:tblBorders", "w:tblLayout", "w:tblLook")
    properties.insert_element_before(cell_margins(0), "w:tblLook")
    set_widths(table, widths)
    keep_whole(table.rows[0]._tr)
    return tuple(table.rows[0].cells)


def cell_margins(width: float) -> BaseOxmlElement:
    """The room left and right of the words in a cell, in millimetres."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(Mm(width).twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    return margins


def set_widths(table: WordTable, widths: Sequence[float]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for cell, width in zip(table.rows[0].cells, widths, strict=True):
        cell.width = Mm(width)


def keep_whole(row: BaseOxmlElement) -> None:
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def add_check(cell: _Cell, check: Check, *, width: Length) -> None:
    """Add the code to scan, with its address for those who cannot see it, and its caption."""
    paragraph = add_line(cell)
    paragraph.paragraph_format.line_spacing = 1.0
    picture = paragraph.add_run().add_picture(io.BytesIO(qr_png(check.address)), width=width)
    picture._inline.docPr.set("descr", f"Mã QR: {check.address}")
    for line in check.caption:
        add_line(cell, line, size=9)
