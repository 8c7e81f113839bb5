"""Small pictures for the demo, drawn here: a bench and a tool, as plain shapes."""

import struct
import zlib
from collections.abc import Iterable

from django.core.files.uploadedfile import SimpleUploadedFile

WIDTH, HEIGHT = 320, 240
Shape = tuple[int, int, int, int, tuple[int, int, int]]  # left, top, right, bottom, colour
GAUGE: tuple[Shape, ...] = (
    (0, 0, 320, 152, (201, 212, 223)),
    (0, 152, 320, 240, (141, 152, 165)),
    (48, 88, 208, 152, (77, 106, 143)),
    (184, 48, 216, 168, (51, 70, 95)),
    (80, 152, 256, 168, (228, 225, 216)),
)
BENCH: tuple[Shape, ...] = (
    (0, 0, 320, 240, (220, 215, 202)),
    (40, 112, 280, 140, (152, 161, 171)),
    (40, 140, 280, 152, (93, 106, 123)),
    (96, 72, 116, 120, (93, 106, 123)),
    (200, 72, 220, 120, (93, 106, 123)),
)


def draw_picture(name: str, shapes: Iterable[Shape]) -> SimpleUploadedFile:
    """Return a PNG as if it had been uploaded."""
    pixels = [bytearray(b"\x00" + bytes((246, 245, 241)) * WIDTH) for _row in range(HEIGHT)]
    for left, top, right, bottom, colour in shapes:
        for row in pixels[top:bottom]:
            row[1 + left * 3 : 1 + right * 3] = bytes(colour) * (right - left)
    content = b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)),
            _chunk(b"IDAT", zlib.compress(b"".join(pixels), 9)),
            _chunk(b"IEND", b""),
        )
    )
    return SimpleUploadedFile(name, content, content_type="image/png")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
