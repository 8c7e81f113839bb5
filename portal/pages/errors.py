"""Pages for what went wrong: what happened, what to do, and nothing typed is lost."""

import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from portal.core.typed import typed_texts


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show what was typed, with a button that sends the same again under a fresh token."""
    fields = [
        (name, text)
        for name, texts in request.POST.lists()
        if name not in {"csrfmiddlewaretoken", "password"}
        for text in texts
    ]
    context = {"typed": typed_texts(request), "replay_action": request.get_full_path(), "replay_fields": fields}
    return render(request, "403_csrf.html", context, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        limit = settings.FILE_MAX_BYTES // 1024 // 1024
        return render(request, "413.html", {"limit": limit}, status=413)
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"message": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer without touching the database: it may be what failed."""
    away = isinstance(sys.exc_info()[1], (OperationalError, InterfaceError))
    status = 503 if away else 500
    context: dict[str, Any] = {"typed": typed_texts(request) if request.method == "POST" else []}
    response = HttpResponse(render_to_string(f"{status}.html", context), status=status)
    if away:
        response["Retry-After"] = "30"
    return response
