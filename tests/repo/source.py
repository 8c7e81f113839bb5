"""The repository as text: what the rules about it look at."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("units", "accounts", "councils", "campaigns", "initiatives", "awards", "reports")


@cache
def tracked() -> tuple[Path, ...]:
    """Return the files of the project: those git tracks, and new ones it does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def files(*suffixes: str, under: str = "") -> list[Path]:
    return [path for path in tracked() if path.suffix in suffixes and name(path).startswith(under)]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def code() -> list[Path]:
    """Return the Python of the product: no tests, no migrations."""
    return [
        path
        for path in files(".py")
        if not name(path).startswith(("tests/", "benchmarks/")) and "/migrations/" not in name(path)
    ]


def layer(app: str, word: str) -> list[Path]:
    """Return the files of one layer of an app, be it a module or a package."""
    return [path for path in code() if name(path) == f"{app}/{word}.py" or name(path).startswith(f"{app}/{word}/")]


def functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)]
