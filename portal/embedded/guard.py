"""What ends a family of processes after the one that started them has been killed."""

import os
import shutil
import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

MARK = "CONG_THI_DUA_RUN"  # in the environment of every process of a family; "outer:inner" when one starts another
GRACE_SECONDS = 15.0
ASK_SECONDS = 2.0
FORCE_SECONDS = 5.0


class Guard:
    """A forked copy of us that outlives us by seconds, to end what we could not."""

    def __init__(self, mark: str, folders: Iterable[Path]) -> None:
        reading, self._writing = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            try:
                os.close(self._writing)
                _stand_guard(reading, mark, folders)
            finally:
                os._exit(0)
        os.close(reading)

    def dismiss(self) -> None:
        """Send it home: everything has been ended in order."""
        with suppress(BrokenPipeError):
            os.write(self._writing, b".")
        os.close(self._writing)
        with suppress(ChildProcessError):
            os.waitpid(self._pid, 0)


def _stand_guard(reading: int, mark: str, folders: Iterable[Path]) -> None:
    os.setsid()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)  # else whoever reads our output would wait for us too
    if os.read(reading, 1) == b"":
        end_marked(mark, patience=GRACE_SECONDS)
        remove(folders)


def marked(mark: str) -> list[int]:
    """Return the processes that carry ``mark`` in their environment."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        # Gone meanwhile, or another user's.
        with suppress(OSError):
            for variable in (entry / "environ").read_bytes().split(b"\0"):
                name, _, value = variable.partition(b"=")
                if name == MARK.encode() and mark.encode() in value.split(b":"):
                    found.append(int(entry.name))
    return found


def end_marked(mark: str, *, patience: float) -> None:
    """
    Wait up to ``patience`` seconds for the marked processes to go, then force the rest.

    Those whose parent died have been told by the kernel; orphaned grandchildren hear of it here.
    """
    if patience:
        _outlast(mark, ASK_SECONDS)
        _send(mark, signal.SIGTERM)
        _outlast(mark, patience)
    until = time.monotonic() + FORCE_SECONDS
    while _send(mark, signal.SIGKILL) and time.monotonic() < until:
        time.sleep(0.02)


def _outlast(mark: str, seconds: float) -> None:
    until = time.monotonic() + seconds
    while marked(mark) and time.monotonic() < until:
        time.sleep(0.1)


def _send(mark: str, number: signal.Signals) -> int:
    """Send a signal to the marked processes and return how many there are."""
    left = marked(mark)
    for pid in left:
        with suppress(OSError):
            os.kill(pid, number)
    return len(left)


def remove(folders: Iterable[Path]) -> None:
    """Remove temporary folders, as far as they are there."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
