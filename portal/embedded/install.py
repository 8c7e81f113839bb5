"""The virtual environment: made, filled with the locked libraries, and made again when an earlier run broke it."""

import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.embedded.config import PYTHON, ROOT, VENV
from portal.embedded.console import Console, LauncherError, Progress
from portal.embedded.logs import failed
from portal.embedded.places import require_room
from portal.embedded.processes import end_with_parent

REQUIREMENTS = ROOT / "requirements"
UNFINISHED = VENV / "unfinished"
INSTALLED_MEGABYTES = 900
LENDING_PIP = (22, 3)
# The lock names every library, so there is nothing to resolve: pip 23 stumbles over “coverage[toml]” beside a hash.
INSTALL = ["install", "--no-deps", "--require-hashes", "--no-input", "--disable-pip-version-check"]
INSTALL += ["--progress-bar", "off"]


def ensure_libraries(kind: str, console: Console) -> None:
    """
    Make ``.venv`` hold what ``requirements/<kind>.txt`` locks; nothing to do when it does.

    :raises LauncherError: if that is not possible
    """
    requirements = REQUIREMENTS / f"{kind}.txt"
    with _alone():
        if _is_whole() and any(_is_stamped(each) for each in (kind, "dev")):  # dev holds all of run
            return
        require_room(ROOT, INSTALLED_MEGABYTES)
        if not _is_whole():
            _make(console)
        UNFINISHED.touch()
        with console.stage("Cài thư viện") as progress:
            _install(requirements, progress)
        for older in VENV.glob(f"installed-{kind}-*"):
            older.unlink()
        _stamp(kind).write_text(_interpreter(), encoding="utf-8")
        UNFINISHED.unlink()


def site_packages() -> Path:
    """Return the folder of the installed libraries."""
    return next(VENV.glob("lib/python3*/site-packages"))


def _is_whole() -> bool:
    """Tell whether the environment can be used or added to: it runs, and no installation was cut short."""
    return PYTHON.exists() and not UNFINISHED.exists() and any(VENV.glob("lib/python3*/site-packages"))


def _stamp(kind: str) -> Path:
    locked = (REQUIREMENTS / f"{kind}.txt").read_bytes()
    return VENV / f"installed-{kind}-{hashlib.sha256(locked).hexdigest()[:16]}"


def _is_stamped(kind: str) -> bool:
    stamp = _stamp(kind)
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == _interpreter()


def _interpreter() -> str:
    return str(PYTHON.resolve())  # a new Python under the same name has none of the libraries


def _make(console: Console) -> None:
    with console.stage("Tạo môi trường Python"):
        python = getattr(sys, "_base_executable", sys.executable)
        shutil.rmtree(VENV, ignore_errors=True)
        if not _may_lend_pip() and importlib.util.find_spec("ensurepip") is None:
            raise LauncherError(
                "Python của máy thiếu phần tạo môi trường riêng. "
                "Cài gói python3-venv (apt-get install python3-venv) rồi chạy lại lệnh."
            )
        # Unpacking a pip of its own takes longer than all the rest of the environment.
        answer = _run([python, "-m", "venv", *(["--without-pip"] if _may_lend_pip() else []), str(VENV)])
        if answer.returncode != 0:
            shutil.rmtree(VENV, ignore_errors=True)
            text = "Không tạo được môi trường Python ở .venv. Nếu thiếu gói python3-venv, hãy cài rồi chạy lại lệnh."
            raise failed(text, answer.stdout, place=ROOT)


def _pip() -> list[str]:
    """Return how to call a pip that installs into the environment: its own, or ours."""
    own = [str(PYTHON), "-m", "pip"]
    if any(site_packages().glob("pip/__main__.py")):
        return own
    same_python = site_packages().parent.name == f"python{sys.version_info.major}.{sys.version_info.minor}"
    if same_python and _may_lend_pip():
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    answer = _run([str(PYTHON), "-m", "ensurepip"])
    if answer.returncode != 0:
        raise failed("Môi trường ở .venv không có pip. Xóa thư mục .venv rồi chạy lại lệnh.", answer.stdout, place=ROOT)
    return own


def _may_lend_pip() -> bool:
    """Tell whether the pip of the Python we run on can install into another environment."""
    try:
        major, minor = importlib.metadata.version("pip").split(".")[:2]
    except (importlib.metadata.PackageNotFoundError, ValueError):
        return False
    return (int(major), int(minor)) >= LENDING_PIP


def _install(requirements: Path, progress: Progress) -> None:
    wanted = len(re.findall(r"^[\w.-]+(?:\[\w+\])?==", requirements.read_text(encoding="utf-8"), re.MULTILINE))
    lines: list[str] = []
    seen = 0
    with subprocess.Popen(
        [*_pip(), *INSTALL, "-r", str(requirements)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        cwd=ROOT,
        preexec_fn=end_with_parent(),
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line.rstrip())
            if line.startswith(("Collecting ", "Requirement already satisfied")):
                seen += 1
                progress(f"{min(seen, wanted)}/{wanted}")
    if process.returncode != 0:
        text = "Không cài được thư viện. Kiểm tra mạng và cấu hình pip (chỉ mục, proxy) rồi chạy lại lệnh."
        raise failed(text, "\n".join(lines), place=ROOT)
    progress(f"{wanted} gói")


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
        cwd=ROOT,
        preexec_fn=end_with_parent(),
    )


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the lock on installing: two starts at once must not fill one environment."""
    lock = os.open(REQUIREMENTS, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
