"""The people of the tests, by name."""

from dataclasses import dataclass

from tests.moments import LONG_AGO, NOW
from tests.world import World
from units.enums import Role, WorkGroup
from units.models import Unit, User
from units.services import assign_role, enrol_member, open_account


@dataclass
class People:
    lan: User  # member, author; a worker in the group
    hung: User  # official of her grassroots union
    yen: User  # emulation officer of the province
    dung: User  # another emulation officer of the province, the appraiser
    mai: User  # council chair, vice president of the province
    tuan: User  # approver and signer, president of the province
    huy: User  # clerk of the province
    binh: User  # stranger: a member and official in another province


def make_member(code: str, full_name: str, unit: Unit, **facts):
    facts.setdefault("group", WorkGroup.DIRECT)
    facts.setdefault("is_direct_worker", facts["group"] == WorkGroup.DIRECT)
    return enrol_member(unit, actor=None, at=NOW, code=code, full_name=full_name, **facts)


def make_user(code: str, full_name: str, unit: Unit, *roles: str, **facts) -> User:
    """Return the account of a new member of ``unit``, with ``roles`` there."""
    user = open_account(
        make_member(code, full_name, unit, **facts), actor=None, at=NOW, email=f"{code.lower()}@example.vn"
    )
    for role in roles:
        assign_role(user, role, unit, actor=None, at=NOW, valid_from=LONG_AGO)
    return user


def make_people(world: World) -> People:
    officer = {"group": WorkGroup.UNION_OFFICER}
    return People(
        lan=make_user("NV-LAN", "Nguyễn Thị Lan", world.group),
        hung=make_user("NV-HUNG", "Trần Văn Hùng", world.factory, Role.GRASSROOTS_OFFICER, Role.LEADER, **officer),
        yen=make_user("NV-YEN", "Phạm Thị Yến", world.province, Role.EMULATION_OFFICER, **officer),
        dung=make_user("NV-DUNG", "Đinh Văn Dũng", world.province, Role.EMULATION_OFFICER, **officer),
        mai=make_user("NV-MAI", "Trịnh Thị Mai", world.province, Role.LEADER, **officer),
        tuan=make_user("NV-TUAN", "Ngô Đình Tuấn", world.province, Role.LEADER, **officer),
        huy=make_user("NV-HUY", "Nguyễn Quang Huy", world.province, Role.CLERK, **officer),
        binh=make_user("NV-BINH", "Lê Thanh Bình", world.other_factory, Role.GRASSROOTS_OFFICER, **officer),
    )
