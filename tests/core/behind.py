"""What only the owner of the database can do."""

from django.db import connection


def behind_the_portals_back(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # a database owner can: triggers sleep
        cursor.execute(sql)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def partition_of(line) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM core_auditline WHERE id = %s", [line.pk])
        return cursor.fetchone()[0]
