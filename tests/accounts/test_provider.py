"""Signing in with an identity provider: a real one, in a process of its own, spoken to over HTTP."""

import html
import re
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from accounts.models import Phone
from portal.core.models import AuditLine, Notice
from tests.accounts.conftest import is_in, sign_in, words
from tests.accounts.test_second_factor import give_app
from tests.oidc.running import provider, use
from units.models import User

pytestmark = pytest.mark.django_db
PORTAL = "http://testserver"
PEOPLE = {
    "by-code": {"member_code": "nv-lan", "name": "Nguyễn Thị Lan"},
    "by-phone": {"phone_number": "+84912345678", "phone_number_verified": True},
    "by-email": {"email": "NV-LAN@example.vn", "email_verified": True},
    "unproven": {"email": "nv-lan@example.vn", "email_verified": False, "phone_number": "+84912345678"},
    "wrong-code": {"member_code": "NV-XXX", "email": "nv-lan@example.vn", "email_verified": True},
    "nobody": {"name": "Người lạ"},
    "signer": {"member_code": "NV-TUAN"},
}


@pytest.fixture(scope="module")
def running() -> Iterator[str]:
    with provider(PORTAL, PEOPLE) as issuer:
        yield issuer


@pytest.fixture
def there(running, settings) -> str:
    use(settings, running)
    return running


class NoRedirectHome(urllib.request.HTTPRedirectHandler):
    """Follows the provider's redirects; the one back to the portal is for the test's client."""

    def redirect_request(self, request, *answer):
        address = answer[-1]
        if address.startswith(PORTAL):
            answer[0].close()
            raise Home(address)
        return super().redirect_request(request, *answer)


class Home(Exception):
    pass


def leave(client: Client, query: str = "") -> str:
    page = client.post(reverse("accounts:leave") + query).content.decode()
    return html.unescape(re.search(r'content="0;url=([^"]+)"', page).group(1))


def come_back(client: Client, who: str, address: str):
    """Sign in at the provider as ``who`` and follow the way back."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), NoRedirectHome)
    with browser.open(address) as page:
        at = page.geturl()
    with pytest.raises(Home) as back:
        browser.open(at, urllib.parse.urlencode({"who": who}).encode())
    return client.get(str(back.value).removeprefix(PORTAL), follow=True)


@pytest.mark.parametrize("who", ["by-code", "by-phone", "by-email"])
def test_claim_leads_to_the_account_it_means(lan, there, who):
    client = Client()
    come_back(client, who, leave(client))
    assert is_in(client)
    assert client.get("/").context["user"] == lan
    assert SocialAccount.objects.get().user == lan
    assert AuditLine.objects.filter(action="user.account_connected").count() == 1
    assert Notice.objects.filter(recipient=lan).count() == 1


@pytest.mark.parametrize("who", ["unproven", "wrong-code", "nobody"])
def test_claims_that_mean_nobody_open_nothing(lan, there, who):
    people = User.objects.count()
    client = Client()
    answer = come_back(client, who, leave(client))
    assert "không có tài khoản nào trên Cổng khớp với bạn" in words(answer)
    assert not is_in(client)
    assert (User.objects.count(), SocialAccount.objects.count()) == (people, 0)


def test_second_time_needs_no_claim(lan, there):
    first, second = Client(), Client()
    come_back(first, "by-phone", leave(first))
    Phone.objects.all().delete()
    come_back(second, "by-phone", leave(second))
    assert is_in(second)


def test_second_factor_is_asked_all_the_same(tuan, there):
    give_app(tuan)
    client = Client()
    answer = come_back(client, "signer", leave(client))
    assert "Lớp bảo vệ thứ hai" in words(answer)
    assert not is_in(client)


def test_closed_account_stays_closed(lan, there):
    User.objects.filter(pk=lan.pk).update(is_active=False)
    client = Client()
    come_back(client, "by-code", leave(client))
    assert not is_in(client)


def test_identity_is_linked_and_unlinked_on_ones_own_page(lan, there):
    client = Client()
    sign_in(client, "NV-LAN")
    come_back(client, "nobody", leave(client, "?process=connect"))
    link = SocialAccount.objects.get(user=lan)
    assert "Tài khoản liên kết" in words(client.get(reverse("accounts:me")))
    again = Client()
    come_back(again, "nobody", leave(again))
    assert is_in(again)
    stranger = Client()
    assert stranger.post(reverse("accounts:unlink", args=[link.pk])).status_code == 302
    assert SocialAccount.objects.exists()
    client.post(reverse("accounts:unlink", args=[link.pk]))
    assert not SocialAccount.objects.exists()


def test_answer_nobody_asked_for_is_refused(lan, there):
    answer = Client().get("/tai-khoan/oidc/cong-doan/login/callback/?code=x&state=y")
    assert answer.status_code in (200, 401)
    assert "Chưa đăng nhập được" in words(answer)


def test_policy_names_no_foreign_host(lan, there):
    client = Client()
    answer = client.post(reverse("accounts:leave"))
    assert "form-action 'self'" in answer["Content-Security-Policy"]
    assert there.removesuffix("/o") not in answer["Content-Security-Policy"]


def test_provider_that_is_away_is_said_calmly(lan, settings):
    settings.OIDC_ISSUER = "http://127.0.0.1:1/o"
    app = settings.OIDC_APP | {"client_id": "x", "secret": "y", "settings": {"server_url": settings.OIDC_ISSUER}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    answer = Client().post(reverse("accounts:leave"), follow=True)
    assert "đang không trả lời" in words(answer)
    client = Client()
    sign_in(client, "NV-LAN")
    away = client.post(reverse("accounts:leave") + "?process=connect", follow=True)
    assert away.redirect_chain == [(reverse("accounts:me"), 302)]
    assert "đang không trả lời" in words(away)


@pytest.mark.parametrize("reached", [False, True])
def test_only_way_in_is_not_taken_off(lan, there, settings, reached):
    lan.set_unusable_password()
    lan.save(update_fields=["password"])
    if not reached:
        Phone.objects.all().delete()
    link = SocialAccount.objects.create(user=lan, provider=settings.OIDC_ID, uid="lan")
    client = Client()
    client.force_login(lan)
    answer = client.post(reverse("accounts:unlink", args=[link.pk]), follow=True)
    assert ("cách đăng nhập duy nhất của bạn" in words(answer)) is not reached
    assert SocialAccount.objects.exists() is not reached


def test_without_a_provider_there_is_no_button_and_no_way(lan, settings):
    settings.OIDC_ISSUER = ""
    assert reverse("accounts:leave") not in Client().get(reverse("account_login")).content.decode()
    assert Client().post(reverse("accounts:leave")).status_code == 404
