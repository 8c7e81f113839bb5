"""What all tests stand on: a day, a small tree of units, and five people with names."""

import os

os.environ.setdefault("LOCAL", "1")

import pytest

from tests.browser import browser
from tests.people import People, make_people
from tests.world import World, make_world

__all__ = ["browser"]


@pytest.fixture
def world(db) -> World:
    """A confederation, two provinces, and in each an upper union and grassroots unions."""
    return make_world()


@pytest.fixture
def people(world) -> People:
    """Lan (member, author), Hùng (official of her unit), Mai (council chair), Tuấn (approver), Bình (stranger)."""
    return make_people(world)
