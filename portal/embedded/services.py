"""The servers a command works with: those given by address, else embedded ones for as long as it runs."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from portal.embedded import postgres, redis
from portal.embedded.account import server_account
from portal.embedded.config import Config
from portal.embedded.console import Console
from portal.embedded.install import site_packages
from portal.embedded.logs import shorten
from portal.embedded.places import Places, find_places
from portal.embedded.processes import Family


@dataclass(frozen=True, slots=True)
class Services:
    """Running servers, the family they belong to, and the environment that leads to them."""

    family: Family
    environ: dict[str, str]
    places: Places


@contextmanager
def started(config: Config, home: Path, console: Console, *, durable: bool) -> Iterator[Services]:
    """Start what has no address, wait until it answers, and stop it (and all else of its family) at the end."""
    account = None if config.has("DATABASE_URL") else server_account()
    places = find_places(home, account, console.warn)
    shorten(places.log)
    family = Family(folders=places.temporary if durable else [*places.temporary, home])
    try:
        with console.stage("Khởi động máy chủ dữ liệu") as progress:
            servers = _servers(config, places, durable=durable)
            waiting = [(server, server.start(family)) for server in servers]
            for server, child in waiting:
                server.wait(child)
            progress(", ".join(server.title for server in servers) or "dùng máy chủ có sẵn")
        yield Services(family, _environ(config, home, servers, demo=durable), places)
    finally:
        _stop(family, console)


def _servers(config: Config, places: Places, *, durable: bool) -> list[postgres.Postgres | redis.Redis]:
    servers: list[postgres.Postgres | redis.Redis] = []
    if not config.has("DATABASE_URL"):
        account = server_account()
        programs = postgres.find_programs(config.environ, site_packages(), account)
        servers.append(postgres.Postgres(programs, places, account, durable=durable))
    if not config.has("REDIS_URL"):
        servers.append(redis.Redis(redis.find_program(config.environ, site_packages()), places, durable=durable))
    return servers


def _environ(
    config: Config, home: Path, servers: list[postgres.Postgres | redis.Redis], *, demo: bool
) -> dict[str, str]:
    """Return the environment of the portal's processes: what was chosen, and what makes it work without choosing."""
    default = {"LOCAL": "1", "BASE_URL": config.address} | ({"DEMO": "1"} if demo else {})
    if not config.has("SECRET_KEY"):
        default["SECRET_KEY_FILE"] = str(_secret_key(home))
    addresses = {server.variable: server.url for server in servers}
    fixed = {"DATA_DIR": str(home), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    return {**default, **config.environ, **addresses, **fixed}


def _secret_key(home: Path) -> Path:
    """Return the file with this installation's own key, kept so that people stay signed in over a restart."""
    path = home / "secret_key"
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path


def _stop(family: Family, console: Console) -> None:
    if not family.children:
        family.stop(lambda _name: None)
        return
    with console.stage("Dừng") as progress:
        stopped: list[str] = []

        def report(name: str) -> None:
            stopped.append(name)
            progress(", ".join(stopped))

        family.stop(report)
