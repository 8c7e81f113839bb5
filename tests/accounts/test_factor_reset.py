"""Who lost phone and recovery codes: an administrator takes the second factor off, seen by others, for a reason."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.services import reset_factors
from portal.core.errors import DomainError
from portal.core.models import AuditLine, Notice
from portal.core.sending import deliver_due
from tests.accounts.conftest import PASSWORD, is_in, sign_in, words
from tests.accounts.test_identity import grow_old
from tests.accounts.test_second_factor import app_code, give_app
from tests.moments import LONG_AGO, NOW
from tests.people import make_member, make_user
from units.enums import Role
from units.services import assign_role

pytestmark = pytest.mark.django_db
REASON = "Mất điện thoại ngày 12/3, đã gặp trực tiếp."


def administrator(code: str, unit, **facts):
    user = make_user(code, f"Quản Trị {code}", unit, Role.ADMINISTRATOR, **facts)
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


@pytest.fixture
def admin(world):
    return administrator("NV-QT", world.province)


@pytest.fixture
def signer(tuan):
    """Tuấn, who signs for the province, with an app and recovery codes that he has lost."""
    give_app(tuan)
    RecoveryCodes.activate(tuan)
    return tuan


def address(person) -> str:
    return reverse("accounts:reset_factors", args=[person.member_id])


def reset(person, actor, reason=REASON):
    reset_factors(person, actor=actor, at=timezone.now(), reason=reason)


def test_all_factors_go_all_sessions_end_and_the_next_sign_in_enrols_anew(signer, admin, settings):
    elsewhere = Client()
    sign_in(elsewhere, "NV-TUAN")
    elsewhere.post(reverse("mfa_authenticate"), {"code": app_code()})
    assert is_in(elsewhere)
    client = Client()
    sign_in(client, "NV-QT")
    page = words(client.get(address(signer)))
    assert "Ứng dụng tạo mã" in page
    assert "Mã khôi phục, còn 10 mã" in page
    answer = client.post(address(signer), {"reason": REASON})
    assert answer.url == reverse("units:account", args=[signer.member_id])
    assert not Authenticator.objects.filter(user=signer).exists()
    assert not is_in(elsewhere)
    settings.MFA_REQUIRED = True
    again = Client()
    sign_in(again, "NV-TUAN")
    assert again.get(reverse("home")).url == reverse("accounts:second_factor")


def test_it_stands_in_the_trail_with_who_why_and_what(signer, admin):
    reset(signer, admin)
    line = AuditLine.objects.get(action="user.reset_factors")
    assert (line.actor, line.note) == (admin, REASON)
    assert line.before["factors"] == ["recovery_codes", "totp"]


def test_person_and_the_leaders_of_their_unit_are_told(signer, admin, people):
    reset(signer, admin)
    told = {notice.recipient: notice for notice in Notice.objects.all()}
    assert set(told) == {signer, people.mai}
    assert REASON in told[signer].body
    assert admin.full_name in told[signer].body
    assert told[signer].outbox.address == signer.email
    assert signer.full_name in told[people.mai].subject


def test_who_has_no_email_gets_a_short_message(lan, world, network):
    give_app(lan)
    lan.email = ""
    lan.save(update_fields=["email"])
    reset(lan, administrator("NV-QT", world.province))
    deliver_due(at=timezone.now())
    (message,) = network()
    assert message["phone"] == lan.phone.number
    assert message["text"].startswith("Cong Thi dua: Lop bao ve thu hai cua tai khoan ban")
    assert message["text"].isascii()
    assert len(message["text"]) <= 160


def test_message_that_a_gateway_does_not_take_waits(lan, world, settings):
    give_app(lan)
    lan.email = ""
    lan.save(update_fields=["email"])
    reset(lan, administrator("NV-QT", world.province))
    settings.MESSAGE_GATEWAY, settings.MESSAGE_URL = "http", "http://127.0.0.1:1/"
    assert deliver_due(at=timezone.now()) == 1  # the letter to the leader of her union
    outbox = Notice.objects.get(recipient=lan).outbox
    assert (outbox.state, outbox.tries, bool(outbox.problem)) == ("waiting", 1, True)


def test_administrator_above_may_and_of_another_branch_may_not(signer, world):
    with pytest.raises(PermissionDenied, match="đơn vị này hoặc cấp trên"):
        reset(signer, administrator("NV-QT1", world.other_province))
    assert Authenticator.objects.filter(user=signer).count() == 2
    reset(signer, administrator("NV-QT2", world.top))
    assert not Authenticator.objects.filter(user=signer).exists()


@pytest.mark.parametrize("who", ["lan", "hung", "yen", "mai", "huy", "binh"])
def test_others_may_not(signer, people, who):
    with pytest.raises(PermissionDenied):
        reset(signer, getattr(people, who))
    assert Authenticator.objects.filter(user=signer).count() == 2


def test_own_account_is_never_ones_own_matter(admin):
    give_app(admin)
    with pytest.raises(PermissionDenied, match="Hãy nhờ người quản trị khác"):
        reset(admin, admin)
    client = Client()
    client.force_login(admin)
    assert client.post(address(admin), {"reason": REASON}).status_code == 403
    assert "Hãy nhờ người quản trị khác" in words(client.get(reverse("units:account", args=[admin.member_id])))
    assert Authenticator.objects.filter(user=admin).exists()


@pytest.mark.parametrize("begins", [LONG_AGO, "later"])
def test_role_higher_up_needs_an_administrator_higher_up(people, world, begins):
    give_app(people.hung)
    begins = timezone.localdate() + timedelta(days=3) if begins == "later" else begins
    assign_role(people.hung, Role.LEADER, world.province, actor=None, at=NOW, valid_from=begins)
    with pytest.raises(PermissionDenied, match="ngoài phạm vi của bạn"):
        reset(people.hung, administrator("NV-QT1", world.upper))
    reset(people.hung, administrator("NV-QT2", world.province))
    assert not Authenticator.objects.exists()


def test_role_that_is_over_no_longer_counts(people, world):
    give_app(people.hung)
    day = timezone.localdate()
    assign_role(
        people.hung, Role.LEADER, world.province, actor=None, at=NOW, valid_from=LONG_AGO, valid_to=day - timedelta(1)
    )
    reset(people.hung, administrator("NV-QT", world.upper))
    assert not Authenticator.objects.exists()


def test_administrator_of_the_unit_alone_reaches_no_role_of_its_branch(signer, world):
    keeper = make_user("NV-QT", "Quản Trị", world.province)
    assign_role(keeper, Role.ADMINISTRATOR, world.province, actor=None, at=NOW, valid_from=LONG_AGO, whole_branch=False)
    with pytest.raises(PermissionDenied, match="ngoài phạm vi của bạn"):
        reset(signer, keeper)


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_goes(signer, admin, reason):
    with pytest.raises(DomainError, match="Ghi lý do"):
        reset(signer, admin, reason)
    client = Client()
    client.force_login(admin)
    assert client.post(address(signer), {"reason": reason}).status_code == 422
    assert Authenticator.objects.filter(user=signer).count() == 2
    assert not Notice.objects.exists()


def test_without_a_second_factor_there_is_nothing_to_take_off(tuan, admin):
    with pytest.raises(DomainError, match="không có lớp bảo vệ thứ hai"):
        reset(tuan, admin)
    assert not AuditLine.objects.filter(action="user.reset_factors").exists()
    client = Client()
    client.force_login(admin)
    assert client.get(address(tuan)).url == reverse("units:account", args=[tuan.member_id])


def test_old_sign_in_is_asked_again_and_keeps_the_reason(signer, admin):
    client = Client()
    sign_in(client, "NV-QT")
    grow_old(client)
    asked = client.post(address(signer), {"reason": REASON})
    assert asked.status_code == 403
    assert REASON in words(asked)
    assert "Mật khẩu không đúng" in words(client.post(address(signer), {"reason": REASON, "identity_password": "sai"}))
    assert Authenticator.objects.filter(user=signer).count() == 2
    client.post(address(signer), {"reason": REASON, "identity_password": PASSWORD})
    assert not Authenticator.objects.filter(user=signer).exists()


def test_administrator_without_a_second_factor_is_sent_to_enrol_first(signer, admin, settings):
    settings.MFA_REQUIRED = True
    client = Client()
    client.force_login(admin)
    assert client.get(address(signer)).url == reverse("accounts:second_factor")
    assert Authenticator.objects.filter(user=signer).count() == 2


def test_page_of_the_account_leads_there(signer, admin):
    client = Client()
    client.force_login(admin)
    assert address(signer) in client.get(reverse("units:account", args=[signer.member_id])).content.decode()


def test_member_without_an_account_has_none_to_reset(world, admin):
    client = Client()
    client.force_login(admin)
    member = make_member("NV-900", "Vũ Thị An", world.group)
    assert client.get(reverse("accounts:reset_factors", args=[member.pk])).status_code == 404
    assert "Gỡ lớp bảo vệ" not in words(client.get(reverse("units:account", args=[member.pk])))
