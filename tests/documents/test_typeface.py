"""The bundled face covers Vietnamese, and its widths are read right."""

import unicodedata

import pytest

from portal.core.documents.typeface import face, fit, printable

STYLES = ("Regular", "Bold", "Regular_Italic")
VOWELS = [
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưy"
    for tone in ("", *"\u0300\u0301\u0303\u0309\u0323")
]


@pytest.mark.parametrize("style", STYLES)
def test_every_vietnamese_letter_has_a_shape(style):
    letters = [*VOWELS, "đ", *"“”‘’–—…•°²³±×÷≤≥€₫□"]

    assert [letter for text in letters for letter in (text, text.upper()) if letter not in face(style).advances] == []


def test_widths_are_those_of_times():
    assert [round(face("Regular").advances[letter], 3) for letter in "Ai 0"] == [0.722, 0.278, 0.25, 0.5]
    assert face("Bold").width("AA") == 2 * face("Bold").advances["A"]


def test_what_has_no_shape_becomes_a_box():
    assert printable({"a": ["Lan 🌟", 5], "b": "漢字\nHà"}) == {"a": ["Lan □", 5], "b": "□□\nHà"}


def test_text_shrinks_only_as_far_as_it_must():
    assert fit("Lan", style="Bold", width=500, size=23, floor=16) == 23
    assert 16 < fit("Lan " * 12, style="Bold", width=500, size=23, floor=16) < 23
    assert fit("Lan " * 100, style="Bold", width=500, size=23, floor=16) == 16


def test_lines_are_of_like_length():
    lines = face("Regular").break_lines("một hai ba bốn năm sáu bảy tám chín mười " * 3, 30)

    assert " ".join(lines).split() == ("một hai ba bốn năm sáu bảy tám chín mười " * 3).split()
    widths = [face("Regular").width(line) for line in lines]
    assert max(widths) <= 30
    assert max(widths) - min(widths) < 5


def test_short_text_is_one_line():
    assert face("Regular").break_lines("Lan", 30) == ["Lan"]
