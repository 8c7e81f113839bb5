"""The declared graphs of states hold together."""

from importlib import import_module

import pytest

from portal.core.permissions import _rule
from portal.core.workflow import Stateful, Step
from tests.repo.source import APPS, ROOT

MODULES = [
    import_module(f"{app}.states")
    for app in APPS
    if (ROOT / app / "states.py").exists() or (ROOT / app / "states").exists()
]
STEPS = [(module, step) for module in MODULES for step in module.STEPS]


def label(pair) -> str:
    return pair[1].name if isinstance(pair, tuple) else str(pair)


@pytest.mark.parametrize("pair", STEPS, ids=label)
def test_step_has_a_label_and_a_known_permission(pair):
    _, step = pair
    assert str(step.label).strip()
    if step.permission is not None:
        assert _rule(step.permission)


@pytest.mark.parametrize("pair", STEPS, ids=label)
def test_no_step_leaves_a_final_state(pair):
    module, step = pair
    noun = step.name.split(".")[0]
    assert step.sources & finals(module, noun) == frozenset()


def models() -> list[type[Stateful]]:
    return [model for model in Stateful.__subclasses__() if not model._meta.abstract] + [
        model for parent in Stateful.__subclasses__() if parent._meta.abstract for model in parent.__subclasses__()
    ]


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_state_can_be_reached(model):
    module = import_module(f"{model._meta.app_label}.states")
    steps: list[Step] = [step for step in module.STEPS if step.name.startswith(f"{noun_of(model)}.")]
    field = model._meta.get_field("state")
    reached = {field.default}
    while True:
        found = {step.target for step in steps if step.sources & reached} - reached
        if not found:
            break
        reached |= found
    assert reached == {value for value, _ in field.choices}


def noun_of(model: type[Stateful]) -> str:
    return model._meta.model_name


def finals(module, noun: str) -> frozenset[str]:
    final = module.FINAL
    return frozenset(final.get(noun, ())) if isinstance(final, dict) else frozenset(final)
