"""What is kept for a time only goes on its night, and not a day earlier; decisions and what was handed in never go."""

from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from portal.core import jobs
from portal.core.files import store_bytes
from portal.core.models import AuditLine, Job, RetentionRule, StoredFile
from portal.core.retention import load_rules, purge_expired, purges, rule_on
from tests.moments import NOW, later

MONTH = timedelta(days=30)


@pytest.fixture
def rules(db) -> None:
    load_rules(at=NOW)


def lines() -> list[dict]:
    return [line.after for line in AuditLine.objects.filter(action="retention.purge").order_by("pk")]


def test_every_class_that_is_purged_has_a_rule(rules):
    assert {code for code, _ in purges()} <= set(RetentionRule.objects.values_list("code", flat=True))
    assert load_rules(at=NOW) == 0


def test_rule_is_that_of_the_day(rules):
    old = RetentionRule.objects.get(code="exports")
    old.valid_to = date(2026, 7, 1)
    old.save(update_fields=["valid_to"])
    RetentionRule.objects.create(code="exports", text="x", days=7, certainty="local", valid_from=date(2026, 7, 1))
    assert [rule_on("exports", day).days for day in (date(2026, 6, 30), date(2026, 7, 1))] == [30, 7]
    assert rule_on("exports", date(2025, 12, 31)) is None


def test_export_goes_with_its_file_after_its_days(rules, people, django_capture_on_commit_callbacks):
    job = jobs.start_job("x", label="Tệp", owner=people.yen, at=NOW)
    waiting = jobs.start_job("x", label="Chưa chạy", owner=people.yen, at=NOW)
    file = store_bytes(b"abc", name="a.pdf", content_type="application/pdf", owner=people.yen, at=NOW)
    jobs.finish(job, at=NOW, file=file)
    assert purge_expired(at=NOW + MONTH) == {}
    assert default_storage.exists(file.key)
    with django_capture_on_commit_callbacks(execute=True):
        assert purge_expired(at=NOW + MONTH + timedelta(seconds=1)) == {"jobs": 1, "files": 1}
    assert list(Job.objects.all()) == [waiting]
    assert not StoredFile.objects.exists()
    assert not default_storage.exists(file.key)
    assert lines() == [{"code": "exports", "days": 30, "jobs": 1, "files": 1}]


def test_file_that_something_else_still_holds_stays(rules, people, django_capture_on_commit_callbacks):
    file = store_bytes(b"abc", name="a.pdf", content_type="application/pdf", owner=people.yen, at=NOW)
    old, new = (jobs.start_job("x", label="Tệp", owner=people.yen, at=NOW) for _job in range(2))
    jobs.finish(old, at=NOW, file=file)
    jobs.finish(new, at=NOW + MONTH, file=file)
    with django_capture_on_commit_callbacks(execute=True):
        assert purge_expired(at=NOW + MONTH + timedelta(days=1)) == {"jobs": 1}
    assert (list(Job.objects.all()), StoredFile.objects.get()) == ([new], file)
    assert default_storage.exists(file.key)


def test_class_without_a_rule_is_kept(db, people):
    job = jobs.start_job("x", label="Tệp", owner=people.yen, at=NOW)
    jobs.finish(job, at=NOW)
    assert purge_expired(at=later(days=9999)) == {}
    assert Job.objects.exists()


def test_night_task_comes_by_itself(rules, people):
    from portal.core.tasks import purge_expired as task

    job = jobs.start_job("x", label="Tệp", owner=people.yen, at=NOW)
    jobs.finish(job, at=timezone.now() - timedelta(days=31))
    task()
    assert not Job.objects.exists()
