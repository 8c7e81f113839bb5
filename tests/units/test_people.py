"""Members, their accounts and their roles: one of each, whoever asks twice."""

import pytest

from portal.core.errors import DomainError
from portal.core.models import AuditLine
from tests.moments import NOW
from tests.people import make_member
from units.models import Member, User
from units.services import open_account


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
