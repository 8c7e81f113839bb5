"""
Processes that end with us, however we end.

Three nets, because each has a hole. The kernel signals a child when its parent
dies, but knows nothing of grandchildren. Every process carries a mark in its
environment, by which the whole family is found. A guard, forked first, waits
for our death and then ends whatever still carries the mark.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import IO, Any

from portal.embedded.account import Account, identity
from portal.embedded.guard import GRACE_SECONDS, MARK, Guard, end_marked, remove

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)
Handler = Callable[[int, FrameType | None], None]


def end_with_parent(number: signal.Signals = signal.SIGTERM) -> Callable[[], None]:
    """
    Return what a child runs before its program, so that it gets ``number`` when this process dies.

    It runs after the change of account, which would make the kernel forget the request.
    """
    parent = os.getpid()

    def ask_kernel() -> None:
        if sys.platform == "linux":
            LIBC.prctl(PR_SET_PDEATHSIG, int(number))
        # We may have died between the fork and the line above; nobody would tell the child.
        if os.getppid() != parent:
            os._exit(1)

    return ask_kernel


def end_with_make() -> None:
    """Ask to be told when ``make`` is killed, if it has started us: nobody else would stop us then."""
    parent = Path(f"/proc/{os.getppid()}/comm")
    if os.environ.get("MAKELEVEL") and parent.exists() and parent.read_text().strip() in {"make", "gmake"}:
        LIBC.prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM))


class Child:
    """A server we have started, in a session of its own: Ctrl-C in the terminal must not reach it before we decide."""

    def __init__(self, name: str, process: subprocess.Popen[Any], stop_signal: signal.Signals, log: Path) -> None:
        self.name = name
        self.process = process
        self.stop_signal = stop_signal
        self.log = log

    def ended(self) -> bool:
        """Tell whether it is gone."""
        return self.process.poll() is not None

    def stop(self, *, patience: Callable[[], float]) -> None:
        """End it and its group: ask, wait while ``patience()`` leaves seconds, then force."""
        if not self.ended():
            self.process.send_signal(self.stop_signal)
        asked = time.monotonic()
        while not self.ended() and time.monotonic() - asked < patience():
            time.sleep(0.02)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Family:
    """All processes of one start."""

    def __init__(self, *, folders: Iterable[Path] = ()) -> None:
        self.mark = uuid.uuid4().hex
        self.children: list[Child] = []
        self._folders = list(folders)  # removed with the last process
        self._hurry = False
        self._guard = Guard(self.mark, self._folders)

    def start(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        environ: Mapping[str, str],
        log: Path,
        cwd: Path,
        account: Account | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
    ) -> Child:
        """Start a server; what it writes goes to ``log``."""
        with log.open("ab") as output:
            process = self._spawn(
                command,
                environ=environ,
                cwd=cwd,
                stop_signal=stop_signal,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **identity(account),
            )
        child = Child(name, process, stop_signal, log)
        self.children.append(child)
        return child

    def follow(
        self,
        command: Sequence[str | Path],
        *,
        environ: Mapping[str, str],
        cwd: Path,
        output: IO[Any],
        line: Callable[[str], None],
    ) -> int:
        """Run a command to its end: its output goes to ``output``, each line of its error stream to ``line``."""
        process = self._spawn(
            command,
            environ=environ,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        assert process.stderr is not None
        for text in process.stderr:
            line(text.rstrip())
        return process.wait()

    def foreground(self, command: Sequence[str | Path], *, environ: Mapping[str, str], cwd: Path) -> int:
        """Run a command on our own terminal to its end and return its exit code."""
        process = self._spawn(command, environ=environ, cwd=cwd)

        def pass_on(number: int, _frame: FrameType | None) -> None:
            # A terminal sends Ctrl-C to the command as well: twice would cut its own tidying short.
            if number != signal.SIGINT or not _on_terminal():
                process.send_signal(number)

        with handling(pass_on):
            code = process.wait()
        return code if code >= 0 else 128 - code

    def stop(self, report: Callable[[str], None]) -> None:
        """End everything, last started first; a further signal meanwhile means: at once."""

        def hasten(_number: int, _frame: FrameType | None) -> None:
            self._hurry = True

        with handling(hasten):
            for child in reversed(self.children):
                report(child.name)
                child.stop(patience=lambda: 0.0 if self._hurry else GRACE_SECONDS)
            self.children.clear()
            end_marked(self.mark, patience=0.0)
            self._guard.dismiss()
            remove(self._folders)

    def _spawn(
        self,
        command: Sequence[str | Path],
        *,
        environ: Mapping[str, str],
        cwd: Path,
        stop_signal: signal.Signals = signal.SIGTERM,
        **options: Any,
    ) -> subprocess.Popen[Any]:
        marks = [mark for mark in os.environ.get(MARK, "").split(":") if mark]
        return subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env={**environ, MARK: ":".join([*marks, self.mark])},
            preexec_fn=end_with_parent(stop_signal),
            **options,
        )


@contextmanager
def handling(handler: Handler) -> Iterator[None]:
    """Answer Ctrl-C, SIGTERM and a closed terminal by ``handler``; ``nohup`` keeps its meaning."""
    numbers = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        numbers.append(signal.SIGHUP)
    before = {number: signal.signal(number, handler) for number in numbers}
    try:
        yield
    finally:
        for number, previous in before.items():
            signal.signal(number, previous)


def _on_terminal() -> bool:
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return False
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    finally:
        os.close(terminal)
