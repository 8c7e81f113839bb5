"""A real worker is killed with half the reports built; the next one finishes, and every figure counts once."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from reports.models import Report
from reports.services import load_catalogue, open_due_reports, resend_waiting
from reports.tasks import build_batch
from tests.moments import NOW, later
from tests.reports.scene import MAY, report_of
from tests.world import make_world
from units.services import add_to_tally

ROOT = Path(__file__).resolve().parents[2]


def database_url() -> str:
    """The address of the test database, for another process."""
    found = settings.DATABASES["default"]
    return f"postgres://{found['USER']}:{found['PASSWORD']}@/{connection.settings_dict['NAME']}?host={found['HOST']}"


def start_worker(queue: str, log: Path) -> subprocess.Popen[bytes]:
    # A queue of its own: another worker of the same broker must not take what this test sends.
    words = ["-A", "portal", "worker", "-Q", queue, "--concurrency", "1", "--pool", "prefork", "-n", f"{queue}@%h"]
    environment = {**os.environ, "DATABASE_URL": database_url()}
    if settings.DATABASES["default"]["PORT"]:
        environment["PGPORT"] = settings.DATABASES["default"]["PORT"]
    with log.open("ab") as out:
        return subprocess.Popen(
            [sys.executable, "-m", "celery", *words],
            cwd=ROOT,
            env=environment,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )


def kill(worker: subprocess.Popen[bytes]) -> None:
    """The whole group at once: no shutdown, no message given back."""
    with suppress(ProcessLookupError):
        os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def wait_until(happened, what: str, log: Path, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, f"{what}\n{log.read_text()[-4000:]}"
        time.sleep(0.1)


@contextmanager
def tallies_held() -> Iterator[None]:
    """Nobody can read totals until the block is left: a worker that builds stops in the middle."""
    outside = psycopg2.connect(**connection.get_connection_params() | {"cursor_factory": None})
    try:
        with outside.cursor() as cursor:
            cursor.execute("LOCK TABLE units_tally IN ACCESS EXCLUSIVE MODE")
        yield
    finally:
        outside.rollback()
        outside.close()


def waits_for_tallies() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'units_tally'::regclass")
        return bool(cursor.fetchone()[0])


def unbuilt() -> int:
    return Report.objects.filter(built_at__isnull=True).count()


@pytest.mark.launcher
@pytest.mark.django_db(transaction=True)
def test_worker_killed_while_building_leaves_no_trace_and_the_next_one_finishes(tmp_path, monkeypatch):
    world, queue, log = make_world(), f"test-{uuid.uuid4().hex[:12]}", tmp_path / "worker.log"
    load_catalogue(at=NOW)
    add_to_tally(world.factory, "C01", on=MAY, amount=3)
    add_to_tally(world.mill, "C01", on=MAY, amount=4)

    def send(**arguments):
        build_batch.apply_async(kwargs=arguments, queue=queue)

    batches = []
    monkeypatch.setattr("reports.services.opening.BATCH", 10)
    monkeypatch.setattr("reports.tasks.build_batch.delay", lambda **arguments: batches.append(arguments))
    opened = open_due_reports(at=NOW)
    half = batches[: len(batches) // 2]
    left = opened - sum(len(batch["report_ids"]) for batch in half)
    assert 0 < left < opened

    first = start_worker(queue, log)
    try:
        for batch in half:
            send(**batch)
        wait_until(lambda: unbuilt() == left, "the worker never built the first half", log)
        with tallies_held():
            for batch in batches[len(half) :]:
                send(**batch)
            wait_until(waits_for_tallies, "the worker never came to the totals", log)
            kill(first)
    finally:
        kill(first)
    assert unbuilt() == left

    monkeypatch.setattr("reports.tasks.build_batch.delay", send)
    second = start_worker(queue, log)
    try:
        # The sweep, twice, as when the broker also gave the first messages back; and those of the half that was done.
        assert resend_waiting(at=later(minutes=2)) == left
        assert resend_waiting(at=later(minutes=2)) == left
        for batch in half:
            send(**batch)
        wait_until(lambda: unbuilt() == 0, "nothing was finished", log)
        time.sleep(1)
    finally:
        kill(second)

    assert set(Report.objects.values_list("version", flat=True)) == {2}
    assert [report_of(unit).figures["C01"] for unit in (world.factory, world.upper, world.province, world.top)] == [
        3,
        7,
        7,
        7,
    ]
