"""Wrong passwords make the one who types them wait, never the one whose account it is."""

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts import limits
from tests.accounts.conftest import is_in, sign_in, words

pytestmark = pytest.mark.django_db

STRANGER, HOME = {"REMOTE_ADDR": "203.0.113.66"}, {"REMOTE_ADDR": "198.51.100.7"}


def hammer(times: int = 40, **where):
    client = Client()
    return [sign_in(client, "NV-LAN", f"sai {number}", **where) for number in range(times)]


def test_stranger_waits_longer_and_longer(lan):
    last = words(hammer(6, **STRANGER)[-1])
    assert "Đã nhập sai quá nhiều lần. Hãy chờ 30 giây" in last
    waits = []
    for _ in range(4):
        limits.count_failure(limits.PAIR, "somebody")
    for _ in range(12):
        limits.count_failure(limits.PAIR, "somebody")
        waits.append(limits.wait_for(limits.PAIR, "somebody"))
    assert waits[0] >= 29
    assert waits == sorted(waits)
    assert waits[-1] == pytest.approx(3600, abs=2)


def test_long_wait_is_said_in_minutes(lan):
    hammer(6, **STRANGER)
    for _ in range(8):
        limits.count_failure(limits.PAIR, f"{STRANGER['REMOTE_ADDR']}:{lan.pk}")
    assert "Hãy chờ 60 phút" in words(sign_in(Client(), "NV-LAN", **STRANGER))


def test_stranger_who_waits_is_refused_even_with_the_right_password(lan):
    hammer(6, **STRANGER)
    client = Client()
    assert "Hãy chờ" in words(sign_in(client, "NV-LAN", **STRANGER))
    assert not is_in(client)


def test_who_hammers_a_name_locks_nobody_out_elsewhere(lan):
    hammer(40, **STRANGER)
    client = Client()
    sign_in(client, "NV-LAN", **HOME)
    assert is_in(client)


def test_known_device_gets_in_from_the_very_address_that_hammers(lan):
    client = Client()
    sign_in(client, "NV-LAN", **STRANGER)
    client.post("/tai-khoan/logout/")
    assert not is_in(client)
    hammer(40, **STRANGER)
    assert "Hãy chờ" in words(sign_in(Client(), "NV-LAN", **STRANGER))
    sign_in(client, "0912345678", **STRANGER)
    assert is_in(client)


def test_known_device_is_no_free_pass(lan):
    client = Client()
    sign_in(client, "NV-LAN")
    client.post("/tai-khoan/logout/")
    said = [words(sign_in(client, "NV-LAN", f"sai {number}")) for number in range(10)]
    assert "Hãy chờ" in said[-1]


def test_device_is_known_for_one_account_only(lan, tuan):
    client = Client()
    sign_in(client, "NV-TUAN", **STRANGER)
    client.post("/tai-khoan/logout/")
    hammer(6, **STRANGER)
    assert "Hãy chờ" in words(sign_in(client, "NV-LAN", **STRANGER))


def test_new_password_forgets_the_devices(lan):
    client = Client()
    sign_in(client, "NV-LAN", **STRANGER)
    client.post("/tai-khoan/logout/")
    lan.set_password("bon muoi lam cay cau")
    lan.save(update_fields=["password"])
    hammer(6, **STRANGER)
    assert "Hãy chờ" in words(sign_in(client, "NV-LAN", "bon muoi lam cay cau", **STRANGER))


def test_address_that_tries_many_names_waits(lan):
    for number in range(60):
        sign_in(Client(), f"NV-{number}", "sai", **STRANGER)
    assert "Hãy chờ" in words(sign_in(Client(), "NV-LAN", **STRANGER)) or "429" in words(
        sign_in(Client(), "NV-LAN", **STRANGER)
    )
    assert mail.outbox == []


def test_right_try_clears_the_pair(lan):
    hammer(4, **STRANGER)
    sign_in(Client(), "NV-LAN", **STRANGER)
    assert limits.wait_for(limits.PAIR, f"203.0.113.66:{lan.pk}") == 0
    assert words(hammer(1, **STRANGER)[0]).count("Hãy chờ") == 0
    assert lan.last_login is None or lan.last_login <= timezone.now()
