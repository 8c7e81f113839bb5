"""Search over everything: a few of each kind, each through what its app lets the reader see."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from awards.models import Decision
from campaigns.models import Campaign
from initiatives.models import Initiative
from portal.core import search
from portal.core.templatetags.vi import day
from units.models import User
from units.selectors import find_members, list_roots_of, list_units

FEW = 6
Row = dict[str, Any]


def search_everything(text: str, *, actor: User) -> list[Row]:
    """Return groups (title, rows as the inbox wants them) of what ``actor`` may see and ``text`` matches."""
    kinds: tuple[tuple[str, Callable[[str, User], list[Row]]], ...] = (
        (_("Sáng kiến"), _initiatives),
        (_("Phong trào"), _campaigns),
        (pgettext("many", "Quyết định"), _decisions),
        (pgettext("many", "Đơn vị"), _units),
        (_("Đoàn viên"), _members),
    )
    groups = [{"title": title, "rows": find(text, actor)} for title, find in kinds]
    return [group for group in groups if group["rows"]]


def _row(what: str, why: str, url: str) -> Row:
    return {"what": what, "why": why, "url": url, "later": True}


def _initiatives(text: str, actor: User) -> list[Row]:
    named = search.matching(Initiative.objects.visible_to(actor), text).select_related("unit")
    found = named.order_by(search.off_index("pk").desc())[:FEW]
    return [
        _row(
            one.title,
            f"{one.code} · {one.unit.short_name} · {one.get_state_display()}".strip(" ·"),
            _to("initiatives:detail", one),
        )
        for one in found
    ]


def _campaigns(text: str, actor: User) -> list[Row]:
    found = (
        search.matching(Campaign.objects.visible_to(actor), text).select_related("launch_unit").order_by("-pk")[:FEW]
    )
    return [
        _row(one.name, f"{one.launch_unit.short_name} · {one.get_state_display()}", _to("campaigns:detail", one))
        for one in found
    ]


def _decisions(text: str, actor: User) -> list[Row]:
    number = text.split("/", maxsplit=1)[0]
    wanted = Q(subject__icontains=text)
    if number.isdecimal() and len(number) < 8:  # noqa: PLR2004 - what a number of a series can be
        wanted |= Q(number=int(number))
    found = (
        Decision.objects.visible_to(actor)
        .filter(wanted, number__isnull=False)
        .select_related("unit")
        .order_by("-pk")[:FEW]
    )
    return [
        _row(one.subject, f"{one.symbol} · {day(one.decided_on)} · {one.unit.short_name}", _to("awards:decision", one))
        for one in found
    ]


def _units(text: str, _actor: User) -> list[Row]:
    return [
        _row(one.name, f"{one.code} · {one.get_kind_display()}", _to("units:detail", one))
        for one in list_units(text=text)[:FEW]
    ]


def _members(text: str, actor: User) -> list[Row]:
    """People of the branches the reader works for; nobody else's name is theirs to look up."""
    rows = [member for root in list_roots_of(actor) for member in find_members(text, under=root).rows[:FEW]]
    return [
        _row(
            one.full_name,
            f"{one.code} · {one.position} · {one.unit.short_name}",
            reverse("member", args=[one.pk]),
        )
        for one in rows[:FEW]
    ]


def _to(name: str, record: Any) -> str:
    return reverse(name, args=[record.pk])
