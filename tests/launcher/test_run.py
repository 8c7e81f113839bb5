"""The portal as one command: what it says, what it stops, what it leaves behind."""

import os
import signal
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.launcher.conftest import Launcher, clear, free_port, open_folder

pytestmark = pytest.mark.launcher
GONE_SECONDS = 45


@pytest.fixture(scope="module")
def launcher() -> Iterator[Launcher]:
    """One data directory for all: making a database anew for each question would take minutes."""
    made = Launcher(open_folder() / "data")
    yield made
    clear(made)


def status_of(port: int) -> int:
    """Return what the front page answers, without following it."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code


def children_by_name(launcher: Launcher, word: str) -> list[int]:
    return [pid for pid, command in launcher.left().items() if word in command]


def test_run_says_where_it_is_and_answers(launcher):
    launcher.up()
    assert f"Cổng Thi đua: http://localhost:{launcher.port}\n" in launcher.text()
    assert status_of(launcher.port) == 200


def test_run_opens_no_port_but_the_web_server(launcher):
    launcher.up()
    own = {Path(f"/proc/{pid}/fd") for pid in launcher.left()}
    sockets = {os.readlink(fd) for folder in own for fd in folder.iterdir() if fd.is_symlink()}
    listening = {
        int(fields[1].split(":")[1], 16)
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        for fields in map(str.split, Path(table).read_text().splitlines()[1:])
        if fields[3] == "0A" and f"socket:[{fields[9]}]" in sockets
    }
    assert listening == {launcher.port}


def test_run_keeps_database_sockets_from_others(launcher):
    launcher.up()
    sockets = launcher.data_dir / "sockets"
    assert sockets.stat().st_mode & 0o777 == 0o700
    assert (sockets / ".s.PGSQL.5432").stat().st_mode & 0o777 == 0o700


def test_run_again_on_the_same_data_names_the_address(launcher):
    process = launcher.up()
    again = launcher.command("run", PORT=str(free_port()))
    assert again.returncode == 1
    assert f"Cổng đang chạy trên thư mục dữ liệu này rồi: http://localhost:{launcher.port}" in again.stderr
    assert f"(tiến trình {process.pid})" in again.stderr


def test_run_on_a_busy_port_proposes_another(launcher):
    launcher.up()
    other = Launcher(open_folder() / "data")
    refused = other.command("run", PORT=str(launcher.port))
    clear(other)
    assert refused.returncode == 1
    assert refused.stdout == ""
    assert f"Cổng mạng {launcher.port} đang do chương trình khác dùng." in refused.stderr
    assert f"make run PORT={launcher.port + 1}" in refused.stderr


def test_manage_joins_the_running_servers_and_passes_the_exit_code(launcher):
    launcher.up()
    before = children_by_name(launcher, "bin/postgres")
    script = (
        "import sys; from django.db import connection as c; c.cursor(); print(c.settings_dict['HOST']); sys.exit(7)"
    )
    answer = launcher.command("manage", "shell", "-c", script)
    assert answer.returncode == 7
    assert answer.stdout.splitlines()[-1] == str(launcher.data_dir / "sockets")
    assert children_by_name(launcher, "bin/postgres") == before


def test_doctor_names_the_server_it_cannot_reach(launcher):
    launcher.up()
    answer = launcher.command("doctor", REDIS_URL="redis://127.0.0.1:1/0")
    assert answer.returncode == 1
    assert "    hỏng  Không kết nối được Redis\n          → Kiểm tra REDIS_URL" in answer.stdout
    assert "     tốt  PostgreSQL 18" in answer.stdout


def test_ctrl_c_stops_worker_web_redis_postgres_and_exits_with_0(launcher):
    process = launcher.up()
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(GONE_SECONDS) == 0
    assert "Dừng … việc nền, trang web, Redis, PostgreSQL (" in launcher.text()
    assert launcher.left() == {}
    assert "database system is shut down" in (launcher.data_dir / "log" / "postgres.log").read_text()
    assert list((launcher.data_dir / "sockets").iterdir()) == []


def test_sigkill_leaves_no_process_and_the_next_start_works(launcher):
    first = launcher.up()
    web = children_by_name(launcher, "-m granian")
    for pid in (first.pid, min(web)):  # the web server with it: its own workers are nobody's children then
        os.kill(pid, signal.SIGKILL)
    first.wait()
    second = launcher.up()
    assert len(web) >= 3
    assert set(web) & set(launcher.left()) == set()
    assert status_of(launcher.port) == 200
    second.kill()
    second.wait()
    assert launcher.left_after(GONE_SECONDS) == {}


def test_a_dead_worker_stops_everything_and_is_named(launcher):
    process = launcher.up()
    os.kill(min(children_by_name(launcher, "-m celery")), signal.SIGKILL)
    assert process.wait(GONE_SECONDS) == 1
    assert "Tiến trình việc nền đã dừng bất ngờ (mã -9)." in launcher.text()
    assert launcher.left() == {}
