"""For the machines that watch: is the portal alive, is it ready."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from portal.pages.selectors import health


@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """Tell how each part is; 200 while pages can be served, which needs the database only."""
    try:
        found = health(at=timezone.now())
    except DatabaseError as problem:
        return JsonResponse({"ok": False, "database": False, "problem": type(problem).__name__}, status=503)
    return JsonResponse({"ok": True} | found)


@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    """Tell whether this process should be sent requests: 503 until the database answers."""
    return healthz(request)
