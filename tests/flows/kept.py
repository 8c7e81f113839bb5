"""The demo, loaded once for all flows, kept aside in a schema of its own, and put back before each of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# The months of a partitioned table are filled through the table itself.
TABLES = """
    SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
      AND relname <> 'django_migrations'
"""
SEQUENCES = "SELECT quote_ident(sequencename), last_value FROM pg_sequences WHERE schemaname = 'public'"
# What PostgreSQL works out itself cannot be written.
COLUMNS = """
    SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'
"""


def keep() -> None:
    """Copy every table and every counter aside."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS kept CASCADE")
        cursor.execute("CREATE SCHEMA kept")
        for name in _names(cursor):
            cursor.execute(f'CREATE TABLE kept."{name}" AS TABLE public."{name}"')
        cursor.execute(f"CREATE TABLE kept.counters AS {SEQUENCES}")


def put_back() -> None:
    """Fill the emptied tables with what was kept, and set the counters."""
    with transaction.atomic(), connection.cursor() as cursor, _rules_asleep(cursor):
        names = _names(cursor)
        cursor.execute("TRUNCATE " + ", ".join(f'public."{name}"' for name in names) + " CASCADE")
        for name in names:
            cursor.execute(COLUMNS, [name])
            columns = cursor.fetchone()[0]
            cursor.execute(f'INSERT INTO public."{name}" ({columns}) SELECT {columns} FROM kept."{name}"')
        cursor.execute("SELECT setval(quote_ident, coalesce(last_value, 1), last_value IS NOT NULL) FROM kept.counters")


def drop() -> None:
    """Leave nothing behind in a database that is used again."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS kept CASCADE")


def _names(cursor) -> list[str]:
    cursor.execute(TABLES)
    return [name for (name,) in cursor.fetchall()]


@contextmanager
def _rules_asleep(cursor) -> Iterator[None]:
    """Foreign keys and triggers judged these rows when they were first written."""
    cursor.execute("SET LOCAL session_replication_role = replica")
    yield
    cursor.execute("SET LOCAL session_replication_role = origin")
