"""Passwords that everybody guesses first are refused, others are not."""

import http.server
import threading

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "password",
    [
        "anhyeuem123", "anhyeuem2026!", "@nhyeuem99", "m4tkh4u2026", "matkhaucuatoi", "vietnam@123", "Hanoi123456",
        "iloveyou2026", "emyeuanh1995", "1234567890", "0987654321", "aaaaaaaaaa1", "qwertyuiop1", "manchester99",
        "phuongthao95", "nguyentrang1990", "password123",
    ],
)  # fmt: skip
def test_common_passwords_are_refused(people, password):
    with pytest.raises(ValidationError):
        validate_password(password, people.lan)


@pytest.mark.parametrize("password", ["thidua2026xanh", "Cong-Doan-Vung-Manh", "KhenThuong@99x", "c0ngd0an-la-nha"])
def test_words_of_the_union_are_refused(people, password):
    with pytest.raises(ValidationError, match="thi đua"):
        validate_password(password, people.lan)


@pytest.mark.parametrize("password", ["nguyenthilan-82x", "NVLAN-thuyen-xa", "xa-0912345678-gan", "thilan7-cay-cau"])
def test_own_name_code_and_phone_are_refused(lan, password):
    with pytest.raises(ValidationError):
        validate_password(password, lan)


@pytest.mark.parametrize("password", ["muoi hai con thuyen", "Bếp lửa xa 7 cầu", "tre-gia-mang-non-84", "k9#Tm2!vQz0p"])
def test_others_are_taken(lan, password):
    assert validate_password(password, lan) is None


def test_short_ones_are_refused(lan):
    with pytest.raises(ValidationError):
        validate_password("k9#Tm2!vQ", lan)


class Leaked(http.server.BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self):
        self.asked.append(self.path)
        import hashlib

        digest = hashlib.sha1(b"tre-gia-mang-non-84").hexdigest().upper()
        body = f"{'0' * 35}:3\r\n{digest[5:]}:812\r\n".encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        pass


@pytest.fixture
def leaks(settings):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Leaked)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.BREACH_URL = f"http://127.0.0.1:{server.server_port}/range/"
    yield Leaked.asked
    server.shutdown()
    server.server_close()


def test_list_of_leaks_is_asked_by_five_characters(lan, leaks):
    with pytest.raises(ValidationError, match="rò rỉ"):
        validate_password("tre-gia-mang-non-84", lan)
    assert validate_password("muoi hai con thuyen", lan) is None
    assert {len(path.rsplit("/", 1)[1]) for path in leaks} == {5}


def test_list_that_is_away_refuses_nobody(lan, settings):
    settings.BREACH_URL = "http://127.0.0.1:1/"
    assert validate_password("tre-gia-mang-non-84", lan) is None
