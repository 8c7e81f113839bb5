"""Files people send and receive."""

import io
import re
import struct
import zipfile
import zlib
from xml.etree import ElementTree

import pypdfium2
from docx import Document
from docx.oxml.ns import qn

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def photo(width: int = 640, height: int = 480, colour: tuple[int, int, int] = (74, 111, 165)) -> bytes:
    """Return a PNG of one colour."""
    row = b"\0" + bytes(colour) * width
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(row * height)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


def read_pdf(data: bytes) -> str:
    """Return the text of a PDF, in one line."""
    assert data.startswith(b"%PDF")
    document = pypdfium2.PdfDocument(data)
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


def read_docx(data: bytes) -> str:
    """Return the text of a Word file, that of its tables included, in one line."""
    body = Document(io.BytesIO(data)).element.body
    return " ".join(" ".join("".join(one.itertext()) for one in body.iter(qn("w:p"))).split())


def read_xlsx(data: bytes) -> dict[str, list[list[str | float | None]]]:
    """Return the rows of each sheet: a float is a number in the file, too, not a text that looks like one."""
    names = re.findall(r'<sheet name="([^"]+)"', _part(data, "xl/workbook.xml").decode())
    return {name: _rows(_part(data, f"xl/worksheets/sheet{place}.xml")) for place, name in enumerate(names, start=1)}


def _part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def _rows(sheet: bytes) -> list[list[str | float | None]]:
    return [[_cell(cell) for cell in row] for row in ElementTree.fromstring(sheet).iter(f"{SHEET}row")]


def _cell(cell: ElementTree.Element) -> str | float | None:
    text = "".join(cell.itertext())
    if cell.get("t") in {"inlineStr", "str"}:
        return text
    assert cell.get("t") in {None, "n"}, f"a cell of kind {cell.get('t')}"
    return float(text) if text else None
