"""Members, their accounts and their roles: one of each, whoever asks twice."""

from datetime import date

import pytest

from portal.core.errors import DomainError
from portal.core.models import AuditLine
from tests.moments import LONG_AGO, NOW
from tests.people import make_member
from units.enums import Role
from units.models import Assignment, Member, User
from units.services import assign_role, open_account


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


def test_role_is_given_once_from_a_day_and_again_from_another(world, people):
    facts = {"actor": None, "at": NOW, "valid_from": LONG_AGO}
    with pytest.raises(DomainError, match="đã giữ vai trò này"):
        assign_role(people.yen, Role.EMULATION_OFFICER, world.province, **facts)
    again = assign_role(people.yen, Role.EMULATION_OFFICER, world.province, **facts | {"valid_from": date(2026, 9, 1)})
    held = Assignment.objects.filter(user=people.yen)
    assert (held.count(), held.latest("valid_from")) == (2, again)
