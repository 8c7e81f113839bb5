"""Every permission of units and people."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.core.permissions import Condition, Rule
from units.enums import Role




def belongs_to_branch(actor: Any, unit: Any) -> bool:
    member = actor.member
    return member is not None and bool(member.unit.is_under(unit) or unit.is_under(member.unit))


def sees_members(actor: Any, unit: Any) -> bool:
    return bool(actor.oversees(unit, *(role for role in Role.values if role != Role.ADMINISTRATOR)))


def administers(actor: Any, unit: Any) -> bool:
    return bool(actor.oversees(unit, Role.ADMINISTRATOR))


PERMISSIONS: dict[str, Rule] = {
    "units.view_unit": (Condition(lambda actor, unit: True, ""),),
    "units.view_members": (
        Condition(sees_members, _("Chỉ cán bộ phụ trách đơn vị này hoặc cấp trên mới xem được danh sách đoàn viên.")),
    ),
    "units.manage_unit": (Condition(administers, _("Chỉ người quản trị của đơn vị này hoặc cấp trên mới sửa được.")),),
}
