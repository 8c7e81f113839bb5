"""By what someone who is signed in shows that it is still them: password, authenticator app, passkey, or a code."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base.forms import ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Channel, Purpose
from accounts.phones import veiled
from accounts.selectors import get_code, way_to_reach
from accounts.services import ask_code, try_code
from portal.core.errors import DomainError

SESSION_KEY = "identity_code_id"


def methods(request: HttpRequest) -> dict[str, Any]:
    """Return what the page offers: ``password``, ``code``, ``passkey`` (its options), ``sms`` (where a code goes)."""
    user: Any = request.user
    types = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    passkey = begin_authentication(user) if Authenticator.Type.WEBAUTHN in types else None
    found: dict[str, Any] = {
        "password": user.has_usable_password(),
        "code": Authenticator.Type.TOTP in types or Authenticator.Type.RECOVERY_CODES in types,
        "passkey": passkey,
    }
    if not any(found.values()):
        channel, address = way_to_reach(user)
        found["sms"] = veiled(address) if channel != Channel.NOWHERE else ""
        found["sms_sent"] = SESSION_KEY in request.session
    return found


def confirm(request: HttpRequest) -> str | None:
    """Return None if the posted form proves that it is them; else the sentence that says why not."""
    posted = request.POST
    if "identity_send" in posted:
        return _send(request)
    if posted.get("identity_passkey"):
        form = ReauthenticateWebAuthnForm({"credential": posted["identity_passkey"]}, user=request.user)
        return _by_form(form, _("Khóa đăng nhập không được nhận. Hãy thử lại hoặc chọn cách khác."))
    if posted.get("identity_code"):
        form = ReauthenticateForm({"code": posted["identity_code"].replace(" ", "")}, user=request.user)
        return _by_form(form, _("Mã không đúng. Hãy xem mã mới nhất trong ứng dụng rồi nhập lại."))
    if posted.get("identity_sms"):
        return _by_sms(request, posted["identity_sms"])
    return _by_password(request, posted.get("identity_password", ""))


def _by_form(form: Any, wrong: str) -> str | None:
    if form.is_valid():
        form.save()
        return None
    waiting = [problem for problem in form.errors.as_data().values() if problem[0].code == "too_many_login_attempts"]
    return str(waiting[0][0].messages[0]) if waiting else wrong


def _by_password(request: HttpRequest, password: str) -> str | None:
    user: Any = request.user
    if not password:
        return _("Hãy nhập một trong các ô dưới đây để tiếp tục.")
    try:
        right = get_adapter(request).reauthenticate(user, password)
    except ValidationError as waiting:
        return str(waiting.messages[0])
    if not right:
        return _("Mật khẩu không đúng.")
    record_authentication(request, user, method="password", reauthenticated=True)
    return None


def _send(request: HttpRequest) -> str:
    user: Any = request.user
    channel, address = way_to_reach(user)
    try:
        code = ask_code(
            Purpose.CONFIRM,
            actor=user,
            at=timezone.now(),
            asked_for=user.username,
            channel=channel,
            address=address,
            user=user,
            asked_from=request.META.get("REMOTE_ADDR"),
            known_device=True,
        )
    except DomainError as refusal:
        return refusal.message
    request.session[SESSION_KEY] = code.pk
    return ""


def _by_sms(request: HttpRequest, typed: str) -> str | None:
    user: Any = request.user
    code = get_code(request.session.get(SESSION_KEY), Purpose.CONFIRM)
    if code is None or code.user_id != user.pk:
        return _("Hãy lấy mã trước.")
    try:
        try_code(code, actor=user, at=timezone.now(), typed=typed)
    except DomainError as refusal:
        return refusal.message
    del request.session[SESSION_KEY]
    record_authentication(request, user, method="code", reauthenticated=True)
    return None
