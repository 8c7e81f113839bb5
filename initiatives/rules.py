"""Every permission of initiatives."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from councils.selectors import subjects_open_to
from initiatives.enums import InitiativeState as S
from portal.core.permissions import Condition, Rule
from units.enums import Level, Role

CHECKERS = (Role.GRASSROOTS_OFFICER, Role.EMULATION_OFFICER, Role.ASSIGNED_OFFICER)
READERS = (*CHECKERS, Role.LEADER, Role.INSPECTOR)
RECOGNISED = (S.RECOGNIZED_BASE, S.RECOGNIZED_UPPER)
EDITABLE = (S.DRAFT, S.RETURNED)


def reaches(held: Any, record: Any) -> bool:
    """Whether the assignment ``held`` is good for ``record``."""
    return covers(held.unit, record) if held.whole_branch else bool(held.unit_id == record.unit_id)


def covers(unit: Any, record: Any) -> bool:
    """Whether ``record`` lies in the branch of ``unit``; by the keys kept on the record, without a query."""
    if unit.level == Level.CONFEDERATION:
        return True
    if unit.pk in {record.unit_id, record.grassroots_id, record.upper_id, record.province_id}:
        return True
    return unit.level >= Level.SECTION and bool(record.unit.path.startswith(unit.path))


def oversees(actor: Any, record: Any, *roles: str) -> bool:
    """Whether ``actor`` holds one of ``roles`` at a unit whose branch the record lies in."""
    return any(held.role in roles and reaches(held, record) for held in actor.assignments)


def leads_owner(actor: Any, record: Any) -> bool:
    """Whether ``actor`` leads the very union that recognises the initiative at the base."""
    return any(held.role == Role.LEADER and held.unit_id == record.owner_id for held in actor.assignments)


def leads_above(actor: Any, record: Any) -> bool:
    """Whether ``actor`` leads the province, sector or confederation above the initiative."""
    return any(
        held.role == Role.LEADER and held.unit.level <= Level.PROVINCE and reaches(held, record)
        for held in actor.assignments
    )


def leads_recogniser(actor: Any, record: Any) -> bool:
    """Whether ``actor`` leads the unit whose recognition is the latest one in force."""
    led = {held.unit_id for held in actor.assignments if held.role == Role.LEADER}
    return bool(led) and record.recognising_unit_id in led


def is_author(actor: Any, record: Any) -> bool:
    return actor.member_id is not None and actor.member_id in record.author_ids


def stands_for_author(actor: Any, record: Any) -> bool:
    """Whether ``actor``, or one they act for or who acts for them, is an author."""
    return not actor.selves(record).isdisjoint(record.author_ids)


def is_lead(actor: Any, record: Any) -> bool:
    return actor.member_id is not None and actor.member_id == record.lead_id


def may_write(actor: Any, record: Any) -> bool:
    """The lead author, or the official who entered it for them."""
    return is_lead(actor, record) or actor.pk == record.drafted_by_id


def may_enter_for(actor: Any, member: Any) -> bool:
    """Whether ``actor`` may write down an initiative of ``member``: their own, or one of a worker of their branch."""
    return actor.member_id == member.pk or bool(actor.oversees(member.unit, *CHECKERS))


def may_read_content(actor: Any, record: Any) -> bool:
    """All of it; someone else sees only the title and the effect of a confidential one. A draft is its writers' own."""
    if may_write(actor, record) or is_author(actor, record):
        return True
    if record.state == S.DRAFT:
        return False
    if oversees(actor, record, *READERS) or (not record.confidential and record.state in RECOGNISED):
        return True
    return bool(subjects_open_to(actor, record._meta.label_lower).filter(subject_id=record.pk).exists())


NOT_AUTHOR = Condition(
    lambda actor, record: not stands_for_author(actor, record),
    _("Bạn là tác giả của sáng kiến này nên người khác phải làm bước này."),
)
DID_NOT_VERIFY = Condition(
    lambda actor, record: record.verified_by_id not in actor.hands(record),
    _("Bạn đã thẩm định giá trị của sáng kiến này nên người khác phải ký công nhận."),
)
WRITER = Condition(may_write, _("Chỉ tác giả chính, hoặc cán bộ đã nhập hộ, mới làm được việc này."))
CHECKER = Condition(
    lambda actor, record: oversees(actor, record, *CHECKERS),
    _("Chỉ cán bộ công đoàn phụ trách đơn vị của tác giả mới làm được bước này."),
)
STILL_OPEN = Condition(
    lambda actor, record: record.state in EDITABLE,
    _("Hồ sơ đã nộp nên không sửa được. Nếu cần sửa, hãy nhờ cán bộ trả lại để bổ sung."),
)
CHECK: Rule = (CHECKER, NOT_AUTHOR)

PERMISSIONS: dict[str, Rule] = {
    "initiatives.start_draft": (
        Condition(may_enter_for, _("Bạn chỉ nhập được cho mình hoặc cho người lao động ở đơn vị mình phụ trách.")),
    ),
    "initiatives.enter_for_others": (
        Condition(lambda actor, record: actor.holds(*CHECKERS), _("Chỉ cán bộ công đoàn mới nhập hộ được.")),
    ),
    "initiatives.import_past_initiatives": (
        Condition(
            lambda actor, unit: bool(actor.oversees(unit, *CHECKERS, Role.ADMINISTRATOR)),
            _("Chỉ người quản trị hoặc cán bộ của đơn vị này, cấp trên của nó mới nhập được sáng kiến cũ."),
        ),
    ),
    "initiatives.read_content": (
        Condition(may_read_content, _("Nội dung này được giữ bí mật; chỉ tác giả, cán bộ xử lý và Hội đồng đọc được.")),
    ),
    "initiatives.edit_draft": (WRITER, STILL_OPEN),
    "initiatives.submit_initiative": (WRITER,),
    "initiatives.withdraw_initiative": (WRITER,),
    "initiatives.confirm_share": (
        Condition(
            lambda actor, author: actor.member_id is not None and actor.member_id == author.member_id,
            _("Chỉ chính đồng tác giả đó mới xác nhận được tỷ lệ của mình."),
        ),
    ),
    "initiatives.confirm_on_paper": (
        Condition(
            lambda actor, author: (
                oversees(actor, author.initiative, *CHECKERS) or actor.oversees(author.member.unit, *CHECKERS)
            ),
            _("Chỉ cán bộ công đoàn phụ trách đơn vị mới ghi xác nhận trên giấy được."),
        ),
        Condition(
            lambda actor, author: not stands_for_author(actor, author.initiative),
            _("Bạn là tác giả của sáng kiến này nên người khác phải làm bước này."),
        ),
    ),
    "initiatives.check_initiative": CHECK,
    "initiatives.send_to_council": CHECK,
    "initiatives.verify_value": (
        *CHECK,
        Condition(
            lambda actor, record: record.drafted_by_id not in actor.hands(record),
            _("Bạn đã nhập hộ số liệu này nên người khác phải thẩm định."),
        ),
    ),
    "initiatives.recognise_initiative": (
        Condition(leads_owner, _("Chỉ lãnh đạo của đơn vị công nhận mới ký được bước này.")),
        NOT_AUTHOR,
        DID_NOT_VERIFY,
    ),
    "initiatives.close_review": (
        Condition(
            lambda actor, record: leads_owner(actor, record) or oversees(actor, record, *CHECKERS),
            _("Chỉ cán bộ hoặc lãnh đạo của đơn vị xét mới làm được bước này."),
        ),
        NOT_AUTHOR,
    ),
    "initiatives.recognise_upper": (
        Condition(leads_above, _("Chỉ lãnh đạo cấp tỉnh, ngành hoặc Tổng Liên đoàn mới công nhận phạm vi cao hơn.")),
        NOT_AUTHOR,
        DID_NOT_VERIFY,
    ),
    "initiatives.revoke_recognition": (
        Condition(leads_recogniser, _("Chỉ lãnh đạo của cấp đã công nhận mới thu hồi được.")),
        NOT_AUTHOR,
    ),
}
