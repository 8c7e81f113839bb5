"""The logs of the servers: kept small, and read when something went wrong."""

from pathlib import Path

LARGE_BYTES = 5 * 1024 * 1024


def tail(log: Path, lines: int = 12) -> str:
    """Return the last lines of a log, indented; nothing if there is none."""
    try:
        text = log.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    return "\n".join(f"  {line}" for line in text.splitlines()[-lines:])


def shorten(folder: Path) -> None:
    """Set logs aside that have grown, keeping one earlier file of each."""
    for log in folder.glob("*.log"):
        if log.stat().st_size > LARGE_BYTES:
            log.replace(log.with_suffix(".log.1"))
