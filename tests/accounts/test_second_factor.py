"""Authenticator apps and recovery codes; who must have a second factor; who may not give it up."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse

from accounts.adapters import MFAAdapter
from accounts.derived import unsealed
from accounts.rules import must_have_second_factor
from portal.core.models import AuditLine, Notice
from tests.accounts.conftest import is_in, sign_in, words

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def app_code(secret: str = SECRET) -> str:
    """Return what an authenticator app would show now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def give_app(user) -> Authenticator:
    return TOTP.activate(user, SECRET).instance


@pytest.mark.parametrize(
    ("who", "must"), [("tuan", True), ("huy", True), ("hung", True), ("yen", False), ("lan", False)]
)
def test_who_approves_signs_or_publishes_must(people, who, must):
    assert must_have_second_factor(getattr(people, who)) is must


def test_signer_is_led_to_enrolment_and_nothing_else_opens(tuan, settings):
    settings.MFA_REQUIRED = True
    client = Client()
    sign_in(client, "NV-TUAN")
    for name in ("home", "awards:approvals", "reports:list", "search"):
        answer = client.get(reverse(name))
        assert (answer.status_code, answer.url) == (302, reverse("accounts:second_factor"))
    assert "ràng buộc tổ chức" in words(client.get(reverse("accounts:second_factor")))
    give_app(tuan)
    assert client.get(reverse("home")).status_code == 200


def test_member_is_not_asked(lan, settings):
    settings.MFA_REQUIRED = True
    client = Client()
    sign_in(client, "NV-LAN")
    assert client.get(reverse("home")).status_code == 200


def test_app_is_enrolled_its_codes_shown_once_and_told(tuan, django_capture_on_commit_callbacks):
    client = Client()
    sign_in(client, "NV-TUAN")
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<b>([A-Z2-7]{32})</b>", page).group(1)
    assert client.post(reverse("mfa_activate_totp"), {"code": "12"}).status_code == 200
    assert not Authenticator.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("mfa_activate_totp"), {"code": app_code(secret)})
    shown = client.get(answer.url).content.decode()
    codes = re.findall(r"<li>(\d{8})</li>", shown)
    assert len(codes) == 10
    assert codes[0] not in client.get(answer.url).content.decode()
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert (secret in stored, unsealed(stored)) == (False, secret)
    assert AuditLine.objects.filter(action="user.totp_activated", actor=tuan).count() == 1
    assert Notice.objects.filter(recipient=tuan, subject__contains="Ứng dụng tạo mã").count() == 1


def test_password_alone_no_longer_signs_in(tuan):
    give_app(tuan)
    client = Client()
    assert sign_in(client, "NV-TUAN").url == reverse("mfa_authenticate")
    assert not is_in(client)
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert not is_in(client)
    client.post(reverse("mfa_authenticate"), {"code": app_code()})
    assert is_in(client)


def test_recovery_code_signs_in_once(tuan):
    give_app(tuan)
    code = RecoveryCodes.activate(tuan).generate_codes()[0]
    for expected in (True, False):
        client = Client()
        sign_in(client, "NV-TUAN")
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert is_in(client) is expected


def test_second_factor_is_tried_five_times(tuan):
    give_app(tuan)
    client = Client()
    sign_in(client, "NV-TUAN")
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": app_code()})
    assert not is_in(client)


def test_signer_cannot_give_up_the_last_one(tuan, settings):
    settings.MFA_REQUIRED = True
    give_app(tuan)
    client = Client()
    sign_in(client, "NV-TUAN")
    client.post(reverse("mfa_authenticate"), {"code": app_code()})
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(type="totp").count() == 1


def passkey(user, name="Khóa 1") -> Authenticator:
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": name})


def remove(user, key):
    client = Client()
    client.force_login(user)
    return client.post(reverse("mfa_remove_webauthn", args=[key.pk]), follow=True)


def test_signer_keeps_the_last_passkey_and_may_part_with_another(tuan, lan, settings):
    settings.MFA_REQUIRED = True
    only = passkey(tuan)
    answer = remove(tuan, only)
    assert "cần ít nhất một lớp bảo vệ" in words(answer)
    assert "Khóa 1" in words(answer)
    assert Authenticator.objects.filter(pk=only.pk).exists()
    second = passkey(tuan, "Khóa 2")
    assert remove(lan, second).status_code == 404
    remove(tuan, second)
    assert list(Authenticator.objects.filter(user=tuan)) == [only]
    assert AuditLine.objects.filter(action="user.webauthn_removed").count() == 1
    theirs = passkey(lan)
    remove(lan, theirs)
    assert not Authenticator.objects.filter(user=lan).exists()


def test_passkeys_without_a_name_are_numbered(lan, tuan):
    passkey(tuan)
    names = [MFAAdapter().generate_authenticator_name(user, Authenticator.Type.WEBAUTHN) for user in (lan, tuan)]
    assert names == ["Khóa 1", "Khóa 2"]


def test_member_may_give_it_up(lan, settings):
    settings.MFA_REQUIRED = True
    give_app(lan)
    client = Client()
    sign_in(client, "NV-LAN")
    client.post(reverse("mfa_authenticate"), {"code": app_code()})
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
