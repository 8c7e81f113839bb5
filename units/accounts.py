"""How people sign in: accounts are given by the union, nobody opens one for themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from units.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class Backend(AuthenticationBackend):  # type: ignore[misc]
    def get_user(self, user_id: int) -> User | None:
        """Return the account with its person and their units: every page asks for them."""
        found = User.objects.select_related("member__unit", "member__grassroots").filter(pk=user_id).first()
        return found if found is not None and self.user_can_authenticate(found) else None
