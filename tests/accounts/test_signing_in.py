"""One field for code, phone and e-mail; a password or a code that came by phone; nothing told to strangers."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.derived import code_of
from accounts.enums import Purpose, Sending
from accounts.models import OneTimeCode
from accounts.phones import normal_phone
from accounts.services import ask_code, deliver_code, try_code
from portal.core.errors import DomainError
from tests.accounts.conftest import LAN_PHONE, PASSWORD, is_in, last_code, sign_in, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["0912345678", "0912 345 678", "+84 912.345.678", "84912345678", "0084912345678"])
def test_phone_has_one_form_however_it_is_typed(typed):
    assert normal_phone(typed) == "0912345678"


@pytest.mark.parametrize("typed", ["", "12345", "0212345678", "NV-001", "091234567", "09123456789", "+84 12"])
def test_what_is_no_mobile_number_is_none(typed):
    assert normal_phone(typed) is None


@pytest.mark.parametrize("login", ["NV-LAN", "nv-lan", " NV-LAN ", "0912 345 678", "+84912345678", "NV-LAN@example.vn"])
def test_code_phone_and_email_name_the_same_account(lan, login):
    client = Client()
    assert sign_in(client, login).status_code == 302
    assert is_in(client)


def test_refusal_reads_the_same_for_a_wrong_password_and_for_nobody(lan):
    wrong, nobody = (words(sign_in(Client(), login, "sai bét")) for login in ("0912345678", "0987654321"))
    sentence = "Mã đoàn viên, số điện thoại, e-mail hoặc mật khẩu không đúng."
    assert sentence in wrong
    assert sentence in nobody


def test_code_that_came_by_phone_signs_in_once(lan, network):
    client = Client()
    client.post(reverse("accounts:ask_code"), {"login": "0912 345 678", "next": "/thong-bao/"})
    message = network()[-1]
    assert message["phone"] == LAN_PHONE
    assert "Khong dua ma nay cho ai" in message["text"]
    answer = client.post(reverse("accounts:enter_code"), {"code": message["code"]})
    assert (answer.status_code, answer.url) == (302, "/thong-bao/")
    assert is_in(client)
    with pytest.raises(DomainError, match="đã dùng"):
        try_code(last_code(), actor=None, at=timezone.now(), typed=message["code"])


def test_who_has_no_phone_gets_the_code_by_email(people, network):
    client = Client()
    client.post(reverse("accounts:ask_code"), {"login": "NV-HUNG"})
    assert network() == []
    assert mail.outbox[-1].to == ["nv-hung@example.vn"]
    client.post(reverse("accounts:enter_code"), {"code": code_of(last_code().salt)})
    assert is_in(client)


def test_nobody_gets_the_same_pages_and_no_message(lan, network):
    pages = []
    for login in ("0912345678", "0987654321"):
        client = Client()
        asked = client.post(reverse("accounts:ask_code"), {"login": login})
        shown = words(client.get(asked.url)).replace(login, "…")
        tried = client.post(reverse("accounts:enter_code"), {"code": "not it"})
        pages.append((asked.status_code, asked.url, tried.status_code, shown.count("…")))
        assert "Mã không đúng. Còn thử được 4 lần." in words(tried)
    assert pages[0] == pages[1]
    assert [message["phone"] for message in network()] == [LAN_PHONE]


def test_code_tried_ten_times_is_refused_clearly_and_nothing_changed(lan, network):
    client = Client()
    client.post(reverse("accounts:ask_code"), {"login": "NV-LAN"})
    right = network()[-1]["code"]
    wrong = "000000" if right != "000000" else "111111"
    said = [words(client.post(reverse("accounts:enter_code"), {"code": wrong})) for _ in range(10)]
    assert "Còn thử được 4 lần" in said[0]
    assert "đây là lần thử cuối" in said[4]
    assert all("không dùng được nữa. Hãy lấy mã mới" in page for page in said[5:])
    assert "không dùng được nữa" in words(client.post(reverse("accounts:enter_code"), {"code": right}))
    code = last_code()
    assert (code.tries, code.used_at) == (5, None)
    assert not is_in(client)


def test_code_is_good_for_five_minutes(lan):
    code = asked(lan)
    with pytest.raises(DomainError, match="quá 5 phút"):
        try_code(code, actor=None, at=code.created_at + timedelta(minutes=5), typed=code_of(code.salt))


def test_code_for_one_thing_opens_no_other(lan):
    code = asked(lan, purpose=Purpose.PHONE)
    client = Client()
    session = client.session
    session["code_id"] = code.pk
    session.save()
    answer = client.post(reverse("accounts:enter_code"), {"code": code_of(code.salt)})
    assert (answer.status_code, answer.url) == (302, reverse("accounts:ask_code"))


def test_page_that_asks_for_a_name_keeps_where_one_was_going(lan, network):
    client = Client()
    there = reverse("accounts:ask_code")
    assert 'value="/thong-bao/"' in client.get(there, {"next": "/thong-bao/"}).content.decode()
    nameless = client.post(there, {"login": " ", "next": "/thong-bao/"})
    assert (nameless.status_code, 'value="/thong-bao/"' in nameless.content.decode()) == (422, True)
    assert (OneTimeCode.objects.count(), network()) == (0, [])


def test_another_code_is_sent_when_the_first_is_a_minute_old(lan, network):
    client = Client()
    client.post(reverse("accounts:ask_code"), {"login": "NV-LAN"})
    OneTimeCode.objects.update(created_at=timezone.now() - timedelta(minutes=2))
    again = client.post(reverse("accounts:enter_code"), {"again": "1"})
    assert (again.status_code, again.url) == (302, reverse("accounts:enter_code"))
    assert len(network()) == 2
    client.post(reverse("accounts:enter_code"), {"code": network()[-1]["code"]})
    assert is_in(client)


def test_next_code_waits_a_minute(lan, network):
    client = Client()
    client.post(reverse("accounts:ask_code"), {"login": "NV-LAN"})
    again = client.post(reverse("accounts:enter_code"), {"again": "1"})
    assert again.status_code == 422
    assert "giây nữa rồi lấy mã mới" in words(again)
    assert len(network()) == 1


def test_phone_gets_ten_codes_a_day_from_strangers_and_its_owner_still_gets_theirs(lan):
    for number in range(10):
        asked(lan, at=timezone.now() - timedelta(minutes=20 - number))
    with pytest.raises(DomainError, match="quá nhiều mã"):
        asked(lan)
    assert asked(lan, known_device=True).sending == Sending.WAITING


def test_other_spellings_do_not_bring_a_phone_more_codes(lan):
    for number in range(10):
        asked(lan, asked_for=f"name {number}", at=timezone.now() - timedelta(minutes=20))
    assert asked(lan, asked_for="another name").sending == Sending.NOTHING


def test_address_has_its_own_day(lan, settings):
    settings.CODES_PER_ADDRESS = 2
    for number in range(2):
        asked(lan, asked_for=f"name {number}", asked_from="203.0.113.7")
    with pytest.raises(DomainError, match="Mạng bạn đang dùng"):
        asked(lan, asked_for="third", asked_from="203.0.113.7")


def test_code_is_in_no_column_of_its_row(lan):
    code = asked(lan)
    row = OneTimeCode.objects.filter(pk=code.pk).values().get()
    assert code_of(code.salt) not in " ".join(map(str, row.values()))


def test_message_goes_out_once(lan, network):
    code = asked(lan)
    assert deliver_code(code.pk, at=timezone.now()) is True
    assert deliver_code(code.pk, at=timezone.now()) is False
    assert len(network()) == 1


def test_gateway_that_is_away_is_tried_again_and_a_refusal_is_not(lan, settings, network):
    code = asked(lan)
    settings.MESSAGE_GATEWAY, settings.MESSAGE_URL = "http", "http://127.0.0.1:1/"
    assert deliver_code(code.pk, at=timezone.now()) is False
    code.refresh_from_db()
    assert (code.sending, bool(code.problem)) == (Sending.WAITING, True)
    settings.MESSAGE_GATEWAY = "off"
    assert deliver_code(code.pk, at=timezone.now()) is False
    code.refresh_from_db()
    assert code.sending == Sending.FAILED


def test_code_that_ran_out_on_its_way_is_not_sent(lan, network):
    code = asked(lan, at=timezone.now() - timedelta(minutes=6))
    assert deliver_code(code.pk, at=timezone.now()) is False
    code.refresh_from_db()
    assert (code.sending, code.problem, network()) == (Sending.FAILED, "too old", [])


def test_mail_server_that_is_away_is_tried_again(people, network, settings):
    code = ask_code(
        Purpose.SIGN_IN, actor=None, at=timezone.now(), asked_for="NV-HUNG", channel="email",
        address="nv-hung@example.vn", user=people.hung,
    )  # fmt: skip
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    outbox, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.smtp.EmailBackend"
    assert deliver_code(code.pk, at=timezone.now()) is False
    code.refresh_from_db()
    assert (code.sending, code.sent_at, bool(code.problem)) == (Sending.WAITING, None, True)
    settings.EMAIL_BACKEND = outbox
    network()
    code.refresh_from_db()
    assert (code.sending, mail.outbox[-1].to) == (Sending.SENT, ["nv-hung@example.vn"])


def test_passwords_are_kept_with_argon2(lan):
    assert lan.password.startswith("argon2")
    assert lan.check_password(PASSWORD)


def asked(user, *, purpose=Purpose.SIGN_IN, asked_for="NV-LAN", at=None, **facts) -> OneTimeCode:
    return ask_code(
        purpose,
        actor=None,
        at=at or timezone.now(),
        asked_for=asked_for,
        channel="phone",
        address=LAN_PHONE,
        user=user,
        **facts,
    )
