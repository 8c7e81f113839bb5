"""A Chromium for the tests: one that is there, else Debian's."""

import os
import shutil
import subprocess
from collections.abc import Mapping

from portal.embedded.console import Console, LauncherError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APT = ["-y", "-q", "-o", "DPkg::Lock::Timeout=300"]


def ensure_chromium(environ: Mapping[str, str], console: Console) -> str:
    """
    Return the path of a Chromium that runs, installed if need be.

    :raises LauncherError: naming the package, if it is not there and cannot be installed
    """
    chosen = environ.get("CHROMIUM")
    if chosen:
        if not _runs(chosen):
            raise LauncherError(
                f"CHROMIUM={chosen} không chạy được. Sửa đường dẫn, hoặc bỏ biến ấy để dùng trình duyệt của máy."
            )
        return chosen
    if not (found := _find()):
        _install(console)
        found = _find()
    if not found:
        raise LauncherError(
            "Các bài kiểm thử giao diện cần trình duyệt Chromium mà máy này chưa có. "
            "Cài gói chromium (sudo apt-get install chromium), hoặc đặt CHROMIUM tới một trình duyệt Chrome có sẵn."
        )
    return found


def _find() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name)) and _runs(path)), None)


def _runs(path: str) -> bool:
    # Ubuntu's chromium-browser may be a mere advice to install something else.
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _install(console: Console) -> None:
    """Install Debian's package where we may; the list is refreshed first, else an old, unsafe one would come."""
    apt = shutil.which("apt-get")
    root = [] if os.geteuid() == 0 else _sudo()
    if not apt or root is None:
        return
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with console.stage("Cài trình duyệt Chromium"):
        for arguments in (["update"], ["install", "--no-install-recommends", "chromium"]):
            answer = subprocess.run(
                [*root, apt, *APT, *arguments],
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                check=False,
            )
    if answer.returncode != 0:
        console.warn(answer.stdout.decode(errors="replace").strip()[-600:])


def _sudo() -> list[str] | None:
    """Return how to become root without asking, None if that needs a password."""
    sudo = shutil.which("sudo")
    if not sudo or subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode != 0:
        return None
    return [sudo, "-n"]
