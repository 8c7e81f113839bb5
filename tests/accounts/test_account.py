"""One's own account: phone and e-mail with proof, sessions seen and ended."""

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.derived import code_of
from accounts.services.profile import give_phone, note_event
from accounts.views.drawing import device_name
from portal.core.models import AuditLine, Notice
from tests.accounts.conftest import LAN_PHONE, PASSWORD, is_in, last_code, sign_in, words
from tests.moments import NOW

pytestmark = pytest.mark.django_db
ANDROID = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"


@pytest.fixture
def client(lan) -> Client:
    client = Client()
    sign_in(client, "NV-LAN")
    return client


def test_phone_is_changed_with_the_code_sent_to_it(client, lan, network):
    client.post(reverse("accounts:phone"), {"phone": "+84 912 000 111"})
    assert network()[-1]["phone"] == "0912000111"
    client.post(reverse("accounts:phone_code"), {"code": "12"})
    assert lan.phone.number == LAN_PHONE
    client.post(reverse("accounts:phone_code"), {"code": network()[-1]["code"]})
    lan.phone.refresh_from_db()
    assert lan.phone.number == "0912000111"
    assert AuditLine.objects.filter(action="user.phone_changed").count() == 1


def test_phone_of_another_is_refused_at_the_field_and_nothing_sent(client, people, network):
    give_phone(people.hung, "0912000111", actor=people.hung, at=NOW)
    answer = client.post(reverse("accounts:phone"), {"phone": "0912 000 111"})
    assert answer.status_code == 422
    assert 'id="id_phone_error"' in answer.content.decode()
    assert "đã có người khác dùng" in words(answer)
    assert network() == []
    assert people.lan.phone.number == LAN_PHONE


@pytest.mark.parametrize("typed", ["", "abc", "12345", "0212345678"])
def test_what_is_no_phone_is_refused(client, network, typed):
    assert client.post(reverse("accounts:phone"), {"phone": typed}).status_code == 422
    assert network() == []


def test_email_is_changed_with_the_code_sent_to_it(client, lan, network):
    client.post(reverse("accounts:email"), {"email": "lan@nha.example"})
    network()
    assert mail.outbox[-1].to == ["lan@nha.example"]
    client.post(reverse("accounts:email_code"), {"code": code_of(last_code().salt)})
    lan.refresh_from_db()
    assert lan.email == "lan@nha.example"


def test_email_of_another_is_refused(client, lan, network):
    answer = client.post(reverse("accounts:email"), {"email": "NV-Hung@example.vn"})
    assert "E-mail này đã có người dùng" in words(answer)
    assert mail.outbox == []


def test_code_of_another_person_changes_nothing(client, lan, tuan, network):
    other = Client()
    sign_in(other, "NV-TUAN")
    other.post(reverse("accounts:phone"), {"phone": "0912000111"})
    session = client.session
    session["phone_code_id"] = last_code().pk
    session.save()
    answer = client.post(reverse("accounts:phone_code"), {"code": network()[-1]["code"]})
    assert answer.url == reverse("accounts:phone")
    assert lan.phone.number == LAN_PHONE


def test_sessions_are_listed_with_device_and_address_and_ended_one_by_one(client, lan):
    phone = Client(headers={"user-agent": ANDROID}, REMOTE_ADDR="203.0.113.20")
    sign_in(phone, "NV-LAN")
    page = words(client.get(reverse("accounts:me")))
    assert "Chrome, Android" in page
    assert "203.0.113.20" in page
    other = UserSession.objects.get(ip="203.0.113.20")
    client.post(reverse("accounts:end_session", args=[other.pk]))
    assert not is_in(phone)
    assert is_in(client)
    assert AuditLine.objects.filter(action="user.end_session").count() == 1


def test_all_others_are_ended_at_once(client):
    others = [Client() for _ in range(2)]
    for other in others:
        sign_in(other, "NV-LAN")
    client.post(reverse("accounts:end_others"))
    assert [is_in(one) for one in (*others, client)] == [False, False, True]


def test_session_of_another_cannot_be_ended(client, tuan):
    other = Client()
    sign_in(other, "NV-TUAN")
    client.post(reverse("accounts:end_session", args=[UserSession.objects.get(user=tuan).pk]))
    assert is_in(other)


def test_event_of_the_library_that_has_no_words_yet_stands_in_the_trail_all_the_same(lan):
    for event in ("email_changed", "email_deleted"):
        note_event(lan, event, actor=lan, at=NOW)
        assert AuditLine.objects.filter(action=f"user.{event}", object_id=lan.pk).count() == 1
    assert [notice.subject for notice in Notice.objects.filter(recipient=lan)] == ["E-mail của bạn vừa được đổi"]


def test_new_password_is_noted_and_others_are_signed_out(client, lan):
    other = Client()
    sign_in(other, "NV-LAN")
    new = {"oldpassword": PASSWORD, "password1": "bon muoi lam cay cau", "password2": "bon muoi lam cay cau"}
    client.post(reverse("account_change_password"), new)
    lan.refresh_from_db()
    assert lan.check_password("bon muoi lam cay cau")
    assert not is_in(other)
    assert AuditLine.objects.filter(action="user.password_changed").count() == 1


@pytest.mark.parametrize("name", ["account_email", "mfa_index", "usersessions_list", "socialaccount_connections"])
def test_pages_of_the_library_lead_to_ours(client, name):
    assert client.get(reverse(name)).url == reverse("accounts:me")


@pytest.mark.parametrize(
    ("agent", "name"),
    [(ANDROID, "Chrome, Android"), ("", "Thiết bị không rõ"), ("Mozilla/5.0 (Windows NT 10.0) Firefox/128.0", "Firefox, Windows")],
)  # fmt: skip
def test_device_has_a_name_people_know(agent, name):
    assert device_name(agent) == name
