"""A forgotten password: a code by phone, a link by e-mail, nothing told to strangers, nobody locked out."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.derived import code_of
from accounts.enums import Purpose, Sending
from accounts.models import OneTimeCode
from accounts.services import ask_code, ask_reset, reset_password
from portal.core.errors import DomainError
from portal.core.models import AuditLine, Notice
from tests.accounts.conftest import LAN_PHONE, PASSWORD, is_in, sign_in, words
from tests.accounts.test_second_factor import app_code, give_app
from tests.councils.test_races import together

pytestmark = pytest.mark.django_db
NEW = "bon muoi lam cay cau"


def ask(login: str, client: Client | None = None):
    client = client or Client()
    return client, client.post(reverse("account_reset_password"), {"login": login})


def renew(client: Client, code: str, password: str = NEW):
    return client.post(reverse("accounts:new_password"), {"code": code, "password": password})


def code_for(user) -> OneTimeCode:
    return OneTimeCode.objects.filter(user=user, purpose=Purpose.RESET, channel="phone").order_by("-pk").first()


def asked(user, *, at=None, asked_for="NV-LAN", asked_from=None, known_device=False) -> OneTimeCode:
    return ask_reset(
        user, actor=None, at=at or timezone.now(), asked_for=asked_for, asked_from=asked_from, known_device=known_device
    )


@pytest.mark.parametrize("login", ["NV-LAN", "0912 345 678", "nv-lan@example.vn"])
def test_code_that_came_by_phone_sets_a_new_password(lan, network, login):
    client, answer = ask(login)
    assert (answer.status_code, answer.url) == (302, reverse("accounts:new_password"))
    message = network()[-1]
    assert message["phone"] == LAN_PHONE
    assert "Dat lai mat khau" in message["text"]
    done = renew(client, message["code"])
    assert (done.status_code, done.url) == (302, reverse("account_login"))
    assert not is_in(client)
    sign_in(client, "NV-LAN", NEW)
    assert is_in(client)


def test_every_session_ends_and_the_person_is_told(lan, network):
    elsewhere = Client()
    sign_in(elsewhere, "NV-LAN")
    client, _answer = ask("NV-LAN")
    renew(client, network()[-1]["code"])
    assert not is_in(elsewhere)
    assert not lan.usersession_set.exists()
    line = AuditLine.objects.get(action="user.password_reset")
    assert line.actor == lan
    notice = Notice.objects.get(recipient=lan)
    assert "vừa được đặt lại" in notice.subject
    assert notice.outbox.address == lan.email


def test_who_has_an_email_gets_the_link_there_and_the_same_is_done(lan, network):
    elsewhere = Client()
    sign_in(elsewhere, "NV-LAN")
    client, _answer = ask("NV-LAN")
    network()
    assert mail.outbox[-1].to == [lan.email]
    assert not re.search(r"\b\d{6}\b", mail.outbox[-1].body)
    link = re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[-1].body)[1]
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    lan.refresh_from_db()
    assert lan.check_password(NEW)
    assert not is_in(elsewhere)
    assert AuditLine.objects.filter(action="user.password_reset").count() == 1
    assert "đã dùng hoặc đã quá" in words(renew(client, code_of(code_for(lan).salt), "them mot mat khau nua"))
    assert "đã dùng hoặc đã hết hạn" in words(Client().get(link, follow=True))


def test_who_has_only_an_email_gets_only_the_link(tuan, network):
    _client, answer = ask("NV-TUAN")
    assert answer.url == reverse("accounts:new_password")
    assert network() == []
    assert [message.to for message in mail.outbox] == [[tuan.email]]


def test_nobody_gets_the_same_pages_and_no_message(lan, tuan, network):
    pages = []
    for login in ("NV-LAN", "NV-TUAN", "NV-KHONG-CO", "0987654321", "khong@example.vn"):
        client, answer = ask(login)
        shown = re.sub(r'value="[^"]{64}"|nonce="[^"]+"', "", words(client.get(answer.url)).replace(login, "…"))
        refused = words(renew(client, "not it", "Nguyen Thi Lan"))
        assert "Mã không đúng. Còn thử được 4 lần." in refused
        assert "của bạn, hay" not in refused
        pages.append((answer.status_code, answer.url, re.sub(r"[0-9a-f]{16,}", "", shown)))
    assert len(set(pages)) == 1
    assert [message["phone"] for message in network()] == [LAN_PHONE]
    assert {message.to[0] for message in mail.outbox} == {lan.email, tuan.email}


def test_closed_account_gets_nothing_and_the_page_is_the_same(lan, network):
    lan.is_active = False
    lan.save(update_fields=["is_active"])
    _client, answer = ask("NV-LAN")
    assert answer.url == reverse("accounts:new_password")
    assert (network(), mail.outbox) == ([], [])


def test_account_closed_after_the_code_left_keeps_its_password(lan, network):
    client, _answer = ask("NV-LAN")
    digits = network()[-1]["code"]
    lan.is_active = False
    lan.save(update_fields=["is_active"])
    assert "Tài khoản này đã khóa" in words(renew(client, digits))
    lan.refresh_from_db()
    assert lan.check_password(PASSWORD)


def test_code_tried_ten_times_is_refused_clearly_and_nothing_changed(lan, network):
    client, _answer = ask("NV-LAN")
    right = network()[-1]["code"]
    wrong = "000000" if right != "000000" else "111111"
    said = [words(renew(client, wrong)) for _ in range(10)]
    assert "Còn thử được 4 lần" in said[0]
    assert "đây là lần thử cuối" in said[4]
    assert all("không dùng được nữa. Hãy lấy mã mới" in page and "NV-LAN" in page for page in said[5:])
    assert "không dùng được nữa" in words(renew(client, right))
    lan.refresh_from_db()
    assert lan.check_password(PASSWORD)
    assert not AuditLine.objects.filter(action__startswith="user.password").exists()


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("ngan", "quá ngắn"),
        ("matkhau123", "hay bị đoán ra"),
        ("thi dua yeu nuoc", "ai cũng đoán chúng trước tiên"),
        ("Nguyen Thi Lan 88", "không được có tên"),
        ("12345678901", "toàn chữ số"),
    ],
)
def test_weak_password_is_refused_at_its_field_and_the_code_stays_good(lan, network, password, said):
    client, _answer = ask("NV-LAN")
    digits = network()[-1]["code"]
    refused = renew(client, digits, password)
    assert refused.status_code == 422
    assert said in words(refused)
    assert 'id="id_password_error"' in refused.content.decode()
    assert renew(client, digits).url == reverse("account_login")


@pytest.mark.parametrize("purpose", [one for one in Purpose.values if one != Purpose.RESET])
def test_code_for_another_thing_resets_nothing(lan, purpose):
    code = ask_code(
        purpose, actor=None, at=timezone.now(), asked_for="NV-LAN", channel="phone", address=LAN_PHONE, user=lan
    )
    client = Client()
    session = client.session
    session["reset_code_id"] = code.pk
    session.save()
    answer = renew(client, code_of(code.salt))
    assert (answer.status_code, answer.url) == (302, reverse("account_reset_password"))
    with pytest.raises(DomainError, match="không dùng để đặt lại mật khẩu"):
        reset_password(code, actor=lan, at=timezone.now(), typed=code_of(code.salt), password=NEW)
    lan.refresh_from_db()
    assert lan.check_password(PASSWORD)


def test_code_to_reset_signs_nobody_in(lan, network):
    client, _answer = ask("NV-LAN")
    session = client.session
    session["code_id"] = code_for(lan).pk
    session.save()
    answer = client.post(reverse("accounts:enter_code"), {"code": network()[-1]["code"]})
    assert answer.url == reverse("accounts:ask_code")
    assert not is_in(client)


def test_old_code_and_used_code_are_refused(lan):
    old = asked(lan, at=timezone.now() - timedelta(minutes=6))
    with pytest.raises(DomainError, match="đã dùng hoặc đã quá 5 phút"):
        reset_password(old, actor=lan, at=timezone.now(), typed=code_of(old.salt), password=NEW)
    now = timezone.now()
    first, second = asked(lan), asked(lan, asked_from="203.0.113.9")
    reset_password(first, actor=lan, at=now, typed=code_of(first.salt), password=NEW)
    for code in (first, second):
        with pytest.raises(DomainError, match="đã dùng"):
            reset_password(code, actor=lan, at=now, typed=code_of(code.salt), password="mot mat khau khac han")
    lan.refresh_from_db()
    assert lan.check_password(NEW)


def test_second_factor_is_asked_for_when_signing_in_afterwards(lan, network):
    give_app(lan)
    client, _answer = ask("NV-LAN")
    renew(client, network()[-1]["code"])
    assert sign_in(client, "NV-LAN", NEW).url == reverse("mfa_authenticate")
    assert not is_in(client)
    client.post(reverse("mfa_authenticate"), {"code": app_code()})
    assert is_in(client)


def test_stranger_ends_no_session_and_the_old_password_stays_good(lan, network):
    here = Client()
    sign_in(here, "NV-LAN")
    stranger, _answer = ask("NV-LAN")
    for number in range(8):
        renew(stranger, f"00000{number}")
    assert is_in(here)
    assert sign_in(Client(), "NV-LAN").status_code == 302


def test_stranger_uses_up_no_code_of_a_device_known_from_before(lan, network):
    home = Client()
    sign_in(home, "NV-LAN")
    home.post(reverse("account_logout"))
    for number in range(10):
        asked(lan, asked_from=f"203.0.113.{number}", at=timezone.now() - timedelta(minutes=5))
    _stranger, refused = ask("NV-LAN")
    assert (refused.status_code, "quá nhiều mã" in words(refused)) == (422, True)
    _client, answer = ask("NV-LAN", home)
    assert answer.url == reverse("accounts:new_password")
    assert renew(home, network()[-1]["code"]).url == reverse("account_login")


def test_phone_and_mailbox_get_ten_a_day_however_the_name_is_spelt(lan, network):
    for number in range(12):
        asked(lan, asked_for=f"name {number}", at=timezone.now() - timedelta(minutes=2))
    sent = OneTimeCode.objects.filter(user=lan).exclude(sending=Sending.NOTHING)
    assert sent.filter(channel="phone").count() == 10
    assert sent.filter(channel="email").count() == 10


def test_refusals_come_as_soon_for_who_has_a_phone_and_an_email_as_for_nobody(lan):
    for user, login in ((lan, "nv-lan"), (None, "nv-khong")):
        for number in range(10):
            asked(user, asked_for=login, at=timezone.now() - timedelta(minutes=20 - number))
        with pytest.raises(DomainError, match="quá nhiều mã"):
            asked(user, asked_for=login)


def test_answer_for_nobody_takes_the_same_writes_and_messages(lan, django_capture_on_commit_callbacks):
    work = []
    for user, login in ((lan, "nv-lan"), (None, "nv-khong")):
        with CaptureQueriesContext(connection) as queries, django_capture_on_commit_callbacks() as sent:
            asked(user, asked_for=login)
        writes = [query["sql"].split()[0] for query in queries if query["sql"].startswith(("INSERT", "UPDATE"))]
        work.append((writes, len(sent)))
    assert work[0] == work[1] == (["INSERT", "INSERT"], 2)


def test_address_has_its_own_day(lan, settings):
    settings.CODES_PER_ADDRESS = 2
    for number in range(2):
        asked(None, asked_for=f"name {number}", asked_from="203.0.113.7")
    with pytest.raises(DomainError, match="Mạng bạn đang dùng"):
        asked(lan, asked_for="third", asked_from="203.0.113.7")


def test_next_code_waits_a_minute_and_then_comes(lan, network):
    client, _answer = ask("NV-LAN")
    again = client.post(reverse("accounts:new_password"), {"again": "1"})
    assert (again.status_code, "giây nữa rồi lấy mã mới" in words(again)) == (422, True)
    OneTimeCode.objects.update(created_at=timezone.now() - timedelta(minutes=2))
    assert client.post(reverse("accounts:new_password"), {"again": "1"}).status_code == 302
    assert len(network()) == 2


def test_wrong_passwords_of_before_make_nobody_wait_afterwards(lan, network):
    client = Client()
    for _ in range(6):
        sign_in(client, "NV-LAN", "sai bét")
    assert "Hãy chờ" in words(sign_in(client, "NV-LAN"))
    ask("NV-LAN", client)
    renew(client, network()[-1]["code"])
    sign_in(client, "NV-LAN", NEW)
    assert is_in(client)


def test_without_a_gateway_only_the_link_goes_and_the_page_says_so(lan, settings, network):
    settings.MESSAGE_GATEWAY = "off"
    assert "mã 6 chữ số" not in words(Client().get(reverse("account_reset_password")))
    client, answer = ask("NV-LAN")
    assert answer.url == reverse("account_reset_password_done")
    assert "để lấy phiếu mới" in words(client.get(answer.url))
    network()
    assert [message.to for message in mail.outbox] == [[lan.email]]


def test_page_without_a_code_leads_to_where_one_is_asked_for():
    assert Client().get(reverse("accounts:new_password")).url == reverse("account_reset_password")


@pytest.mark.django_db(transaction=True)
def test_code_sent_from_two_places_at_once_sets_one_password(lan):
    code = asked(lan)

    def press(password):
        mine = OneTimeCode.objects.get(pk=code.pk)
        return lambda: reset_password(mine, actor=lan, at=timezone.now(), typed=code_of(code.salt), password=password)

    ended = together(press(NEW), press("mot mat khau khac han"))
    assert sorted(ended) == ["DomainError", "done"]
    assert AuditLine.objects.filter(action="user.password_reset").count() == 1
