"""The portal itself: data made ready, web server, worker with beat, and the watch over them."""

import http.client
import os
import socket
import tempfile
import time

from portal.embedded.config import LAST_PORT, PYTHON, ROOT, Config
from portal.embedded.console import Console, LauncherError
from portal.embedded.instance import Instance, Running
from portal.embedded.logs import failed
from portal.embedded.processes import Child
from portal.embedded.services import Services

HOST = "127.0.0.1"
WEB_SECONDS = 60
WATCH_SECONDS = 0.3
SERVER_ERROR = 500
PROGRESS = "> "  # how `manage.py prepare` marks the lines that are for the reader


def require_free_port(port: int) -> None:
    """
    See that nobody listens there: the web server itself would share the port in silence.

    :raises LauncherError: if somebody does, or if we may not
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise LauncherError(
                f"Cổng mạng {port} chỉ dành cho root. Chọn cổng từ 1024 trở lên: make run PORT=8001"
            ) from None
        except OSError:
            other = port + 1 if port < LAST_PORT else 8001
            raise LauncherError(
                f"Cổng mạng {port} đang do chương trình khác dùng. "
                f"Dừng chương trình ấy, hoặc chọn cổng khác: make run PORT={other}"
            ) from None


def serve(config: Config, services: Services, instance: Instance, console: Console) -> int:
    """Bring the portal up, say where it is, and stay until Ctrl-C; return the exit code."""
    logins = _prepare(services, console)
    with console.stage("Khởi động trang web và việc nền") as progress:
        web = _start_web(config, services)
        _start_worker(services)
        status = _first_page(web, config.port)
        progress("trang đầu đã mở được" if status < SERVER_ERROR else f"trang đầu báo lỗi {status}, xem {web.log}")
    own = {name: value for name, value in services.environ.items() if os.environ.get(name) != value}
    instance.announce(Running(os.getpid(), config.address, own))
    console.say(f"\nCổng Thi đua: {config.address}\n{logins}\nNhật ký ở {services.places.log}. Nhấn Ctrl-C để dừng.")
    try:
        _watch(services)
    except KeyboardInterrupt:
        console.say()
    return 0


def _prepare(services: Services, console: Console) -> str:
    """Bring the database to this version, with demo data the first time; return the logins to show."""
    lines: list[str] = []
    with console.stage("Chuẩn bị dữ liệu") as progress, tempfile.TemporaryFile("w+", encoding="utf-8") as output:

        def hear(line: str) -> None:
            lines.append(line)
            if line.startswith(PROGRESS):
                progress(line.removeprefix(PROGRESS))

        command = [str(PYTHON), "manage.py", "prepare"]
        code = services.family.follow(command, environ=services.environ, cwd=ROOT, output=output, line=hear)
        if code != 0:
            raise failed("Không chuẩn bị được dữ liệu:", "\n".join(lines), place=services.places.cluster.parent)
        output.seek(0)
        return output.read()


def _start_web(config: Config, services: Services) -> Child:
    options = ["--interface", "wsgi", "--host", HOST, "--port", str(config.port), "--workers", "2"]
    endings = ["--respawn-failed-workers", "--workers-kill-timeout", "5"]
    return services.family.start(
        "trang web",
        [PYTHON, "-m", "granian", *options, *endings, "--no-ws", "portal.wsgi:application"],
        environ=services.environ,
        log=services.places.log / "web.log",
        cwd=ROOT,
    )


def _start_worker(services: Services) -> Child:
    """Start worker and beat in one process: on one machine a second one would only cost memory."""
    schedule = services.places.log.parent / "beat"
    options = ["-B", "-P", "threads", "-c", "4", "-l", "info", "-s", str(schedule)]
    alone = ["--without-gossip", "--without-mingle", "--without-heartbeat"]  # there is no other worker to talk to
    return services.family.start(
        "việc nền",
        [PYTHON, "-m", "celery", "-A", "portal", "worker", *options, *alone],
        environ=services.environ,
        log=services.places.log / "worker.log",
        cwd=ROOT,
    )


def _first_page(web: Child, port: int) -> int:
    """Wait for the first answer, follow it to a page, and return that page's status."""
    until = time.monotonic() + WEB_SECONDS
    while not web.ended() and time.monotonic() < until:
        try:
            return _get(port, "/")
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
    raise failed("Trang web không khởi động được.", web.log, place=web.log.parent)


def _get(port: int, path: str) -> int:
    connection = http.client.HTTPConnection(HOST, port, timeout=WEB_SECONDS)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        target = answer.getheader("Location", "")
        return _get(port, target) if target.startswith("/") else answer.status
    finally:
        connection.close()


def _watch(services: Services) -> None:
    """
    Stay while every process lives.

    :raises LauncherError: naming the one that ended
    """
    while True:
        for child in services.family.children:
            if child.ended():
                text = f"Tiến trình {child.name} đã dừng bất ngờ (mã {child.process.returncode})."
                raise failed(text, child.log, place=child.log.parent)
        time.sleep(WATCH_SECONDS)
