"""Officials who look after unions."""

from tests.moments import LONG_AGO, NOW
from tests.people import make_user
from units.enums import Role, WorkGroup
from units.models import Charge, Unit, User
from units.services import charge_official


def make_official(world, code="NV-LUONG", name="Giáp Văn Lượng", *, unit: Unit | None = None) -> User:
    """Return an assigned officer of the province, or of ``unit``."""
    return make_user(code, name, unit or world.province, Role.ASSIGNED_OFFICER, group=WorkGroup.UNION_OFFICER)


def give(unit: Unit, official: User, people, *, valid_from=LONG_AGO) -> Charge:
    return charge_official(unit, official, actor=people.tuan, at=NOW, valid_from=valid_from)
