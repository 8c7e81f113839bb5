"""Pages of allauth that change how an account is signed in to, behind a confirmation; some we replace."""

from allauth.account.views import password_change, password_set
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path
from django.views.generic import RedirectView

from accounts.views.factors import remove_passkey
from accounts.views.forgotten import ask
from portal.core.identity import identity_confirmed_to_read as confirmed

to_account = RedirectView.as_view(pattern_name="accounts:me")

urlpatterns = [
    path("password/change/", confirmed(password_change), name="account_change_password"),
    path("password/set/", confirmed(password_set), name="account_set_password"),
    path("password/reset/", ask, name="account_reset_password"),
    path("email/", to_account, name="account_email"),
    path("2fa/", to_account, name="mfa_index"),
    path("2fa/totp/activate/", confirmed(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", confirmed(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", confirmed(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/", confirmed(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
    path("2fa/webauthn/", to_account, name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", confirmed(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", confirmed(remove_passkey), name="mfa_remove_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", RedirectView.as_view(url="/tai-khoan/"), name="mfa_edit_webauthn"),
    path("3rdparty/", to_account, name="socialaccount_connections"),
    path("sessions/", to_account, name="usersessions_list"),
]
