"""What a reader finds in a file: its words, where they stand, its parts."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

import docx
import pypdfium2
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def pages(pdf: bytes) -> list[str]:
    """The text of each page, spaces and line ends made alike."""
    document = pypdfium2.PdfDocument(pdf)
    return [plain(page.get_textpage().get_text_range()) for page in document]


def plain(text: str) -> str:
    return " ".join(text.split())


def boxes(pdf: bytes, page: int = 0) -> list[tuple[float, float, float, float, str]]:
    """Left, bottom, right, top (points) and text of each run of letters on a page."""
    text = pypdfium2.PdfDocument(pdf)[page].get_textpage()
    rects = [text.get_rect(at) for at in range(text.count_rects())]
    return [(*rect, plain(text.get_text_bounded(*rect))) for rect in rects]


def open_docx(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def docx_lines(content: bytes) -> list[str]:
    """The paragraphs of a Word file in reading order, those in tables as well."""
    return [plain(line) for line in _lines(open_docx(content)) if line.strip()]


def _lines(holder: object) -> Iterator[str]:
    for part in holder.iter_inner_content():
        if isinstance(part, Paragraph):
            yield part.text
        elif isinstance(part, Table):
            for row in part._tbl.tr_lst:
                for cell in row.tc_lst:
                    yield from ("".join(_texts(paragraph)) for paragraph in cell.findall(f"{WORD}p"))


def _texts(paragraph: object) -> Iterator[str]:
    for node in paragraph.iter():
        if node.tag == f"{WORD}t":
            yield node.text or ""
        elif node.tag == f"{WORD}br":
            yield "\n"


def sheet_cells(content: bytes, sheet: int = 1) -> dict[str, tuple[str, str]]:
    """Each filled cell of a sheet of a workbook: its kind ("inlineStr", "n", …) and its value."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        root = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{sheet}.xml"))
    found = {}
    for cell in root.iter():
        if cell.tag.endswith("}c"):
            kinds = [child.tag.rpartition("}")[2] for child in cell]
            value = "".join(cell.itertext())
            if value:
                found[cell.get("r", "")] = ("formula" if "f" in kinds else cell.get("t", "n"), value)
    return found
