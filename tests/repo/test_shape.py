"""Sizes, names, letters: what a reader meets first."""

import re
import unicodedata

import pytest

from tests.repo.source import code, files, functions, name

FILE_LINES, FUNCTION_LINES, TEMPLATE_LINES = 400, 50, 150
BANNED_NAMES = {"utils", "helpers", "misc", "managers", "common"}
TEXT = (".py", ".html", ".po", ".csv", ".json", ".md", ".css", ".js", ".toml", ".typ")


def test_files_and_functions_stay_small():
    long_files = [name(path) for path in code() if len(path.read_text(encoding="utf-8").splitlines()) > FILE_LINES]
    long_functions = [
        f"{name(path)}:{node.name}"
        for path in code()
        for node in functions(path)
        if (node.end_lineno or 0) - node.lineno >= FUNCTION_LINES
    ]
    long_templates = [
        name(path)
        for path in files(".html", under="templates/")
        if len(path.read_text(encoding="utf-8").splitlines()) > TEMPLATE_LINES
    ]
    assert (long_files, long_functions, long_templates) == ([], [], [])


def test_no_junk_drawers():
    assert [name(path) for path in code() if path.stem in BANNED_NAMES or path.parent.name in BANNED_NAMES] == []


def test_text_is_composed():
    wrong = []
    for path in files(*TEXT):
        text = path.read_text(encoding="utf-8")
        if text != unicodedata.normalize("NFC", text) and "vendor/" not in name(path):
            wrong.append(name(path))
    assert wrong == []


def test_tone_stands_on_the_first_vowel():
    # hòa, khóa, ủy, not hoà, khoá, uỷ: one orthography in all our own words.
    old = re.compile(r"\b(\w*)(oà|oá|oả|oã|oạ|oè|oé|oẻ|oẽ|oẹ|uỳ|uý|uỷ|uỹ|uỵ)\b", re.IGNORECASE)
    allowed = re.compile(r"\bq", re.IGNORECASE)
    wrong = [
        f"{name(path)}: {found.group(0)}"
        for path in [*code(), *files(".html", under="templates/")]
        for found in old.finditer(path.read_text(encoding="utf-8"))
        if not allowed.match(found.group(0))
    ]
    assert wrong == []


def test_nothing_is_left_behind():
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplemented")
    found = [
        name(path)
        for path in [*code(), *files(".html", under="templates/")]
        if marks.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_test_is_skipped_or_asserts_nothing():
    skipping = re.compile(r"pytest\.mark\.(skip|xfail)|pytest\.skip\(")
    counting = re.compile(r"^\s*django_assert_(max_)?num_queries\(", re.MULTILINE)
    wrong = [
        name(path)
        for path in files(".py", under="tests/")
        if path.name != "test_shape.py"
        and (skipping.search(text := path.read_text(encoding="utf-8")) or counting.search(text))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "path", [path for path in files(".py", under="tests/") if path.name.startswith("test_")], ids=name
)
def test_every_test_asserts(path):
    silent = [
        node.name
        for node in functions(path)
        if node.name.startswith("test_")
        and not re.search(r"\bassert\b|pytest\.raises|expect\(|assert_|num_queries", source(path, node))
    ]
    assert silent == []


def source(path, node) -> str:
    return "\n".join(path.read_text(encoding="utf-8").splitlines()[node.lineno - 1 : node.end_lineno])
