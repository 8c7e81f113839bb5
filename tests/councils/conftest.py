"""The rooms of the tests."""

import pytest

from councils.enums import CouncilKind
from tests.councils.room import Room, make_room, make_rubric


@pytest.fixture
def room(world, people) -> Room:
    """An emulation-commendation council of nine: it votes, it does not score."""
    return make_room(world, people, kind=CouncilKind.AWARD)


@pytest.fixture
def scoring_room(world, people) -> Room:
    """An initiative council of nine with a score sheet."""
    return make_room(world, people, rubric=make_rubric())
