"""The project: settings, the floor that every app stands on, and the pages that join them."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]
