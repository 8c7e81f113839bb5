"""Members, their accounts and their roles: one of each, whoever asks twice; accounts are closed, never deleted."""

from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, close_old_connections, connection, transaction

from portal.core.errors import DomainError
from portal.core.models import AuditLine
from tests.moments import NOW, TODAY
from tests.people import make_member, make_user
from tests.waiting import wait_until, waits_for_another
from units.enums import Role
from units.models import Member, Unit, User
from units.services import (
    change_email,
    close_account,
    end_role,
    merge_members,
    open_account,
    reopen_account,
    set_password,
)


@pytest.fixture
def nga(world) -> User:
    """The administrator of the province."""
    return make_user("NV-NGA", "Lý Thị Nga", world.province, Role.ADMINISTRATOR)


def lines(action) -> list[AuditLine]:
    return list(AuditLine.objects.filter(action=action).order_by("pk"))


def test_union_code_belongs_to_one_member(world):
    lan = make_member("NV-LAN", "Nguyễn Thị Lan", world.group)
    assert (lan.unit, lan.grassroots) == (world.group, world.factory)
    with pytest.raises(DomainError, match="Mã đoàn viên NV-LAN đã có người dùng") as refusal:
        make_member("NV-LAN", "Trần Thị Lan", world.mill)
    assert (refusal.value.field, Member.objects.count()) == ("code", 1)


def test_member_has_one_account_however_often_it_is_opened(world):
    lan = make_member("NV-LAN", "Nguyễn Thị Lan", world.group)
    first = open_account(lan, actor=None, at=NOW)
    assert open_account(lan, actor=None, at=NOW, email="khac@example.vn") == first
    assert (User.objects.get().username, AuditLine.objects.filter(action="user.open").count()) == ("NV-LAN", 1)


def test_account_is_opened_by_the_administrator_of_the_branch_alone(world, people, nga):
    an = make_member("NV-AN", "Vũ Thị An", world.mill)
    for stranger in (people.hung, people.tuan, people.binh):
        with pytest.raises(PermissionDenied, match="Chỉ người quản trị"):
            open_account(an, actor=stranger, at=NOW)
    assert not User.objects.filter(member=an).exists()
    assert open_account(an, actor=nga, at=NOW).has_usable_password() is False


def test_second_record_of_a_person_gets_no_account(world, people, nga):
    twin = make_member("NV-LAN2", "Nguyễn Thị Lan", world.section)
    merge_members(people.lan.member, twin, actor=nga, at=NOW, reason="Trùng CCCD")
    with pytest.raises(DomainError, match="Hồ sơ này đã gộp vào hồ sơ NV-LAN"):
        open_account(twin, actor=nga, at=NOW)
    assert not User.objects.filter(member=twin).exists()


def test_password_is_set_and_the_trail_does_not_know_it(people):
    set_password(people.lan, "muoi hai con thuyen", actor=people.lan, at=NOW)
    people.lan.refresh_from_db()
    assert people.lan.check_password("muoi hai con thuyen")
    (line,) = lines("user.password")
    assert (line.actor, line.before, line.after) == (people.lan, {}, {})


def test_email_is_ones_own(people):
    change_email(people.lan, "lan@NHA.example", actor=people.lan, at=NOW)
    people.lan.refresh_from_db()
    assert people.lan.email == "lan@nha.example"
    with pytest.raises(DomainError, match="E-mail này đã có người dùng") as refusal:
        change_email(people.lan, "NV-Hung@example.vn", actor=people.lan, at=NOW)
    assert (refusal.value.field, people.lan.email) == ("email", "lan@nha.example")
    people.lan.refresh_from_db()
    assert people.lan.email == "lan@nha.example"
    assert len(lines("user.email")) == 1


def test_database_itself_keeps_one_email_for_one_account_in_any_case(people):
    with pytest.raises(IntegrityError, match="user_email_once"), transaction.atomic():
        User.objects.filter(pk=people.lan.pk).update(email="NV-Hung@Example.vn")
    # No e-mail is nobody's.
    assert User.objects.filter(pk__in=[people.lan.pk, people.hung.pk]).update(email="") == 2
    assert not User.objects.with_email("").exists()


def test_codes_and_logins_are_looked_up_in_any_case_by_an_index(world, people):
    """Among millions, whoever signs in or is looked for by code does not wait until everybody was read."""
    lookups = {
        "member_by_code": Member.objects.filter(code__iexact="nv-lan"),
        "unit_by_code": Unit.objects.filter(code__iexact=world.factory.code.lower()),
        "user_by_login": User.objects.filter(username__iexact="nv-lan"),
        "user_email_once": User.objects.with_email("NV-LAN@example.vn"),
    }
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    for index, found in lookups.items():
        assert found.count() == 1
        assert index in found.explain()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_one_email_at_once_the_second_is_told(people):
    refused = []

    def second():
        try:
            change_email(people.lan, "chung@example.vn", actor=people.lan, at=NOW)
        except DomainError as refusal:
            refused.append((refusal.field, people.lan.email))
        finally:
            close_old_connections()

    thread = Thread(target=second)
    with transaction.atomic():
        change_email(people.hung, "chung@example.vn", actor=people.hung, at=NOW)
        thread.start()
        wait_until(waits_for_another, "the second never came to the address that the first had taken")
    thread.join()
    assert refused == [("email", "nv-lan@example.vn")]
    assert User.objects.get(email="chung@example.vn") == people.hung


def test_account_is_closed_and_opened_again_and_nothing_is_lost(people, nga):
    close_account(people.lan, actor=nga, at=NOW, reason=" Nghỉ việc ")
    people.lan.refresh_from_db()
    assert (people.lan.is_active, people.lan.member.code) == (False, "NV-LAN")
    with pytest.raises(DomainError, match="Tài khoản này đã khóa"):
        close_account(people.lan, actor=nga, at=NOW, reason="Nghỉ việc")
    reopen_account(people.lan, actor=nga, at=NOW, reason="Đi làm lại")
    people.lan.refresh_from_db()
    assert people.lan.is_active
    with pytest.raises(DomainError, match="Tài khoản này đang mở"):
        reopen_account(people.lan, actor=nga, at=NOW, reason="Đi làm lại")
    (closed,), (opened,) = lines("user.close"), lines("user.reopen")
    assert (closed.actor, closed.note, closed.after) == (nga, "Nghỉ việc", {"is_active": False})
    assert (opened.actor, opened.note, opened.before) == (nga, "Đi làm lại", {"is_active": False})


def test_account_stays_open_while_it_holds_roles(people, nga):
    with pytest.raises(DomainError, match="Ngô Đình Tuấn còn giữ vai trò"):
        close_account(people.tuan, actor=nga, at=NOW, reason="Chuyển công tác")
    people.tuan.refresh_from_db()
    assert people.tuan.is_active
    end_role(people.tuan.held.get(), actor=nga, at=NOW, reason="Chuyển công tác", on=TODAY)
    close_account(people.tuan, actor=nga, at=NOW, reason="Chuyển công tác")
    people.tuan.refresh_from_db()
    assert not people.tuan.is_active


def test_nobody_closes_their_own_account_or_one_of_another_branch(people, nga):
    for actor, user, words in (
        (nga, nga, "không tự khóa hay tự mở tài khoản của mình"),
        (nga, people.binh, "Chỉ người quản trị"),
        (people.hung, people.lan, "Chỉ người quản trị"),
    ):
        for change in (close_account, reopen_account):
            with pytest.raises(PermissionDenied, match=words):
                change(user, actor=actor, at=NOW, reason="Thử")
    assert not User.objects.filter(is_active=False).exists()
