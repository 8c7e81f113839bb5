"""Every permission of units and people."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.core.permissions import Condition, Rule
from units.enums import Level, Role


def sees_members(actor: Any, unit: Any) -> bool:
    return bool(actor.oversees(unit, *(role for role in Role.values if role != Role.ADMINISTRATOR)))


def administers(actor: Any, unit: Any) -> bool:
    return bool(actor.oversees(unit, Role.ADMINISTRATOR))


def keeps_members(actor: Any, unit: Any) -> bool:
    """An administrator of the branch, or the official of the grassroots union itself."""
    own = unit.level >= Level.GRASSROOTS and actor.oversees(unit, Role.GRASSROOTS_OFFICER)
    return bool(own) or administers(actor, unit)


def sent_it(actor: Any, sheet: Any) -> bool:
    return bool(actor.pk == sheet.owner_id)


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
    "units.import_units": (
        Condition(administers, _("Chỉ người quản trị của đơn vị này hoặc cấp trên mới nhập được danh sách đơn vị.")),
    ),
    "units.import_members": (
        Condition(
            keeps_members,
            _("Chỉ người quản trị của địa bàn, hoặc cán bộ của chính công đoàn cơ sở, mới nhập được đoàn viên."),
        ),
    ),
    "units.import_officials": (
        Condition(administers, _("Chỉ người quản trị của đơn vị này hoặc cấp trên mới nhập được danh sách cán bộ.")),
    ),
    "units.export_units": (
        Condition(
            lambda actor, unit: bool(actor.oversees(unit)),
            _("Chỉ người có vai ở đơn vị này hoặc cấp trên mới xuất được."),
        ),
    ),
    "units.handle_sheet": (Condition(sent_it, _("Chỉ người gửi tệp mới làm được việc này.")),),
}
