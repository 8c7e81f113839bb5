"""The words people read: Vietnamese complete, English complete, nothing stale."""

import re
from pathlib import Path

import allauth
import django
import polib
import pytest
from django.utils import translation

from portal.core import messages

DJANGO = Path(django.__file__).parent
ALLAUTH = Path(allauth.__file__).parent
THEIRS = [DJANGO / "conf", *(DJANGO / "contrib" / app for app in ("auth", "sessions", "contenttypes", "postgres"))]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def test_english_is_complete_and_nothing_is_stale():
    book, found = messages.catalogue("en"), messages.gather()
    known = {messages.key(entry) for entry in book}
    assert known == set(found), "run manage.py sync_messages"
    assert messages.untranslated(book) == []


@pytest.mark.parametrize("language", ["en", "vi"])
def test_translations_keep_their_placeholders(language):
    wrong = [
        entry.msgid
        for entry in messages.catalogue(language)
        for text in (entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr])
        if sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", ["en", "vi"])
def test_compiled_catalogue_is_that_of_the_source(language):
    book = messages.catalogue(language)
    compiled = polib.mofile(str(messages.path_of(language).with_suffix(".mo")))
    assert said(compiled) == said(book)


@pytest.mark.parametrize("folder", THEIRS, ids=lambda folder: folder.name)
def test_what_django_says_is_vietnamese(folder):
    english = polib.pofile(str(folder / "locale/en/LC_MESSAGES/django.po"))
    assert untranslated(entry.msgid for entry in english) == []


def test_what_allauth_says_is_vietnamese():
    said = {
        text
        for part in ("account", "core", "mfa", "socialaccount", "usersessions")
        for path in (ALLAUTH / part).rglob("*.py")
        if not {"tests", "providers", "admin.py", "models.py", "apps.py"} & set(path.parts)
        for text, _plural, _context in messages._from_python(path)
    }
    assert untranslated(said) == []


def said(book) -> dict[messages.Message, object]:
    return {messages.key(entry): entry.msgstr or entry.msgstr_plural for entry in book}


def untranslated(texts) -> list[str]:
    ours = {entry.msgid for entry in messages.catalogue("vi") if entry.translated() and not entry.fuzzy}
    with translation.override("vi"):
        return sorted(text for text in texts if text not in ours and translation.gettext(text) == text and " " in text)
