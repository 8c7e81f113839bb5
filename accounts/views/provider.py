"""Signing in with an identity provider of the union or the state."""

from typing import Any

from allauth.socialaccount.internal.flows.connect import disconnect, validate_disconnect
from allauth.socialaccount.providers.openid_connect.views import login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from requests import RequestException

from accounts import selectors
from portal.core.identity import identity_confirmed_to_read


@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponseBase:
    """
    Lead to the provider by a page of our own.

    A redirect in answer to a form would need its address in ``form-action``, and that of every host the
    provider sends people on to; from a page of ours the browser just goes.
    """
    if not settings.OIDC_ISSUER:
        raise Http404
    try:
        answer = login(request, settings.OIDC_ID)
    except RequestException:
        messages.error(
            request, _("%(name)s đang không trả lời. Hãy đăng nhập cách khác.") % {"name": settings.OIDC_NAME}
        )
        return redirect("accounts:me" if request.user.is_authenticated else "account_login")
    return render(request, "accounts/leaving.html", {"address": answer.url, "name": settings.OIDC_NAME})


@require_POST
@identity_confirmed_to_read
def unlink(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a linked sign-in off the account, unless it is the only one."""
    user: Any = request.user
    link = selectors.get_link(pk, actor=user)
    try:
        validate_disconnect(request, link)
    except ValidationError:
        if not selectors.phone_of(user):
            messages.error(request, _("Đây là cách đăng nhập duy nhất của bạn. Hãy đặt mật khẩu trước khi gỡ."))
            return redirect("accounts:me")
    disconnect(request, link)
    return redirect("accounts:me")
