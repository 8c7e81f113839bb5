"""The floor under the tests' reach can fail: it is tried on a shop of two files."""

import os
import subprocess
import sys
import tomllib
from types import SimpleNamespace

import pytest

from portal.embedded.commands import MEASURED, pytest_words
from tests.conftest import half_of
from tests.repo.source import ROOT, code, name

SETTINGS = "[tool.coverage.run]\nbranch = true\nsource = ['shop']\n"
RULE = "def may_enter(age):\n    if age >= 18:\n        return True\n    return False\n"
PAGE = "def front(day):\n    return 'open'\n"
UNREAD = "".join(f"def page_{number}():\n    return {number}\n" for number in range(9))


@pytest.fixture
def shop(tmp_path):
    """A project with a rule and a page."""
    (tmp_path / "pyproject.toml").write_text(SETTINGS)
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "__init__.py").touch()
    (tmp_path / "shop" / "rules.py").write_text(RULE)
    (tmp_path / "shop" / "pages.py").write_text(PAGE)
    return tmp_path


def run(shop, *asserted: str) -> subprocess.CompletedProcess[str]:
    """Run one test of the shop as ``make test`` runs all of ours, and judge."""
    imports = ["from shop.pages import front", "from shop.rules import may_enter"]
    (shop / "test_shop.py").write_text(
        "\n".join([*imports, "def test_shop():", *(f"    assert {a}" for a in asserted)])
    )
    tested = python(shop, *MEASURED, "-p", "no:django", "test_shop.py")
    assert tested.returncode == 0, tested.stdout + tested.stderr
    return python(shop, "-m", "tests.floor")


def python(shop, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the shop."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("COV", "PYTEST"))}
    return subprocess.run(
        [sys.executable, *words],
        cwd=shop,
        env=environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_who_reaches_everything_passes(shop):
    done = run(shop, "front('Monday') == 'open'", "may_enter(18)", "not may_enter(17)")
    assert (done.returncode, done.stdout) == (0, "The tests reach what they must.\n"), done.stderr


def test_a_branch_of_a_rule_left_out_fails_and_is_named(shop):
    (shop / "shop" / "pages.py").write_text(PAGE + "print('long')\n" * 200)  # 95 % of everything is reached
    done = run(shop, "front('Monday') == 'open'", "may_enter(18)")
    assert done.returncode == 1, done.stdout
    (row,) = [line.split() for line in done.stdout.splitlines() if line.startswith("shop/")]
    assert (row[0], row[-1]) == ("shop/rules.py", "4")


def test_too_little_of_everything_fails_though_the_rules_are_reached(shop):
    (shop / "shop" / "pages.py").write_text(PAGE + UNREAD)
    done = run(shop, "front('Monday') == 'open'", "may_enter(18)", "not may_enter(17)")
    assert done.returncode == 1, done.stdout
    assert "the floor is 99 %" in done.stdout and "the floor is 99.9 %" not in done.stdout


def test_every_package_of_the_product_is_measured():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["coverage"]["run"]
    packages = {name(path).partition("/")[0] for path in code() if "/" in name(path)}
    assert (set(settings["source"]), settings["branch"]) == (packages, True)


def test_only_the_whole_is_measured():
    assert pytest_words([]) == [*MEASURED, "tests"]
    assert pytest_words(["tests/awards", "-x"]) == ["-m", "pytest", "tests/awards", "-x"]


def test_the_halves_are_the_whole_and_share_nothing():
    items = [SimpleNamespace(path=path, name=name) for path in "abcde" for name in ("first", "second")]
    one, two = half_of(items, 1), half_of(items, 2)
    assert [[item.path for item in half] for half in (one, two)] == [list("aaccee"), list("bbdd")]
