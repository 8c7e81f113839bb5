"""The trail, for the inspection committee and the administrators of a branch."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.core.paging import page_by_key
from portal.core.permissions import require
from portal.pages.trail.reach import list_lines


def trail(request: HttpRequest) -> HttpResponse:
    """List who did what in the reader's branch, newest first."""
    user: Any = request.user
    require(user, "units.view_trail")
    page = page_by_key(list_lines(user), keys=("-pk",), after=request.GET.get("sau", ""))
    return render(request, "pages/trail.html", {"page": page})
