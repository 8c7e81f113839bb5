"""Lists: my own, a branch's, and the library of what was recognised."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives import selectors
from initiatives.forms import FilterForm
from initiatives.rules import READERS
from initiatives.selectors import Filters
from units.models import Assignment, Unit
from units.selectors import get_unit


def mine(request: HttpRequest) -> HttpResponse:
    """What the reader made, or entered for others."""
    form, filters = _filters(request)
    page = selectors.list_mine(request.user, filters=filters, after=request.GET.get("sau", ""))
    title = _("Sáng kiến của tôi")
    return render(request, "initiatives/list.html", _context(request, "mine", title, form, page))


def library(request: HttpRequest) -> HttpResponse:
    """Everything that was recognised, for everyone who is signed in."""
    form, filters = _filters(request)
    page = selectors.list_library(filters=filters, after=request.GET.get("sau", ""))
    title = _("Kho sáng kiến đã công nhận")
    return render(request, "initiatives/list.html", _context(request, "library", title, form, page))


def branch(request: HttpRequest) -> HttpResponse:
    """What was handed in in the branch of a unit the reader works for; without one, the library."""
    actor: Any = request.user
    units = reading_units(actor)
    if not units:
        return library(request)
    form, filters = _filters(request)
    unit = _chosen_unit(request, form, units)
    alone = _reads_alone(request.user, unit)
    page = selectors.list_branch(unit, filters=filters, after=request.GET.get("sau", ""), alone=alone)
    context = _context(request, "branch", _("Sáng kiến của đơn vị"), form, page)
    return render(request, "initiatives/list.html", context | {"unit": unit, "units": units})


def _reading(actor: Any) -> list[Assignment]:
    return [held for held in actor.assignments if held.role in READERS]


def _reads_alone(actor: Any, unit: Unit) -> bool:
    """Whether ``actor`` reads what ``unit`` itself has, and not what its branch has."""
    return not any(held.whole_branch and held.covers(unit) for held in _reading(actor))


def reading_units(actor: Any) -> list[Unit]:
    """Return the units whose branches ``actor`` reads, the highest first, none twice."""
    units = {held.unit.pk: held.unit for held in _reading(actor)}
    return sorted(units.values(), key=lambda unit: (unit.level, unit.pk))


def _chosen_unit(request: HttpRequest, form: FilterForm, units: list[Unit]) -> Unit:
    wanted = form.cleaned_data.get("don_vi") if form.is_valid() else None
    if wanted is None:
        return units[0]
    own = next((unit for unit in units if unit.pk == wanted), None)
    unit = own or get_unit(wanted, actor=request.user)
    if not any(held.covers(unit) for held in _reading(request.user)):
        raise PermissionDenied(_("Đơn vị này không thuộc phạm vi bạn phụ trách."))
    return unit


def _filters(request: HttpRequest) -> tuple[FilterForm, Filters]:
    form = FilterForm(request.GET)
    form.is_valid()
    given = form.cleaned_data
    return form, Filters(
        state=given.get("trang_thai") or "",
        campaign_id=given.get("phong_trao"),
        text=given.get("q") or "",
        start=given.get("tu"),
        end=given.get("den"),
        by_recognition=given.get("moc") == "cong_nhan",
    )


def _context(request: HttpRequest, name: str, title: str, form: FilterForm, page: Any) -> dict[str, Any]:
    kept = request.GET.copy()
    kept.pop("sau", None)
    return {
        "name": name,
        "title": title,
        "form": form,
        "page": page,
        "query": kept.urlencode(),
        "filtered": any(kept.values()),
        "tabs": _tabs(request, name),
    }


def _tabs(request: HttpRequest, name: str) -> list[dict[str, Any]]:
    actor: Any = request.user
    tabs = [("library", _("Kho đã công nhận"), reverse("initiatives:library"))]
    if actor.member_id is not None:
        tabs.insert(0, ("mine", _("Của tôi"), reverse("initiatives:mine")))
    if reading_units(actor):
        tabs.insert(0, ("branch", _("Đơn vị"), reverse("initiatives:list")))
    return [{"label": label, "url": url, "current": key == name, "count": None} for key, label, url in tabs]
