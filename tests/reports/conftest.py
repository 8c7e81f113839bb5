"""What the reports' tests share."""

import pytest

from reports.services import load_catalogue
from tests.moments import NOW
from tests.reports.scene import Offices, make_offices, open_and_build


@pytest.fixture
def catalogue(db) -> None:
    """The indicators and schedules."""
    load_catalogue(at=NOW)


@pytest.fixture
def offices(world) -> Offices:
    """Vinh (leader of the mill), Oanh and Phúc (officer and leader of the upper union), Thủy (confederation)."""
    return make_offices(world)


@pytest.fixture
def opened(world, catalogue) -> None:
    """Every due report is open and has its figures; nothing happened yet that they would count."""
    open_and_build()
