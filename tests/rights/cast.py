"""Who walks the portal in the tests of rights: one letter each, so that a table can name many of them in a word."""

from datetime import timedelta

from django.utils import timezone

from tests.moments import LONG_AGO
from tests.people import make_user
from tests.world import World
from units.enums import Role, WorkGroup
from units.models import User
from units.services import assign_role, delegate_role

# Of one's own branch: Bắc Ninh, its upper union, the factory, Lan's group.
OWN = {
    "m": "the member all dossiers are about: author, nominee",
    "w": "a workmate in the same group",
    "n": "officer of the neighbouring grassroots union, under the same upper union",
    "o": "officer of the grassroots union",
    "h": "leader of the grassroots union",
    "a": "assigned officer of the upper union",
    "v": "emulation officer of the upper union",
    "u": "leader of the upper union",
    "e": "emulation officer of the province, who wrote the papers",
    "l": "leader of the province",
    "c": "clerk of the province",
    "i": "inspector of the province",
    "d": "administrator of the province",
    "s": "secretary of the councils of the province, without a role",
    "t": "who acts for the leader of the province, by delegation",
    "x": "leader of the province until yesterday",
}
# The same people of another branch, and those that stand above or beside both.
OTHER = {
    "M": "member", "O": "officer of a grassroots union", "H": "leader of a grassroots union",
    "A": "assigned officer", "E": "emulation officer", "L": "leader", "C": "clerk", "I": "inspector",
    "D": "administrator",
}  # fmt: skip
BEYOND = {"T": "emulation officer of the confederation", "z": "superuser without a role"}
EVERYONE = "".join([*OWN, *OTHER, *BEYOND])
NOBODY = "-"  # not signed in
NAMED = "mwoels"  # named in the records of the scene, or seated: they get somewhere without a role

VIETNAMESE = {
    "m": "Đoàn viên: tác giả, người được đề nghị khen",
    "w": "Đoàn viên cùng tổ",
    "n": "Cán bộ CĐCS bên cạnh, cùng cấp trên",
    "o": "Cán bộ CĐCS; người lập đề nghị khen",
    "h": "Lãnh đạo CĐCS",
    "a": "Cán bộ phụ trách của cấp trên cơ sở",
    "v": "Chuyên viên thi đua, khen thưởng của cấp trên cơ sở",
    "u": "Lãnh đạo cấp trên cơ sở",
    "e": "Chuyên viên thi đua, khen thưởng của tỉnh; người soạn phong trào, quyết định, người thẩm định",
    "l": "Lãnh đạo tỉnh; Chủ tịch Hội đồng",
    "c": "Văn thư của tỉnh",
    "i": "Ủy ban Kiểm tra của tỉnh",
    "d": "Quản trị của tỉnh; người lập thay đổi tổ chức",
    "s": "Thư ký Hội đồng của tỉnh, không giữ vai nào",
    "t": "Người được lãnh đạo tỉnh (l) ủy quyền",
    "x": "Lãnh đạo tỉnh đến hết hôm qua",
    "T": "Chuyên viên thi đua, khen thưởng của Tổng Liên đoàn",
    "z": "Quản trị máy chủ (superuser), không giữ vai nào",
    "M": "Đoàn viên ở tỉnh khác",
    "O": "Cán bộ CĐCS ở tỉnh khác",
    "H": "Lãnh đạo CĐCS ở tỉnh khác",
    "A": "Cán bộ phụ trách ở tỉnh khác",
    "E": "Chuyên viên thi đua, khen thưởng của tỉnh khác",
    "L": "Lãnh đạo tỉnh khác",
    "C": "Văn thư của tỉnh khác",
    "I": "Ủy ban Kiểm tra của tỉnh khác",
    "D": "Quản trị của tỉnh khác",
}


def make_cast(world: World) -> dict[str, User]:
    """Return the accounts by letter."""
    cast = {letter: _person(letter, place, role) for letter, (place, role) in _places(world).items()}
    cast["z"] = User.objects.create_superuser("goc", full_name="Quản trị máy chủ")
    day, at = timezone.localdate(), timezone.now()
    lead = cast["l"].held.get()
    delegate_role(
        lead, cast["t"], actor=cast["l"], at=at, valid_from=day, valid_to=day + timedelta(7), basis="12/UQ-LĐLĐ",
        title="Chánh Văn phòng",
    )  # fmt: skip
    assign_role(cast["x"], Role.LEADER, world.province, actor=None, at=at, valid_from=LONG_AGO, valid_to=day)
    return cast


def _places(world: World):
    near = {
        "m": (world.group, None), "w": (world.group, None), "n": (world.mill, Role.GRASSROOTS_OFFICER),
        "v": (world.upper, Role.EMULATION_OFFICER), "u": (world.upper, Role.LEADER), "o": (world.factory, Role.GRASSROOTS_OFFICER),
        "h": (world.factory, Role.LEADER), "a": (world.upper, Role.ASSIGNED_OFFICER),
        "e": (world.province, Role.EMULATION_OFFICER), "l": (world.province, Role.LEADER), "c": (world.province, Role.CLERK), "i": (world.province, Role.INSPECTOR),
        "d": (world.province, Role.ADMINISTRATOR), "s": (world.province, None), "t": (world.province, None),
        "x": (world.province, None), "T": (world.top, Role.EMULATION_OFFICER),
    }  # fmt: skip
    far = {
        "M": (world.other_factory, None),
        "O": (world.other_factory, Role.GRASSROOTS_OFFICER), "H": (world.other_factory, Role.LEADER),
        "A": (world.other_province, Role.ASSIGNED_OFFICER), "C": (world.other_province, Role.CLERK),
        "E": (world.other_province, Role.EMULATION_OFFICER),
        "L": (world.other_province, Role.LEADER),
        "I": (world.other_province, Role.INSPECTOR), "D": (world.other_province, Role.ADMINISTRATOR),
    }  # fmt: skip
    return near | far


def _person(letter: str, place, role) -> User:
    roles = [role] if role else []
    name = (OWN | OTHER | BEYOND)[letter]
    return make_user(f"NV-{ord(letter)}", name.capitalize()[:60], place, *roles, group=WorkGroup.UNION_OFFICER)
