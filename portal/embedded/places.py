"""Folders of a data directory, and where they go when the server's account or a socket cannot live there."""

import errno
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from portal.embedded.account import Account, hand_over, reachable
from portal.embedded.console import LauncherError

FULL = {errno.ENOSPC, errno.EDQUOT}
MEGABYTE = 1024 * 1024
SOCKET_PATH_BYTES = 107
LONGEST_SOCKET_NAME = ".s.PGSQL.5432"
PLAIN_PATH = re.compile(r"[A-Za-z0-9._/-]+")  # what fits into an address without quoting, in every client
SHARED_FOLDERS = (Path("/var/lib/cong-thi-dua"), Path("/var/tmp/cong-thi-dua"))  # checked before use


@dataclass(frozen=True, slots=True)
class Places:
    """Where the servers of one data directory keep what they have."""

    cluster: Path
    sockets: Path
    redis: Path
    log: Path
    temporary: list[Path]  # to be removed after the last process


def open_data_dir(folder: Path, *, megabytes: int) -> None:
    """
    Make the data directory and see that it can be written, with so much room left.

    :raises LauncherError: if it cannot be used
    """
    try:
        if not folder.exists():
            folder.mkdir(parents=True)
            # Others may pass through (root's database server is another account) but not look around.
            folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
        (folder / "log").mkdir(mode=0o700, exist_ok=True)
        (folder / "redis").mkdir(mode=0o700, exist_ok=True)
    except OSError as problem:
        if problem.errno in FULL:
            raise
        raise LauncherError(
            f"Không ghi được vào thư mục dữ liệu {folder} ({problem.strerror}). "
            "Chạy bằng tài khoản sở hữu thư mục ấy, hoặc chọn thư mục khác bằng DATA_DIR=…"
        ) from problem
    require_room(folder, megabytes)


def require_room(folder: Path, megabytes: int) -> None:
    """
    See that the disk of ``folder`` has room.

    :raises LauncherError: if it has less than ``megabytes``
    """
    free = shutil.disk_usage(folder).free // MEGABYTE
    if free < megabytes:
        raise LauncherError(
            f"Đĩa chứa {folder} chỉ còn {free} MB, cần ít nhất {megabytes} MB. "
            "Dọn bớt đĩa, hoặc chọn nơi khác bằng DATA_DIR=…"
        )


def find_places(data_dir: Path, account: Account | None, say: Callable[[str], None]) -> Places:
    """Return the folders of ``data_dir``, made and owned by whoever uses them."""
    temporary: list[Path] = []
    home = data_dir if reachable(data_dir, account) else _shared_home(data_dir, say)
    sockets = home / "sockets"
    if not _fits(sockets):
        sockets = Path(tempfile.mkdtemp(prefix="ctd-", dir="/tmp"))  # made by mkdtemp, ours alone
        temporary.append(sockets)
    hand_over(sockets, account)
    return Places(home / "postgres", sockets, data_dir / "redis", data_dir / "log", temporary)


def temporary_home(account: Account | None) -> Path:
    """Return a new folder for servers that are thrown away, in a place the server's account can reach."""
    for parent in dict.fromkeys([tempfile.gettempdir(), "/tmp", "/var/tmp"]):  # made by mkdtemp
        if os.access(parent, os.W_OK) and reachable(Path(parent), account):
            home = Path(tempfile.mkdtemp(prefix="ctd-", dir=parent))
            home.chmod(0o711)
            return home
    raise LauncherError(
        "Không tìm được thư mục tạm nào dùng chung được. Đặt TMPDIR tới một thư mục mà mọi tài khoản vào được."
    )


def shared_folder() -> Path:
    """
    Return a folder of ours outside the checkout, for what another account must reach.

    :raises LauncherError: if none can be made
    """
    for folder in SHARED_FOLDERS:
        try:
            folder.mkdir(mode=0o711, exist_ok=True)
        except OSError:
            continue
        # In /var/tmp somebody else might have made it first.
        if not folder.is_symlink() and folder.stat().st_uid == os.geteuid():
            folder.chmod(0o711)
            return folder
    raise LauncherError(
        "Thư mục dự án nằm trong vùng riêng của root và không tạo được thư mục dùng chung trong /var. "
        "Chuyển dự án tới nơi khác (ví dụ /srv), hoặc đặt DATA_DIR=… tới một thư mục mọi tài khoản đi qua được."
    )


def _fits(sockets: Path) -> bool:
    path = str(sockets / LONGEST_SOCKET_NAME)
    return len(os.fsencode(path)) <= SOCKET_PATH_BYTES and PLAIN_PATH.fullmatch(path) is not None


def _shared_home(data_dir: Path, say: Callable[[str], None]) -> Path:
    """Return the place of the database of a data directory that its server cannot enter, with a link to find it by."""
    home = shared_folder() / hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:12]
    link = data_dir / "postgres"
    if not link.is_symlink():
        if link.exists():
            raise LauncherError(
                f"PostgreSQL không còn vào được {link} vì một thư mục cha đã bị đóng lại. "
                "Mở lại quyền đi qua (chmod o+x) thư mục cha ấy, hoặc chọn thư mục khác bằng DATA_DIR=…"
            )
        # The data directory has been deleted since: its database goes with it, as it would have inside.
        shutil.rmtree(home, ignore_errors=True)
        say(f"Thư mục {data_dir} nằm trong vùng riêng của root: dữ liệu PostgreSQL được đặt ở {home}.")
    home.mkdir(mode=0o711, exist_ok=True)
    home.chmod(0o711)
    link.unlink(missing_ok=True)
    link.symlink_to(home / "postgres")
    return home
