"""What a machine can check without running the portal."""

import os
import subprocess
import sys
from collections.abc import Sequence

from portal.embedded.config import ROOT, VENV
from portal.embedded.processes import end_with_parent

BIN = VENV / "bin"

BINARIES = {"ruff", "djade"}  # no Python inside; the others are scripts


def lint() -> int:
    """Look at style and format; return 1 if anything is to be mended."""
    return _all(
        [
            ["ruff", "check", "."],
            ["ruff", "format", "--check", "."],
            *_on_templates(["djade", "--check", "--target-version", "5.2"], ["djhtml", "--check", "--tabwidth", "2"]),
        ]
    )


def check() -> int:
    """Look at style, format, types and imports; return 1 if anything is to be mended."""
    return max(lint(), _all([["mypy", "."], ["lint-imports"]]))


def tidy() -> int:
    """Mend style and format as far as a machine can."""
    _all(
        [
            ["ruff", "check", "--fix", "."],
            ["ruff", "format", "."],
            *_on_templates(["djade", "--target-version", "5.2"], ["djhtml", "--tabwidth", "2"]),
        ]
    )
    return lint()


def _on_templates(*commands: list[str]) -> list[list[str]]:
    templates = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html"))
    return [[*command, *templates] for command in commands] if templates else []


def _all(commands: Sequence[list[str]]) -> int:
    """Run every command, also after one has found something: one round should show all there is."""
    # mypy reads the settings, which ask for addresses; nothing is opened.
    environ = {"LOCAL": "1", "DATABASE_URL": "postgres:///portal", "REDIS_URL": "redis://", **os.environ}
    found = []
    for name, *arguments in commands:
        sys.stdout.write(f"→ {name} {' '.join(arguments[:3])}\n")
        sys.stdout.flush()
        # By the interpreter, not by its first line: that one breaks when the path is long or has spaces.
        program = [str(BIN / name)] if name in BINARIES else [str(BIN / "python"), str(BIN / name)]
        command = [*program, *arguments]
        if subprocess.run(command, cwd=ROOT, env=environ, check=False, preexec_fn=end_with_parent()).returncode:
            found.append(f"{name} {arguments[0]}" if arguments else name)
    if found:
        sys.stdout.write(f"\nChưa đạt: {', '.join(found)}.\n")
        sys.stdout.flush()
    return int(bool(found))
