"""Pages of units and people."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.core.paging import page_by_key
from portal.core.periods import PeriodKind, period_of
from portal.core.permissions import allowed, require
from units import selectors
from units.enums import Level

KEYS = ("sort_key", "pk")


def mine(request: HttpRequest) -> HttpResponse:
    """Lead an official to the branch they work for, a member to their union."""
    user: Any = request.user
    roots = selectors.list_roots_of(user)
    if len(roots) > 1:
        return render(request, "units/mine.html", {"units": roots})
    unit = roots[0] if roots else selectors.my_grassroots(user)
    return redirect("units:detail", unit.pk) if unit else redirect("units:list")


def find(request: HttpRequest) -> HttpResponse:
    """List active units by name, or those that match the words."""
    text = request.GET.get("q", "").strip()
    page = page_by_key(selectors.list_units(text=text), keys=KEYS, after=request.GET.get("sau", ""))
    return render(request, "units/list.html", {"page": page, "text": text})


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a unit: where it stands, who acts for it, what is under it, its totals, what it came from."""
    user: Any = request.user
    unit = selectors.get_unit(pk, actor=user)
    day = timezone.localdate()
    period = period_of(day, PeriodKind.YEAR)
    children = page_by_key(selectors.list_children(unit), keys=KEYS, after=request.GET.get("sau", ""))
    context = {
        "unit": unit,
        "line": selectors.list_ancestors(unit),
        "officials": selectors.list_officials(unit, day=day),
        "children": children,
        "figures": selectors.unit_figures(unit, period),
        "period": period,
        "history": selectors.list_history(unit),
        "keeps_unit": allowed(user, "units.manage_unit", unit),
        "charge": selectors.get_charge(unit, day=day) if unit.level == Level.GRASSROOTS else None,
        "clusters": selectors.list_clusters_of(unit, day=day) if unit.level <= Level.UPPER else [],
        "decides_charges": allowed(user, "units.decide_charges", unit),
        "sees_charges": unit.level < Level.GRASSROOTS and allowed(user, "units.view_charges", unit),
        "sees_members": allowed(user, "units.view_members", unit),
        "sees_officials": allowed(user, "units.view_officials", unit),
    }
    return render(request, "units/detail.html", context)


def members(request: HttpRequest, pk: int) -> HttpResponse:
    """List the members of a unit's branch by given name, for those who look after it."""
    user: Any = request.user
    unit = selectors.get_unit(pk, actor=user)
    require(user, "units.view_members", unit)
    text = request.GET.get("q", "").strip()
    alone = not user.reaches_below(unit)
    left, anywhere = "da-thoi" in request.GET, "moi-cho" in request.GET
    after = request.GET.get("sau", "")
    if text:
        page = selectors.find_members(text, under=unit, alone=alone, anywhere=anywhere, after=after)
    else:
        found = selectors.list_former_members(unit) if left else selectors.list_members(unit, alone=alone)
        page = page_by_key(found, keys=KEYS, after=after)
    context = {
        "unit": unit,
        "page": page,
        "text": text,
        "left": left,
        "anywhere": anywhere,
        "has_many": unit.level <= Level.PROVINCE,
    }
    return render(request, "units/members.html", context)
