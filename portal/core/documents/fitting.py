"""
How large the words of a diploma may be, so that long ones never run into the signature.

Reckoned here and not in the page: both the PDF and the Word file need it, and asking
typst to try sizes doubles the time of a certificate.
"""

from dataclasses import replace

from portal.core.documents.blocks import Sizes, Words
from portal.core.documents.typeface import MM, Style, face, fit

WIDTH = 236 * MM
# The body of diploma.typ is 86 mm high; what is left over is for words that kerning makes wider.
HEIGHT = 84 * MM
TEXT_WIDTH = 224 * MM
LEADING = 1.16
SCALES = tuple(1 - step * 0.05 for step in range(14))

AUTHORITY, VERB, TITLE, TITLE_FIRST, NAME, TEXT = 17, 15, 46, 34, 23, 15


def fit_words(words: Words) -> Words:
    """Return ``words`` at the largest sizes at which they all fit, in lines of like length."""
    for scale in SCALES:
        fitted = _at(words, scale)
        if _height(fitted) <= HEIGHT:
            break
    return fitted


def _at(words: Words, scale: float) -> Words:
    title = TITLE_FIRST if words.title_first else TITLE
    sizes = Sizes(
        scale=scale,
        authority=min(_one_line(line, AUTHORITY * scale, floor=9) for line in words.authority),
        verb=VERB * scale,
        title=_one_line(words.title, title * scale, floor=16 * scale),
        name=_one_line(words.name, NAME * scale, floor=16 * scale),
        text=TEXT * scale,
    )
    return replace(
        words,
        name=_broken(words.name, WIDTH / sizes.name, style="Bold"),
        post=_broken(words.post, TEXT_WIDTH / sizes.text, style="Regular"),
        merit=tuple(_broken(line, TEXT_WIDTH / sizes.text, style="Regular_Italic") for line in words.merit),
        sizes=sizes,
    )


def _one_line(text: str, size: float, *, floor: float) -> float:
    return fit(text, style="Bold", width=WIDTH, size=size, floor=floor)


def _broken(text: str, width: float, *, style: Style) -> str:
    return "\n".join(face(style).break_lines(text, width))


def _height(words: Words) -> float:
    """The height in points of the words one under another, with the gaps of diploma.typ."""
    sizes = words.sizes
    gaps = 43 + (10 if words.post else 0) + 9 * len(words.merit)
    capitals = sizes.authority * len(words.authority) + sizes.verb + sizes.title
    text = sum(line.count("\n") + 1 for line in (words.post, *words.merit) if line)
    name = words.name.count("\n") + 1
    return (capitals + sizes.name * name + sizes.text * text) * LEADING + gaps * sizes.scale
