"""
May this person do this? One question, asked by views, templates, the API and the workflow.

Each app lists its rules in ``<app>/rules.py`` as ``PERMISSIONS``. Django's ``has_perm``
says yes to a superuser for everything; nothing here does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext as _

ACTING_FOR = "acting_for"
Check = Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold for ``(actor, record)``, and the sentence that refuses when it does not."""

    holds: Check
    refusal: str | Promise


Rule = tuple[Condition, ...]


@cache
def _rule(permission: str) -> Rule:
    app = permission.partition(".")[0]
    rules: dict[str, Rule] = import_module(f"{app}.rules").PERMISSIONS
    return rules[permission]


def refusal(actor: Any, permission: str, record: Any = None) -> str | None:
    """Return why ``actor`` may not, as a sentence; None when they may."""
    if not getattr(actor, "is_active", False):
        return _("Bạn cần đăng nhập.")
    for condition in _rule(permission):
        if not condition.holds(actor, record):
            return str(condition.refusal)
    return None


def allowed(actor: Any, permission: str, record: Any = None) -> bool:
    """Return whether ``actor`` holds ``permission`` on ``record``."""
    return refusal(actor, permission, record) is None


def require(actor: Any, permission: str, record: Any = None) -> None:
    """
    Pass if ``actor`` holds ``permission`` on ``record``.

    :raises PermissionDenied: with the sentence that says why not
    """
    sentence = refusal(actor, permission, record)
    if sentence is not None:
        raise PermissionDenied(sentence)
    _note_for_whom(actor, permission, record)


def _note_for_whom(actor: Any, permission: str, record: Any) -> None:
    """Put into the context whom ``actor`` acts for, where only a delegation lets them; the trail reads it there."""
    structlog.contextvars.unbind_contextvars(ACTING_FOR)
    delegators = getattr(actor, "delegators", ())
    if not delegators or allowed(actor.acting_for(), permission, record):
        return
    for delegator in delegators:
        if allowed(actor.acting_for(delegator), permission, record):
            structlog.contextvars.bind_contextvars(**{ACTING_FOR: delegator.pk})
            return
