"""A real browser against a real server, with a worker beside it and the demo loaded."""

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.flows import kept
from tests.flows.someone import ANYONE, SERIOUS, SHOTS, WIDTHS, Someone

__all__ = ["ANYONE", "SERIOUS", "SHOTS", "WIDTHS", "Someone"]

FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


def store(settings, folder: Path) -> None:
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    }


@pytest.fixture(scope="session")
def demo_copy(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Path]:
    """The demo, loaded once: its rows in a schema of their own, its files in a folder."""
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("demo-files")
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    with django_db_blocker.unblock():
        from django.conf import settings

        call_command("flush", interactive=False, verbosity=0)
        with override_settings(STORAGES=settings.STORAGES | {"default": backend}), open(os.devnull, "w") as nowhere:
            call_command("load_demo", verbosity=0, stdout=nowhere)
        kept.keep()
        call_command("flush", interactive=False, verbosity=0)
    yield folder
    with django_db_blocker.unblock():
        kept.drop()


@pytest.fixture
def demo(demo_copy, transactional_db, tmp_path, settings) -> None:
    """The demo data, files in a folder of the test, nothing remembered from another test."""
    files = tmp_path / "files"
    shutil.copytree(demo_copy, files)
    store(settings, files)
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": uuid.uuid4().hex}}
    kept.put_back()


@pytest.fixture
def worker(demo) -> Iterator[None]:
    """A real worker on a queue of its own: another one at the same broker must not take its tasks."""
    from celery.contrib.testing.worker import start_worker

    from portal.celery import app

    before, queue = app.conf.task_default_queue, f"flow-{uuid.uuid4().hex[:12]}"
    app.conf.task_default_queue = queue
    app.__dict__.pop("amqp", None)
    try:
        with start_worker(app, perform_ping_check=False, pool="solo", loglevel="WARNING", shutdown_timeout=30):
            yield
    finally:
        app.conf.task_default_queue = before
        app.__dict__.pop("amqp", None)


@pytest.fixture
def someone(request, browser, live_server, demo) -> Iterator[Callable[..., Someone]]:
    """Return a person by union code: ``someone("NV-001", "phone")``; ``someone()`` is anyone at all."""
    people: list[Someone] = []

    def enter(code: str = ANYONE, width: str = "desk", **context) -> Someone:
        person = Someone(browser, live_server.url, code, width, **context)
        people.append(person)
        return person

    yield enter
    for person in people:
        if request.node.stash.get(FAILED, False):
            person.leave_traces()
        person.context.close()
    problems = [problem for person in people for problem in person.problems]
    assert not problems, "\n".join(problems)
