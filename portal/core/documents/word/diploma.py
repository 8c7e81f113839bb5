"""Certificates as a Word file: the places and sizes of diploma.typ, each page one table of fixed rows."""

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import _Cell

from portal.core.documents.blocks import Diploma, Diplomas, Words
from portal.core.documents.typeface import MM, face
from portal.core.documents.word.paper import COUNTRY, MOTTO, set_face
from portal.core.documents.word.parts import RED, add_check, add_grid, add_line, add_rule, edge

# Millimetres, as in diploma.typ.
WIDTH = 236
SIGNING = 108
HEAD, BODY, FOOT = 31, 90, 44


def set_diplomas(document: Document, diplomas: Diplomas) -> None:
    """Fill an empty ``document`` with ``diplomas``, one a page."""
    set_face(document)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = Mm(21)
    section.left_margin = section.right_margin = Mm(30.5)
    if diplomas.framed:
        _frame(document)
    for at, page in enumerate(diplomas.pages):
        if at:
            add_line(document, size=1).paragraph_format.page_break_before = True
        _add_diploma(document, page)
    # A file must not end in a table.
    add_line(document, size=1)


def _frame(document: Document) -> None:
    borders = OxmlElement("w:pgBorders")
    borders.set(qn("w:offsetFrom"), "page")
    for side in ("top", "left", "bottom", "right"):
        borders.append(edge(side, size=24, color="B3202C", kind="thinThickThinMediumGap", space=24))
    document.sections[0]._sectPr.insert_element_before(borders, "w:pgNumType", "w:cols", "w:titlePg", "w:docGrid")


def _add_diploma(document: Document, page: Diploma) -> None:
    (head,) = add_grid(document, (WIDTH,))
    _fix(head, HEAD)
    add_line(head, COUNTRY, size=13, bold=True, align="center")
    add_line(head, MOTTO, size=14, bold=True, align="center")
    add_rule(head, width=face("Bold").width(MOTTO) * 14 / MM, room=WIDTH)
    if page.mark:
        add_line(head, page.mark, size=16, bold=True, align="center", before=6, color=RED)
    add_line(document, size=1)
    (body,) = add_grid(document, (WIDTH,))
    _fix(body, BODY)
    body.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    _add_words(body, page.words)
    add_line(document, size=1)
    _add_foot(document, page)


def _fix(cell: _Cell, height: float) -> None:
    row = cell._tc.getparent()
    row.trHeight_val, row.trHeight_hRule = Mm(height), WD_ROW_HEIGHT_RULE.EXACTLY


def _add_words(cell: _Cell, words: Words) -> None:
    sizes = words.sizes
    title = (words.title, sizes.title, RED, True, False)
    authority = ("\n".join(words.authority), sizes.authority, RED, True, False)
    verb = (words.verb, sizes.verb, None, False, False)
    opening = (title, authority, verb) if words.title_first else (authority, verb, title)
    name = (words.name, sizes.name, None, True, False)
    post = (words.post, sizes.text, None, False, False)
    merit = [(line, sizes.text, None, False, True) for line in words.merit]
    for text, size, color, bold, italic in (*opening, name, post, *merit):
        if text:
            after = 8 * sizes.scale
            add_line(
                cell, text, size=round(size * 2) / 2, bold=bold, italic=italic, align="center", after=after, color=color
            )


def _add_foot(document: Document, page: Diploma) -> None:
    left, right = add_grid(document, (WIDTH - SIGNING, SIGNING))
    _fix(left, FOOT)
    left.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    if page.check:
        add_check(left, page.check, width=Mm(22))
    for line in page.notes:
        add_line(left, line, size=10)
    add_line(right, page.dated, size=13, italic=True, align="center", after=3)
    for line in page.signing.lines:
        add_line(right, line, size=13, bold=True, align="center")
    add_line(right, page.signing.name, size=14, bold=True, align="center", before=48)
