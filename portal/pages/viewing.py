"""
“Xem như”: an administrator or leader reads the portal as the holder of one role would.

The reader takes on the role and nothing of the person: no drafts, seats, ballots or notices of theirs. Nothing can
be changed meanwhile, and whatever a page writes while it is read is taken back.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.permissions import allowed
from units.models import Assignment
from units.selectors import find_viewed

SESSION_KEY = "view_as"
READING = ("GET", "HEAD", "OPTIONS")
WAYS_OUT = ("stop_viewing", "account_logout", "set_language")
SHOWN = ("text/html", "application/json")

Handler = Callable[[HttpRequest], HttpResponseBase]


def start(request: HttpRequest, held: Assignment) -> None:
    """Begin to view as the holder of ``held``; the caller has asked for the right."""
    request.session[SESSION_KEY] = held.pk
    audit.record("view_as.start", held, actor=request.user, at=timezone.now(), note=str(held))


def stop(request: HttpRequest) -> None:
    """End the viewing of this session, if there is one."""
    pk = request.session.pop(SESSION_KEY, None)
    held = find_viewed(pk) if pk is not None else None
    if held is not None:
        audit.record("view_as.end", held, actor=request.user, at=timezone.now(), note=str(held))


def viewing(get_response: Handler) -> Handler:
    """Answer as the holder of the role the session views as; without one, as ever."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        held = _viewed(request)
        if held is None:
            return get_response(request)
        if request.path in {reverse(name) for name in WAYS_OUT}:
            if request.method == "POST" and request.path != reverse("set_language"):
                stop(request)
            return get_response(request)
        return _read_only(get_response, request, held)

    return answer


def _viewed(request: HttpRequest) -> Assignment | None:
    pk = request.session.get(SESSION_KEY)
    if pk is None or not request.user.is_authenticated:
        return None
    held = find_viewed(pk)
    if held is None or not allowed(request.user, "units.view_as", held):
        stop(request)
        return None
    return held


def _read_only(get_response: Handler, request: HttpRequest, held: Assignment) -> HttpResponseBase:
    viewer: Any = request.user
    request.viewed_role = held  # type: ignore[attr-defined]
    request.user = viewer.with_only([held])
    if request.method not in READING:
        raise PermissionDenied(_("Bạn đang xem như một vai trò khác nên chỉ đọc được. Hãy thôi xem rồi làm việc này."))
    with transaction.atomic():
        response = get_response(request)
        transaction.set_rollback(True)
    if not _is_page(response):
        if isinstance(response, FileResponse) and response.file_to_stream is not None:
            response.file_to_stream.close()
        raise PermissionDenied(_("Khi đang xem như vai trò khác thì không tải được tệp: có thể có dữ liệu cá nhân."))
    return response


def _is_page(response: HttpResponseBase) -> bool:
    kind = str(response.get("Content-Type", "text/html"))
    return isinstance(response, HttpResponse) and not response.get("Content-Disposition") and kind.startswith(SHOWN)
