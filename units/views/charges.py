"""Pages of who looks after which union."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.forms import apply
from portal.core.paging import page_by_key
from portal.core.permissions import allowed, require
from units import selectors, services
from units.enums import Level
from units.forms import ChargeForm, HandOverForm
from units.selectors.charges import CHARGE_KEYS, OFFICIAL_KEYS, UNION_KEYS


def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a branch is looked after: part by part, official by official."""
    user: Any = request.user
    unit = selectors.get_unit(pk, actor=user)
    require(user, "units.view_charges", unit)
    day = timezone.localdate()
    limit = selectors.charge_limit(day)
    workloads = selectors.list_workloads(unit, day=day)
    after, whose = request.GET.get("sau", ""), request.GET.get("nguoi", "")
    context = {
        "unit": unit,
        "whole": selectors.coverage(unit, day=day),
        "direct": selectors.coverage(unit, day=day, direct=True),
        "parts": page_by_key(selectors.list_coverage(unit, day=day), keys=UNION_KEYS, after=after),
        "officials": page_by_key(workloads, keys=OFFICIAL_KEYS, after=whose),
        "limit": limit,
        "overloaded": selectors.count_overloaded(unit, day=day, limit=limit),
        "decides": allowed(user, "units.decide_charges", unit),
    }
    return render(request, "units/charges.html", context)


def unions(request: HttpRequest, pk: int) -> HttpResponse:
    """List the grassroots unions of a branch with who looks after each, or those that have nobody."""
    user: Any = request.user
    unit = selectors.get_unit(pk, actor=user)
    require(user, "units.view_charges", unit)
    missing = request.GET.get("loc") == "chua"
    found = selectors.list_unions(unit, day=timezone.localdate(), missing=missing)
    context = {
        "unit": unit,
        "missing": missing,
        "page": page_by_key(found, keys=UNION_KEYS, after=request.GET.get("sau", "")),
        "decides": allowed(user, "units.decide_charges", unit),
    }
    return render(request, "units/charged_unions.html", context)


def mine(request: HttpRequest) -> HttpResponse:
    """Lead an official to the unions they look after."""
    return redirect("units:official", request.user.pk)


def official(request: HttpRequest, pk: int) -> HttpResponse:
    """List the unions an official looks after, as far as the reader sees them."""
    user: Any = request.user
    person = user if user.pk == pk else selectors.get_official(pk)
    day = timezone.localdate()
    charges = selectors.list_in_charge(person, actor=user, day=day)
    page = page_by_key(charges, keys=CHARGE_KEYS, after=request.GET.get("sau", ""))
    if not page.rows and person != user:
        raise Http404
    context = {"person": person, "page": page, "count": charges.count(), "limit": selectors.charge_limit(day)}
    return render(request, "units/official.html", context)


def charge(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who looks after one union from a day on."""
    user: Any = request.user
    unit = selectors.get_unit(pk, actor=user)
    require(user, "units.decide_charges", unit)
    if unit.level != Level.GRASSROOTS:
        raise Http404
    day = timezone.localdate()
    officials = selectors.eligible_officials(unit, day=day)
    form = ChargeForm(request.POST or None, officials=officials, initial={"valid_from": day})
    if form.is_valid() and apply(
        form, lambda: services.charge_official(unit, actor=user, at=timezone.now(), **form.cleaned_data)
    ):
        messages.success(request, _("Đã phân công cán bộ phụ trách."))
        return redirect("units:detail", pk)
    context = {
        "form": form,
        "unit": unit,
        "title": _("Phân công cán bộ phụ trách"),
        "history": selectors.list_charges(unit),
        "back": reverse("units:detail", args=[pk]),
        "button": _("Phân công"),
    }
    return render(request, "units/charge_form.html", context, status=422 if form.errors else 200)


def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a whole list of unions to another official at once."""
    user: Any = request.user
    unit = selectors.get_unit(pk, actor=user)
    require(user, "units.decide_charges", unit)
    day = timezone.localdate()
    form = HandOverForm(
        request.POST or None,
        officials=selectors.eligible_officials(unit, day=day),
        holders=selectors.officials_with_charges(unit, day=day),
        initial={"valid_from": day},
    )
    given: list[int] = []
    if form.is_valid() and apply(
        form,
        lambda: given.append(services.hand_over_charges(unit, actor=user, at=timezone.now(), **form.cleaned_data)),
    ):
        messages.success(request, _("Đã giao %(count)d công đoàn cơ sở.") % {"count": given[0]})
        return redirect("units:charges", pk)
    context = {
        "form": form,
        "unit": unit,
        "title": _("Bàn giao danh sách phụ trách"),
        "back": reverse("units:charges", args=[pk]),
        "button": _("Bàn giao"),
    }
    return render(request, "units/charge_form.html", context, status=422 if form.errors else 200)
