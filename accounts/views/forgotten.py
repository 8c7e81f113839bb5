"""A forgotten password: whose it is, then the code that came and a new one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import devices, gateways, trying
from accounts.enums import Purpose
from accounts.forms import AskCodeForm, NewPasswordForm
from accounts.models import OneTimeCode
from accounts.selectors import find_login, get_code
from accounts.services import ask_reset, reset_password
from accounts.views.sign_in import log_hint
from portal.core.forms import apply

CODE, LOGIN = "reset_code_id", "reset_login"


@login_not_required
def ask(request: HttpRequest) -> HttpResponse:
    """Take the name of an account and send a code to its phone and a link to its e-mail; tell nothing about it."""
    form = AskCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and apply(form, lambda: _send(request, form.cleaned_data["login"])):
        return redirect("accounts:new_password" if gateways.is_there() else "account_reset_password_done")
    context = {"form": form, "sends": gateways.is_there()}
    return render(request, "account/password_reset.html", context, status=422 if form.errors else 200)


def _send(request: HttpRequest, typed: str) -> None:
    user = find_login(typed)
    code = ask_reset(
        user,
        actor=None,
        at=timezone.now(),
        asked_for=typed,
        asked_from=request.META.get("REMOTE_ADDR"),
        known_device=devices.device_of(request, user) is not None,
    )
    request.session[CODE], request.session[LOGIN] = code.pk, typed


@login_not_required
def renew(request: HttpRequest) -> HttpResponse:
    """Take the code that came and a new password; its owner then signs in with it, and with their second factor."""
    code = get_code(request.session.get(CODE), Purpose.RESET)
    if code is None:
        return redirect("account_reset_password")
    asked_again = "again" in request.POST
    again = AskCodeForm({"login": request.session.get(LOGIN, "")})
    if asked_again and again.is_valid() and apply(again, lambda: _send(request, again.cleaned_data["login"])):
        return redirect("accounts:new_password")
    form = NewPasswordForm(request.POST if request.method == "POST" and not asked_again else None)
    if form.is_valid() and apply(form, lambda: _reset(request, code, form.cleaned_data)):
        messages.success(request, _("Đã đặt mật khẩu mới. Hãy đăng nhập bằng mật khẩu đó."))
        return redirect("account_login")
    problems = [*again.non_field_errors(), *again.errors.get("login", [])] if asked_again else []
    context = {"form": form, "login": request.session.get(LOGIN, ""), "problems": problems, "hint": log_hint()}
    return render(request, "accounts/new_password.html", context, status=422 if form.errors or problems else 200)


def _reset(request: HttpRequest, code: OneTimeCode, data: dict[str, Any]) -> None:
    user = code.user
    reset_password(code, actor=user, at=timezone.now(), typed=data["code"], password=data["password"])
    trying.note_right(request, user, request.session.get(LOGIN, ""))  # wrong tries of before make nobody wait now
    for name in (CODE, LOGIN):
        request.session.pop(name, None)
