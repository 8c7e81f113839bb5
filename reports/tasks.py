"""What runs in the background for reports: ids in, one service called, safe to run twice."""

from typing import Any

from celery import shared_task
from django.utils import timezone


@shared_task(name="reports.open_due", ignore_result=True)
def open_due(**_later: Any) -> None:
    from reports.services import open_due_reports

    open_due_reports(at=timezone.now())


@shared_task(name="reports.build_batch", ignore_result=True)
def build_batch(*, report_ids: list[int], **_later: Any) -> None:
    from reports import services

    services.build_batch(report_ids, at=timezone.now())


@shared_task(name="reports.finish_waiting", ignore_result=True)
def finish_waiting(**_later: Any) -> None:
    from reports.services import resend_exports, resend_waiting

    resend_waiting(at=timezone.now())
    resend_exports(at=timezone.now())


@shared_task(name="reports.export", ignore_result=True)
def export(*, job_id: int, **_later: Any) -> None:
    from reports.services import run_export

    run_export(job_id, at=timezone.now())
