"""
The last test of a whole run: do the tests reach what they must?

``make test`` without ARGS runs pytest under ``coverage run`` with this plugin. A part of the tests is not judged.
"""

import io
from collections.abc import Iterator

import pytest
from coverage import Coverage

LAYERS = ("rules", "states", "services")
DECIDING = [pattern for layer in LAYERS for pattern in (f"*/{layer}.py", f"*/{layer}/*")] + ["*/awards/eligibility/*"]
# A ratchet on its way to 100 and 95: raised when the tests reach more, never lowered.
FLOORS = (
    ("rules, states, services and the judge of awards", 98, DECIDING),
    ("everything", 92, ["*"]),
)


class FloorMissed(Exception):
    """The tests reach too little; says which files and lines they leave out."""


class Floor(pytest.Item):
    """One more test, which passes when every floor is reached, lines and branches together."""

    def runtest(self) -> None:
        measured = Coverage.current()
        assert measured, "Nothing is measured: run `python3 bootstrap.py test` without further words."
        measured.stop()
        if missed := "\n".join(shortfalls(measured)):
            raise FloorMissed(missed)

    def repr_failure(self, excinfo, style=None):
        return str(excinfo.value) if excinfo.errisinstance(FloorMissed) else super().repr_failure(excinfo, style)

    def reportinfo(self):
        return __file__, None, "coverage"


def pytest_collection_modifyitems(session: pytest.Session, items: list[pytest.Item]) -> None:
    items.append(Floor.from_parent(session, name="coverage", nodeid="tests/floor.py::coverage"))


def shortfalls(measured: Coverage) -> Iterator[str]:
    """Yield a table of the lines left out for each floor that is missed, the worst file first."""
    for what, floor, patterns in FLOORS:
        table = io.StringIO()
        reached = measured.report(
            file=table, include=patterns, show_missing=True, skip_covered=True, sort="-miss", precision=2
        )
        if reached < floor:
            yield f"The tests reach {reached:.2f} % of {what}; the floor is {floor} %.\n{table.getvalue()}"
