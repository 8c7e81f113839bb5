"""The bundled face: which characters it can show, and how wide they are."""

import functools
import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

FACES = Path(__file__).resolve().parents[3] / "templates" / "documents" / "fonts"
SUBSTITUTE = "□"
MM = 72 / 25.4  # points

# The kind of character map that every TrueType file carries: runs of characters.
SEGMENTS = 4

Style = Literal["Regular", "Bold", "Regular_Italic"]


@dataclass(frozen=True, slots=True)
class Face:
    """``advances``: how far each character moves the pen, in ems."""

    advances: Mapping[str, float]

    def width(self, text: str) -> float:
        """Return the width of ``text`` in ems, kerning left out."""
        return sum(self.advances.get(char, 0.5) for char in text)

    def break_lines(self, text: str, width: float) -> list[str]:
        """Return ``text`` in lines of at most ``width`` ems, about equally long."""
        fewest = self._fill(text, width)
        best = fewest
        while len(best) > 1:
            width -= 1
            narrower = self._fill(text, width)
            if len(narrower) > len(fewest):
                break
            best = narrower
        return best

    def _fill(self, text: str, width: float) -> list[str]:
        space, lines, used = self.width(" "), [""], 0.0
        for word in text.split(" "):
            length = self.width(word)
            if used and used + space + length > width:
                lines.append(word)
                used = length
            else:
                lines[-1] += f" {word}" if used else word
                used += length + (space if used else 0)
        return lines


def fit(text: str, *, style: Style, width: float, size: float, floor: float) -> float:
    """Return the size, from ``size`` down to ``floor``, at which ``text`` is no wider than ``width``; all in points."""
    ems = face(style).width(text)
    return size if ems * size <= width else max(floor, int(width / ems * 2) / 2)


def printable(value: object) -> object:
    """
    Return plain ``value`` with every character the face lacks as "□".

    An archive PDF is refused when a single letter has no shape, and one emoji in a
    title must not stop a decision.
    """
    if isinstance(value, str):
        return _lacking().sub(SUBSTITUTE, value)
    if isinstance(value, dict):
        return {key: printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [printable(item) for item in value]
    return value


@functools.cache
def face(style: Style) -> Face:
    weight = 700 if style == "Bold" else 400
    return _read((FACES / f"Tinos_{weight}{style}.ttf").read_bytes())


@functools.cache
def _lacking() -> re.Pattern[str]:
    shown = "".join(map(re.escape, face("Regular").advances))
    return re.compile(f"[^\n{shown}]")


def _read(font: bytes) -> Face:
    """Read the widths out of a TrueType file (tables head, hhea, hmtx, cmap format 4)."""
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {tag: at for tag, _, at, _ in (struct.unpack_from(">4sIII", font, 12 + 16 * n) for n in range(count))}
    em = struct.unpack_from(">H", font, tables[b"head"] + 18)[0]
    metrics = struct.unpack_from(">H", font, tables[b"hhea"] + 34)[0]
    widths = struct.unpack_from(">" + "Hh" * metrics, font, tables[b"hmtx"])[::2]
    return Face({chr(code): widths[min(glyph, metrics - 1)] / em for code, glyph in _glyphs(font, tables[b"cmap"])})


def _glyphs(font: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    count = struct.unpack_from(">H", font, cmap + 2)[0]
    subtables = (cmap + struct.unpack_from(">HHI", font, cmap + 4 + 8 * n)[2] for n in range(count))
    table = next(at for at in subtables if struct.unpack_from(">H", font, at)[0] == SEGMENTS)
    size = struct.unpack_from(">H", font, table + 6)[0]
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{size // 2}H", font, table + start)
        for start in (14, 16 + size, 16 + 2 * size, 16 + 3 * size)
    )
    for n, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            at = table + 16 + 3 * size + 2 * n + offset + 2 * (code - start)
            glyph = struct.unpack_from(">H", font, at)[0] if offset else code
            if glyph:
                yield code, (glyph + delta) % 0x10000
