"""The register: one's own achievements, those of a branch, and awards entered from elsewhere."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from awards.enums import RecordSource
from awards.forms import RecordForm, RegisterFilterForm
from awards.selectors.register import (
    Filters,
    certificates_of,
    get_holder,
    list_award_types,
    list_records,
    ratings_of,
    records_of,
)
from awards.services.register import enter_record
from awards.views.nominations import without_cursor
from initiatives.selectors import recognised_by_member
from portal.core.forms import apply
from portal.core.permissions import allowed, require
from units.models import Member


def mine(request: HttpRequest) -> HttpResponse:
    """Show what one was given, for life."""
    user: Any = request.user
    if user.member is None:
        return render(request, "awards/person.html", {"member": None})
    return render(request, "awards/person.html", _person(user.member, user) | {"own": True})


def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a person of one's branch was given."""
    user: Any = request.user
    member = get_holder(pk, actor=user)
    return render(request, "awards/person.html", _person(member, user) | {"own": user.member_id == pk})


def _person(member: Member, user: Any) -> dict[str, Any]:
    return {
        "member": member,
        "records": list(records_of(member)),
        "certificates": list(certificates_of(member)),
        "ratings": list(ratings_of(member)),
        "initiatives": recognised_by_member([member.pk]).get(member.pk, []),
        "may_enter": allowed(user, "awards.propose_for_unit", member.unit),
    }


def register(request: HttpRequest) -> HttpResponse:
    """The register of one's branches."""
    user: Any = request.user
    form = RegisterFilterForm(request.GET or None)
    data = form.cleaned_data if form.is_valid() else {}
    filters = Filters(
        year=data.get("nam"),
        text=data.get("q", ""),
        unit_id=data.get("don_vi"),
        start=data.get("tu"),
        end=data.get("den"),
        indicator=data.get("chi_so", ""),
    )
    page = list_records(user, filters=filters, after=request.GET.get("sau", ""))
    context = {
        "form": form,
        "page": page,
        "query": without_cursor(request),
        "filtered": any(data.values()),
        "tab": "register",
    }
    return render(request, "awards/register.html", context)


def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter an award that was decided elsewhere."""
    user: Any = request.user
    member = get_holder(pk, actor=user)
    require(user, "awards.propose_for_unit", member.unit)
    last_year = timezone.localdate().year - 1
    form = RecordForm(request.POST or None, initial={"year": last_year}, awards=list_award_types())
    if form.is_valid():
        data = form.cleaned_data
        if apply(form, lambda: _enter(member, data, user)):
            messages.success(request, _("Đã ghi vào sổ khen thưởng."))
            return redirect("awards:person", pk)
    return render(
        request, "awards/record_form.html", {"form": form, "member": member}, status=422 if form.errors else 200
    )


def _enter(member: Member, data: dict[str, Any], user: Any) -> None:
    enter_record(member, actor=user, at=timezone.now(), source=RecordSource.EXTERNAL, **data)
