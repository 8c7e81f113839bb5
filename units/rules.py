"""Every permission of units and people."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.core.permissions import Condition, Rule
from units.enums import Level, Role


def sees_members(actor: Any, unit: Any) -> bool:
    return bool(actor.oversees(unit, *(role for role in Role.values if role != Role.ADMINISTRATOR)))


def administers(actor: Any, unit: Any) -> bool:
    return bool(actor.oversees(unit, Role.ADMINISTRATOR))


def reads_trail(actor: Any, unit: Any) -> bool:
    """Of one unit, or anywhere if none is asked about."""
    if unit is None:
        return bool(actor.holds(Role.INSPECTOR, Role.ADMINISTRATOR))
    return bool(actor.oversees(unit, Role.INSPECTOR, Role.ADMINISTRATOR))


def inspects(actor: Any, unit: Any) -> bool:
    """Of one unit; what belongs to none is the confederation's inspectors' matter."""
    if unit is None:
        return any(held.role == Role.INSPECTOR and held.unit.level == Level.CONFEDERATION for held in actor.assignments)
    return bool(actor.oversees(unit, Role.INSPECTOR))


PERMISSIONS: dict[str, Rule] = {
    "units.view_unit": (Condition(lambda actor, unit: True, ""),),
    "units.view_members": (
        Condition(sees_members, _("Chỉ cán bộ phụ trách đơn vị này hoặc cấp trên mới xem được danh sách đoàn viên.")),
    ),
    "units.view_trail": (Condition(reads_trail, _("Chỉ Ủy ban Kiểm tra và người quản trị mới xem được nhật ký.")),),
    "units.read_trail_values": (
        Condition(inspects, _("Nội dung trước và sau chỉ Ủy ban Kiểm tra của địa bàn này mới xem được.")),
    ),
    "units.open_personal_data": (
        Condition(inspects, _("Dữ liệu cá nhân trong nhật ký chỉ Ủy ban Kiểm tra của địa bàn này mới xem được.")),
    ),
    "units.manage_unit": (Condition(administers, _("Chỉ người quản trị của đơn vị này hoặc cấp trên mới sửa được.")),),
}
