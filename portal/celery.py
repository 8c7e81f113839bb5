"""The Celery application: ids in, one service called, safe to run twice."""

import os
from typing import Any

from celery import Celery
from celery.contrib.django.task import DjangoTask
from django.db import transaction

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


class CalmTask(DjangoTask):  # type: ignore[type-arg]
    """A task whose sending cannot fail what has been committed already."""

    def delay_on_commit(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """Send when the transaction is through; with the broker away that is logged, and the row waits for a sweep."""

        def send() -> None:
            self.delay(*args, **kwargs)

        transaction.on_commit(send, robust=True)


app = Celery("portal", task_cls=CalmTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
