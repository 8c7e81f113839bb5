"""The words of the pages, gathered from a source of three files: new ones come, stale ones go, the translated stay."""

import pytest

from portal.core import messages

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n\n'
SOURCE = """
from django.utils.translation import gettext as _, ngettext, pgettext

_("Xin chào %(name)s")
_("Đã lưu")
_("")
ngettext("%(n)d phiếu", "%(n)d phiếu", 3)
pgettext("nút", "Hủy")
"""
PAGE = '{% load i18n %}{% translate "Đã lưu" %}{% translate "Trang chủ" %}{% comment %}{% endcomment %}'


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A project of one app and one page; the catalogue knows one of its sentences, and one that is gone."""
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    for name, text in (
        ("units/views.py", SOURCE),
        ("units/migrations/0001_x.py", '_("Không dịch")'),
        ("templates/home.html", PAGE),
        ("locale/en/LC_MESSAGES/django.po", HEAD + 'msgid "Đã lưu"\nmsgstr "Saved"\n\nmsgid "Cũ"\nmsgstr "Old"\n'),
        ("locale/vi/LC_MESSAGES/django.po", HEAD),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_catalogue_follows_the_source(tree):
    assert messages.sync() == (4, 1, 4)
    book = messages.catalogue("en")
    assert {messages.key(entry) for entry in book} == {
        ("Xin chào %(name)s", None, None),
        ("Đã lưu", None, None),
        ("%(n)d phiếu", "%(n)d phiếu", None),
        ("Hủy", None, "nút"),
        ("Trang chủ", None, None),
    }
    saved = book.find("Đã lưu")
    assert (saved.msgstr, sorted(place for place, _line in saved.occurrences)) == (
        "Saved", ["templates/home.html", "units/views.py"],
    )  # fmt: skip
    assert "python-format" in book.find("Xin chào %(name)s").flags
    assert sorted(messages.untranslated(book)) == ["%(n)d phiếu", "Hủy", "Trang chủ", "Xin chào %(name)s"]
    assert messages.path_of("en").with_suffix(".mo").exists()
    assert messages.path_of("vi").with_suffix(".mo").exists()
    assert messages.sync() == (0, 0, 4)
