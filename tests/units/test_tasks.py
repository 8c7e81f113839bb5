"""What the worker does for units: ids in, one service called, the same however often it comes."""

from django.utils import timezone

from portal.core.models import Job
from portal.core.sheets import sheet_kind
from tests.moments import NOW
from tests.people import make_user
from tests.units.changes import make_keepers, merger
from tests.units.sheets import MEMBER_HEADING, member_row, upload, xlsx
from units import tasks
from units.enums import Role, SheetState, UnitStatus
from units.models import Member, SheetImport, Unit
from units.services import confirm_change, draft_change, receive_sheet, start_commit, start_sheet_export

KIND = sheet_kind("units.members")


def test_change_whose_day_has_come_takes_effect(world):
    keepers = make_keepers(world.top)
    change = draft_change(merger(world.mill, into=world.factory), actor=keepers[0], at=NOW)
    confirm_change(change, actor=keepers[1], at=NOW)
    for _time in range(2):
        tasks.apply_due_changes()
    assert Unit.objects.get(pk=world.mill.pk).status == UnitStatus.MERGED
    assert Unit.objects.get(pk=world.factory.pk).member_count == 1480 + 640


def test_sheet_is_checked_then_written_and_a_list_is_made(world, people, monkeypatch):
    monkeypatch.setattr("units.services.sheets.SMALL_BYTES", 10)
    admin = make_user("NV-ADMIN", "Vũ Văn Quản", world.province, Role.ADMINISTRATOR)
    file = upload(xlsx(MEMBER_HEADING, [member_row("NV-1")]))
    sheet = receive_sheet(world.province, KIND, actor=admin, at=timezone.now(), upload=file)
    for _time in range(2):
        tasks.check_sheet(job_id=sheet.job_id)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.new_rows) == (SheetState.CHECKED, 1)
    start_commit(sheet, kind=KIND, actor=admin, at=timezone.now(), seen_version=sheet.version)
    for _time in range(2):
        tasks.commit_sheet(job_id=sheet.job_id)
    assert SheetImport.objects.get().state == SheetState.DONE
    assert Member.objects.filter(code="NV-1").count() == 1
    facts = {"actor": people.hung, "at": timezone.now(), "columns": ["code"], "suffix": "csv"}
    export = start_sheet_export(world.factory, KIND, **facts)
    for _time in range(2):
        tasks.export_sheet(job_id=export.pk)
    export.refresh_from_db()
    assert export.state == Job.State.DONE


def test_job_that_nobody_took_up_is_sent_to_the_worker_again(world, people, django_capture_on_commit_callbacks):
    facts = {"actor": people.hung, "at": NOW, "columns": ["code"], "suffix": "csv"}
    start_sheet_export(world.factory, KIND, **facts)
    with django_capture_on_commit_callbacks() as sent:
        tasks.finish_waiting_sheets()
    assert len(sent) == 1
