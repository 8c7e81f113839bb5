"""What the tests of commendation start from."""

import pytest

from awards.services import load_catalogue
from tests.awards.story import Story, make_eligible, make_story
from tests.moments import NOW


@pytest.fixture
def catalogue(db) -> None:
    """The award law as the fixtures give it."""
    load_catalogue(at=NOW)


@pytest.fixture
def story(world, people) -> Story:
    """The catalogue, a tree of units, and people; Lan has an excellent year and a recognised initiative."""
    story = make_story(world, people)
    make_eligible(people.lan.member)
    return story
