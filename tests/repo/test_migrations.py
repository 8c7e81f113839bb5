"""Migrations say what they do and lack nothing."""

import re
from io import StringIO

import pytest
from django.core.management import call_command

from tests.repo.source import APPS, files, name


def test_none_is_missing(db):
    words = StringIO()
    call_command("makemigrations", "--dry-run", stdout=words)
    assert words.getvalue().strip() == "No changes detected"


@pytest.mark.parametrize("path", [path for path in files(".py") if re.search(r"/migrations/\d", name(path))], ids=name)
def test_named_for_what_it_does_and_carries_no_app_code(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"auto_\d|_initial", path.stem)
    allowed = r"(portal\.core\.(models|search)|units\.models|\w+\.enums)"
    imported = re.findall(r"^(?:from|import) (\w[\w.]*)", text, re.MULTILINE)
    own = [module for module in imported if module.split(".")[0] in {"portal", *APPS}]
    assert [module for module in own if not re.fullmatch(allowed, module)] == []
