"""What runs in the background for commendation."""

from typing import Any

from celery import shared_task
from django.utils import timezone


@shared_task(name="awards.issue_decision", ignore_result=True)
def issue_decision(decision_id: int, **_later: Any) -> None:
    """Make the files of a numbered decision and of its certificates; safe to run twice."""
    from awards.services import issue_decision_papers

    issue_decision_papers(decision_id, at=timezone.now())


@shared_task(name="awards.issue_certificate", ignore_result=True)
def issue_certificate(certificate_id: int, **_later: Any) -> None:
    """Make the file of one certificate; safe to run twice."""
    from awards.services import issue_certificate_paper

    issue_certificate_paper(certificate_id, at=timezone.now())


@shared_task(name="awards.finish_waiting_documents", ignore_result=True)
def finish_waiting_documents(**_later: Any) -> None:
    """Send again what no worker has finished."""
    from awards.services import resend_waiting

    resend_waiting(at=timezone.now())


@shared_task(name="awards.close_public_notices", ignore_result=True)
def close_public_notices(**_later: Any) -> None:
    """Close the notices whose days are over."""
    from awards.services import close_notices

    close_notices(at=timezone.now())
