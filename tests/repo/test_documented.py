"""README names every setting and every command, and none that is gone; its links lead somewhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from portal.core.messages import catalogue
from portal.embedded.commands import COMMANDS
from tests.repo.source import ROOT, code, files, name, tree

README = (ROOT / "README.md").read_text(encoding="utf-8")
SENTENCES = [entry.msgid for entry in catalogue("en")]
MADE_BY_TOOLS = {
    "DJANGO_SETTINGS_MODULE": "there is one settings module; manage.py, wsgi.py and celery.py name it",
    "MAKELEVEL": "set by make, for what it starts",
}
READ_BY_PYTHON = {"TMPDIR"}  # tempfile's
READERS = {"read_str", "read_bool", "read_int", "read_list", "read_secret", "has"}


def test_every_setting_stands_in_the_table_and_no_other():
    asked = {variable for path in code() for variable in _read(path)} - set(MADE_BY_TOOLS)
    assert len(asked) > 20
    assert _table("Settings") == asked | READ_BY_PYTHON


def test_secrets_may_come_from_a_file():
    secrets = {call.args[0].value for path in code() for call in _calls(path) if _called(call) == "read_secret"}
    row = next(line for line in README.splitlines() if line.startswith("A secret"))
    assert set(re.findall(r"`(\w+)`", row)) - {"NAME_FILE"} == secrets


def test_every_command_stands_in_the_table_and_no_other():
    ours = {
        path.stem for path in files(".py") if "/management/commands/" in name(path) and not path.stem.startswith("_")
    }
    assert len(ours) > 5
    assert _table("Management commands") == ours


def test_every_command_of_the_launcher_stands_in_the_table_and_no_other():
    ours = {command for command in COMMANDS if not command.startswith("-")}
    assert _table("Commands of the launcher") == ours


def test_every_task_that_comes_by_itself_stands_in_the_architecture():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+\.\w+)` \|", text, re.MULTILINE)) == {
        entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()
    }


def test_every_decision_stands_in_the_index():
    index = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    pages = {path.name for path in files(".md", under="docs/decisions/")} - {"README.md"}
    assert set(re.findall(r"\]\(([\w-]+\.md)\)", index)) == pages


@pytest.mark.parametrize("path", files(".md", under="docs/handbook/"), ids=name)
def test_handbook_uses_the_words_on_the_screen(path):
    screen = [re.sub(r"%\(\w+\)[sd]", "…", sentence) for sentence in SENTENCES]
    bold = re.findall(r"\*\*(.+?)\*\*", " ".join(path.read_text(encoding="utf-8").split()))
    said = [words.rstrip(".:") for words in bold if words not in ("đậm", "không")]
    assert [words for words in said if not any(words.lower() in sentence.lower() for sentence in screen)] == []


@pytest.mark.parametrize("path", files(".md"), ids=name)
def test_links_between_documents_lead_somewhere(path):
    text = path.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#:]+)(?:#[\w-]+)?\)", text)
    assert [target for target in targets if not (path.parent / target).exists()] == []


def _table(heading: str) -> set[str]:
    """Return the names in the first column of the tables under a heading of README."""
    section = re.split(r"^## ", README, flags=re.MULTILINE)
    body = next(part for part in section if part.startswith(heading))
    return set(re.findall(r"^\| `(\w+)", body, re.MULTILINE))


def _calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            yield node


def _called(call: ast.Call) -> str:
    return ast.unparse(call.func).rsplit(".", 1)[-1]


def _read(path: Path) -> Iterator[str]:
    """Yield the variables of the environment that a file reads."""
    for call in _calls(path):
        of_environ = re.search(r"environ\.(get|setdefault)$|getenv$", ast.unparse(call.func))
        value = call.args[0].value
        if (
            (of_environ or _called(call) in READERS)
            and isinstance(value, str)
            and re.fullmatch("[A-Z][A-Z0-9_]+", value)
        ):
            yield value
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Subscript) and ast.unparse(node).startswith("os.environ['"):
            yield ast.literal_eval(node.slice)
