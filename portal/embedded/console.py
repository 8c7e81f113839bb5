"""What the launcher says: one line per stage, with the time since the start."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

Progress = Callable[[str], None]


class LauncherError(Exception):
    """Something the reader can mend: the text says what happened and what to do."""


def _seconds(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


class Console:
    """Writes Vietnamese lines, also where the terminal's locale is not UTF-8."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.started = time.monotonic()
        self.quiet = False
        self.stream = stream or sys.stdout
        self.live = self.stream.isatty()
        for output in (sys.stdout, sys.stderr):
            output.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]

    def say(self, text: str = "") -> None:
        """Write a line."""
        self._write(f"{text}\n")

    def warn(self, text: str) -> None:
        """Write a line to the error stream, even when quiet."""
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()

    @contextmanager
    def stage(self, title: str) -> Iterator[Progress]:
        """Show ``title`` while the block works; what the block reports last stays beside it."""
        head = f"[{_seconds(time.monotonic() - self.started):>6} s] {title}"
        began, detail = time.monotonic(), ""
        self._write(f"{head} …")

        def progress(text: str) -> None:
            nonlocal detail
            detail = text
            if self.live:
                self._write(f"\r\x1b[K{head} … {text}"[:200])

        try:
            yield progress
        except BaseException:
            self._write("\n")
            raise
        end = " ".join(part for part in (detail, f"({_seconds(time.monotonic() - began)} s)") if part)
        self._write(f"\r\x1b[K{head}: {end}\n" if self.live else f" {end}\n")

    def _write(self, text: str) -> None:
        if self.quiet:
            return
        try:
            self.stream.write(text)
            self.stream.flush()
        except OSError:
            # The terminal or the pipe is gone: stopping in order matters more than saying so.
            self.quiet = True
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.stream.fileno())
