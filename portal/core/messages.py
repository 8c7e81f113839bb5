"""
The words people read, gathered from the source. Needs the development requirements.

The source language is Vietnamese: a msgid is the sentence itself, so Vietnamese is complete by
construction and ``locale/en`` holds the English. ``locale/vi`` fills what Django and allauth
lack. Written in Python because a bare machine has no GNU gettext.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("portal", "units", "accounts", "councils", "campaigns", "initiatives", "awards", "reports")
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
TEXT = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
CALL = re.compile(rf"\b(_|gettext|ngettext|pgettext)\(\s*({TEXT})(?:\s*,\s*({TEXT}))?")

# The sentence, its plural form where one is asked for, and what tells it from the same words elsewhere:
# in Vietnamese “Hủy” is both what a button does and what a state is; English needs two words.
Message = tuple[str, str | None, str | None]


def gather() -> dict[Message, list[str]]:
    """Return every message of the project with the files it stands in."""
    found: dict[Message, list[str]] = {}
    for path in _files():
        read = _from_python if path.suffix == ".py" else _from_template
        for message in read(path):
            places = found.setdefault(message, [])
            name = path.relative_to(ROOT).as_posix()
            if name not in places:
                places.append(name)
    return found


def _files() -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted((ROOT / folder).rglob("*.py"))
    yield from sorted((ROOT / "templates").rglob("*.html"))
    yield from sorted((ROOT / "templates").rglob("*.txt"))


def _from_python(path: Path) -> Iterator[Message]:
    if "migrations" in path.parts:
        return
    with path.open("rb") as file:
        for _line, function, texts, _comments in extract_python(file, KEYWORDS, (), {"encoding": "utf-8"}):
            yield from _message(str(function), texts)


def _from_template(path: Path) -> Iterator[Message]:
    for function, first, second in CALL.findall(templatize(path.read_text(encoding="utf-8"))):
        texts = [ast.literal_eval(text) for text in (first, second) if text]
        yield from _message(function, tuple(texts))


def _message(function: str, texts: object) -> Iterator[Message]:
    parts = texts if isinstance(texts, tuple) else (texts,)
    strings = [part for part in parts if isinstance(part, str)]
    if not strings or not strings[0].strip():
        return
    second = strings[1] if len(strings) > 1 else None
    if function.startswith("pgettext") and second:
        yield second, None, strings[0]
    else:
        yield strings[0], second if function.startswith("ngettext") else None, None


def catalogue(language: str) -> polib.POFile:
    """Return the catalogue of ``language``."""
    return polib.pofile(str(path_of(language)), wrapwidth=110)


def path_of(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def sync() -> tuple[int, int, int]:
    """Bring ``locale/en`` in step with the source and compile both; return (added, removed, untranslated)."""
    book, found = catalogue("en"), gather()
    known = {key(entry): entry for entry in book}
    stale = [entry for message, entry in known.items() if message not in found]
    new = [message for message in found if message not in known]
    for entry in stale:
        book.remove(entry)
    for message in new:
        book.append(_entry(message))
    for entry in book:
        places = found[key(entry)]
        entry.occurrences = [(place, "") for place in places[:3]]
        entry.flags = ["python-format"] if re.search(r"%\(\w+\)", entry.msgid) else []
    book.sort(key=lambda entry: (entry.occurrences[0][0], entry.msgid, entry.msgctxt or ""))
    book.save()
    for language in ("en", "vi"):
        path = path_of(language)
        catalogue(language).save_as_mofile(str(path.with_suffix(".mo")))
    return len(new), len(stale), len(untranslated(book))


def key(entry: polib.POEntry) -> Message:
    """Return the message that an entry of a catalogue translates."""
    return entry.msgid, entry.msgid_plural or None, entry.msgctxt


def _entry(message: Message) -> polib.POEntry:
    single, plural, context = message
    if plural is None:
        return polib.POEntry(msgid=single, msgctxt=context, msgstr="")
    return polib.POEntry(msgid=single, msgid_plural=plural, msgstr_plural={0: "", 1: ""})


def untranslated(book: polib.POFile) -> list[str]:
    """Return the messages of a catalogue that are empty or marked as doubtful."""
    return [entry.msgid for entry in book if entry.fuzzy or not entry.translated()]
