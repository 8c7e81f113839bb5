"""Two at once, in a set order: the second has come as far as it can before the first lets go."""

import time
from collections.abc import Callable

from django.db import connection


def wait_until(happened: Callable[[], bool], what: str, *, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def waits_for_another() -> bool:
    """Whether some transaction of the test's server waits for a lock that another holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])
