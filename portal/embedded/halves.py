"""The whole of the tests: two halves at the same time, each on servers of its own, and what they reach together."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from typing import IO

from portal.embedded.browser import ensure_chromium
from portal.embedded.config import PYTHON, ROOT, read_config, require_linux
from portal.embedded.console import Console
from portal.embedded.install import ensure_libraries
from portal.embedded.processes import end_with_parent

HALF = "TEST_HALF"  # tests/conftest.py keeps every second file
PATIENCE_SECONDS = 60.0


def run_halves() -> int:
    """Run both halves, the first on our terminal and the second told afterwards; then judge what they reach."""
    config, console = read_config(dotenv=False), Console()
    require_linux(config)
    ensure_libraries("dev", console)
    ensure_chromium(config.environ, console)
    for left_over in ROOT.glob(".coverage*"):
        left_over.unlink()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
        halves = [_start("1", None), _start("2", told)]
        try:
            codes = [half.wait() for half in halves]
        finally:
            _end(halves)
        told.seek(0)
        console.say(told.read())
    judged = subprocess.run([PYTHON, "-m", "tests.floor"], cwd=ROOT, check=False).returncode
    return max(*map(abs, codes), judged)


def _start(half: str, output: IO[str] | None) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, str(ROOT / "bootstrap.py"), "test"],
        cwd=ROOT,
        env=os.environ | {HALF: half},
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        preexec_fn=end_with_parent(),
    )


def _end(halves: Sequence["subprocess.Popen[bytes]"]) -> None:
    running = [half for half in halves if half.poll() is None]
    for half in running:
        half.terminate()
    for half in running:
        half.wait(timeout=PATIENCE_SECONDS)
