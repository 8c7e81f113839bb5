"""What runs in the background for the pages that join the apps: ids in, one service called, safe to run twice."""

from typing import Any

from celery import shared_task
from django.utils import timezone


@shared_task(name="pages.warn_of_broken_trail", ignore_result=True)
def warn_of_broken_trail(**_later: Any) -> None:
    from portal.pages import notices

    notices.warn_of_broken_trail(at=timezone.now())


@shared_task(name="pages.finish_waiting_exports", ignore_result=True)
def finish_waiting_exports(**_later: Any) -> None:
    from portal.pages.trail.exporting import resend_exports

    resend_exports(at=timezone.now())


@shared_task(name="pages.export_trail", ignore_result=True)
def export_trail(*, job_id: int, **_later: Any) -> None:
    from portal.pages.trail.exporting import run_export

    run_export(job_id, at=timezone.now())
