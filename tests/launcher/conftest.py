"""A launcher under test: real processes, a data directory of its own, and a way to count what it left behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 180


class Launcher:
    """``bootstrap.py`` with its own data, port and mark."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.port = free_port()
        self.mark = uuid.uuid4().hex
        self.output = data_dir.parent / "output"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def environ(self) -> dict[str, str]:
        own = {"DATA_DIR": str(self.data_dir), "PORT": str(self.port), "CONG_THI_DUA_RUN": self.mark}
        # Empty, not absent: a developer's .env must not lead the test to real servers.
        embedded = {"DATABASE_URL": "", "DATABASE_URL_FILE": "", "REDIS_URL": "", "REDIS_URL_FILE": ""}
        return {**os.environ, **embedded, **own, "DEMO": "0", "BASE_URL": f"http://localhost:{self.port}"}

    def up(self) -> subprocess.Popen[bytes]:
        """Return the running portal, started if it does not run."""
        if self.process is None or self.process.poll() is not None:
            self.process = self._run()
        return self.process

    def _run(self) -> subprocess.Popen[bytes]:
        with self.output.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, ROOT / "bootstrap.py", "run"],
                env=self.environ,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until = time.monotonic() + PATIENCE_SECONDS
        while "Nhấn Ctrl-C để dừng" not in self.text():
            assert process.poll() is None and time.monotonic() < until, self.text()
            time.sleep(0.05)
        return process

    def command(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the launcher to its end."""
        return subprocess.run(
            [sys.executable, ROOT / "bootstrap.py", *arguments],
            env=self.environ | environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE_SECONDS,
            check=False,
        )

    def text(self) -> str:
        """Return what the started portal has written so far."""
        return self.output.read_text(encoding="utf-8") if self.output.exists() else ""

    def left(self) -> dict[int, str]:
        """Return the processes that descend from us: by their mark, or (PostgreSQL paints over it) by their folder."""
        found = {}
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                marked = self.mark.encode() in (entry / "environ").read_bytes()
                inside = entry.joinpath("cwd").readlink().is_relative_to(self.data_dir)
                if marked or inside:
                    found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        return found

    def left_after(self, seconds: float) -> dict[int, str]:
        """Return what is left when nothing is left, or when the time is over."""
        until = time.monotonic() + seconds
        while (left := self.left()) and time.monotonic() < until:
            time.sleep(0.1)
        return left


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def open_folder() -> Path:
    """Return a new folder that the database server's account can reach; pytest's own are closed to it."""
    folder = Path(tempfile.mkdtemp(prefix="ctd-test-"))
    folder.chmod(0o711)
    return folder


def clear(launcher: Launcher) -> None:
    """End whatever a failed test has left."""
    for pid in launcher.left():
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    shutil.rmtree(launcher.data_dir.parent, ignore_errors=True)


@pytest.fixture
def launcher() -> Iterator[Launcher]:
    """A launcher whose data directory does not exist yet."""
    made = Launcher(open_folder() / "data")
    yield made
    clear(made)
