"""An official paper as a Word file: the sizes and places of lib.typ."""

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from portal.core.documents.blocks import (
    PART,
    SUBSECTION,
    Annex,
    Block,
    Centred,
    Closing,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Signing,
    Table,
)
from portal.core.documents.typeface import MM, Style, face, fit
from portal.core.documents.word.parts import add_border, add_check, add_grid, add_line, add_rule, add_words
from portal.core.documents.word.table import add_table

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
FACE = "Times New Roman"

# Millimetres, as in lib.typ.
TEXT_WIDTH, LANDSCAPE_WIDTH = 165, 252
LEFT, RIGHT, REACH = 79, 93, 7
HALF = 82
INDENT = 10

SIGNATURE_ROOM = 68  # points


def set_paper(document: Document, paper: Paper) -> None:
    """Fill an empty ``document`` with ``paper``."""
    set_face(document)
    _lay_out(document.sections[0])
    _number_pages(document.sections[0])
    _add_letterhead(document, paper.letterhead)
    _add_title(document, paper)
    _add_blocks(document, paper.blocks)
    # The signature must not stand alone on a page.
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    _add_closing(document, paper.closing)
    for annex in paper.annexes:
        _add_annex(document, annex)


def set_face(document: Document) -> None:
    """Make Times New Roman 14 and Vietnamese the ground of the document."""
    font = document.styles["Normal"].font
    font.name, font.size = FACE, Pt(14)
    properties = document.styles["Normal"].element.get_or_add_rPr()
    for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
        properties.rFonts.set(qn(script), FACE)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    properties.append(language)


def _lay_out(section: Section, *, landscape: bool = False) -> None:
    width, height = (297, 210) if landscape else (210, 297)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True


def _number_pages(section: Section) -> None:
    """Centre the page number in the top margin, from the second page on."""
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind in ("begin", "", "end"):
        run = add_words(paragraph, "", size=13)
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = "PAGE"
        run._r.append(element)


def _add_letterhead(document: Document, head: Letterhead) -> None:
    left, right = add_grid(document, (LEFT, RIGHT), indent=-REACH)
    for line in head.parent:
        add_line(left, line, size=_fitted(line, "Regular"), align="center")
    for line in head.issuer:
        add_line(left, line, size=_fitted(line, "Bold"), bold=True, align="center")
    add_rule(left, width=_width(head.issuer, 12) * 0.4, room=LEFT)
    add_line(right, COUNTRY, size=12, bold=True, align="center")
    add_line(right, MOTTO, size=13, bold=True, align="center")
    add_rule(right, width=_width((MOTTO,), 13), room=RIGHT)
    add_line(document, size=3)
    left, right = add_grid(document, (LEFT, RIGHT), indent=-REACH)
    add_line(left, head.number, size=13, align="center")
    if head.mark:
        _add_boxed(left, head.mark)
    add_line(right, head.dated, size=13, italic=True, align="center")


def _fitted(line: str, style: Style) -> float:
    return fit(line, style=style, width=(LEFT - 1) * MM, size=12, floor=9)


def _add_boxed(cell: _Cell, text: str) -> None:
    paragraph = add_line(cell, text, size=12, bold=True, align="center", before=6)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(25)
    add_border(paragraph, "top", "left", "bottom", "right", space=3)


def _add_title(document: Document, paper: Paper) -> None:
    _outline(add_line(document, paper.title, bold=True, align="center", before=12), 0)
    for line in paper.abstract:
        add_line(document, line, bold=True, align="center")
    if paper.abstract:
        add_rule(document, width=_width(paper.abstract, 14) * 0.35, room=TEXT_WIDTH, after=10)


def _width(lines: tuple[str, ...], size: float) -> float:
    """The width in millimetres of the longest of ``lines`` in bold."""
    return max(face("Bold").width(line) for line in lines) * size / MM


def _add_blocks(document: Document, blocks: tuple[Block, ...]) -> None:
    for block in blocks:
        match block:
            case Paragraph():
                _add_paragraph(document, block)
            case Heading():
                _add_heading(document, block)
            case Centred():
                line = add_line(document, block.text, bold=True, align="center", before=8, after=8)
                line.paragraph_format.keep_with_next = True
            case Table():
                add_table(document, block)


def _add_paragraph(document: Document, block: Paragraph) -> None:
    slanted = block.look == "ground"
    if block.lead:
        paragraph = add_line(document, f"{block.lead} ", bold=True, italic=slanted, align="justify", after=6)
        add_words(paragraph, block.text, size=14, italic=slanted)
    else:
        paragraph = add_line(document, block.text, italic=slanted, align="justify", after=6)
    if block.look != "plain":
        paragraph.paragraph_format.first_line_indent = Mm(INDENT)


def _add_heading(document: Document, block: Heading) -> None:
    part = block.level == PART
    paragraph = add_line(
        document,
        block.text,
        bold=True,
        italic=block.level == SUBSECTION,
        align="center" if part else "left",
        before=6,
        after=6,
    )
    if not part:
        paragraph.paragraph_format.first_line_indent = Mm(INDENT)
    paragraph.paragraph_format.keep_with_next = True
    _outline(paragraph, block.level)


def _outline(paragraph: WordParagraph, level: int) -> None:
    element = OxmlElement("w:outlineLvl")
    element.set(qn("w:val"), str(level))
    paragraph._p.get_or_add_pPr().append(element)


def _add_closing(document: Document, closing: Closing) -> None:
    add_line(document, size=6).paragraph_format.keep_with_next = True
    left, right = add_grid(document, (HALF, HALF))
    if closing.left:
        _add_signing(left, closing.left)
    else:
        _add_recipients(left, closing.recipients)
    if closing.check:
        add_line(left, size=6)
        add_check(left, closing.check, width=Mm(20))
    _add_signing(right, closing.right)
    if closing.left:
        add_line(document, size=10)
        _add_recipients(document, closing.recipients)


def _add_signing(cell: _Cell, signing: Signing) -> None:
    for line in signing.lines:
        add_line(cell, line, bold=True, align="center")
    add_line(cell, signing.name, bold=True, align="center", before=SIGNATURE_ROOM)


def _add_recipients(holder: Document | _Cell, recipients: tuple[str, ...]) -> None:
    if recipients:
        add_line(holder, "Nơi nhận:", size=12, bold=True, italic=True)
    for line in recipients:
        add_line(holder, line, size=11)


def _add_annex(document: Document, annex: Annex) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _lay_out(section, landscape=annex.landscape)
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    section._sectPr.insert_element_before(numbering, "w:cols", "w:titlePg", "w:docGrid")
    for at, line in enumerate(annex.title):
        paragraph = add_line(document, line, bold=True, align="center", after=2)
        if at == 0:
            _outline(paragraph, 0)
    for line in annex.note:
        add_line(document, line, italic=True, align="center")
    room = LANDSCAPE_WIDTH if annex.landscape else TEXT_WIDTH
    add_rule(document, width=_width(annex.note, 14) * 0.3, room=room, after=8)
    _add_blocks(document, annex.blocks)
