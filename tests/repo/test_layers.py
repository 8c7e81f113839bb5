"""Each layer keeps to its work."""

import ast
import re

import pytest

from tests.repo.source import APPS, functions, layer, name, tree

ASKING = [path for app in APPS for word in ("views", "api", "forms") for path in layer(app, word)]
SERVICES = [path for app in APPS for path in layer(app, "services")]

# Services that only the system calls: nobody acts.
SYSTEM = {
    "load_catalogue",
    "open_due_reports",
    "build_batch",
    "add_to_campaign",
    "close_notices",
    "take_number",
    "note_automatic_conflicts",
}
POSITIONAL = 3  # a subject, and what it is joined to: assign_role(user, role, unit, *, …)

# Services without a line of their own, each for a reason.
NO_LINE = {
    "add_to_tally": "the record it counts has the line",
    "add_to_campaign": "the record it counts has the line",
    "load_catalogue": "rows of the catalogue carry their legal basis and dates themselves",
}


@pytest.mark.parametrize("path", ASKING, ids=name)
def test_views_and_forms_ask_selectors_and_services(path):
    text = path.read_text(encoding="utf-8")
    # A form's field is declared with an empty queryset; the view hands it the real one from a selector.
    assert re.findall(r"\.objects\b(?!\.none\(\))|\._base_manager\b", text) == []
    assert re.findall(r"\.state\s*=[^=]", text) == []


@pytest.mark.parametrize("path", SERVICES, ids=name)
def test_services_know_no_request_and_read_no_clock(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\brequest\b|timezone\.now|localdate\(|datetime\.now|date\.today|messages\.", text) == []


@pytest.mark.parametrize("path", SERVICES, ids=name)
def test_services_take_keywords_after_their_subject(path):
    wrong = [
        function.name
        for function in public(path)
        if len(function.args.args) > POSITIONAL
        or (writes(function) and "actor" not in keywords(function) and function.name not in SYSTEM)
    ]
    assert wrong == []


@pytest.mark.parametrize("path", SERVICES, ids=name)
def test_services_leave_a_line_in_the_trail(path):
    known = {function.name for other in SERVICES for function in functions(other)}
    silent = [
        function.name
        for function in public(path)
        if writes(function) and function.name not in NO_LINE and not leaves_line(function, known)
    ]
    assert silent == []


def public(path) -> list[ast.FunctionDef]:
    return [node for node in tree(path).body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]


def keywords(function: ast.FunctionDef) -> set[str]:
    return {argument.arg for argument in function.args.kwonlyargs}


def writes(function: ast.FunctionDef) -> bool:
    """A service that acts takes the moment and is one transaction; what merely answers has neither."""
    atomic = any("atomic" in ast.unparse(decorator) for decorator in function.decorator_list)
    return atomic and "at" in keywords(function)


def leaves_line(function: ast.FunctionDef, known: set[str]) -> bool:
    called = {ast.unparse(node.func).split(".")[-1] for node in ast.walk(function) if isinstance(node, ast.Call)}
    return bool(called & {"advance", "record"}) or bool(called & (known - {function.name}))
