"""How long data are kept: dated rows by class; every night each app purges its own."""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.db import transaction
from django.db.models import Q

from portal.core import audit
from portal.core.models import RetentionRule
from portal.core.periods import day_of

FIXTURE = Path(__file__).resolve().parent / "fixtures" / "retention_rules.json"
Purge = Callable[[datetime, datetime], dict[str, int]]
"""Takes the moment before which things go and that of the purge; returns how many went, by kind."""


def rule_on(code: str, day: date) -> RetentionRule | None:
    """Return the rule of a class in force on ``day``."""
    rules = RetentionRule.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), code=code, valid_from__lte=day)
    return rules.order_by("-valid_from").first()


def purge_expired(*, at: datetime) -> dict[str, int]:
    """
    Purge every class that has a rule in force; return how many rows went, by kind.

    Each class is one transaction with one line in the trail. What has no rule is kept. Safe to run twice.
    """
    counts: dict[str, int] = {}
    for code, purge in purges():
        rule = rule_on(code, day_of(at))
        if rule is not None:
            counts |= _purge(rule, purge, at)
    return counts


@transaction.atomic
def _purge(rule: RetentionRule, purge: Purge, at: datetime) -> dict[str, int]:
    counts = {kind: count for kind, count in purge(at - timedelta(days=rule.days), at).items() if count}
    if counts:
        after = {"code": rule.code, "days": rule.days} | counts
        audit.record("retention.purge", rule, actor=None, at=at, after=after)
    return counts


def purges() -> Iterator[tuple[str, Purge]]:
    """
    Return the classes of all apps and what purges each.

    An app that keeps something for a time only has a module ``<app>.services.retention`` (the floor itself:
    ``portal.core.purging``) with ``PURGES``, a mapping from class to function; it is found by its name.
    """
    names = ["portal.core.purging"]
    for config in apps.get_app_configs():
        name = f"{config.name}.services.retention"
        if find_spec(f"{config.name}.services") is not None and find_spec(name) is not None:
            names.append(name)
    for name in names:
        yield from import_module(name).PURGES.items()


@transaction.atomic
def load_rules(*, at: datetime) -> int:
    """Bring the dated rows to what the fixture says; return how many are new. Safe to run again."""
    made = 0
    for row in json.loads(FIXTURE.read_text(encoding="utf-8")):
        keys = {"code": row.pop("code"), "valid_from": row.pop("valid_from")}
        _, created = RetentionRule.objects.update_or_create(**keys, defaults=row)
        made += created
    if made:
        newest = RetentionRule.objects.latest("pk")
        audit.record("catalogue.load", newest, actor=None, at=at, after={"rows": made})
    return made
