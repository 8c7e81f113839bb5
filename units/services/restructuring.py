"""
What else hangs on a unit: each app says it of its own records.

The tree is at the bottom of the app graph and cannot ask upwards by name; so an app that
has something to say keeps a module ``<app>.services.restructuring``, found by its name as
``portal.core.permissions`` finds the rules. It may define

``touched(change, ending)``   rows for the preview: what of the app's hangs on the units, by count
``obstacles(change, units)``  sentences: why the change cannot take effect on its day
``follow(change, heirs, actor, at)``  re-points what is open, once the tree has changed; returns counts

and, for two records of one person that become one (see ``units.services.merging``),

``between_persons(kept, gone)``  sentences: what both hold and only one can
``follow_person(kept, gone, actor, at)``  lets the record that stays have what the other had; returns counts
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.apps import apps

from units.models import Unit, UnitChange


@dataclass(frozen=True, slots=True)
class Touched:
    """One row of the preview: what, how many, and what becomes of it."""

    label: Any
    count: int
    becomes: Any


def touched_in_apps(change: UnitChange, ending: Sequence[Unit]) -> list[Touched]:
    """Return what the apps above keep for the units that end, those of them that keep any."""
    rows = [row for part in parts_with("touched") for row in part.touched(change, ending)]
    return [row for row in rows if row.count]


def obstacles_in_apps(change: UnitChange, units: Sequence[Unit]) -> list[str]:
    """Return why the apps above cannot let the change take effect on its day."""
    return [str(sentence) for part in parts_with("obstacles") for sentence in part.obstacles(change, units)]


def follow_in_apps(change: UnitChange, heirs: Mapping[Unit, Unit], *, actor: Any, at: datetime) -> dict[str, int]:
    """Let the apps above re-point what is open at units that ended; return the counts by name."""
    counts: dict[str, int] = {}
    for part in parts_with("follow"):
        counts |= part.follow(change, heirs, actor=actor, at=at)
    return {name: count for name, count in counts.items() if count}


def parts_with(function: str) -> Iterator[ModuleType]:
    """Return the modules of the apps above that define ``function``."""
    for config in apps.get_app_configs():
        name = f"{config.name}.services.restructuring"
        if config.name == "units" or find_spec(f"{config.name}.services") is None or find_spec(name) is None:
            continue
        module = import_module(name)
        if hasattr(module, function):
            yield module
