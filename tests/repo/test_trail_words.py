"""Whatever a service puts into the trail has its word on the trail's pages."""

import ast
import re

import pytest
from django.apps import apps

from portal.pages.trail.vocabulary import FIELDS
from portal.pages.trail.words import KINDS, NOUNS, actions
from tests.repo.source import APPS, code, layer, name, tree

SERVICES = [path for app in APPS for path in layer(app, "services")]
WRITERS = [
    *SERVICES,
    *(path for path in code() if name(path).startswith(("portal/pages/trail/", "portal/core/audit/"))),
]
STEP = re.compile(rf"({'|'.join(NOUNS)})\.[a-z_]+")
MADE_UP = {"decision.issue", "certificate.issue", "indicator.load", "reportschedule.load"}  # put together in f-strings


@pytest.mark.parametrize("path", WRITERS, ids=name)
def test_every_step_has_a_word(path):
    said = {
        node.value
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and STEP.fullmatch(node.value)
    }
    assert said - set(actions()) == set()


def test_steps_put_together_have_words_and_nouns_lead_to_kinds():
    assert MADE_UP - set(actions()) == set()
    assert {step.partition(".")[0] for step in actions()} - set(NOUNS) == set()
    assert set(NOUNS.values()) - set(KINDS) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_kinds_are_models(kind):
    model = apps.get_model(kind)
    assert not KINDS[kind].code or model._meta.get_field(KINDS[kind].code)


@pytest.mark.parametrize("path", SERVICES, ids=name)
def test_every_value_that_is_named_where_it_is_noted_has_a_word(path):
    said = {
        key.value
        for call in ast.walk(tree(path))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "audit.record"
        for given in call.keywords
        if given.arg in ("before", "after") and isinstance(given.value, ast.Dict)
        for key in given.value.keys
        if isinstance(key, ast.Constant)
    }
    assert said - set(FIELDS) == set()
