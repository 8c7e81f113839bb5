"""A real worker dies in the middle of writing a file: nothing of it is there, and the next one writes it once."""

import time
import uuid

import psycopg2
import pytest
from django.db import connection
from django.utils import timezone

from portal.core.models import Job
from portal.core.sheets import sheet_kind
from tests.moments import later
from tests.people import make_user
from tests.reports.test_worker_killed import kill, start_worker, wait_until
from tests.units.sheets import MEMBER_HEADING, member_row, upload, xlsx
from tests.world import make_world
from units.enums import Role, SheetState
from units.models import Member, SheetImport
from units.services import receive_sheet, resend_sheets, start_commit
from units.tasks import commit_sheet


def waits(relation: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = %s::regclass", [relation])
        return bool(cursor.fetchone()[0])


@pytest.mark.launcher
@pytest.mark.django_db(transaction=True)
def test_worker_killed_while_writing_leaves_nothing_and_the_next_one_writes_once(tmp_path, monkeypatch, settings):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        }
    }
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    world, queue, log = make_world(), f"test-{uuid.uuid4().hex[:12]}", tmp_path / "worker.log"
    admin = make_user("NV-ADMIN", "Vũ Văn Quản", world.province, Role.ADMINISTRATOR)
    file = upload(xlsx(MEMBER_HEADING, [member_row(f"NV-{n}", f"Người số {n}") for n in range(100)]))
    now = timezone.now()
    sheet = receive_sheet(world.province, sheet_kind("units.members"), actor=admin, at=now, upload=file)
    monkeypatch.setattr(
        "units.tasks.commit_sheet.delay", lambda **arguments: commit_sheet.apply_async(kwargs=arguments, queue=queue)
    )

    outside = psycopg2.connect(**connection.get_connection_params() | {"cursor_factory": None})
    try:
        with outside.cursor() as cursor:
            # All is written, nothing is committed: the worker stops where it tells its owner.
            cursor.execute("LOCK TABLE core_notice IN ACCESS EXCLUSIVE MODE")
        start_commit(sheet, kind=sheet_kind("units.members"), actor=admin, at=now, seen_version=sheet.version)
        first = start_worker(queue, log)
        try:
            wait_until(lambda: waits("core_notice"), "the worker never came to its last statement", log)
        finally:
            kill(first)
    finally:
        outside.rollback()
        outside.close()
    wait_until(lambda: not waits("core_notice"), "the dead worker's statement hangs on", log)
    assert not Member.objects.filter(full_name__startswith="Người số").exists()
    assert SheetImport.objects.get().state == SheetState.COMMITTING

    second = start_worker(queue, log)
    try:
        assert resend_sheets(at=later(days=3650)) == resend_sheets(at=later(days=3650)) == 1
        wait_until(lambda: SheetImport.objects.get().state == SheetState.DONE, "nothing was written", log)
        time.sleep(1)
    finally:
        kill(second)
    assert Member.objects.filter(full_name__startswith="Người số").count() == 100
    assert Job.objects.get(kind="units.commit_sheet").state == Job.State.DONE
