"""What servers and tools have written: kept small, and shown when something went wrong."""

from pathlib import Path

from portal.embedded.console import LauncherError

LARGE_BYTES = 5 * 1024 * 1024
SHOWN_LINES = 8


def failed(text: str, output: str | Path, *, place: Path) -> LauncherError:
    """
    Return the refusal to raise: ``text`` and the end of what was written (a log, if it is a path).

    A full disk has many faces; whatever failed, that is what the reader must hear.
    """
    written = _read(output) if isinstance(output, Path) else output
    lines = [line.rstrip() for line in written.splitlines() if line.strip()][-SHOWN_LINES:]
    if any("No space left on device" in line for line in lines):
        return LauncherError(f"Đĩa chứa {place} đã đầy. Dọn bớt đĩa rồi chạy lại lệnh.")
    source = f" Những dòng cuối của {output}:" if isinstance(output, Path) else ""
    return LauncherError("\n".join([f"{text}{source}", *(f"  {line}" for line in lines)]))


def _read(log: Path) -> str:
    try:
        return log.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""


def shorten(folder: Path) -> None:
    """Set logs aside that have grown, keeping one earlier file of each."""
    for log in folder.glob("*.log"):
        if log.stat().st_size > LARGE_BYTES:
            log.replace(log.with_suffix(".log.1"))
