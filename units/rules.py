"""Every permission of units and people."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.permissions import Condition, Rule
from units.enums import BUSINESS_ROLES, Level, Role
from units.personal import needs_of

KEEPERS = (Role.LEADER, Role.EMULATION_OFFICER)
CHARGE_DECIDERS = (Role.LEADER, Role.EMULATION_OFFICER, Role.ADMINISTRATOR)


def sees_members(actor: Any, unit: Any) -> bool:
    return bool(actor.oversees(unit, *BUSINESS_ROLES))


def administers(actor: Any, unit: Any) -> bool:
    return bool(actor.oversees(unit, Role.ADMINISTRATOR))


def prepares_change(actor: Any, change: Any) -> bool:
    return administers(actor, change.unit)


def confirms_change(actor: Any, change: Any) -> bool:
    return bool(actor.oversees(change.unit, Role.ADMINISTRATOR, Role.LEADER))


def did_not_prepare(actor: Any, change: Any) -> bool:
    return change.made_by_id not in actor.hands(change)


# --- Members and their data


def keeps_members(actor: Any, unit: Any) -> bool:
    """An administrator of the branch, or the official of the grassroots union itself."""
    own = unit.level >= Level.GRASSROOTS and actor.oversees(unit, Role.GRASSROOTS_OFFICER)
    return bool(own) or administers(actor, unit)


def views_member(actor: Any, member: Any) -> bool:
    return actor.member_id == member.pk or sees_members(actor, member.unit) or keeps_members(actor, member.unit)


def answers_correction(actor: Any, request: Any) -> bool:
    return keeps_members(actor, request.member.unit)


MEMBER_KEEPERS = _("Chỉ người quản trị của địa bàn, hoặc cán bộ của chính công đoàn cơ sở, mới làm được việc này.")
NOT_ONESELF = Condition(
    lambda actor, member: member.pk not in actor.selves(member),
    _("Đây là hồ sơ của chính bạn. Hãy gửi đề nghị sửa; người khác phải sửa hoặc gộp."),
)
MEMBERS: dict[str, Rule] = {
    "units.view_member": (
        Condition(views_member, _("Chỉ cán bộ phụ trách đơn vị của người này hoặc cấp trên mới xem được hồ sơ.")),
    ),
    "units.view_personal": (
        Condition(
            lambda actor, member: actor.member_id == member.pk or bool(needs_of(actor, member.unit)),
            _("Vai trò của bạn không cần dữ liệu cá nhân của người này."),
        ),
    ),
    "units.manage_member": (
        Condition(lambda actor, member: keeps_members(actor, member.unit), MEMBER_KEEPERS),
        NOT_ONESELF,
    ),
    "units.keep_discipline": (
        Condition(lambda actor, member: keeps_members(actor, member.unit), MEMBER_KEEPERS),
        Condition(
            lambda actor, member: member.pk not in actor.selves(member),
            _("Không ai tự ghi, tự kết thúc kỷ luật của mình. Người khác phải làm việc này."),
        ),
    ),
    "units.merge_members": (
        Condition(
            lambda actor, member: keeps_members(actor, member.unit),
            _("Muốn gộp hai hồ sơ, bạn phải phụ trách đoàn viên của cả hai đơn vị. Hãy nhờ cấp trên chung."),
        ),
        NOT_ONESELF,
    ),
    "units.answer_correction": (
        Condition(answers_correction, MEMBER_KEEPERS),
        Condition(
            lambda actor, request: request.made_by_id not in actor.hands(request),
            _("Đây là đề nghị của chính bạn. Người khác phải trả lời."),
        ),
    ),
    "units.withdraw_correction": (
        Condition(lambda actor, request: actor.pk == request.made_by_id, _("Chỉ người đề nghị mới rút được.")),
    ),
}


def decides_charges(actor: Any, unit: Any) -> bool:
    return any(
        held.role in CHARGE_DECIDERS and held.unit.level < Level.GRASSROOTS and unit.is_under(held.unit)
        for held in actor.assignments
    )


def sees_charges(actor: Any, unit: Any) -> bool:
    return bool(actor.oversees(unit, *BUSINESS_ROLES, Role.ADMINISTRATOR))


def keeps_clusters(actor: Any, owner: Any) -> bool:
    return bool(actor.acts_for(owner, *KEEPERS))


def writes_pledge(actor: Any, pledge: Any) -> bool:
    year = pledge.cluster_year
    return keeps_clusters(actor, year.cluster.owner) or bool(actor.acts_for(year.lead, *KEEPERS))


def signs_for(actor: Any, unit: Any) -> bool:
    return bool(actor.acts_for(unit, Role.LEADER))


PREPARER = Condition(prepares_change, _("Chỉ người quản trị của cấp quyết định hoặc cấp trên mới làm được bước này."))
CONFIRMER = Condition(
    confirms_change, _("Chỉ lãnh đạo hoặc người quản trị của cấp quyết định hoặc cấp trên mới làm được bước này.")
)


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


def sees_officials(actor: Any, unit: Any) -> bool:
    """Who gives roles, who confirms them, who inspects."""
    return bool(actor.oversees(unit, Role.ADMINISTRATOR, Role.LEADER, Role.INSPECTOR))


def holds_as_leader(actor: Any, held: Any) -> bool:
    return bool(held.user_id == actor.pk and held.role == Role.LEADER and held.delegated_from_id is None)


def may_end(actor: Any, held: Any) -> bool:
    """An administrator of the unit; of a delegation, also who gave it out of their own role."""
    given_by_me = held.delegated_from is not None and held.delegated_from.user_id == actor.pk
    return given_by_me or administers(actor, held.unit)


def is_second_person(actor: Any, held: Any) -> bool:
    """A leader of the unit or above it, or an administrator of a level above: someone who did not give it."""
    above = any(
        one.role == Role.ADMINISTRATOR and one.unit_id != held.unit_id and one.covers(held.unit)
        for one in actor.assignments
    )
    return above or bool(actor.oversees(held.unit, Role.LEADER))


def stands_outside(actor: Any, held: Any) -> bool:
    return bool(actor.hands(held).isdisjoint({held.user_id, held.given_by_id}))


def may_view_as(actor: Any, held: Any) -> bool:
    """An administrator or leader, of a role that reaches no further than their own."""
    return any(
        one.role in (Role.ADMINISTRATOR, Role.LEADER) and one.delegated_from_id is None and one.contains(held)
        for one in actor.assignments
    )


def mixes_powers(actor: Any, held: Any, *, day: date) -> bool:
    """Whether a second person has to see ``held``: one gives it to oneself, or it joins administering and business."""
    if actor.pk == held.user_id:
        return True
    if actor.oversees(held.unit, Role.LEADER):
        return False
    others = {one.role for one in held.user.held.not_over(day)}
    if held.role == Role.ADMINISTRATOR:
        return bool(others & set(BUSINESS_ROLES))
    return Role.ADMINISTRATOR in others


def out_of_reach(source: Any, held: Any, *, day: date) -> Iterator[tuple[str, Any]]:
    """Yield what keeps ``held`` from being a delegation of ``source``: the field and the sentence."""
    if source.role == Role.ADMINISTRATOR or source.delegated_from_id is not None:
        yield "person", _("Vai trò này không ủy quyền được: quyền quản trị và việc được ủy quyền không giao tiếp.")
    if source.waits or source.is_void or (source.valid_to is not None and source.valid_to <= day):
        yield "person", _("Vai trò này không còn hiệu lực nên không ủy quyền được.")
    if held.user_id == source.user_id:
        yield "person", _("Không ủy quyền cho chính người đang giữ vai trò.")
    if not held.basis:
        yield "basis", _("Ghi văn bản hoặc lý do ủy quyền.")
    if held.valid_from < source.valid_from or (source.valid_to is not None and held.valid_to > source.valid_to):
        yield "valid_to", _("Thời gian ủy quyền phải nằm trong thời gian giữ vai trò.")
    if not source.contains(held):
        yield "unit", _("Phạm vi ủy quyền phải nằm trong phạm vi của vai trò.")


ONLY_ADMINISTRATORS = _("Chỉ người quản trị của đơn vị này hoặc cấp trên mới làm được việc này.")


def sent_it(actor: Any, sheet: Any) -> bool:
    return bool(actor.pk == sheet.owner_id)


PERMISSIONS: dict[str, Rule] = MEMBERS | {
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
    "units.view_charges": (
        Condition(sees_charges, _("Chỉ cán bộ của đơn vị này hoặc cấp trên mới xem được phân công phụ trách.")),
    ),
    "units.decide_charges": (
        Condition(decides_charges, _("Chỉ lãnh đạo, chuyên viên hoặc người quản trị của cấp trên phân công được.")),
    ),
    "units.keep_clusters": (
        Condition(keeps_clusters, _("Chỉ lãnh đạo hoặc chuyên viên của đơn vị tổ chức cụm, khối làm được.")),
    ),
    "units.write_pledge": (
        Condition(writes_pledge, _("Chỉ đơn vị tổ chức hoặc trưởng cụm, khối soạn và mở ký giao ước được.")),
    ),
    "units.sign_pledge": (Condition(signs_for, _("Chỉ lãnh đạo của đơn vị thành viên ký được.")),),
    "units.close_pledge": (
        Condition(
            lambda actor, pledge: keeps_clusters(actor, pledge.cluster_year.cluster.owner),
            _("Chỉ lãnh đạo hoặc chuyên viên của đơn vị tổ chức cụm, khối kết thúc được."),
        ),
    ),
    "units.edit_change": (PREPARER,),
    "units.confirm_change": (
        CONFIRMER,
        Condition(did_not_prepare, _("Bạn đã lập thay đổi này. Người chốt phải là người khác.")),
    ),
    "units.cancel_change": (CONFIRMER,),
    "units.view_change": (CONFIRMER,),
    "units.manage_unit": (Condition(administers, _("Chỉ người quản trị của đơn vị này hoặc cấp trên mới sửa được.")),),
    "units.view_officials": (
        Condition(
            sees_officials,
            _("Chỉ người quản trị, lãnh đạo hoặc Ủy ban Kiểm tra của đơn vị này hay cấp trên mới xem được trang này."),
        ),
    ),
    "units.give_role": (Condition(administers, ONLY_ADMINISTRATORS),),
    "units.end_role": (Condition(may_end, ONLY_ADMINISTRATORS),),
    "units.delegate_role": (
        Condition(
            lambda actor, held: holds_as_leader(actor, held) or administers(actor, held.unit),
            _("Chỉ lãnh đạo đang giữ vai trò này hoặc người quản trị của đơn vị mới ủy quyền được."),
        ),
    ),
    "units.confirm_role": (
        Condition(
            is_second_person, _("Chỉ lãnh đạo của đơn vị hoặc người quản trị cấp trên mới xác nhận được vai trò này.")
        ),
        Condition(
            stands_outside, _("Bạn đã giao hoặc được nhận vai trò này nên người khác phải xác nhận hoặc từ chối.")
        ),
    ),
    "units.hand_over": (Condition(lambda actor, held: administers(actor, held.unit), ONLY_ADMINISTRATORS),),
    "units.manage_account": (Condition(lambda actor, member: administers(actor, member.unit), ONLY_ADMINISTRATORS),),
    "units.close_account": (
        Condition(
            lambda actor, user: user.member is not None and administers(actor, user.member.unit), ONLY_ADMINISTRATORS
        ),
        Condition(
            lambda actor, user: actor.pk != user.pk,
            _("Bạn không tự khóa hay tự mở tài khoản của mình được. Hãy nhờ người quản trị khác."),
        ),
    ),
    "units.view_as": (
        Condition(may_view_as, _("Chỉ người quản trị hoặc lãnh đạo mới xem như một vai trò trong phạm vi của mình.")),
        Condition(
            lambda actor, held: held.is_in_force(timezone.localdate()),
            _("Vai trò này chưa hoặc không còn hiệu lực nên không xem như nó được."),
        ),
    ),
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
