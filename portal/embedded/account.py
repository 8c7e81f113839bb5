"""Who runs the database server: PostgreSQL refuses to be root, so root lends it an account with no rights."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.embedded.console import LauncherError

EXTERNAL_HINT = "Hoặc dùng một máy chủ PostgreSQL có sẵn bằng cách đặt DATABASE_URL (mẫu ở tệp .env.example)."


@dataclass(frozen=True, slots=True)
class Account:
    """An unprivileged account of this machine."""

    name: str
    uid: int
    gid: int


def server_account() -> Account | None:
    """
    Return the account the database server gets, None where it can simply be ours.

    :raises LauncherError: if the machine has no account the server could use
    """
    if os.geteuid() != 0:
        _require_own_name()
        return None
    everyone = {entry.pw_name: entry for entry in pwd.getpwall() if entry.pw_uid != 0}
    preferred: list[str] = [name for name in ("nobody", "postgres", "daemon", "www-data") if name in everyone]
    if not everyone:
        raise LauncherError(
            "PostgreSQL không chạy bằng quyền root, mà máy này không có tài khoản nào khác. "
            f"Tạo một tài khoản: useradd --system nobody. {EXTERNAL_HINT}"
        )
    entry = everyone[(preferred or list(everyone))[0]]
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def own_name() -> str:
    """Return the name of the account we run as."""
    return pwd.getpwuid(os.geteuid()).pw_name


def _require_own_name() -> None:
    try:
        own_name()
    except KeyError:
        raise LauncherError(
            f"Tài khoản số {os.geteuid()} không có tên trong /etc/passwd nên PostgreSQL không chạy được. "
            f"Chạy bằng một tài khoản có tên. {EXTERNAL_HINT}"
        ) from None


def identity(account: Account | None) -> dict[str, Any]:
    """Return what :class:`subprocess.Popen` needs to start something as ``account``."""
    return {"user": account.uid, "group": account.gid, "extra_groups": []} if account else {}


def run_as(
    account: Account | None,
    command: Sequence[str | Path],
    *,
    text: str | None = None,
    environ: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """
    Run a short command as ``account``, given ``text``, and return its result with what it wrote.

    :raises LauncherError: if we may not become that account
    """
    try:
        return subprocess.run(
            [str(part) for part in command],
            input=text or "",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            env=environ,
            cwd="/",
            check=False,
            **identity(account),
        )
    except PermissionError as problem:
        # Raised for the command as well as for the change of account: only the second is the end.
        if account and not _may_become(account):
            raise LauncherError(
                f"Không chuyển được sang tài khoản {account.name} để chạy PostgreSQL: quyền root ở đây bị giới hạn. "
                f"Chạy bằng một tài khoản thường. {EXTERNAL_HINT}"
            ) from problem
        return subprocess.CompletedProcess(list(command), 126, str(problem), "")


def _may_become(account: Account) -> bool:
    try:
        subprocess.run(["/bin/true"], check=False, cwd="/", **identity(account))
    except OSError:
        return False
    return True


def reachable(folder: Path, account: Account | None) -> bool:
    """Tell whether ``account`` can enter ``folder``; asked of the system, which also knows access lists."""
    return account is None or run_as(account, ["/bin/sh", "-c", 'cd -- "$1"', "sh", folder]).returncode == 0


def hand_over(folder: Path, account: Account | None) -> None:
    """Make ``folder``, closed to everyone but ``account`` (and root)."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if account:
        os.chown(folder, account.uid, account.gid)
    folder.chmod(0o700)
