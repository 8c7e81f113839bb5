"""Each month of the trail has a partition; a line that comes before it is kept and moved."""

from datetime import date, datetime, timedelta
from threading import Event, Thread

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from portal.core import audit
from portal.core.models import AuditLine
from portal.core.tasks import make_trail_months
from tests.core.behind import partition_of
from tests.moments import VIETNAM

pytestmark = pytest.mark.django_db
FAR = datetime(2041, 3, 10, 8, 0, tzinfo=VIETNAM)


def line_at(world, moment: datetime) -> AuditLine:
    return audit.record("unit.note", world.province, actor=None, at=moment)


def test_line_of_a_month_without_partition_is_kept_and_moves_when_the_month_is_made(world):
    early, other = line_at(world, FAR), line_at(world, FAR + timedelta(days=60))
    assert [partition_of(line) for line in (early, other)] == ["core_auditline_default"] * 2
    audit.seal(at=FAR)
    assert {date(2041, 3, 1), date(2041, 5, 1)} <= set(audit.stray_months())
    audit.make_months(at=FAR)
    assert [partition_of(line) for line in (early, other)] == ["core_auditline_2041_03", "core_auditline_2041_05"]
    assert audit.stray_months() == []
    assert audit.verify().problems == []


def test_months_are_made_ahead_and_once(world):
    made = audit.make_months(at=FAR)
    assert made >= 4
    assert audit.make_months(at=FAR) == 0
    assert partition_of(line_at(world, FAR + timedelta(days=100))) == "core_auditline_2041_06"


def test_month_begins_at_midnight_in_vietnam(world):
    audit.make_months(at=FAR)
    last = line_at(world, datetime(2041, 3, 31, 23, 59, tzinfo=VIETNAM))
    first = line_at(world, datetime(2041, 4, 1, 0, 0, tzinfo=VIETNAM))
    assert [partition_of(line) for line in (last, first)] == ["core_auditline_2041_03", "core_auditline_2041_04"]


def test_beat_makes_the_months_that_come(world):
    make_trail_months()
    assert audit.stray_months() == []


@pytest.mark.parametrize("change", ["UPDATE {} SET note = 'khác' WHERE id = {}", "DELETE FROM {} WHERE id = {}"])
@pytest.mark.parametrize("made", [True, False], ids=["month", "default"])
def test_partition_itself_refuses_update_and_delete(world, change, made):
    if made:
        audit.make_months(at=FAR)
    line = line_at(world, FAR)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(partition_of(line), line.pk))


def test_line_cannot_move_to_another_month(world):
    audit.make_months(at=FAR)
    line = line_at(world, FAR)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        AuditLine.objects.filter(pk=line.pk).update(at=FAR + timedelta(days=40))


def test_role_of_the_application_writes_lines_and_makes_months_but_has_no_hand_on_a_partition(world):
    as_the_application("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO trail_tester")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE trail_tester")
        cursor.execute("SELECT core_make_trail_months(ARRAY['2051-01-15'::date])")
        assert cursor.fetchone() == (1,)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            cursor.execute("DELETE FROM core_auditline_2051_01")
        with pytest.raises(DatabaseError, match="must be owner"), transaction.atomic():
            cursor.execute("ALTER TABLE core_auditline DISABLE TRIGGER ALL")
        cursor.execute("RESET ROLE")


def as_the_application(rights: str) -> None:
    """Make a role like that of an installation; the test's transaction takes it back."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE trail_tester")
        cursor.execute(rights)
        cursor.execute(
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO trail_tester"
        )
        cursor.execute("SELECT current_user")
        cursor.execute(f'GRANT trail_tester TO "{cursor.fetchone()[0]}"')


def test_lines_of_one_record_need_no_more_queries_for_many_months(world, django_assert_num_queries):
    for months in range(3):
        line_at(world, FAR + timedelta(days=31 * months))
    with django_assert_num_queries(1):
        assert len(audit.history(world.province)) >= 3


@pytest.mark.django_db(transaction=True)
def test_line_that_is_being_written_while_its_month_is_made_is_not_lost():
    moment, written, go_on = datetime(2061, 3, 10, tzinfo=VIETNAM), Event(), Event()

    def write() -> None:
        try:
            with transaction.atomic():
                AuditLine.objects.create(at=moment, action="unit.note", object_type="units.unit", object_id=1)
                written.set()
                go_on.wait(timeout=20)
        finally:
            connection.close()

    writer = Thread(target=write)
    writer.start()
    assert written.wait(timeout=20)
    # Making the month has to wait for the line, gives up after five seconds, and takes it along the next time.
    with pytest.raises(DatabaseError, match="lock timeout"):
        audit.make_months(at=moment)
    go_on.set()
    writer.join()
    audit.make_months(at=moment)
    assert partition_of(AuditLine.objects.get(at=moment)) == "core_auditline_2061_03"
    drop_months()


def drop_months() -> None:
    """Take the months of this test away: real transactions are not taken back."""
    with connection.cursor() as cursor:
        for month in ("03", "04", "05", "06"):
            cursor.execute(f"DROP TABLE core_auditline_2061_{month}")
