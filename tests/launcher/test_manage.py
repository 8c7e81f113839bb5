"""Management commands with servers of their own, also on what a broken earlier run has left."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.embedded.account import server_account
from tests.launcher.conftest import Launcher, clear, open_folder

pytestmark = pytest.mark.launcher
ASK = "from django.db import connection as c; k = c.cursor(); k.execute('select 6 * 7'); print(k.fetchone()[0])"


def ask(launcher: Launcher) -> subprocess.CompletedProcess[str]:
    """Ask the database a question through the launcher."""
    return launcher.command("manage", "shell", "-c", ASK)


@pytest.fixture(scope="module")
def used() -> Iterator[Launcher]:
    """A launcher whose data directory has been used: making a database each time would cost seconds."""
    made = Launcher(open_folder() / "data")
    made.command("manage", "check")
    yield made
    clear(made)


def test_manage_starts_servers_for_its_time_and_passes_the_exit_code(used):
    answer = used.command("manage", "shell", "-c", f"{ASK}; raise SystemExit(3)")
    assert (answer.returncode, answer.stdout.splitlines()[-1]) == (3, "42")
    assert used.left() == {}


def test_half_made_cluster_is_made_again(launcher):
    half = launcher.data_dir / "postgres.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    assert ask(launcher).stdout.splitlines()[-1] == "42"
    assert not half.exists()


def test_stale_pid_file_whose_number_now_belongs_to_another_program(used):
    account = server_account()
    options = {"user": account.uid, "group": account.gid} if account else {}
    stranger = subprocess.Popen(["sleep", "60"], **options)
    data, sockets = used.data_dir / "postgres", used.data_dir / "sockets"
    (data / "postmaster.pid").write_text(f"{stranger.pid}\n{data}\n1\n5432\n{sockets}\n\n0 0\nready\n")
    answer = ask(used)
    spared = stranger.poll() is None
    stranger.kill()
    stranger.wait()
    assert (answer.returncode, answer.stdout.splitlines()[-1], spared) == (0, "42", True)


def test_data_of_another_version_is_not_touched(used):
    version = used.data_dir / "postgres" / "PG_VERSION"
    made_by = version.read_text()
    version.write_text("14\n")
    answer = ask(used)
    version.write_text(made_by)
    assert answer.returncode == 1
    assert "do PostgreSQL 14 tạo" in answer.stderr
    assert "PG_BIN" in answer.stderr


def test_long_vietnamese_path_gets_sockets_elsewhere():
    folder = open_folder()
    deep = folder / ("Cổng thông tin Liên đoàn " + "rất dài " * 12).strip()
    deep.mkdir()
    deep.chmod(0o711)
    launcher = Launcher(deep / "dữ liệu")
    script = f"{ASK}; print(c.settings_dict['HOST'])"
    answer = launcher.command("manage", "shell", "-c", script)
    clear(launcher)
    folder.rmdir()
    number, sockets = answer.stdout.splitlines()[-2:]
    assert number == "42"
    assert sockets.startswith("/tmp/ctd-")
    assert not Path(sockets).exists()


def test_data_in_a_private_folder_goes_where_the_server_can_reach_it():
    private = Path(tempfile.mkdtemp(prefix="ctd-test-"))
    launcher = Launcher(private / "data")
    first, second = ask(launcher), ask(launcher)
    cluster = launcher.data_dir / "postgres"
    home, linked = cluster.resolve().parent, cluster.is_symlink()
    clear(launcher)
    shutil.rmtree(home, ignore_errors=True)
    assert [answer.stdout.splitlines()[-1] for answer in (first, second)] == ["42", "42"]
    assert linked == (os.geteuid() == 0)  # only then is the server another account
    assert (f"dữ liệu PostgreSQL được đặt ở {home}." in first.stderr) == linked
    assert second.stderr == ""


def test_unwritable_data_directory_is_explained():
    launcher = Launcher(Path("/proc/nowhere/data"))
    answer = subprocess.run(
        [sys.executable, "bootstrap.py", "manage", "check"],
        env=launcher.environ,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert answer.returncode == 1
    assert "Không ghi được vào thư mục dữ liệu /proc/nowhere/data" in answer.stderr


def test_given_database_that_does_not_answer_is_named(launcher):
    answer = launcher.command("manage", "prepare", DATABASE_URL="postgres://nobody@127.0.0.1:1/portal")
    assert answer.returncode == 1
    assert "Không kết nối được cơ sở dữ liệu. Kiểm tra địa chỉ ở DATABASE_URL." in answer.stderr
    assert not (launcher.data_dir / "postgres").exists()
