"""
Every address, as everyone, in every state: nobody reaches what they may not see.

The list of addresses is the resolver's: one without a row in the table fails here.
"""

import logging

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from tests.rights.cast import EVERYONE, NOBODY
from tests.rights.scene import Scene, make_scene
from tests.rights.table import HOME, ROWS, SEEN, SEEN_OTHERWISE, Row
from tests.rights.walk import Walker, address, addresses

pytestmark = pytest.mark.django_db
PATTERNS = dict(addresses())
LET_IN = 2  # of those who get in so many are enough: drawing their pages is what takes time
OUTSIDERS = "wEz"  # who tries every address in every other state
PARTS = sorted({name.partition(":")[0] if ":" in name else "portal" for name in PATTERNS})


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """One record of every kind in every state, built once; every request takes back what it wrote."""
    logging.disable(logging.CRITICAL)  # thousands of refusals, each drawn with its stack, take longer than all the rest
    with django_db_blocker.unblock(), override_settings(ROOT_URLCONF="tests.rights.urls"), transaction.atomic():
        yield make_scene()
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def walker(scene: Scene) -> Walker:
    return Walker(scene.cast)


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
        row = ROWS[name]
        state = HOME.get(row.kind, "own")
        url = address(name, scene.records[row.kind][state] if row.kind else {}, PATTERNS[name])
        method = "post" if row.writes else "get"
        for letter in tried(row, state, method):
            expected, got = expect(row, letter, state, method), walker.ask(letter, url, method)
            if got != expected:
                wrong.append(f"{name} {state} {method} {letter}: {got}, not {expected}")
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("part", PARTS)
def test_outsiders_get_nowhere_in_any_state(scene, walker, part):
    wrong = []
    for name in of_part(part):
        row = ROWS[name]
        for state, arguments in scene.records.get(row.kind, {}).items():
            url = address(name, arguments, PATTERNS[name])
            whom = tried(row, state, "get") if row.page else OUTSIDERS
            for letter in whom if state != HOME.get(row.kind, "own") and row.kind in SEEN else "":
                expected, got = expect(row, letter, state, "get"), walker.ask(letter, url, "get")
                if got != expected and not (expected == "in" and got == "404" and not row.page):
                    wrong.append(f"{name} {state} {letter}: {got}, not {expected}")
    assert wrong == [], "\n".join(wrong)


def expect(row: Row, letter: str, state: str, method: str) -> str:
    """Return what the table says comes of it."""
    if letter == NOBODY and not row.public:
        return "login"
    if method == "get" and row.posts_only:
        return "405"
    seen = (SEEN | SEEN_OTHERWISE).get(row.seen or row.kind, {})
    if letter not in seen.get(state, EVERYONE + NOBODY):
        return "404"
    if letter in row.may or row.may == "*":
        return "in"
    return row.refused


def tried(row: Row, state: str, method: str) -> str:
    """Return who tries an address: everyone who is refused, and a few of those who are not."""
    inside = [letter for letter in EVERYONE if expect(row, letter, state, method) == "in"]
    refused = [letter for letter in EVERYONE if letter not in inside]
    return "".join([*refused, *inside[:LET_IN], NOBODY])


def test_django_has_no_pages_of_its_own():
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    assert not any("admin" in name for name in PATTERNS)
