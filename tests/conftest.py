"""What all tests stand on: a day, a small tree of units, and five people with names."""

import os

os.environ.setdefault("LOCAL", "1")

import pytest
from django.db import connection

from tests.browser import browser
from tests.people import People, make_people
from tests.world import World, make_world

__all__ = ["browser"]
HALF = os.environ.pop("TEST_HALF", None)  # what a test starts is whole


def pytest_addoption(parser):
    parser.addoption("--renew-rights", action="store_true", help="write docs/rights.md anew from what the rules answer")


def pytest_collection_modifyitems(config, items):
    """Of the whole, a half keeps its own."""
    if HALF:
        kept = half_of(items, int(HALF))
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


def half_of(items, half):
    """Return the tests of half 1 or 2: those of every second file, in their order."""
    files = list(dict.fromkeys(item.path for item in items))
    mine = set(files[half - 1 :: 2])
    return [item for item in items if item.path in mine]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database; at the end, threads that a worker or a server left behind let go of it."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def world(db) -> World:
    """A confederation, two provinces, and in each an upper union and grassroots unions."""
    return make_world()


@pytest.fixture
def people(world) -> People:
    """Lan (member, author), Hùng (official of her unit), Mai (council chair), Tuấn (approver), Bình (stranger)."""
    return make_people(world)
