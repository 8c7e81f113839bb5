"""QR codes that lead from paper back to the register."""

import io
import re

import segno

# The standard asks for four; the paper around it is white as well.
BORDER = 2

_DARK = re.compile(b"\x01+")


def qr_svg(text: str) -> str:
    """Return ``text`` as the SVG of a QR code that takes the size of the box it is put in."""
    rows = _code(text).matrix
    size = len(rows) + 2 * BORDER
    path = "".join(
        f"M{run.start() + BORDER} {y + BORDER}.5h{run.end() - run.start()}"
        for y, row in enumerate(rows)
        for run in _DARK.finditer(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 {size} {size}">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path stroke="#000" d="{path}"/></svg>'
    )


def qr_png(text: str) -> bytes:
    """Return ``text`` as the PNG of a QR code, for files that take no SVG."""
    target = io.BytesIO()
    _code(text).save(target, kind="png", scale=8, border=BORDER)
    return target.getvalue()


def _code(text: str) -> segno.QRCode:
    # Trying all eight masks takes five times as long, and every reader undoes any mask.
    return segno.make(text, error="m", mask=3, micro=False)
