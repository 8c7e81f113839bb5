"""Signing in with a one-time code."""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import devices
from accounts.enums import Purpose
from accounts.forms import AskCodeForm, CodeForm
from accounts.models import OneTimeCode
from accounts.selectors import find_login, get_code, way_to_reach
from accounts.services import ask_code, try_code
from portal.core.forms import apply

CODE, LOGIN, NEXT = "code_id", "code_login", "code_next"


@login_not_required
def ask(request: HttpRequest) -> HttpResponse:
    """Take the name of an account and send a code to its phone or e-mail; the answer tells nothing about it."""
    form = AskCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and apply(form, lambda: _send(request, form.cleaned_data["login"])):
        request.session[NEXT] = request.POST.get("next", "")
        return redirect("accounts:enter_code")
    context = {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")}
    return render(request, "accounts/ask_code.html", context, status=422 if form.errors else 200)


def _send(request: HttpRequest, typed: str) -> None:
    user = find_login(typed)
    channel, address = way_to_reach(user)
    code = ask_code(
        Purpose.SIGN_IN,
        actor=None,
        at=timezone.now(),
        asked_for=typed,
        channel=channel,
        address=address,
        user=user,
        asked_from=request.META.get("REMOTE_ADDR"),
        known_device=devices.device_of(request, user) is not None,
    )
    request.session[CODE], request.session[LOGIN] = code.pk, typed


@login_not_required
def enter(request: HttpRequest) -> HttpResponseBase:
    """Take the code that was sent, and sign its owner in."""
    code = get_code(request.session.get(CODE), Purpose.SIGN_IN)
    if code is None:
        return redirect("accounts:ask_code")
    again = AskCodeForm({"login": request.session.get(LOGIN, "")})
    if "again" in request.POST:
        if again.is_valid() and apply(again, lambda: _send(request, again.cleaned_data["login"])):
            return redirect("accounts:enter_code")
        form = CodeForm()
    else:
        form = CodeForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and apply(form, lambda: _try(code, form.cleaned_data["code"])):
            return _let_in(request, code.user)
    problems = [*again.non_field_errors(), *again.errors.get("login", [])] if "again" in request.POST else []
    context = {"form": form, "login": request.session.get(LOGIN, ""), "problems": problems, "hint": log_hint()}
    return render(request, "accounts/enter_code.html", context, status=422 if form.errors or problems else 200)


def _try(code: OneTimeCode, typed: str) -> None:
    try_code(code, actor=code.user, at=timezone.now(), typed=typed)


def _let_in(request: HttpRequest, user: Any) -> HttpResponseBase:
    wanted = request.session.pop(NEXT, "")
    for name in (CODE, LOGIN):
        request.session.pop(name, None)
    return let_in(request, user, wanted)


def let_in(request: HttpRequest, user: Any, wanted: str = "") -> HttpResponseBase:
    """Sign ``user`` in, a second factor first if they have one, and lead to the page they wanted."""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    record_authentication(request, user, method="code")
    answer: HttpResponseBase = perform_login(
        request, Login(user=user, redirect_url=wanted if wanted and safe else None)
    )
    return answer


def log_hint() -> bool:
    """Return whether codes only go into the log, so that a page can say where to look."""
    return bool(settings.LOCAL and settings.MESSAGE_GATEWAY == "console")
