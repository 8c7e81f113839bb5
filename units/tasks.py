"""What runs in the background for units."""

from typing import Any

from celery import shared_task
from django.utils import timezone


@shared_task(name="units.apply_due_changes", ignore_result=True)
def apply_due_changes(**_later: Any) -> None:
    """Let confirmed changes of the tree whose day has come take effect; safe to run twice."""
    from units.services import apply_due_changes as apply_due

    apply_due(at=timezone.now())
