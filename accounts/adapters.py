"""What allauth asks us: who may sign in, by what, how often, and what happens around it."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import confirming, derived, devices, gateways, trying
from accounts.notices import plain
from accounts.rules import must_have_second_factor
from accounts.selectors import FACTORS, account_by_claims, find_login, has_second_factor
from accounts.services import after_reset, note_event
from portal.core.documents import qr_svg
from portal.core.identity import confirmed_recently
from units.models import User

WRONG = gettext_lazy("Mã đoàn viên, số điện thoại, e-mail hoặc mật khẩu không đúng.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "phone_password_mismatch": WRONG,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    # --- tries: counted by who tries, never by whose account it is ---

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """
        Pass if this address or device need not wait.

        :raises ValidationError: saying how long
        """
        trying.refuse_while_waiting(request, find_login(credentials["username"]), credentials["username"])

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user: User | None = super().authenticate(request, **credentials)
        if user is not None:
            trying.note_right(request, user, credentials["username"])
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        trying.note_wrong(request, find_login(credentials["username"]), credentials["username"])

    def post_login(self, request: HttpRequest, user: Any, **facts: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().post_login(request, user, **facts)
        devices.remember(request, response, user)
        return response

    # --- is it still them ---

    def is_reauthentication_required(self, *, app: str, **facts: Any) -> bool:
        return not confirmed_recently(self.request)

    def has_second_factor(self, user: Any) -> bool:
        """Answer :mod:`portal.core.identity`: has ``user`` an authenticator app or a passkey?"""
        return has_second_factor(user)

    def identity_methods(self, request: HttpRequest) -> dict[str, Any]:
        """Answer :mod:`portal.core.identity`: by what can the person of this session show that it is them?"""
        return confirming.methods(request)

    def confirm_identity(self, request: HttpRequest) -> str | None:
        """Answer :mod:`portal.core.identity`: None if the form proves it, else what to say."""
        return confirming.confirm(request)

    # --- what they are told ---

    def send_notification_mail(self, template_prefix: str, user: Any, *_more: Any, **_facts: Any) -> None:
        """Note the event in the trail and in the person's inbox; its mail leaves with the outbox."""
        event, at = template_prefix.rpartition("/")[2], timezone.now()
        if event == "password_reset":  # by the link of an e-mail
            after_reset(user, actor=user, at=at)
        else:
            note_event(user, event, actor=user, at=at)

    def send_short_message(self, number: str, text: str) -> None:
        """
        Answer :mod:`portal.core.sending`: send a notice to a phone.

        :raises OSError: if it did not go
        """
        try:
            gateways.current().send(number, plain(f"Cổng Thi đua: {text}."), "")
        except gateways.GatewayError as problem:
            raise OSError(str(problem)) from problem


class Backend(AuthenticationBackend):  # type: ignore[misc]
    def get_user(self, user_id: int) -> User | None:
        """Return the account with its person and their units: every page asks for them."""
        found = User.objects.select_related("member__unit", "member__grassroots").filter(pk=user_id).first()
        return found if found is not None and self.user_can_authenticate(found) else None


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    def get_totp_issuer(self) -> str:
        return "Cổng Thi đua"

    def build_totp_svg(self, url: str) -> str:
        return qr_svg(url)

    def _get_user_identifier(self, user: Any) -> str:
        return str(user.username)

    def _get_site_name(self) -> str:
        return "Cổng Thi đua"

    def encrypt(self, text: str) -> str:
        return derived.sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        return derived.unsealed(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Return whether one may go: who signs keeps at least one."""
        user = authenticator.user
        others = Authenticator.objects.filter(user=user, type__in=FACTORS).exclude(pk=authenticator.pk)
        return not (settings.MFA_REQUIRED and must_have_second_factor(user)) or others.exists()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        count = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Khóa %(number)d") % {"number": count}


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie an identity seen for the first time to the account its claims mean; it never opens one."""
        if sociallogin.is_existing or sociallogin.state.get("process") == "connect":
            return
        data = sociallogin.account.extra_data
        user = account_by_claims({**data.get("id_token", {}), **data.get("userinfo", {})})
        if user is None:
            words = _(
                "%(name)s xác nhận bạn, nhưng không có tài khoản nào trên Cổng khớp với bạn. "
                "Hãy đăng nhập cách khác rồi liên kết ở trang tài khoản, hoặc hỏi cán bộ công đoàn cơ sở."
            )
            messages.error(request, words % {"name": settings.OIDC_NAME})
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.connect(request, user)

    def serialize_instance(self, instance: Any) -> Any:
        """Return a record as allauth keeps it between two steps, without what was looked up beside it."""
        instance.__dict__.pop("assignments", None)
        return super().serialize_instance(instance)

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return "/tai-khoan/"
