"""The catalogue: every title and form with its conditions, its law, and how sure that is."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from awards.selectors.catalogue import groups_of, numbers_in_force, rules_of, versions_of
from awards.selectors.register import get_award_type


def catalogue(request: HttpRequest) -> HttpResponse:
    """List the awards in force, by kind."""
    today = timezone.localdate()
    context = {"groups": groups_of(on=today), "numbers": numbers_in_force(on=today), "day": today, "tab": "catalogue"}
    return render(request, "awards/catalogue.html", context)


def award_type(request: HttpRequest, code: str) -> HttpResponse:
    """Show an award: what it asks, how it is voted, how many there may be, what it pays, and its versions."""
    record = get_award_type(code)
    today: Any = timezone.localdate()
    day = max(min(today, record.valid_to or today), record.valid_from)
    context = {"award": record, "day": day, "versions": versions_of(record), **rules_of(record, on=day)}
    return render(request, "awards/award_type.html", context)
