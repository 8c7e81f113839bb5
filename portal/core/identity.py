"""
Is it still the person who signed in? Asked again before what binds or hands out other people's data.

Who answers is the account adapter of allauth (``accounts.adapters``), which knows what an account has to show
for itself; the floor only asks.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
FIELDS = ("identity_password", "identity_code", "identity_passkey", "identity_sms", "identity_send")
RETURN = "identity_return"  # the page was asked for, not sent: afterwards it is opened, not posted to
SAFE = {"GET", "HEAD", "OPTIONS"}


def identity_confirmed(view: View[P]) -> View[P]:
    """
    Return ``view`` so that sending its form needs a sign-in or a confirmation not older than ``REAUTH_MINUTES``.

    Where second factors are compulsory it is also shown only to who has one. Whoever must confirm gets a page with
    one field; what they had typed goes along with it and arrives as if nothing had happened.
    """
    return _guarded(view, factor=True, reading=False)


def identity_confirmed_to_read(view: View[P]) -> View[P]:
    """Return ``view`` so that already opening it needs that: files of personal data, how an account is signed in to."""
    return _guarded(view, factor=False, reading=True)


def identity_confirmed_to_take(view: View[P]) -> View[P]:
    """Return ``view`` so that sending its form needs that, by whatever the person has: lists of people as files."""
    return _guarded(view, factor=False, reading=False)


def confirmed_recently(request: HttpRequest) -> bool:
    """Return whether the person of this session signed in, or confirmed who they are, within ``REAUTH_MINUTES``."""
    return time.time() - _last_proof(request) < settings.REAUTH_MINUTES * 60


def _last_proof(request: HttpRequest) -> float:
    user: Any = request.user
    records = get_authentication_records(request, user)
    if records:
        return max(float(record["at"]) for record in records)
    # A session that no sign-in page has opened is as old as the account's last sign-in.
    return user.last_login.timestamp() if user.last_login else 0.0


def _guarded(view: View[P], *, factor: bool, reading: bool) -> View[P]:
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        adapter = get_adapter(request)
        if factor and settings.MFA_REQUIRED and not adapter.has_second_factor(request.user):
            return redirect("accounts:second_factor")
        answered = request.method == "POST" and any(name in request.POST for name in FIELDS)
        if answered:
            problem = adapter.confirm_identity(request)
            if problem is not None:
                return _ask(request, problem)
            if RETURN in request.POST:
                return redirect(request.get_full_path())
            _strip(request)
        elif (request.method not in SAFE or reading) and not confirmed_recently(request):
            return _ask(request, "")
        return view(request, *args, **kwargs)

    guarded.asks_again = True  # type: ignore[attr-defined]
    return guarded


def _ask(request: HttpRequest, problem: str) -> HttpResponse:
    """Show the page that asks, with all that was typed in it."""
    hidden = {"csrfmiddlewaretoken", *FIELDS}
    fields = [(name, text) for name, texts in request.POST.lists() if name not in hidden for text in texts]
    if request.method in SAFE:
        fields = [(RETURN, "1")]
    context = {
        "fields": fields,
        "problem": problem,
        "action": request.get_full_path(),
        "methods": get_adapter(request).identity_methods(request),
        "lost_files": bool(request.FILES),
    }
    return render(request, "accounts/confirm_identity.html", context, status=403)


def _strip(request: HttpRequest) -> None:
    """Take the proof out of the form: the view, and an error page after it, must not see a password."""
    left = request.POST.copy()
    for name in FIELDS:
        left.pop(name, None)
    left._mutable = False
    request.POST = left  # type: ignore[assignment]
