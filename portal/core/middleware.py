"""What every request passes: its sender's address, an id for the logs, composed text, and refusals as pages."""

import unicodedata
import uuid
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address

import structlog
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from portal.core.errors import DomainError, StaleError
from portal.core.typed import typed_texts
from portal.core.workflow import WrongStateError

Handler = Callable[[HttpRequest], HttpResponse]


def request_context(get_response: Handler) -> Handler:
    """Give each request an id that its log lines, its audit lines and its answer carry."""

    def answer(request: HttpRequest) -> HttpResponse:
        if settings.BEHIND_PROXY:
            _look_behind_proxy(request)
        request_id = uuid.uuid4().hex[:16]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id, address=request.META.get("REMOTE_ADDR") or None)
        response = get_response(request)
        response["X-Request-Id"] = request_id
        return response

    return answer


def _look_behind_proxy(request: HttpRequest) -> None:
    """Put the client's address where everyone looks for it: limits by address would count all people as one."""
    # Only the last entry is the proxy's; those before it are whatever the client sent.
    noted = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    with suppress(ValueError):
        # Without a scope (fe80::1%eth0): the trail keeps addresses in a column that knows none.
        request.META["REMOTE_ADDR"] = str(ip_address(noted.partition("%")[0]))


def composed_text(get_response: Handler) -> Handler:
    """Bring what people type to NFC: phones and Macs send some Vietnamese letters in pieces."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.META.get("QUERY_STRING"):
            request.GET = _composed(request.GET)  # type: ignore[assignment]
        if request.method == "POST" and request.content_type != "application/json":
            request.POST = _composed(request.POST)  # type: ignore[assignment]
        return get_response(request)

    return answer


def _composed(values: QueryDict) -> QueryDict:
    result = QueryDict(mutable=True, encoding=values.encoding)
    for name, texts in values.lists():
        # NUL can be typed into no field and stored in no column.
        result.setlist(name, [unicodedata.normalize("NFC", str(text)).replace("\x00", "") for text in texts])
    result._mutable = False
    return result


class RefusalMiddleware:
    """Turn a refusal that no form caught into a page that says so; nothing was changed."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, (StaleError, WrongStateError)):
            mine = getattr(problem, "mine", []) or typed_texts(request)
            context = {
                "message": problem.message,
                "mine": mine,
                "theirs": getattr(problem, "theirs", []),
                "back": request.path,
            }
            return render(request, "409.html", context, status=409)
        if isinstance(problem, DomainError):
            messages.error(request, problem.message)
            return HttpResponseRedirect(_page_before(request))
        return None


def _page_before(request: HttpRequest) -> str:
    before = request.META.get("HTTP_REFERER", "")
    safe = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    return before if safe else "/"
