"""Every permission, asked for every person of the cast on a record in each of its states."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from accounts.models import Slip
from awards.models import Batch, Certificate, Decision, Nomination, Objection
from campaigns.models import Campaign, Difficulty
from councils.models import Council, Session
from initiatives.models import Author, Initiative
from portal.core.permissions import allowed
from portal.core.workflow import Step
from reports.models import Report
from tests.repo.source import APPS, ROOT
from tests.rights.acts import ACTS, KINDS
from tests.rights.cast import EVERYONE
from tests.rights.scene import Scene
from units.models import Assignment, CorrectionRequest, Pledge, SheetImport, UnitChange, User

STATEFUL = {
    "campaign": Campaign, "initiative": Initiative, "nomination": Nomination, "batch": Batch, "decision": Decision,
    "certificate": Certificate, "session": Session, "report": Report,
}  # fmt: skip
"""Kinds of which the scene holds a record in every state."""

ALONE = {
    "difficulty": Difficulty, "unitchange": UnitChange, "correctionrequest": CorrectionRequest, "pledge": Pledge,
    "slip": Slip, "sheetimport": SheetImport,
}  # fmt: skip
"""Kinds of which it holds one: no rule of theirs looks the state up in the database."""

HELD = {"in_force": "của cán bộ CĐCS (o)", "leading": "của lãnh đạo tỉnh (l)", "waiting": "chờ người thứ hai"}


@dataclass(frozen=True)
class Row:
    """Who (letters) may do one thing to a record of a kind in some of its states, and the steps that lead on there."""

    kind: str
    permission: str
    states: tuple[str, ...]
    may: str
    steps: tuple[Step, ...]


def permissions() -> dict[str, Any]:
    """Return every rule of every app by its permission."""
    return {name: rule for app in APPS for name, rule in import_module(f"{app}.rules").PERMISSIONS.items()}


def steps() -> list[Step]:
    return [step for app in APPS if (ROOT / app / "states.py").exists() for step in _declared(app)]


def _declared(app: str) -> list[Step]:
    return list(import_module(f"{app}.states").STEPS)


def subjects(scene: Scene) -> dict[str, dict[str, Any]]:
    """Return, by kind and state, what permissions are asked about."""
    world, cast = scene.world, scene.cast
    found: dict[str, dict[str, Any]] = {
        "unit": {"của CĐCS": world.factory, "của cấp trên cơ sở": world.upper, "của tỉnh": world.province},
        "member": {"của đoàn viên (m)": cast["m"].member, "của cán bộ CĐCS (o)": cast["o"].member},
        "user": {"của đoàn viên (m)": cast["m"], "của người quản trị (d)": cast["d"]},
        "anywhere": {"": None},
        "council": {"": Council.objects.select_related("unit").get()},
        "objection": {"của đồng nghiệp (w)": Objection.objects.order_by("pk")[0], "của chuyên viên (e)": _own(scene)},
        "author": {"": Author.objects.select_related("member__unit", "initiative__unit").order_by("pk")[0]},
        "assignment": {
            words: Assignment.objects.select_related("unit", "user", "delegated_from").get(
                pk=scene.records["assignment"][key]["pk"]
            )
            for key, words in HELD.items()
        },
    }
    for kind, model in STATEFUL.items():
        rows = scene.records[kind]
        found[kind] = {state: model.objects.get(pk=rows[state]["pk"]) for state in states_of(kind)}
    for kind, model in ALONE.items():
        found[kind] = {state: _in_state(model, state) for state in states_of(kind)}
    return found


def _own(scene: Scene) -> Objection:
    first = Objection.objects.order_by("pk")[0]
    first.pk, first.made_by = None, scene.cast["e"]
    return first


def _in_state(model: Any, state: str) -> Any:
    record = model.objects.order_by("pk")[0]
    record.state = state
    return record


def states_of(kind: str) -> dict[str, str]:
    """Return the states of a kind with their names."""
    model = (STATEFUL | ALONE).get(kind)
    return {str(code): str(label) for code, label in model._meta.get_field("state").choices} if model else {}


def play(scene: Scene) -> Iterator[Row]:
    """Yield the rows of the table; states in which the same people may do the same make one row."""
    cast = {letter: User.objects.select_related("member__unit").get(pk=scene.cast[letter].pk) for letter in EVERYONE}
    about = subjects(scene)
    for kind in KINDS:
        for permission, (kinds, _words) in ACTS.items():
            if kind in kinds.split():
                yield from _rows(kind, permission, about[kind], cast)


def _rows(kind: str, permission: str, records: dict[str, Any], cast: dict[str, User]) -> Iterator[Row]:
    leading = [step for step in steps() if step.permission == permission and step.name.split(".")[0] == kind]
    beside = bool(ACTS[permission][1]) and asked_beside(permission)
    folded: dict[str, list[str]] = {}
    for state, record in records.items():
        if leading and not beside and not any(state in step.sources for step in leading):
            continue  # the one door is shut to everybody: test_no_step_is_taken_from_another_state
        may = "".join(letter for letter, actor in cast.items() if allowed(actor, permission, record))
        folded.setdefault(may, []).append(state)
    for may, states in folded.items():
        fits = tuple(step for step in leading if step.sources & set(states))
        yield Row(kind, permission, tuple(states), may, fits)


@cache
def asked_beside(permission: str) -> bool:
    """Whether services or pages ask the permission themselves, apart from the steps that need it."""
    asks = re.compile(rf'(require|allowed|refusal)\([^)]*"{re.escape(permission)}"|{{% allowed \w+ "{permission}"')
    places = [path for app in APPS for part in ("services", "selectors") for path in (ROOT / app / part).rglob("*.py")]
    return any(asks.search(path.read_text(encoding="utf-8")) for path in places)
