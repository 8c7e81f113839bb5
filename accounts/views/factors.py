"""Taking a passkey off one's account."""

from typing import Any

from allauth.mfa.webauthn.views import remove_webauthn
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts import selectors
from accounts.adapters import MFAAdapter


def remove_passkey(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask, and remove; the last second factor of someone who signs stays."""
    user: Any = request.user
    if not MFAAdapter().can_delete_authenticator(selectors.get_passkey(pk, actor=user)):
        messages.error(request, _("Vai của bạn cần ít nhất một lớp bảo vệ. Hãy thêm cách khác trước khi gỡ khóa này."))
        return redirect("accounts:me")
    answer: HttpResponseBase = remove_webauthn(request, pk=pk)
    return answer
