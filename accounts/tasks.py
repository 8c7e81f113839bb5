"""What runs in the background for signing in: ids in, one service called, safe to run twice."""

from typing import Any

from celery import shared_task
from django.utils import timezone


@shared_task(name="accounts.send_code", ignore_result=True)
def send_code(*, code_id: int, **_later: Any) -> None:
    from accounts.services import deliver_code

    deliver_code(code_id, at=timezone.now())


@shared_task(name="accounts.send_waiting_codes", ignore_result=True)
def send_waiting_codes(**_later: Any) -> None:
    from accounts.services import deliver_waiting

    deliver_waiting(at=timezone.now())


@shared_task(name="accounts.tidy", ignore_result=True)
def tidy(**_later: Any) -> None:
    """Send again the jobs of slips that nobody took up, and let go of codes that are long over."""
    from accounts.services import forget_codes, resend_slips

    resend_slips(at=timezone.now())
    forget_codes(at=timezone.now())


@shared_task(name="accounts.make_slips", ignore_result=True)
def make_slips(*, job_id: int, **_later: Any) -> None:
    from accounts.services import run_slips

    run_slips(job_id, at=timezone.now())
