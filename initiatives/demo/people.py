"""Who the demo's initiatives need beyond the people it has: invented members, and an official for each union."""

from collections.abc import Mapping
from datetime import date, datetime
from itertools import count

from initiatives.rules import CHECKERS
from units.enums import Level, Role, WorkGroup
from units.models import Assignment, Member, Unit, User
from units.services import assign_role, enrol_member, open_account

SINCE = date(2025, 7, 1)
# Heads of unions that the demo has nobody for; any likeness is chance.
HEADS = (
    "Nguyễn Thị Ngọc Mai", "Trần Hữu Nghĩa", "Lê Thị Kim Loan", "Phạm Đức Chính", "Hoàng Thị Bích Hằng", "Vũ Đình Khôi",
    "Đặng Thị Thùy Linh", "Bùi Quang Minh", "Đỗ Thị Hải Yến", "Ngô Xuân Bách", "Dương Thị Mỹ Hạnh", "Lý Công Thành",
    "Hồ Thị Diệu Hiền", "Phan Văn Tín", "Mai Thị Thanh Tâm", "Trịnh Quốc Việt", "Đinh Thị Lan Anh", "Cao Xuân Trường",
    "Tô Thị Như Quỳnh", "Lương Văn Hậu", "Châu Thị Ngọc Ánh", "Quách Minh Đức", "Tạ Thị Hồng Nhung", "Kiều Văn Thắng",
)  # fmt: skip
FEMALE = {"Thị"}


class Staff:
    """The demo's people, found by name and unit, invented where there is nobody."""

    def __init__(self, accounts: Mapping[str, User], *, at: datetime) -> None:
        self.accounts = dict(accounts)
        self.at = at
        self._codes = (f"NV-{number}" for number in count(101))
        self._heads = iter(HEADS)
        self._officials: dict[int, User | None] = {}

    def member(self, code: str) -> Member:
        """Return the member behind a union code."""
        member = self.accounts[code].member
        assert member is not None  # noqa: S101 - every demo account belongs to a member
        return member

    def find(self, name: str, unit: Unit, *, group: str = WorkGroup.DIRECT) -> Member:
        """Return the member of that name in the branch of ``unit``, enrolled now if there is none."""
        found = Member.objects.filter(full_name=name, unit__path__startswith=unit.path).order_by("pk").first()
        return found or self.invent(name, unit, group=group)

    def invent(self, name: str, unit: Unit, *, group: str = WorkGroup.DIRECT, position: str = "") -> Member:
        return enrol_member(
            unit,
            actor=None,
            at=self.at,
            code=next(self._codes),
            full_name=name,
            gender="nữ" if FEMALE & set(name.split()) else "nam",
            group=group,
            position=position,
            is_direct_worker=group == WorkGroup.DIRECT,
            joined_on=date(2018, 3, 1),
        )

    def official(self, unit: Unit) -> User:
        """Return who checks initiatives for ``unit``; a head is invented where the demo has nobody."""
        held = Assignment.objects.in_force(self.at.date()).filter(unit=unit, role__in=CHECKERS).order_by("pk").first()
        return held.user if held else self._head(unit)

    def leader(self, unit: Unit) -> User:
        """Return who leads ``unit``."""
        held = Assignment.objects.in_force(self.at.date()).filter(unit=unit, role=Role.LEADER).order_by("pk").first()
        return held.user if held else self._head(unit)

    def _head(self, unit: Unit) -> User:
        name = next(self._heads)
        grassroots = unit.level >= Level.GRASSROOTS
        member = self.invent(
            name, unit, group=WorkGroup.UNION_OFFICER, position="Chủ tịch CĐCS" if grassroots else "Phó Chủ tịch"
        )
        user = open_account(member, actor=None, at=self.at)
        officer = Role.GRASSROOTS_OFFICER if grassroots else Role.EMULATION_OFFICER
        for role in (officer, Role.LEADER):
            assign_role(user, role, unit, actor=None, at=self.at, valid_from=SINCE, title=member.position)
        return user
