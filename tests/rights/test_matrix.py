"""
Every address, as everyone, in every state: nobody reaches what they may not see.

The list of addresses is the resolver's: one without a row in the table fails here.
"""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import override_settings

from tests.rights.cast import EVERYONE, NAMED, NOBODY, OTHER
from tests.rights.scene import Scene
from tests.rights.table import HOME, ROWS, SEEN, SEEN_OTHERWISE, Row
from tests.rights.walk import Walker, address, addresses

pytestmark = pytest.mark.django_db
PATTERNS = dict(addresses())
PARTS = sorted({name.partition(":")[0] if ":" in name else "portal" for name in PATTERNS})
SHUT = {"403", "404", "405"}


@pytest.fixture(scope="module")
def walker(scene: Scene) -> Iterator[Walker]:
    with override_settings(ROOT_URLCONF="tests.rights.urls"), Walker(scene.cast) as walker:
        yield walker


def of_part(part: str) -> list[str]:
    return [name for name in PATTERNS if (name.partition(":")[0] if ":" in name else "portal") == part]


def test_every_address_stands_in_the_table_and_no_other():
    assert set(PATTERNS) == set(ROWS)


def test_every_state_of_every_kind_stands_in_the_table(scene):
    made = scene.records | {"notice": scene.records["batch"]}
    assert {kind: set(states) for kind, states in SEEN.items()} == {kind: set(made[kind]) for kind in SEEN}
    assert {row.kind for row in ROWS.values() if row.kind} <= set(scene.records)


@pytest.mark.parametrize("part", PARTS)
def test_everyone_gets_where_the_table_says_and_nowhere_else(scene, walker, part):
    wrong = []
    for name in of_part(part):
        for state in states(scene, ROWS[name]):
            arguments = scene.records[ROWS[name].kind][state] if ROWS[name].kind else {}
            wrong += walk(walker, name, state, address(name, arguments, PATTERNS[name]))
    assert wrong == [], "\n".join(wrong)


def states(scene: Scene, row: Row) -> list[str]:
    """Return the states an address is tried in, the home of its kind first; the one there is, if it has no states."""
    home = HOME.get(row.kind, "own")
    others = [state for state in scene.records.get(row.kind, {}) if state != home]
    return [home, *others] if row.kind in SEEN else [home]


def walk(walker: Walker, name: str, state: str, url: str) -> Iterator[str]:
    """Yield what is wrong about an address of a record in one state."""
    row, home = ROWS[name], state == HOME.get(ROWS[name].kind, "own")
    for method in methods(row, home=home):
        walker.draws = True
        for letters in tried(row, state, method, home=home):
            expected = expect(row, letters[0], state, method)
            if len(letters) > 1 and walker.ask(letters, url, method) in expected:
                continue
            for letter in letters:
                if (got := walker.ask(letter, url, method)) not in expected:
                    yield f"{name} {state} {method} {letter}: {got}, not {' or '.join(sorted(expected))}"


def methods(row: Row, *, home: bool) -> list[str]:
    """Return how an address is asked for: what is asked before a form is shown is asked before it is taken."""
    if row.posts_only:
        return ["post"]
    return ["get", "post"] if row.writes and home else ["get"]


def tried(row: Row, state: str, method: str, *, home: bool) -> list[str]:
    """
    Return who tries an address: at home everyone by themselves, but those of another branch, if all are refused.

    Away from home, all who are refused alike with their roles in one hand, the two first who are not, and by
    themselves those who are named in the records.
    """
    by_themselves, together, inside = [NOBODY], {}, 0
    for letter in EVERYONE:
        expected = frozenset(expect(row, letter, state, method))
        if "in" not in expected and (letter in OTHER if home else letter not in NAMED):
            together[expected] = together.get(expected, "") + letter
        elif home or row.page or "in" not in expected or (inside := inside + 1) <= 2:
            by_themselves.append(letter)
    return [*by_themselves, *together.values()]


def expect(row: Row, letter: str, state: str, method: str) -> set[str]:
    """Return what the table says may come of it; outside its home a step may be shut to who could take it there."""
    if letter == NOBODY and not row.public:
        return {"login"}
    seen = (SEEN | SEEN_OTHERWISE).get(row.seen or row.kind, {})
    if letter not in seen.get(state, EVERYONE + NOBODY):
        return {"404"}
    at_home = state == HOME.get(row.kind, "own") or row.page
    may = row.may == "*" or letter in row.may + row.also.get(state, "")
    if at_home:
        return {"in" if may else row.refused}
    return {"in", *SHUT} if may else SHUT


def test_django_has_no_pages_of_its_own():
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    assert not any("admin" in name for name in PATTERNS)
