"""What each command of ``bootstrap.py`` does."""

import errno
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

from portal.embedded import checks, halves, serving
from portal.embedded.account import server_account
from portal.embedded.browser import ensure_chromium
from portal.embedded.config import PYTHON, ROOT, read_config, require_linux
from portal.embedded.console import Console, LauncherError
from portal.embedded.install import ensure_libraries
from portal.embedded.instance import Instance, Running
from portal.embedded.places import FULL, open_data_dir, temporary_home
from portal.embedded.processes import Family, end_with_make, handling
from portal.embedded.services import started

DATA_MEGABYTES = 300
TAKEOVER_SECONDS = 25.0  # after a kill, the guard may take so long to tidy up
QUEUE_SECONDS = 600.0  # another command may be working with the same data
INTERRUPTED = 130
MEASURED = ["-m", "coverage", "run", "--parallel-mode", "-m", "pytest"]


def main(arguments: Sequence[str]) -> int:
    """Run the command named first and return the exit code for the shell."""
    name, *rest = arguments or ["help"]
    command = COMMANDS.get(name)
    try:
        with handling(_interrupt):
            end_with_make()
            if command is None:
                raise LauncherError(f"Không có lệnh “{name}”.\n\n{HELP}")
            return command(rest)
    except KeyboardInterrupt:
        return INTERRUPTED
    except LauncherError as refusal:
        sys.stderr.write(f"\n{refusal}\n")
    except OSError as problem:
        sys.stderr.write(f"\n{_explain(problem)}\n")
    return 1


def run(arguments: Sequence[str]) -> int:
    """Start the whole portal and stay until told to stop."""
    if arguments:
        raise LauncherError("Lệnh run không nhận tham số. Chọn cổng bằng PORT=…, thư mục dữ liệu bằng DATA_DIR=…")
    config, console = read_config(), Console()
    require_linux(config)
    open_data_dir(config.data_dir, megabytes=DATA_MEGABYTES)
    instance = Instance(config.data_dir)
    _claim(instance)
    try:
        serving.require_free_port(config.port)
        instance.announce(Running(os.getpid(), config.address, {}))
        ensure_libraries("run", console)
        with started(config, config.data_dir, console, durable=True) as services:
            return serving.serve(config, services, instance, console)
    finally:
        instance.release()


def manage(arguments: Sequence[str]) -> int:
    """Run a management command, with the servers of the running portal or with its own."""
    return _with_portal([PYTHON, ROOT / "manage.py", *arguments])


def doctor(arguments: Sequence[str]) -> int:
    """Look the installation over."""
    return manage(["doctor", *arguments])


def test(arguments: Sequence[str]) -> int:
    """Run the chosen tests on servers of their own; with none chosen all, in two halves."""
    if not arguments and halves.HALF not in os.environ:
        return halves.run_halves()
    return _thrown_away(pytest_words(arguments), browser=True)


def check(arguments: Sequence[str]) -> int:
    """Run every check that is not a test of behaviour, and the tests about the repository."""
    _ = arguments
    ensure_libraries("dev", Console())
    found = checks.check()
    return _thrown_away(pytest_words(["tests/repo"])) or found


def lint(arguments: Sequence[str]) -> int:
    """Look at style and format."""
    _ = arguments
    ensure_libraries("dev", Console())
    return checks.lint()


def tidy(arguments: Sequence[str]) -> int:
    """Put style and format right, as far as a machine can."""
    _ = arguments
    ensure_libraries("dev", Console())
    return checks.tidy()


def benchmark(arguments: Sequence[str]) -> int:
    """Measure the main jobs on servers of their own (without flushing to disk) and print the table."""
    module = "benchmarks.sheets" if arguments[:1] == ["sheets"] else "benchmarks.run"
    return _thrown_away(["-m", module, *(word for word in arguments if word != "sheets")])


def show_help(arguments: Sequence[str]) -> int:
    """Say what there is."""
    _ = arguments
    Console().say(HELP)
    return 0


def pytest_words(chosen: Sequence[str]) -> list[str]:
    """Return what Python runs for the chosen tests; with none chosen for all, and then it measures what they reach."""
    return ["-m", "pytest", *chosen] if chosen else [*MEASURED, "tests"]


def _thrown_away(arguments: Sequence[str], *, browser: bool = False) -> int:
    """Run Python with the development requirements on servers that are gone afterwards."""
    config, console = read_config(dotenv=False), Console()
    require_linux(config)
    ensure_libraries("dev", console)
    chromium = {"CHROMIUM": ensure_chromium(config.environ, console)} if browser else {}
    home = temporary_home(None if config.has("DATABASE_URL") else server_account())
    open_data_dir(home, megabytes=DATA_MEGABYTES)
    with started(config, home, console, durable=False) as services:
        console.quiet = True
        command = [str(PYTHON), *arguments]
        return services.family.foreground(command, environ=services.environ | chromium, cwd=ROOT)


def _with_portal(command: Sequence[str | Path]) -> int:
    config, console = read_config(), Console(stream=sys.stderr)
    require_linux(config)
    ensure_libraries("run", console)
    open_data_dir(config.data_dir, megabytes=0)
    instance = Instance(config.data_dir)
    running = _join(instance, console)
    if running:
        given = {name: value for name, value in config.environ.items() if value}
        return _alone(command, {**config.environ, **running.environ, **given, "DATA_DIR": str(config.data_dir)})
    try:
        console.quiet = True
        with started(config, config.data_dir, console, durable=True) as services:
            return services.family.foreground(command, environ=services.environ, cwd=ROOT)
    finally:
        instance.release()


def _alone(command: Sequence[str | Path], environ: dict[str, str]) -> int:
    family = Family()
    try:
        return family.foreground(command, environ=environ, cwd=ROOT)
    finally:
        family.stop(lambda _name: None)


def _claim(instance: Instance) -> None:
    """
    Take the data directory.

    :raises LauncherError: if a portal runs on it; says where
    """
    if instance.claim():
        return
    if running := instance.running():
        raise LauncherError(
            f"Cổng đang chạy trên thư mục dữ liệu này rồi: {running.address} (tiến trình {running.pid}). "
            "Mở địa chỉ ấy, hoặc chạy thêm một cổng khác: make run PORT=8001 DATA_DIR=.data-2"
        )
    if not instance.claim(wait=TAKEOVER_SECONDS):
        raise LauncherError(
            f"Một lệnh khác đang dùng thư mục dữ liệu {instance.data_dir}. "
            "Chờ lệnh ấy xong rồi chạy lại, hoặc chọn thư mục khác bằng DATA_DIR=…"
        )


def _join(instance: Instance, console: Console) -> Running | None:
    """Return the portal that runs on the data directory, or None once the directory is ours."""
    until = time.monotonic() + QUEUE_SECONDS
    told = False
    while not instance.claim():
        running = instance.running()
        if running and running.environ:
            return running
        if time.monotonic() > until:
            raise LauncherError(
                f"Một lệnh khác đang dùng thư mục dữ liệu {instance.data_dir}. Chờ lệnh ấy xong rồi chạy lại."
            )
        if not told:
            console.say("Đang chờ một lệnh khác dùng xong thư mục dữ liệu …")
            told = True
        time.sleep(0.2)
    return None


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _explain(problem: OSError) -> str:
    where = f" ({problem.filename})" if problem.filename else ""
    if problem.errno in FULL:
        return f"Đĩa đã đầy{where}. Dọn bớt đĩa, hoặc chọn nơi khác bằng DATA_DIR=… rồi chạy lại lệnh."
    if problem.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"Không có quyền ghi{where}. Chạy bằng tài khoản sở hữu thư mục dự án và thư mục dữ liệu."
    return f"Hệ điều hành không làm được: {problem.strerror}{where}."


HELP = """\
Cổng Thi đua – các lệnh (mỗi lệnh viết make TÊN hoặc python3 bootstrap.py TÊN):

  run      chạy cả cổng trên máy này: cài thư viện, PostgreSQL, Redis, dữ liệu mẫu, trang web, việc nền
  test     chạy toàn bộ kiểm thử trên máy chủ tạm; make test ARGS="tests/awards -k phiếu" để chọn bài
  check    kiểm tra định dạng, kiểu, ranh giới giữa các phần và các quy định của kho mã
  lint     chỉ kiểm tra định dạng và lỗi thường gặp
  tidy     tự sửa định dạng
  benchmark  đo tốc độ các việc chính trên máy chủ tạm
  doctor   khám cài đặt: cấu hình, máy chủ, phiên bản, đĩa, hàng đợi, việc nền – kèm cách sửa
  manage   chạy lệnh quản trị, ví dụ: python3 bootstrap.py manage createsuperuser
  help     in bản hướng dẫn này

Biến môi trường (hoặc dòng trong tệp .env; mẫu ở .env.example):

  PORT=8000           cổng mạng của trang web
  DATA_DIR=.data      nơi giữ dữ liệu, tệp và nhật ký; xóa thư mục này để bắt đầu lại từ đầu
  DATABASE_URL        dùng PostgreSQL có sẵn thay cho bản đi kèm
  REDIS_URL           dùng Redis có sẵn thay cho bản đi kèm
"""

COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "lint": lint,
    "tidy": tidy,
    "doctor": doctor,
    "benchmark": benchmark,
    "manage": manage,
    "help": show_help,
    "-h": show_help,
    "--help": show_help,
}
