"""Files people send and receive."""

import io
import struct
import zlib

import pypdfium2
from docx import Document
from docx.oxml.ns import qn


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
