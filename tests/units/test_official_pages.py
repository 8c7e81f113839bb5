"""The pages on which roles are given, delegated, confirmed and ended, and accounts opened and closed, without scripts."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.costs import costs
from tests.moments import LONG_AGO
from tests.people import make_member, make_user
from units.enums import Role
from units.models import Assignment, User
from units.services import assign_role, decline_role, delegate_role, end_role


@pytest.fixture
def nga(world) -> User:
    """The administrator of the province."""
    return make_user("NV-NGA", "Lý Thị Nga", world.province, Role.ADMINISTRATOR)


def at(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user, name, *args, **query):
    return at(user).get(reverse(f"units:{name}", args=args), query)


def send(user, name, *args, **data):
    return at(user).post(reverse(f"units:{name}", args=args), data)


def day(days: int = 0):
    return timezone.localdate() + timedelta(days=days)


def typed(days: int = 0) -> str:
    return f"{day(days):%d/%m/%Y}"


def give(user, role, unit, giver, *, days: int = 0, **facts) -> Assignment:
    return assign_role(user, role, unit, actor=giver, at=timezone.now(), valid_from=day(days), **facts)


def rows_of(answer) -> dict[str, tuple[str, list[str]]]:
    """Return what the list says: name to its state and the buttons beside it."""
    return {
        f"{row['held'].user}, {row['held'].get_role_display()}": (
            row["label"],
            [action["label"] for action in row["actions"]],
        )
        for row in answer.context["rows"]
    }


def test_list_says_who_acts_since_when_and_what_can_be_done_about_it(world, people, nga):
    now = timezone.now()
    give(people.lan, Role.CLERK, world.province, nga, days=9)
    waiting = give(nga, Role.EMULATION_OFFICER, world.province, nga)
    declined = give(nga, Role.INSPECTOR, world.province, nga)
    decline_role(declined, actor=people.tuan, at=now, reason="Không cần")
    end_role(people.dung.held.get(), actor=nga, at=now, reason="Chuyển công tác")
    source = people.tuan.held.get()
    delegate_role(
        source, people.huy, actor=people.tuan, at=now, valid_from=day(), valid_to=day(7), basis="Giấy ủy quyền 12/UQ"
    )
    seen = rows_of(page(nga, "officials", world.province.pk))
    end = "Thôi vai trò"
    assert seen == {
        "Phạm Thị Yến, Chuyên viên thi đua, khen thưởng": ("Đang giữ", ["Ủy quyền", end, "Xem như", "Bàn giao"]),
        "Trịnh Thị Mai, Lãnh đạo": ("Đang giữ", ["Ủy quyền", end, "Xem như", "Bàn giao"]),
        "Ngô Đình Tuấn, Lãnh đạo": ("Đang giữ", ["Ủy quyền", end, "Xem như", "Bàn giao"]),
        "Nguyễn Quang Huy, Văn thư": ("Đang giữ", ["Ủy quyền", end, "Xem như", "Bàn giao"]),
        "Nguyễn Quang Huy, Lãnh đạo": ("Đang giữ", [end, "Xem như"]),
        "Lý Thị Nga, Quản trị": ("Đang giữ", [end, "Xem như", "Bàn giao"]),
        "Nguyễn Thị Lan, Văn thư": ("Chưa đến ngày", ["Ủy quyền", end]),
        "Lý Thị Nga, Chuyên viên thi đua, khen thưởng": ("Chờ xác nhận", []),
    }
    over = page(nga, "officials", world.province.pk, muc="da-thoi")
    assert rows_of(over) == {
        "Đinh Văn Dũng, Chuyên viên thi đua, khen thưởng": ("Đã thôi", []),
        "Lý Thị Nga, Ủy ban Kiểm tra": ("Không có hiệu lực", []),
    }
    assert "Đã thôi" in over.text
    # Who may confirm is offered to; who only reads is offered nothing.
    by_tuan = rows_of(page(people.tuan, "officials", world.province.pk))
    assert by_tuan[f"Lý Thị Nga, {waiting.get_role_display()}"] == ("Chờ xác nhận", ["Xác nhận", "Từ chối"])
    assert "Giao vai trò" not in page(people.tuan, "officials", world.province.pk).text
    inspector = make_user("NV-KT", "Lý Văn Kiểm", world.province, Role.INSPECTOR)
    assert all(actions == [] for _label, actions in rows_of(page(inspector, "officials", world.province.pk)).values())
    assert page(people.yen, "officials", world.province.pk).status_code == 403


def test_role_is_given_at_once_or_waits_for_a_second_person(world, people, nga):
    address = ("give_role", world.factory.pk)
    assert typed() in page(nga, *address).text
    facts = {"role": Role.CLERK, "valid_from": typed(), "whole_branch": "on", "basis": "15/QĐ-LĐLĐ"}
    answer = at(nga).post(
        reverse("units:give_role", args=[world.factory.pk]), facts | {"person": " nv-lan "}, follow=True
    )
    assert "Đã giao vai trò cho Nguyễn Thị Lan." in answer.text
    given = people.lan.held.get()
    assert (given.role, given.unit, given.basis, given.waits) == (Role.CLERK, world.factory, "15/QĐ-LĐLĐ", False)
    answer = at(nga).post(
        reverse("units:give_role", args=[world.factory.pk]), facts | {"person": "nv-nga@example.vn"}, follow=True
    )
    assert "chờ người thứ hai xác nhận" in answer.text
    assert nga.held.get(role=Role.CLERK).waits


def test_what_is_wrong_with_a_role_is_said_at_its_field_and_nothing_typed_is_lost(world, people, nga):
    User.objects.filter(pk=people.binh.pk).update(is_active=False)
    facts = {"person": "NV-LAN", "role": Role.CLERK, "valid_from": typed(), "basis": "15/QĐ-LĐLĐ"}
    for wrong, words in (
        ({"person": "NV-KHONG"}, "Không có tài khoản mang mã hoặc e-mail này"),
        ({"person": ""}, "15/QĐ-LĐLĐ"),
        ({"person": "NV-BINH"}, "Tài khoản của Lê Thanh Bình đã khóa"),
        ({"valid_to": typed(-1)}, "Ngày thôi phải sau ngày bắt đầu"),
        ({"valid_from": "31/02/2026"}, "31/02/2026"),
        ({"role": "vua"}, "vua"),
        ({"person": "NV-HUNG", "role": Role.LEADER}, "đã giữ vai trò này"),
    ):
        answer = send(nga, "give_role", world.factory.pk, **facts | wrong)
        assert (answer.status_code, words in answer.text, "15/QĐ-LĐLĐ" in answer.text) == (422, True, True), words
    assert not people.lan.held.exists()
    for stranger in (people.hung, people.tuan, people.lan):
        assert send(stranger, "give_role", world.factory.pk, **facts).status_code == 403
    assert not people.lan.held.exists()


def test_leader_delegates_for_a_time(world, people):
    source = people.tuan.held.get()
    facts = {"person": "NV-HUY", "valid_from": typed(), "valid_to": typed(7), "basis": "Giấy ủy quyền 12/UQ"}
    assert "Cho cả các đơn vị trực thuộc" in page(people.tuan, "delegate_role", source.pk).text
    for wrong, words in (
        ({"person": "NV-TUAN"}, "Không ủy quyền cho chính người đang giữ vai trò"),
        ({"basis": ""}, "12/UQ"),
        ({"valid_from": "x"}, "Giấy ủy quyền 12/UQ"),
    ):
        answer = send(people.tuan, "delegate_role", source.pk, **facts | wrong)
        assert (answer.status_code, words in answer.text or not wrong.get("basis", "x")) == (422, True), words
    assert not source.delegations.exists()
    assert send(people.tuan, "delegate_role", source.pk, whole_branch="on", **facts).status_code == 302
    made = source.delegations.get()
    assert (made.user, made.valid_to, made.whole_branch) == (people.huy, day(7), True)
    assert send(people.mai, "delegate_role", source.pk, **facts).status_code == 403
    assert send(people.binh, "delegate_role", source.pk, **facts).status_code == 404


def test_role_of_one_unit_alone_is_delegated_for_that_unit_alone(world, people):
    held = assign_role(
        people.yen, Role.LEADER, world.upper, actor=None, at=timezone.now(), valid_from=LONG_AGO, whole_branch=False
    )
    assert "Cho cả các đơn vị trực thuộc" not in page(people.yen, "delegate_role", held.pk).text
    facts = {"person": "NV-HUY", "valid_from": typed(), "valid_to": typed(7), "basis": "12/UQ", "whole_branch": "on"}
    assert send(people.yen, "delegate_role", held.pk, **facts).status_code == 302
    assert held.delegations.get().whole_branch is False


def test_second_person_confirms_or_declines(world, people, nga):
    first, second = give(nga, Role.CLERK, world.province, nga), give(nga, Role.INSPECTOR, world.province, nga)
    assert page(nga, "confirm_role", first.pk).status_code == 403
    assert "Vai trò có hiệu lực ngay khi bạn xác nhận" in page(people.tuan, "confirm_role", first.pk).text
    assert send(people.tuan, "confirm_role", first.pk).url == reverse("units:officials", args=[world.province.pk])
    silent = send(people.tuan, "decline_role", second.pk, reason="")
    assert silent.status_code == 422
    assert send(people.tuan, "decline_role", second.pk, reason="Không kiêm nhiệm").status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.waits, first.confirmed_by) == (False, people.tuan)
    assert (second.is_void, second.end_reason) == (True, "Không kiêm nhiệm")
    late = send(people.mai, "confirm_role", first.pk)
    assert (late.status_code, "người khác vừa xử lý" in late.text) == (422, True)


def test_role_is_ended_from_a_day_with_the_reason(world, people, nga):
    held = people.yen.held.get()
    assert send(nga, "end_role", held.pk, on=typed(), reason="").status_code == 422
    assert send(people.mai, "end_role", held.pk, on=typed(), reason="Nghỉ hưu").status_code == 403
    assert send(people.lan, "end_role", held.pk, on=typed(), reason="Nghỉ hưu").status_code == 404
    assert send(nga, "end_role", held.pk, on=typed(), reason="Nghỉ hưu").status_code == 302
    held.refresh_from_db()
    assert (held.valid_to, held.ended_by, held.end_reason) == (day(), nga, "Nghỉ hưu")
    again = send(nga, "end_role", held.pk, on=typed(), reason="Nghỉ hưu")
    assert (again.status_code, "Vai trò này đã kết thúc ngày" in again.text) == (422, True)


def test_account_is_found_by_code_opened_closed_and_opened_again(world, people, nga):
    an = make_member("NV-AN", "Vũ Thị An", world.mill)
    there = reverse("units:account", args=[an.pk])
    assert page(nga, "officials", world.province.pk, ma=" nv-an ").url == there
    assert page(nga, "officials", world.province.pk, ma="NV-KHONG").status_code == 404
    assert "Chưa có tài khoản" in page(nga, "account", an.pk).text
    assert page(nga, "close_account", an.pk).status_code == 404
    assert "tự đặt mật khẩu" in page(nga, "open_account", an.pk).text
    assert send(nga, "open_account", an.pk).url == there
    account = User.objects.get(member=an)
    assert "Tài khoản đang mở" in page(nga, "account", an.pk).text
    silent = send(nga, "close_account", an.pk, reason="")
    assert (silent.status_code, "Khóa tài khoản" in silent.text) == (422, True)
    assert send(nga, "close_account", an.pk, reason="Nghỉ việc").url == there
    assert "Tài khoản đã khóa" in page(nga, "account", an.pk).text
    assert send(nga, "open_account", an.pk, reason="").status_code == 422
    account.refresh_from_db()
    assert account.is_active is False
    assert send(nga, "open_account", an.pk, reason="Đi làm lại").url == there
    account.refresh_from_db()
    assert account.is_active
    for name in ("account", "open_account", "close_account"):
        assert [page(one, name, an.pk).status_code for one in (people.hung, people.tuan, people.lan)] == [403] * 3


def test_account_with_roles_or_ones_own_is_not_closed(people, nga):
    held = send(nga, "close_account", people.tuan.member.pk, reason="Nghỉ việc")
    assert (held.status_code, "còn giữ vai trò" in held.text, "Nghỉ việc" in held.text) == (422, True, True)
    assert "Lãnh đạo" in page(nga, "account", people.tuan.member.pk).text
    assert page(nga, "close_account", nga.member.pk).status_code == 403
    assert reverse("units:close_account", args=[nga.member.pk]) not in page(nga, "account", nga.member.pk).text
    assert not User.objects.filter(is_active=False).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_whatever_the_number_of_rows(world, people, nga, count):
    for number in range(count):
        person = make_user(f"NV-X{number}", f"Người {number}", world.mill)
        for unit in (world.mill, world.upper):
            give(person, Role.CLERK, unit, nga)
        end_role(give(person, Role.INSPECTOR, world.mill, nga), actor=nga, at=timezone.now(), reason="Thôi")
        give(people.lan, Role.CLERK, (world.mill, world.upper, world.factory)[number], nga)
    officials, account = (
        reverse("units:officials", args=[world.mill.pk]),
        reverse("units:account", args=[people.lan.member.pk]),
    )
    assert costs(at(nga), officials, f"{officials}?muc=da-thoi", account) == [7, 7, 11]
