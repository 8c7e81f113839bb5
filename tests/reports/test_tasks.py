"""What the beat and the queue call: each task does its one job, and takes what later versions may send with it."""

from reports import services, tasks
from reports.models import Report
from tests.moments import NOW
from tests.reports.scene import report_of


def test_beat_opens_what_is_due_and_the_sweep_sends_it_again(world, catalogue, monkeypatch):
    sent = []
    monkeypatch.setattr("reports.tasks.build_batch.delay_on_commit", lambda **arguments: sent.append(arguments))
    tasks.open_due(sent_by="a later version")
    ids = sorted(Report.objects.values_list("pk", flat=True))
    Report.objects.update(created_at=NOW)
    tasks.finish_waiting()
    assert [sorted(one["report_ids"]) for one in sent] == [ids, ids]


def test_batch_is_built_by_its_ids(world, catalogue):
    services.open_due_reports(at=NOW)
    report = report_of(world.factory)
    tasks.build_batch(report_ids=[report.pk], sent_by="a later version")
    assert list(Report.objects.filter(built_at__isnull=False)) == [report]


def test_export_runs_its_job(people, opened, world):
    job = services.start_export(report_of(world.factory), actor=people.hung, at=NOW, suffix="xlsx")
    tasks.export(job_id=job.pk)
    job.refresh_from_db()
    assert job.state == "done"
