"""One data directory, one running portal: the lock, and where the running one can be reached."""

import fcntl
import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from portal.embedded.console import LauncherError


@dataclass(frozen=True, slots=True)
class Running:
    """What a start has written down for the commands that come after it."""

    pid: int
    address: str
    environ: dict[str, str]  # what a command needs to work with the same servers


class Instance:
    """The claim on a data directory. The system drops it when its holder and the holder's guard are gone."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self._file = data_dir / "running.json"
        self._lock: int | None = None

    def claim(self, *, wait: float = 0.0) -> bool:
        """Take the directory for us; False if another holds it for longer than ``wait`` seconds."""
        self._lock = os.open(self.data_dir / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        until = time.monotonic() + wait
        while not self._try_lock():
            if time.monotonic() >= until:
                os.close(self._lock)
                self._lock = None
                return False
            time.sleep(0.1)
        self._file.unlink(missing_ok=True)  # left by a start that was killed
        return True

    def announce(self, running: Running) -> None:
        """Write down where we can be reached."""
        draft = self._file.with_suffix(".new")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(asdict(running)), encoding="utf-8")
        draft.replace(self._file)

    def running(self) -> Running | None:
        """Return what the holder wrote down, if it is alive and has got that far."""
        try:
            found = Running(**json.loads(self._file.read_text(encoding="utf-8")))
            os.kill(found.pid, 0)
        except (FileNotFoundError, ProcessLookupError, ValueError, TypeError):
            return None
        except PermissionError:
            raise LauncherError(
                f"Thư mục dữ liệu {self.data_dir} đang do một tài khoản khác dùng. "
                "Chạy lệnh bằng tài khoản ấy, hoặc chọn thư mục khác bằng DATA_DIR=…"
            ) from None
        return None if _is_zombie(found.pid) else found

    def release(self) -> None:
        """Give the directory back."""
        self._file.unlink(missing_ok=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _try_lock(self) -> bool:
        assert self._lock is not None
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _is_zombie(pid: int) -> bool:
    """Tell whether a process is dead but not yet fetched by its parent: it still has a number."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes() == b""
    except OSError:
        return False
