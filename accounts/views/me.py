"""One's own account: phone, e-mail, password, second factors, sessions, linked sign-ins."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts import gateways, selectors, services
from accounts.enums import Channel, Purpose
from accounts.forms import CodeForm, EmailForm, PhoneForm
from accounts.rules import must_have_second_factor
from accounts.views.drawing import draw_sessions
from accounts.views.sign_in import log_hint
from portal.core.forms import apply
from portal.core.identity import identity_confirmed_to_read

SESSIONS = 20


def me(request: HttpRequest) -> HttpResponse:
    """Show how the person signs in, and where they are signed in."""
    user: Any = request.user
    context = {
        "phone": selectors.phone_of(user),
        "sends": gateways.is_there(),
        "factors": selectors.factors_of(user),
        "must": settings.MFA_REQUIRED and must_have_second_factor(user),
        "sessions": draw_sessions(selectors.sessions_of(user)[:SESSIONS], here=request.session.session_key),
        "links": selectors.links_of(user),
        "oidc": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
    }
    return render(request, "accounts/me.html", context)


def second_factor(request: HttpRequest) -> HttpResponse:
    """Tell whoever signs why a password is not enough, and offer what is."""
    user: Any = request.user
    context = {"has": selectors.has_second_factor(user), "must": must_have_second_factor(user)}
    return render(request, "accounts/second_factor.html", context)


@identity_confirmed_to_read
def phone(request: HttpRequest) -> HttpResponse:
    """Take a new phone and send a code to it."""
    form = PhoneForm(request.POST if request.method == "POST" else None)

    def send() -> None:
        number = form.cleaned_data["phone"]
        services.refuse_phone(number, by_other_than=request.user)
        _ask(request, Purpose.PHONE, Channel.PHONE, number)

    if form.is_valid() and apply(form, send):
        return redirect("accounts:phone_code")
    context = {"form": form, "title": _("Đổi số điện thoại"), "sends": gateways.is_there()}
    return render(request, "accounts/new_address.html", context, status=422 if form.errors else 200)


@identity_confirmed_to_read
def email(request: HttpRequest) -> HttpResponse:
    """Take a new e-mail and send a code to it."""
    form = EmailForm(request.POST if request.method == "POST" else None)

    def send() -> None:
        services.refuse_email(form.cleaned_data["email"], by_other_than=request.user)
        _ask(request, Purpose.EMAIL, Channel.EMAIL, form.cleaned_data["email"])

    if form.is_valid() and apply(form, send):
        return redirect("accounts:email_code")
    context = {"form": form, "title": _("Đổi e-mail"), "sends": True}
    return render(request, "accounts/new_address.html", context, status=422 if form.errors else 200)


def _ask(request: HttpRequest, purpose: str, channel: str, address: str) -> None:
    code = services.ask_code(
        purpose,
        actor=request.user,
        at=timezone.now(),
        asked_for=address,
        channel=channel,
        address=address,
        user=request.user,
        asked_from=request.META.get("REMOTE_ADDR"),
        known_device=True,
    )
    request.session[f"{purpose}_code_id"] = code.pk


def phone_code(request: HttpRequest) -> HttpResponse:
    """Take the code sent to the new phone."""
    return _prove(request, Purpose.PHONE, services.change_phone, _("Đã đổi số điện thoại."), "accounts:phone")


def email_code(request: HttpRequest) -> HttpResponse:
    """Take the code sent to the new e-mail."""
    return _prove(request, Purpose.EMAIL, services.change_email, _("Đã đổi e-mail."), "accounts:email")


def _prove(request: HttpRequest, purpose: str, change: Callable[..., Any], done: str, before: str) -> HttpResponse:
    user: Any = request.user
    code = selectors.get_code(request.session.get(f"{purpose}_code_id"), purpose)
    if code is None or code.user_id != user.pk:
        return redirect(before)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and apply(
        form, lambda: change(user, actor=user, at=timezone.now(), code=code, typed=form.cleaned_data["code"])
    ):
        del request.session[f"{purpose}_code_id"]
        messages.success(request, done)
        return redirect("accounts:me")
    context = {"form": form, "address": code.address, "before": before, "hint": log_hint()}
    return render(request, "accounts/prove_address.html", context, status=422 if form.errors else 200)


@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the person out on another device."""
    user: Any = request.user
    services.end_session(user, pk, actor=user, at=timezone.now())
    messages.success(request, _("Đã đăng xuất ở thiết bị đó."))
    return redirect("accounts:me")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign the person out everywhere else."""
    user: Any = request.user
    kept = request.session.session_key or ""
    count = services.end_other_sessions(user, actor=user, at=timezone.now(), kept=kept)
    words = ngettext("Đã đăng xuất ở %(count)d nơi khác.", "Đã đăng xuất ở %(count)d nơi khác.", count)
    messages.success(request, words % {"count": count})
    return redirect("accounts:me")
