"""Each layer keeps to its work."""

import ast
import re

import pytest

from tests.repo.source import APPS, functions, layer, name, tree
from tests.repo.tracing import callers, changes_rows, leaves_line

ASKING = [path for app in APPS for word in ("views", "api", "forms") for path in layer(app, word)]
SERVICES = [path for app in APPS for path in layer(app, "services")]

# Services that only the system calls: nobody acts.
SYSTEM = {
    "apply_change",
    "apply_due_changes",
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
    "tell_branch": "notices are sent; the launch that they tell of has the line",
    "finish_waiting_notices": "notices are sent; the launch that they tell of has the line",
    "purge_drafts": "the purge of the night, which counts what went, has the line",
    **dict.fromkeys(
        (
            "ask_code",
            "ask_reset",
            "start_code",
            "try_code",
            "spend_code",
            "deliver_code",
            "_not_sent",
            "deliver_waiting",
            "forget_codes",
        ),
        "a code is a row of its own that says who asked, when, and what came of it; what is done with it has the line",
    ),
    "write_officials": "the import, which names the file and counts its rows, has the line",
    "_open_accounts": "the import, which names the file and counts its rows, has the line",
    "write_past_initiatives": "the import, which names the file and counts its rows, has the line",
    "_freeze": "the import, which names the file and counts its rows, has the line",
    "build_batch": "nobody decided anything, and the signature names the figures it stands under",
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
def test_what_changes_rows_leaves_a_line_in_the_trail(path):
    silent = [
        function.name
        for function in functions(path)
        if changes_rows(path, function.name)
        and not leaves_line(path, function.name)
        and function.name not in NO_LINE
        and not is_part_of_what_leaves_one(path, function.name)
    ]
    assert silent == []


@pytest.mark.parametrize("path", SERVICES, ids=name)
def test_one_transaction_that_takes_the_moment_leaves_a_line(path):
    silent = [
        function.name
        for function in public(path)
        if writes(function) and function.name not in NO_LINE and not leaves_line(path, function.name)
    ]
    assert silent == []


def test_reasons_for_no_line_are_not_stale():
    known = {function.name for path in SERVICES for function in functions(path)}
    assert set(NO_LINE) - known == set()


SAMPLE = """
from portal.core import audit
from somewhere import audit as other

def honest(record): record.save(); audit.record("x.y", record)
def through_a_helper(record): honest(record)
def _quiet(record): record.save()
def calls_only_a_quiet_one(record): _quiet(record)
def names_another_audit(record): record.save(); other.record("x.y", record)
def writes_sql(cursor): cursor.execute("UPDATE a SET b = 1")
def fills_a_dict(values): values.update(a=1)
"""


def test_a_silent_service_is_noticed(tmp_path):
    path = tmp_path / "services.py"
    path.write_text(SAMPLE, encoding="utf-8")
    found = {function.name: (changes_rows(path, function.name), leaves_line(path, function.name))
             for function in functions(path)}  # fmt: skip
    assert found == {
        "honest": (True, True),
        "through_a_helper": (True, True),
        "_quiet": (True, False),
        "calls_only_a_quiet_one": (True, False),
        "names_another_audit": (True, False),
        "writes_sql": (True, False),
        "fills_a_dict": (False, False),
    }


def is_part_of_what_leaves_one(path, function: str) -> bool:
    """Not offered outside its app, and called only by services that leave the line (or are such parts themselves)."""
    if function in offered(path):
        return False
    by = callers((path, function), SERVICES)
    return bool(by) and all(
        leaves_line(*caller) or caller[1] in NO_LINE or is_part_of_what_leaves_one(*caller) for caller in by
    )


def offered(path) -> set[str]:
    """What the package of services hands on to views and tasks."""
    front = path.parent / "__init__.py"
    if path.name != "services.py" and front.exists():
        return {
            one.asname or one.name
            for node in tree(front).body
            if isinstance(node, ast.ImportFrom)
            for one in node.names
        }
    return {function.name for function in public(path)}


def public(path) -> list[ast.FunctionDef]:
    return [node for node in tree(path).body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]


def keywords(function: ast.FunctionDef) -> set[str]:
    return {argument.arg for argument in function.args.kwonlyargs}


def writes(function: ast.FunctionDef) -> bool:
    """A service that acts takes the moment and is one transaction; what merely answers has neither."""
    atomic = any("atomic" in ast.unparse(decorator) for decorator in function.decorator_list)
    return atomic and "at" in keywords(function)
