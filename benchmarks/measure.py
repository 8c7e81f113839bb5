"""One size, measured: makes a scratch database, fills it, plays each job, prints JSON. Called by run.py."""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from urllib.parse import urlsplit, urlunsplit

import psycopg2

ROUNDS = 60
WARM_UP = 5


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


def main(rows: int) -> None:
    with scratch_database(f"bench_{rows}") as url:
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
        _fill_and_measure(rows)


def _fill_and_measure(rows: int) -> None:
    from django.core.management import call_command

    from benchmarks.generator import generate

    started = time.monotonic()
    call_command("migrate", verbosity=0)
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        call_command("load_demo", stdout=nowhere)
    sizes = generate(rows)
    filled = time.monotonic() - started
    from benchmarks.jobs import jobs

    results = {name: _time(job) for name, job in jobs().items()}
    sys.stdout.write(json.dumps({"rows": rows, "sizes": sizes, "filled_s": round(filled, 1), "jobs": results}) + "\n")


def _time(job: Callable[[int], None]) -> dict[str, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    turns = count()
    with CaptureQueriesContext(connection) as queries:
        job(next(turns))
    statements = len(queries)  # now: the next request empties the log
    for _ in range(WARM_UP):
        job(next(turns))
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        job(next(turns))
        times.append((time.perf_counter() - started) * 1000)
    times.sort()
    return {"p50": statistics.median(times), "p95": times[int(len(times) * 0.95)], "sql": statements}


if __name__ == "__main__":
    main(int(sys.argv[1]))
