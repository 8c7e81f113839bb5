"""What runs in the background for units."""

from typing import Any

from celery import shared_task
from django.utils import timezone


@shared_task(name="units.apply_due_changes", ignore_result=True)
def apply_due_changes(**_later: Any) -> None:
    """Let confirmed changes of the tree whose day has come take effect; safe to run twice."""
    from units.services import apply_due_changes as apply_due

    apply_due(at=timezone.now())


@shared_task(name="units.check_sheet", ignore_result=True)
def check_sheet(*, job_id: int, **_later: Any) -> None:
    from units.services import run_check

    run_check(job_id, at=timezone.now())


@shared_task(name="units.commit_sheet", ignore_result=True)
def commit_sheet(*, job_id: int, **_later: Any) -> None:
    from units.services import run_commit

    run_commit(job_id, at=timezone.now())


@shared_task(name="units.finish_waiting_sheets", ignore_result=True)
def finish_waiting_sheets(**_later: Any) -> None:
    from units.services import resend_sheets

    resend_sheets(at=timezone.now())


@shared_task(name="units.export_sheet", ignore_result=True)
def export_sheet(*, job_id: int, **_later: Any) -> None:
    from units.services import run_sheet_export

    run_sheet_export(job_id, at=timezone.now())
