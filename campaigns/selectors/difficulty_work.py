"""Which difficulties wait for a person."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.enums import WAITING, DifficultyState
from campaigns.models import Difficulty
from campaigns.rules import UNIT_OFFICIALS
from portal.core.work import Work
from units.enums import Level, Role
from units.models import branch_condition
from units.selectors import unions_of

MOST = 50
FEW = 5  # more than so many of one kind are one row
DIRECT, CHECK, HELP, PRESS = "direct", "check", "help", "press"


def list_difficulty_work(actor: Any, *, day: date) -> Iterable[Work]:
    """
    Return the difficulties that wait for ``actor``; one query, none for who has no part in them.

    The union carries out the directive; the upper union and the province direct and look at what was resolved;
    the assigned official presses what is overdue among their unions.
    """
    acts, directs = _acts_for(actor), _directs(actor)
    presses = actor.holds(Role.ASSIGNED_OFFICER)
    if not (acts or presses or directs is not None):
        return []
    wanted = Q(unit__in=acts, state=DifficultyState.DIRECTED)
    if directs is not None:
        resolved = Q(state=DifficultyState.RESOLVED) & ~Q(resolved_by=actor)
        wanted |= directs & (Q(state__in=WAITING) | resolved)
    if presses:
        wanted |= Q(unit__in=unions_of(actor, day=day).order_by().values("pk")) & Q(
            state=DifficultyState.DIRECTED, due_on__lt=day
        )
    found = (
        Difficulty.objects.filter(wanted)
        .select_related("unit", "campaign")
        .only("text", "state", "due_on", "unit__short_name", "campaign__code", "campaign__name", "campaign__short_name")
    )
    kinds: dict[str, list[Difficulty]] = {}
    for one in found.order_by(F("due_on").asc(nulls_last=True), "-created_at", "pk")[:MOST]:
        kinds.setdefault(_kind(one, acts), []).append(one)
    return [work for kind, some in kinds.items() for work in _rows(kind, some)]


def _acts_for(actor: Any) -> set[int]:
    held = actor.assignments
    return {one.unit_id for one in held if one.role in UNIT_OFFICIALS and one.unit.level == Level.GRASSROOTS}


def _directs(actor: Any) -> Q | None:
    """The branches whose difficulties ``actor`` is asked to direct: an officer's, or a head's of an upper union."""
    condition = None
    for held in actor.assignments:
        officer = held.role == Role.EMULATION_OFFICER and held.unit.level in {Level.PROVINCE, Level.UPPER}
        if officer or (held.role == Role.LEADER and held.unit.level == Level.UPPER):
            branch = branch_condition(held.unit)
            condition = branch if condition is None else condition | branch
    return condition


def _kind(one: Difficulty, acts: set[int]) -> str:
    if one.state in WAITING:
        return DIRECT
    if one.state == DifficultyState.RESOLVED:
        return CHECK
    return HELP if one.unit_id in acts else PRESS


def _rows(kind: str, some: list[Difficulty]) -> list[Work]:
    if len(some) > FEW:
        return [_many(kind, some)]
    verb = {DIRECT: _("Chỉ đạo"), CHECK: _("Kiểm tra"), HELP: _("Khắc phục"), PRESS: _("Đôn đốc")}[kind]
    return [
        Work(one.title, f"{one.unit.short_name} · {one.campaign}", _url(one), verb, due_on=_due(kind, one))
        for one in some
    ]


def _many(kind: str, some: list[Difficulty]) -> Work:
    title = {
        DIRECT: _("%(count)d khó khăn chờ chỉ đạo"),
        CHECK: _("%(count)d khó khăn đã khắc phục, chờ kiểm tra"),
        HELP: _("%(count)d khó khăn cần khắc phục"),
        PRESS: _("%(count)d khó khăn quá hạn ở đơn vị bạn phụ trách"),
    }[kind] % {"count": len(some)}
    chosen = {DIRECT: "", CHECK: "resolved", HELP: "directed", PRESS: "qua-han"}[kind]
    names = "; ".join(dict.fromkeys(one.unit.short_name for one in some[:3]))
    address = f"{reverse('campaigns:difficulties')}?state={chosen}"
    return Work(title, names, address, _("Xem danh sách"), due_on=_due(kind, some[0]))


def _due(kind: str, one: Difficulty) -> date | None:
    return one.due_on if kind in {HELP, PRESS} else None


def _url(one: Difficulty) -> str:
    return reverse("campaigns:difficulty", args=[one.pk])
