"""
Measure the import of members by spreadsheet: check, write and the same file again, at two sizes.

``python3 bootstrap.py benchmark sheets`` starts throw-away servers for it; with DATABASE_URL and REDIS_URL set it
uses those. Each job runs in a process of its own, as in a worker: what that needed at most is asked of the system.
``--write`` puts the table into the README.
"""

import argparse
import io
import json
import os
import resource
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measure import scratch_database, version
from benchmarks.run import heading, number, write

HERE = Path(__file__).resolve().parent
JOBS = ("check", "commit", "check again")
HEADING = [
    "Mã đoàn viên", "Họ và tên", "Giới tính", "Ngày sinh", "Số điện thoại", "Mã đơn vị", "Chức vụ, công việc", "Nhóm",
    "Trình độ", "Ngày vào công đoàn", "Lao động trực tiếp",
]  # fmt: skip
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Vũ", "Đặng", "Bùi")
MIDDLES = ("Thị", "Văn", "Đức", "Ngọc")
GIVEN = ("Anh", "Bình", "Cường", "Dung", "Hạnh", "Hùng", "Lan", "Mai", "Nga", "Sơn")


def begin() -> None:
    os.environ |= {"DEBUG": "0", "SECRET_KEY": "benchmark", "ALLOWED_HOSTS": "testserver", "LOG_LEVEL": "ERROR"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()


def make_file(rows: int) -> bytes:
    """Return a spreadsheet of ``rows`` members of the demo's unions."""
    import xlsxwriter

    from units.enums import Level
    from units.models import Unit

    codes = list(
        Unit.objects.active()
        .filter(level=Level.GRASSROOTS, province__code="LD-BNI")
        .order_by("pk")
        .values_list("code", flat=True)
    )
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    page, day = book.add_worksheet("Nhập liệu"), book.add_format({"num_format": "dd/mm/yyyy"})
    page.write_row(0, 0, HEADING)
    for n in range(rows):
        name = f"{FAMILIES[n % 7]} {MIDDLES[n % 4]} {GIVEN[n % 10]}"
        page.write_row(n + 1, 0, [f"BM-{n:06d}", name, "Nữ" if n % 2 else "Nam"])
        page.write_datetime(n + 1, 3, date(1970, 1, 1) + timedelta(days=n % 12_000), day)
        page.write_row(
            n + 1,
            4,
            [900_000_000 + n, codes[n % len(codes)], "Công nhân may bậc 5", "Lao động trực tiếp", "THPT", "01/06/2015"],
        )
    book.close()
    return target.getvalue()


def prepare(rows: int) -> str:
    """Fill the scratch database with the demo and send the file twice; return the version of PostgreSQL."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.core.management import call_command
    from django.utils import timezone

    from portal.core.sheets import sheet_kind
    from units.models import Unit, User
    from units.services import receive_sheet

    call_command("migrate", verbosity=0)
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        call_command("load_demo", stdout=nowhere)
    content = make_file(rows)
    admin, unit = User.objects.get(username="NV-055"), Unit.objects.get(code="LD-BNI")
    for _ in range(2):
        file = SimpleUploadedFile("members.xlsx", content)
        receive_sheet(unit, sheet_kind("units.members"), actor=admin, at=timezone.now(), upload=file)
    return version()


def play(job: str) -> dict:
    """Do one job in this process, as the worker does it; return its seconds, its most megabytes, and the counts."""
    from django.utils import timezone

    from portal.core.sheets import sheet_kind
    from units.models import SheetImport
    from units.services import run_check, run_commit, start_commit

    first, second = SheetImport.objects.order_by("pk")
    sheet = second if job == "check again" else first
    resting = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if job == "commit":
        kind = sheet_kind(sheet.kind)
        start_commit(sheet, kind=kind, actor=sheet.owner, at=timezone.now(), seen_version=sheet.version)
    started, worked = time.perf_counter(), cpu()
    (run_commit if job == "commit" else run_check)(sheet.job_id, at=timezone.now())
    seconds, worked = time.perf_counter() - started, cpu() - worked
    sheet.refresh_from_db()
    found = [sheet.new_rows, sheet.changed_rows, sheet.same_rows, sheet.bad_rows]
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"seconds": seconds, "cpu": worked, "resting": resting, "most": most, "state": sheet.state, "counts": found}


def cpu() -> float:
    """Return the seconds of work so far of this process and of the database's beside it; other load is not in it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        place = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    fields = place.read_text().rpartition(")")[2].split() if place.exists() else []
    beside = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") if fields else 0.0
    return time.process_time() + beside


def measure(rows: int) -> dict:
    with scratch_database(f"bench_sheets_{rows}") as url, TemporaryDirectory() as files:
        environment = {**os.environ, "DATABASE_URL": url, "DATA_DIR": files}

        def child(*words: str) -> str:
            command = [sys.executable, "-m", "benchmarks.sheets", "--child", *words]
            done = subprocess.run(
                command, cwd=HERE.parent, check=True, stdout=subprocess.PIPE, text=True, env=environment
            )
            return done.stdout.strip().splitlines()[-1]

        postgres = child("prepare", str(rows))
        return {"rows": rows, "postgres": postgres, "jobs": {job: json.loads(child(job)) for job in JOBS}}


def table(results: list[dict], load: float) -> str:
    """Return what each step took as Markdown; s is on the wall, CPU of the process and of PostgreSQL for it."""
    sizes = " | ".join(f"{number(one['rows'])} rows: s | CPU s | MB" for one in results)
    lines = [f"| Step | {sizes} |", "|---|" + "---:|" * (3 * len(results))]
    for job in JOBS:
        found = [one["jobs"][job] for one in results]
        cells = " | ".join(f"{one['seconds']:.1f} | {one['cpu']:.1f} | {one['most']}" for one in found)
        lines.append(f"| {job} | {cells} |")
    last = results[-1]["jobs"]
    counts = "; ".join(f"{job} {last[job]['counts']}" for job in JOBS)
    notes = (
        f"MB is the most that the whole process held (at rest {last['check']['resting']})."
        f" New, changed, same, bad rows: {counts}."
    )
    return "\n".join([heading(results[-1], load), "", *lines, "", notes])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--child", nargs="+")
    options = parser.parse_args()
    if options.child:
        begin()
        job, *rest = options.child
        print(prepare(int(rest[0])) if job == "prepare" else json.dumps(play(job)))
        return
    load = os.getloadavg()[0]
    text = table([measure(rows) for rows in options.rows], load)
    print(text)
    if options.write:
        write(text, "sheets")


if __name__ == "__main__":
    main()
