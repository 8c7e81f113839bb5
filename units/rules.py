"""Every permission of units and people."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.core.permissions import Condition, Rule
from units.enums import Role


def sees_members(actor: Any, unit: Any) -> bool:
    return bool(actor.oversees(unit, *(role for role in Role.values if role != Role.ADMINISTRATOR)))


def administers(actor: Any, unit: Any) -> bool:
    return bool(actor.oversees(unit, Role.ADMINISTRATOR))


PERMISSIONS: dict[str, Rule] = {
    "units.view_unit": (Condition(lambda actor, unit: True, ""),),
    "units.view_members": (
        Condition(sees_members, _("Chỉ cán bộ phụ trách đơn vị này hoặc cấp trên mới xem được danh sách đoàn viên.")),
    ),
    "units.view_trail": (
        Condition(
            lambda actor, unit: actor.holds(Role.INSPECTOR, Role.ADMINISTRATOR),
            _("Chỉ Ủy ban Kiểm tra và người quản trị mới xem được nhật ký."),
        ),
    ),
    "units.manage_unit": (Condition(administers, _("Chỉ người quản trị của đơn vị này hoặc cấp trên mới sửa được.")),),
}
