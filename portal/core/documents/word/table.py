"""Ruled tables of a Word file, written as elements: python-docx takes seconds over a thousand rows."""

from collections.abc import Iterator

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from portal.core.documents.blocks import Align, Row, Table
from portal.core.documents.word.parts import add_line, cell_margins, set_widths, write

PADDING = 1.2  # millimetres


def add_table(document: Document, table: Table) -> None:
    """Add ``table``: its head on each page, no row cut in two."""
    widths = [column.width for column in table.columns]
    grid = document.add_table(rows=1, cols=len(widths), style="Table Grid")
    grid.autofit = False
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    set_widths(grid, widths)
    grid._tbl.tblPr.insert_element_before(cell_margins(PADDING), "w:tblLook")
    element = grid._tbl
    element.remove(grid.rows[0]._tr)
    element.append(_row(tuple(_head(table)), mark="w:tblHeader"))
    for row in table.rows:
        element.append(_row(tuple(_cells(table, row))))
    add_line(document, size=4)


def _head(table: Table) -> Iterator[BaseOxmlElement]:
    for column in table.columns:
        yield _cell(column.title, width=column.width, align="center", size=table.size, bold=True)


def _cells(table: Table, row: Row) -> Iterator[BaseOxmlElement]:
    if row.band:
        whole = sum(column.width for column in table.columns)
        yield _cell(row.cells[0], width=whole, align="left", size=table.size, bold=True, span=len(table.columns))
        return
    for column, text in zip(table.columns, row.cells, strict=True):
        yield _cell(text, width=column.width, align=column.align, size=table.size)


def _row(cells: tuple[BaseOxmlElement, ...], *, mark: str = "") -> BaseOxmlElement:
    properties = _element("w:trPr", OxmlElement("w:cantSplit"))
    if mark:
        properties.append(OxmlElement(mark))
    return _element("w:tr", properties, *cells)


def _cell(text: str, *, width: float, align: Align, size: int, bold: bool = False, span: int = 1) -> BaseOxmlElement:
    properties = _element("w:tcPr", _valued("w:tcW", w=str(Mm(width).twips), type="dxa"))
    if span > 1:
        properties.append(_valued("w:gridSpan", val=str(span)))
    properties.append(_valued("w:vAlign", val="center"))
    look = _element("w:rPr", *([OxmlElement("w:b")] if bold else []), _valued("w:sz", val=str(size * 2)))
    run = _element("w:r", look)
    write(run, text)
    spacing = _valued("w:spacing", before="40", after="40", line="240", lineRule="auto")
    layout = _element("w:pPr", spacing, _valued("w:jc", val=align))
    return _element("w:tc", properties, _element("w:p", layout, run))


def _element(name: str, *children: BaseOxmlElement) -> BaseOxmlElement:
    element = OxmlElement(name)
    element.extend(children)
    return element


def _valued(name: str, **values: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    return element
