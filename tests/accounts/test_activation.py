"""A worker opens their account with a slip, and every way in which that is refused."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.derived import code_of, slip_code_of, spaced
from accounts.enums import SlipState
from accounts.models import Phone, Slip
from accounts.services import activate, ask_code, make_slips, revoke_slip
from accounts.services.profile import give_phone
from portal.core.errors import DomainError
from portal.core.models import AuditLine
from tests.accounts.conftest import is_in, last_code, sign_in, words
from tests.people import make_member
from units.models import User

pytestmark = pytest.mark.django_db
BORN = {"birth_date": "08/03/1995", "phone": "0912 000 111"}


@pytest.fixture
def slip(people, world) -> Slip:
    """A slip of Vũ Thị An, born on 8 March 1995."""
    return slip_for(make_member("NV-101", "Vũ Thị An", world.group, birth_date=date(1995, 3, 8)), people, world)


def slip_for(member, people, world) -> Slip:
    make_slips(world.factory, [member], actor=people.hung, at=timezone.now())
    return Slip.objects.get(member=member)


def address(slip: Slip) -> str:
    return reverse("accounts:activate_with", args=[slip_code_of(slip.salt)])


def nothing_changed(slip: Slip) -> bool:
    return not User.objects.filter(username="NV-101").exists() and not Phone.objects.exists()


def test_worker_activates_by_slip_and_phone_code(slip, network):
    client = Client()
    assert "Vũ Thị An" in words(client.get(address(slip)))
    client.post(address(slip), BORN)
    code = network()[-1]
    assert code["phone"] == "0912000111"
    answer = client.post(reverse("accounts:activate_finish"), {"code": code["code"], "password": "tre già măng non 84"})
    assert (answer.status_code, answer.url) == (302, "/")
    assert is_in(client)
    slip.refresh_from_db()
    assert slip.state == SlipState.USED
    assert set(AuditLine.objects.filter(actor__username="NV-101").values_list("action", flat=True)) >= {
        "slip.use", "user.activate", "user.phone", "user.password",
    }  # fmt: skip
    again = Client()
    sign_in(again, "0912000111", "tre già măng non 84")
    assert is_in(again)


def test_password_may_be_left_out(slip, network):
    client = Client()
    client.post(address(slip), BORN)
    client.post(reverse("accounts:activate_finish"), {"code": network()[-1]["code"], "password": ""})
    assert is_in(client)
    assert not User.objects.get(username="NV-101").has_usable_password()


def test_code_is_typed_with_or_without_its_dash(slip):
    typed = spaced(slip_code_of(slip.salt)).lower()
    answer = Client().post(reverse("accounts:activate"), {"code": f" {typed} "})
    assert "Vũ Thị An" in words(Client().get(answer.url))


@pytest.mark.parametrize(("typed", "status"), [("", 422), ("x" * 21, 422), ("---", 302)])
def test_what_is_no_code_opens_nothing(slip, typed, status):
    assert "Mã in trên phiếu" in words(Client().get(reverse("accounts:activate")))
    answer = Client().post(reverse("accounts:activate"), {"code": typed}, follow=True)
    assert ([*answer.redirect_chain, (None, answer.status_code)][0][1]) == status
    assert "Vũ Thị An" not in words(answer)


def test_wrong_birth_date_five_times_locks_the_slip_and_nothing_else(slip, lan):
    client = Client()
    said = [words(client.post(address(slip), BORN | {"birth_date": "09/03/1995"})) for _ in range(5)]
    assert "Còn nhập được 4 lần" in said[0]
    assert "Phiếu đã khóa" in said[4]
    assert "đã khóa vì nhập sai nhiều lần" in words(client.post(address(slip), BORN))
    slip.refresh_from_db()
    assert slip.state == SlipState.LOCKED
    sign_in(client, "NV-LAN")
    assert is_in(client)
    assert not User.objects.filter(username="NV-101").exists()


def test_phone_that_is_already_someones_is_refused_at_the_field(slip, lan, network):
    answer = Client().post(address(slip), BORN | {"phone": "+84 912 345 678"})
    assert answer.status_code == 422
    assert "Số điện thoại này đã có người khác dùng để đăng nhập" in words(answer)
    assert 'id="id_phone_error"' in answer.content.decode()
    assert network() == []
    assert not User.objects.filter(username="NV-101").exists()
    assert Phone.objects.get().user == lan


def test_wrong_code_and_weak_password_open_nothing(slip, network):
    client = Client()
    client.post(address(slip), BORN)
    right = network()[-1]["code"]
    weak = client.post(reverse("accounts:activate_finish"), {"code": right, "password": "vuthian1995"})
    assert weak.status_code == 422
    wrong = client.post(reverse("accounts:activate_finish"), {"code": "12", "password": ""})
    assert "Mã không đúng. Còn thử được 4 lần." in words(wrong)
    assert nothing_changed(slip)


def test_finish_needs_the_first_page(slip):
    answer = Client().post(reverse("accounts:activate_finish"), {"code": "123456", "password": ""})
    assert (answer.status_code, answer.url) == (302, reverse("accounts:activate"))


def test_spent_slip_says_so(slip, people, network):
    Slip.objects.filter(pk=slip.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    assert "Phiếu này đã hết hạn" in words(Client().get(address(slip)))
    Slip.objects.filter(pk=slip.pk).update(expires_at=timezone.now() + timedelta(days=1), state=SlipState.REVOKED)
    assert "Phiếu này đã bị hủy" in words(Client().get(address(slip)))
    assert nothing_changed(slip)


def test_used_slip_opens_nothing_a_second_time(slip, network):
    client = Client()
    client.post(address(slip), BORN)
    client.post(reverse("accounts:activate_finish"), {"code": network()[-1]["code"], "password": ""})
    assert "Phiếu này đã dùng rồi" in words(Client().get(address(slip)))
    assert Phone.objects.count() == 1


def test_slip_spent_between_the_two_pages_opens_nothing(slip, people, network):
    client = Client()
    client.post(address(slip), BORN)
    revoke_slip(slip, actor=people.hung, at=timezone.now())
    answer = client.post(reverse("accounts:activate_finish"), {"code": network()[-1]["code"], "password": ""})
    assert (answer.status_code, "Phiếu này đã bị hủy" in words(answer)) == (422, True)
    assert nothing_changed(slip)


def test_who_the_union_knows_too_little_of_is_sent_to_its_official(people, world, network):
    slip = slip_for(make_member("NV-101", "Vũ Thị An", world.group), people, world)
    answer = Client().post(address(slip), {"phone": "0912000111"})
    assert (answer.status_code, "chưa có ngày sinh và số điện thoại của bạn" in words(answer)) == (422, True)
    slip.refresh_from_db()
    assert (slip.tries, slip.state, network()) == (0, SlipState.ISSUED, [])
    assert nothing_changed(slip)


def test_code_sent_for_one_slip_opens_no_other(slip, people, world):
    other = slip_for(make_member("NV-102", "Đỗ Văn Bảy", world.group, birth_date=date(1995, 3, 8)), people, world)
    now, number = timezone.now(), "0912000111"
    code = ask_code("activate", actor=None, at=now, asked_for=number, channel="phone", address=number, slip=other)
    with pytest.raises(DomainError, match="Mã này không đi với phiếu này"):
        activate(slip, actor=None, at=now, code=code, typed=code_of(code.salt), password="")
    code.refresh_from_db()
    assert code.used_at is None
    assert nothing_changed(slip)


def test_guessed_codes_make_the_guesser_wait(slip):
    for number in range(15):
        page = Client().get(reverse("accounts:activate_with", args=[f"AAAAA{number:05d}"]), REMOTE_ADDR="203.0.113.9")
        assert "Không có phiếu nào mang mã này" in words(page)
    assert "Hãy chờ" in words(Client().get(address(slip), REMOTE_ADDR="203.0.113.9"))
    assert "Vũ Thị An" in words(Client().get(address(slip), REMOTE_ADDR="198.51.100.9"))


def test_without_a_birth_date_the_phone_the_union_knows_is_the_proof(people, world, network):
    slip = slip_for(make_member("NV-101", "Vũ Thị An", world.group, phone="0912 000 111"), people, world)
    client = Client()
    assert "Ngày sinh của bạn" not in words(client.get(address(slip)))
    assert "không khớp với sổ" in words(client.post(address(slip), {"phone": "0912000222"}))
    assert client.post(address(slip), {"phone": "0912000111"}).status_code == 302
    assert network()[-1]["phone"] == "0912000111"


def test_without_a_gateway_the_password_is_enough(slip, settings):
    settings.MESSAGE_GATEWAY = "off"
    client = Client()
    assert "Số điện thoại của bạn" not in words(client.get(address(slip)))
    client.post(address(slip), {"birth_date": "08/03/1995"})
    assert client.post(reverse("accounts:activate_finish"), {"password": ""}).status_code == 422
    client.post(reverse("accounts:activate_finish"), {"password": "tre già măng non 84"})
    assert is_in(client)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_press_at_once_one_opens_the_account(people, world):
    slip = slip_for(make_member("NV-101", "Vũ Thị An", world.group, birth_date=date(1995, 3, 8)), people, world)
    now = timezone.now()
    codes = []
    for number in ("0912000111", "0912000222"):
        ask_code("activate", actor=None, at=now, asked_for=number, channel="phone", address=number, slip=slip)
        codes.append(last_code())
    outcomes = []

    def press(code):
        try:
            mine = Slip.objects.select_related("member").get(pk=slip.pk)
            activate(mine, actor=None, at=now, code=code, typed=code_of(code.salt), password="")
            outcomes.append("opened")
        except DomainError as refusal:
            outcomes.append(refusal.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[code]) for code in codes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("opened") == 1
    assert Phone.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_one_phone_at_once_one_gets_it(people):
    outcomes = []

    def take(user):
        try:
            give_phone(user, "0912000111", actor=user, at=timezone.now())
            outcomes.append("mine")
        except DomainError as refusal:
            outcomes.append(refusal.field)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[user]) for user in (people.lan, people.hung)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["mine", "phone"]
