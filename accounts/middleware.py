"""What every page of someone signed in passes: their second factor, and when they were last here."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.rules import must_have_second_factor
from accounts.selectors import has_second_factor

Handler = Callable[[HttpRequest], HttpResponse]
PROTECTED = "second_factor"
OPEN = ("/tai-khoan/", "/ngon-ngu/", "/healthz", "/readyz")
NOTED_EVERY = 300  # seconds


def second_factor(get_response: Handler) -> Handler:
    """Lead whoever must have a second factor to the page where they add one; until then nothing else opens."""

    def answer(request: HttpRequest) -> HttpResponse:
        if settings.MFA_REQUIRED and not request.path.startswith(OPEN) and _lacks_it(request):
            return redirect("accounts:second_factor")
        return get_response(request)

    return answer


def _lacks_it(request: HttpRequest) -> bool:
    user: Any = request.user
    if not user.is_authenticated or request.session.get(PROTECTED) == user.pk or not must_have_second_factor(user):
        return False
    if not has_second_factor(user):
        return True
    request.session[PROTECTED] = user.pk  # safe to keep: who must have one cannot give up the last
    return False


def last_seen(get_response: Handler) -> Handler:
    """Note every few minutes when and from where a session was used, for the list of sessions."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        user: Any = request.user
        key = request.session.session_key
        # Sessions opened by a sign-in page only: others have no line in the list.
        listed = key and user.is_authenticated and get_authentication_records(request, user)
        if listed and cache.add(f"seen:{key}", 1, NOTED_EVERY):
            now, address = timezone.now(), request.META.get("REMOTE_ADDR", "")
            UserSession.objects.filter(session_key=key).update(last_seen_at=now, ip=address)
        return response

    return answer
