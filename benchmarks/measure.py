"""One size, measured: makes a scratch database, fills it, plays each job, prints JSON. Called by run.py."""

import gc
import json
import os
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import psycopg2

if TYPE_CHECKING:
    from benchmarks.jobs import Job

WARM_UP = 3
FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")  # of a transaction: not counted


@contextmanager
def scratch_database(name: str) -> Iterator[str]:
    """Yield the address of a new database on the server of DATABASE_URL; it is dropped afterwards."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    server = psycopg2.connect(urlunsplit(parts._replace(scheme="postgresql", path="/postgres")))
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlunsplit(parts._replace(path=f"/{name}"))
    finally:
        with server.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.close()


def main(rows: int, rounds: int) -> None:
    with scratch_database(f"bench_{rows}") as url:
        prepare(url)
        _fill_and_measure(rows, rounds)


def prepare(url: str) -> None:
    """Let this process be the portal on the database of ``url``, with the floor's views beside its own."""
    os.environ |= {
        "DATABASE_URL": url,
        "DEBUG": "0",
        "SECRET_KEY": "benchmark",
        "ALLOWED_HOSTS": "testserver",
        "LOG_LEVEL": "ERROR",
    }
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django
    from django.conf import settings

    settings.ROOT_URLCONF = "benchmarks.floor"
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django.setup()


def _fill_and_measure(rows: int, rounds: int) -> None:
    from django.core.management import call_command

    from benchmarks.generator import generate

    started = time.monotonic()
    call_command("migrate", verbosity=0)
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        call_command("load_demo", stdout=nowhere)
    loaded = time.monotonic()
    sizes = generate(rows)
    filled = time.monotonic()
    found = {
        "rows": rows,
        "sizes": sizes,
        "filled_s": filled - started,
        "generated_s": filled - loaded,
        "postgres": version(),
        "jobs": _measure(rounds),
    }
    sys.stdout.write(json.dumps(found) + "\n")


def version() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return cursor.fetchone()[0].split()[0]


def _measure(rounds: int) -> dict[str, dict]:
    from benchmarks import reading, reporting, writing

    # What is written would lengthen the pages of those who wrote it: they are read first.
    results: dict[str, dict] = {}
    for part in (reading, writing, reporting):
        results |= _play(part.jobs(), rounds)
    return results


def _play(jobs: "list[Job]", rounds: int) -> dict[str, dict]:
    """Play the jobs in turn, round by round: what else the machine does then weighs on each of them alike."""
    for turn in range(WARM_UP):
        statements = {job.name: _count(job, turn) for job in jobs}
    times: dict[str, list[float]] = {job.name: [] for job in jobs}
    gc.collect()
    gc.freeze()  # as the web server does after its start
    for turn in range(min(rounds, max(job.rounds for job in jobs))):
        for job in jobs:
            if turn < job.rounds:
                times[job.name].append(_time(job, WARM_UP + turn) / job.parts)
    return {job.name: _summary(job, times[job.name]) | {"sql": statements[job.name]} for job in jobs}


def _count(job: "Job", turn: int) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    job.ready(turn)
    with CaptureQueriesContext(connection) as queries:
        job.call(turn)
    return sum(not one["sql"].startswith(FRAME) for one in queries)


def _time(job: "Job", turn: int) -> float:
    job.ready(turn)
    started = time.perf_counter()
    job.call(turn)
    return (time.perf_counter() - started) * 1000


def _summary(job: "Job", times: list[float]) -> dict:
    times = sorted(times)
    return {"p50": statistics.median(times), "p95": times[int(len(times) * 0.95)], "floor": job.floor}


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
