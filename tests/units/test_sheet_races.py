"""Two press or work at once: the file is written once, and the second of two same files finds it all there."""

import pytest

from portal.core.models import AuditLine, Job
from portal.core.sheets import sheet_kind
from tests.awards.test_races import together
from tests.moments import NOW
from tests.people import make_user
from tests.units.sheets import counts, member_row, send
from tests.world import make_world
from units.enums import Role, SheetState
from units.models import Member, SheetImport
from units.services import drop_sheet, run_commit, start_commit

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = [member_row(f"NV-{n}", f"Người số {n}") for n in range(200)]


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def admin(world):
    return make_user("NV-ADMIN", "Vũ Văn Quản", world.province, Role.ADMINISTRATOR)


def fresh(sheet: SheetImport) -> SheetImport:
    return SheetImport.objects.select_related("unit", "owner", "file").get(pk=sheet.pk)


def start(sheet: SheetImport) -> None:
    start_commit(sheet, kind=sheet_kind(sheet.kind), actor=sheet.owner, at=NOW, seen_version=None)


def test_same_file_sent_twice_and_written_at_once_is_there_once(admin, world):
    sheets = [send(admin, world.province, ROWS) for _ in range(2)]
    for sheet in sheets:
        start(sheet)
    assert together(*(lambda sheet=sheet: run_commit(sheet.job_id, at=NOW) for sheet in sheets)) == ["done", "done"]
    assert Member.objects.filter(full_name__startswith="Người số").count() == 200
    assert sorted(counts(fresh(sheet)) for sheet in sheets) == [(0, 0, 200, 0), (200, 0, 0, 0)]


def test_two_workers_with_one_job_write_it_once(admin, world):
    sheet = send(admin, world.province, ROWS)
    start(sheet)
    run = lambda: run_commit(sheet.job_id, at=NOW)  # noqa: E731
    assert together(run, run) == ["done", "done"]
    assert fresh(sheet).state == SheetState.DONE
    assert AuditLine.objects.filter(action="sheetimport.finish").count() == 1
    assert Member.objects.filter(full_name__startswith="Người số").count() == 200


def test_pressed_twice_it_is_sent_to_be_written_once(admin, world):
    sheet = send(admin, world.province, ROWS[:3])
    press = lambda: start(fresh(sheet))  # noqa: E731
    assert together(press, press) == ["WrongStateError", "done"]
    assert Job.objects.filter(kind="units.commit_sheet").count() == 1


def test_dropped_or_written_never_both(admin, world):
    sheet = send(admin, world.province, ROWS[:3])
    one, two = fresh(sheet), fresh(sheet)
    ended = together(lambda: start(one), lambda: drop_sheet(two, actor=two.owner, at=NOW))
    assert ended == ["WrongStateError", "done"]
    assert fresh(sheet).state in {SheetState.COMMITTING, SheetState.DROPPED}
