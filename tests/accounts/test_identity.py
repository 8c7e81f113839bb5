"""Before what binds, who signed in long ago is asked again, and loses nothing they typed."""

import time

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path, reverse

from accounts.services.profile import give_phone
from portal.core.identity import identity_confirmed, identity_confirmed_to_read
from portal.urls import urlpatterns as portal_urls
from tests.accounts.conftest import PASSWORD, sign_in, words
from tests.accounts.test_second_factor import app_code, give_app
from tests.moments import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.test_identity")]


@identity_confirmed
def sign(request):
    return HttpResponse(f"signed {request.POST.getlist('text')} {sorted(request.POST)}")


@identity_confirmed_to_read
def read(request):
    return HttpResponse("names and birthdays")


urlpatterns = [path("ky/", sign), path("tep/", read), path("", include(portal_urls))]
TYPED = {"text": ["Đồng ý", "với lý do"], "version": "3"}


def grow_old(client: Client, minutes: float = 11) -> None:
    """Let the sign-in of this session be that long ago."""
    session = client.session
    records = session[AUTHENTICATION_METHODS_SESSION_KEY]
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [one | {"at": time.time() - minutes * 60} for one in records]
    session.save()


@pytest.fixture
def signer(tuan) -> Client:
    client = Client()
    sign_in(client, "NV-TUAN")
    return client


def test_fresh_sign_in_is_enough(signer):
    assert "signed ['Đồng ý', 'với lý do'] ['text', 'version']" in words(signer.post("/ky/", TYPED))
    grow_old(signer, 9)
    assert "signed" in words(signer.post("/ky/", TYPED))


def test_page_may_be_read_long_after(signer):
    grow_old(signer)
    assert "signed" in words(signer.get("/ky/"))


def test_old_sign_in_asks_and_keeps_what_was_typed(signer):
    grow_old(signer)
    asked = signer.post("/ky/", TYPED)
    page = asked.content.decode()
    assert asked.status_code == 403
    assert "Xác nhận là bạn" in page
    for text in TYPED["text"]:
        assert f'<input type="hidden" name="text" value="{text}">' in page
    done = words(signer.post("/ky/", TYPED | {"identity_password": PASSWORD}))
    assert "signed ['Đồng ý', 'với lý do'] ['text', 'version']" in done


def test_wrong_proof_signs_nothing_and_keeps_what_was_typed(signer):
    grow_old(signer)
    for answer in ({"identity_password": "sai"}, {"identity_password": ""}, {"identity_code": "000000"}):
        page = signer.post("/ky/", TYPED | answer)
        assert page.status_code == 403
        assert "với lý do" in words(page)
        assert "signed" not in words(page)


def test_confirmation_holds_for_the_next_ten_minutes(signer):
    grow_old(signer)
    signer.post("/ky/", TYPED | {"identity_password": PASSWORD})
    assert "signed" in words(signer.post("/ky/", TYPED))


def test_code_of_the_app_is_proof(signer, tuan):
    give_app(tuan)
    grow_old(signer)
    assert "Mã trong ứng dụng" in words(signer.post("/ky/", TYPED)) or "mã trong ứng dụng" in words(
        signer.post("/ky/", TYPED)
    )
    assert "signed" in words(signer.post("/ky/", TYPED | {"identity_code": app_code()}))


def test_who_has_only_a_phone_is_sent_a_code(people, network):
    give_phone(people.lan, "0912345678", actor=people.lan, at=NOW)
    client = Client()
    client.post(reverse("accounts:ask_code"), {"login": "0912345678"})
    client.post(reverse("accounts:enter_code"), {"code": network()[-1]["code"]})
    grow_old(client)
    assert "Gửi mã đến 09•••••678" in words(client.post("/ky/", TYPED))
    assert "Mã đã gửi đến" in words(client.post("/ky/", TYPED | {"identity_send": "1"}))
    code = network()[-1]["code"]
    assert "signed ['Đồng ý', 'với lý do']" in words(client.post("/ky/", TYPED | {"identity_sms": code}))


@pytest.fixture
def by_phone(people, network) -> Client:
    """Lan, who has no password and signed in by a code long ago."""
    give_phone(people.lan, "0912345678", actor=people.lan, at=NOW)
    client = Client()
    client.post(reverse("accounts:ask_code"), {"login": "0912345678"})
    client.post(reverse("accounts:enter_code"), {"code": network()[-1]["code"]})
    grow_old(client)
    return client


def test_code_by_phone_is_asked_for_typed_right_and_not_twice_in_a_minute(by_phone, network):
    assert "Hãy lấy mã trước" in words(by_phone.post("/ky/", TYPED | {"identity_sms": "123456"}))
    by_phone.post("/ky/", TYPED | {"identity_send": "1"})
    assert "giây nữa rồi lấy mã mới" in words(by_phone.post("/ky/", TYPED | {"identity_send": "1"}))
    wrong = words(by_phone.post("/ky/", TYPED | {"identity_sms": "sai"}))
    assert ("Mã không đúng. Còn thử được 4 lần" in wrong, "với lý do" in wrong) == (True, True)
    assert "signed" in words(by_phone.post("/ky/", TYPED | {"identity_sms": network()[-1]["code"]}))


def test_who_can_be_reached_by_nothing_is_told_how_to_go_on(people, network, settings):
    client = Client()
    client.force_login(people.lan)
    people.lan.last_login = NOW
    people.lan.email = ""
    people.lan.save(update_fields=["last_login", "email"])
    page = client.post("/ky/", TYPED)
    assert (page.status_code, "signed" in words(page), "Gửi mã đến" in words(page)) == (403, False, False)
    client.post("/ky/", TYPED | {"identity_send": "1"})
    assert network() == []


def test_answer_that_is_no_passkey_signs_nothing(signer):
    grow_old(signer)
    page = signer.post("/ky/", TYPED | {"identity_passkey": "{}"})
    assert (page.status_code, "Khóa đăng nhập không được nhận" in words(page)) == (403, True)
    assert "với lý do" in words(page)


def test_file_of_personal_data_asks_before_it_opens(signer):
    assert "birthdays" in words(signer.get("/tep/"))
    grow_old(signer)
    asked = signer.get("/tep/?q=1")
    assert (asked.status_code, "birthdays" in words(asked)) == (403, False)
    answer = signer.post("/tep/?q=1", {"identity_return": "1", "identity_password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/tep/?q=1")
    assert "birthdays" in words(signer.get("/tep/?q=1"))


def test_without_a_second_factor_nothing_is_signed_where_it_is_compulsory(lan, settings):
    settings.MFA_REQUIRED = True
    client = Client()
    sign_in(client, "NV-LAN")
    for answer in (client.get("/ky/"), client.post("/ky/", TYPED)):
        assert (answer.status_code, answer.url) == (302, reverse("accounts:second_factor"))
    assert "birthdays" in words(client.get("/tep/"))


def test_tries_are_limited_here_too(signer):
    grow_old(signer)
    said = [words(signer.post("/ky/", TYPED | {"identity_password": "sai"})) for _ in range(10)]
    assert "Hãy chờ" in said[-1]
