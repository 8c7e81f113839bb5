"""Templates as text: they compile, obey the CSP, and every component is shown on the style page."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.repo.source import ROOT, files, name

TEMPLATES = files(".html", under="templates/")
FROM_PACKAGES = ("templates/allauth/", "templates/bootstrap5/")


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def drawn() -> set[str]:
    return set(re.findall(r'<symbol id="([^"]+)"', text(ROOT / "static/icons.svg")))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_compiles(path):
    assert get_template(name(path).removeprefix("templates/"))


def test_no_inline_style_script_or_handler():
    inline = re.compile(r"\sstyle=|<style\b|\son[a-z]+=[\"']|javascript:|<script(?![^>]*\bsrc=)", re.IGNORECASE)
    assert [name(path) for path in TEMPLATES if inline.search(text(path))] == []


def test_every_script_carries_the_nonce():
    bare = re.compile(r"<script(?![^>]*nonce=)")
    assert [name(path) for path in TEMPLATES if bare.search(text(path))] == []


def test_every_icon_is_drawn():
    asked = re.compile(r"{% icon \"([^\"]+)\"|icon=\"([a-z0-9-]+)\"")
    missing = {
        (name(path), icon)
        for path in TEMPLATES
        for found in asked.finditer(text(path))
        if (icon := found.group(1) or found.group(2)) not in drawn()
    }
    assert missing == set()


def test_every_component_stands_on_the_style_page():
    parts = [*files(".html", under="templates/style/"), *files(".html", under="templates/components/")]
    parts += [
        ROOT / "portal/core/templatetags/look.py",
        ROOT / "templates/style.html",
        ROOT / "templates/bootstrap5/errors.html",
    ]
    said = "\n".join(text(path) for path in parts)
    components = {name(path).removeprefix("templates/") for path in files(".html", under="templates/components/")}
    assert components - set(re.findall(r"components/_\w+\.html", said)) == {"components/_typed.html"}


def test_pages_name_only_classes_that_exist():
    styles = "\n".join(text(path) for path in files(".css", under="static/css/"))
    known = set(re.findall(r"\.(td-[a-z0-9-]+)", styles)) | {"td-account", "td-no-print"}
    used = {
        (name(path), word)
        for path in TEMPLATES
        for attribute in re.findall(r'class="([^"]*)"', text(path))
        for word in re.findall(r"\btd-[a-z0-9-]+(?![a-z0-9-]*{)", re.sub(r"{%.*?%}|{{.*?}}", " ", attribute))
        if word not in known
    }
    assert used == set()


def test_vendored_files_carry_their_licence_and_no_map():
    folders = [path for path in (ROOT / "static/vendor").iterdir() if path.is_dir()] + list(
        (ROOT / "static/fonts").iterdir()
    )
    assert [name(folder) for folder in folders if not (folder / "LICENSE").exists()] == []
    asking = [name(path) for path in files(".css", ".js", under="static/") if "sourceMappingURL" in text(path)]
    assert asking == []
