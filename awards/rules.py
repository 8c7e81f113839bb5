"""Every permission of commendation."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.core.permissions import Condition, Rule
from units.enums import Level, Role

OFFICERS = (Role.GRASSROOTS_OFFICER, Role.ASSIGNED_OFFICER, Role.EMULATION_OFFICER)


def works_for_unit(actor: Any, unit: Any) -> bool:
    return bool(actor.oversees(unit, *OFFICERS))


def prepares(actor: Any, nomination: Any) -> bool:
    return bool(actor.oversees(nomination.unit, *OFFICERS))


def _unit_id(record: Any) -> int:
    """Return the unit that decides: of a nomination, batch or opinion the deciding unit, of the rest their unit."""
    return int(getattr(record, "deciding_unit_id", None) or record.unit_id)


def _acts_at(actor: Any, unit_id: int, *roles: str) -> bool:
    return any(held.unit_id == unit_id and held.role in roles for held in actor.assignments)


def runs_awards(actor: Any, record: Any) -> bool:
    """An emulation officer where the award is decided; in a grassroots union, which has none, its own officer."""
    unit_id = _unit_id(record)
    return any(
        held.unit_id == unit_id
        and (
            held.role == Role.EMULATION_OFFICER
            or (held.role == Role.GRASSROOTS_OFFICER and held.unit.level >= Level.GRASSROOTS)
        )
        for held in actor.assignments
    )


def runs_awards_of_unit(actor: Any, unit: Any) -> bool:
    roles = [Role.EMULATION_OFFICER] + ([Role.GRASSROOTS_OFFICER] if unit.level >= Level.GRASSROOTS else [])
    return bool(actor.acts_for(unit, *roles))


def leads(actor: Any, record: Any) -> bool:
    return _acts_at(actor, _unit_id(record), Role.LEADER)


def keeps_papers(actor: Any, record: Any) -> bool:
    return _acts_at(actor, _unit_id(record), Role.CLERK)


def keeps_papers_of_unit(actor: Any, unit: Any) -> bool:
    return bool(actor.acts_for(unit, Role.CLERK))


def keeps_papers_or_leads(actor: Any, record: Any) -> bool:
    return _acts_at(actor, _unit_id(record), Role.CLERK, Role.LEADER)


def inspects_or_runs(actor: Any, record: Any) -> bool:
    return _acts_at(actor, _unit_id(record), Role.INSPECTOR) or runs_awards(actor, record)


def did_not_propose(actor: Any, nomination: Any) -> bool:
    """Nor changed it, put its vote down or sent it up."""
    return bool(actor.hands(nomination).isdisjoint({nomination.proposed_by_id, *nomination.preparer_ids}))


def is_not_nominee(actor: Any, nomination: Any) -> bool:
    return nomination.member_id is None or nomination.member_id not in actor.selves(nomination)


def _batch(record: Any) -> Any:
    return getattr(record, "batch", None) or record


def stands_outside_proposals(actor: Any, record: Any) -> bool:
    return bool(actor.hands(record).isdisjoint(getattr(_batch(record), "proposer_ids", [])))


def stands_outside_appraisal(actor: Any, record: Any) -> bool:
    return bool(actor.hands(record).isdisjoint(getattr(_batch(record), "appraiser_ids", [])))


def stands_outside_names(actor: Any, record: Any) -> bool:
    """Nor does whoever acted for a nominee since the list was made, though it was over when the record came."""
    batch = _batch(record)
    return bool(actor.selves(batch).isdisjoint(getattr(batch, "nominee_ids", [])))


def did_not_draft(actor: Any, record: Any) -> bool:
    return getattr(record, "drafted_by_id", None) not in actor.hands(record)


def did_not_object(actor: Any, objection: Any) -> bool:
    return objection.made_by_id not in actor.hands(objection.batch)


def hands_over(actor: Any, certificate: Any) -> bool:
    return keeps_papers(actor, certificate) or bool(actor.oversees(certificate.held_by_unit, *OFFICERS, Role.LEADER))


def is_member(actor: Any, record: Any) -> bool:
    return actor.member_id is not None


ONLY_DECIDING_OFFICER = Condition(
    runs_awards, _("Chỉ chuyên viên thi đua, khen thưởng của cấp quyết định khen làm được việc này.")
)
NOT_NOMINEE = Condition(is_not_nominee, _("Bạn là người được đề nghị khen trong hồ sơ này nên không được xử lý nó."))
OUTSIDE = (
    Condition(
        stands_outside_names, _("Bạn có tên trong danh sách đề nghị khen nên không được ký. Hãy chuyển người khác ký.")
    ),
    Condition(
        stands_outside_proposals, _("Bạn đã đề nghị hồ sơ trong đợt này nên không được ký. Hãy chuyển người khác ký.")
    ),
    Condition(
        stands_outside_appraisal, _("Bạn đã thẩm định hồ sơ trong đợt này nên không được ký. Hãy chuyển người khác ký.")
    ),
    Condition(did_not_draft, _("Bạn đã soạn quyết định này nên không được ký. Hãy chuyển người khác ký.")),
)
HEARS_OBJECTIONS = (
    Condition(
        inspects_or_runs, _("Chỉ Ủy ban Kiểm tra hoặc chuyên viên của cấp quyết định khen mới trả lời được ý kiến.")
    ),
    Condition(stands_outside_names, _("Bạn có tên trong danh sách nên không được xử lý ý kiến về danh sách đó.")),
)


def brings_past_awards(actor: Any, unit: Any) -> bool:
    return bool(actor.oversees(unit, *OFFICERS, Role.ADMINISTRATOR))


def verifies_past_awards(actor: Any, unit: Any) -> bool:
    return bool(actor.oversees(unit, Role.EMULATION_OFFICER, Role.ASSIGNED_OFFICER))


PERMISSIONS: dict[str, Rule] = {
    "awards.propose_for_unit": (
        Condition(works_for_unit, _("Chỉ cán bộ của đơn vị này hoặc cấp trên của nó mới lập được đề nghị khen.")),
    ),
    "awards.import_past_awards": (
        Condition(
            brings_past_awards,
            _("Chỉ người quản trị hoặc cán bộ của đơn vị này, cấp trên của nó mới nhập được khen thưởng cũ."),
        ),
    ),
    "awards.verify_past_award": (
        Condition(
            verifies_past_awards,
            _("Chỉ chuyên viên thi đua, khen thưởng hoặc cán bộ phụ trách của địa bàn mới xác nhận đã đối chiếu."),
        ),
    ),
    "awards.prepare_nomination": (
        Condition(prepares, _("Chỉ cán bộ của đơn vị đề nghị mới sửa, trình hoặc rút được hồ sơ này.")),
    ),
    "awards.appraise_nomination": (
        ONLY_DECIDING_OFFICER,
        Condition(
            did_not_propose,
            _("Bạn đã lập, sửa hoặc trình đề nghị này nên không được thẩm định. Hãy chuyển người khác thẩm định."),
        ),
        NOT_NOMINEE,
    ),
    "awards.allow_over_quota": (
        Condition(leads, _("Chỉ lãnh đạo của cấp quyết định khen mới cho vượt số lượng, kèm lý do bằng văn bản.")),
        Condition(did_not_propose, _("Bạn đã lập, sửa hoặc trình đề nghị này nên không được cho vượt số lượng.")),
        NOT_NOMINEE,
    ),
    "awards.run_awards_of_unit": (
        Condition(runs_awards_of_unit, _("Chỉ chuyên viên thi đua, khen thưởng của đơn vị này mới lập được đợt khen.")),
    ),
    "awards.run_batch": (ONLY_DECIDING_OFFICER,),
    "awards.object": (
        Condition(is_member, _("Chỉ đoàn viên có tài khoản mới gửi được ý kiến; ý kiến ghi rõ người gửi.")),
    ),
    "awards.answer_objection": (
        *HEARS_OBJECTIONS,
        Condition(did_not_object, _("Đây là ý kiến của chính bạn. Người khác phải trả lời.")),
    ),
    "awards.reopen_nomination": HEARS_OBJECTIONS,
    "awards.check_form": (Condition(keeps_papers, _("Chỉ Văn thư của đơn vị ban hành mới rà soát thể thức.")),),
    "awards.send_back_decision": (
        Condition(keeps_papers_or_leads, _("Chỉ Văn thư hoặc lãnh đạo của đơn vị ban hành mới trả lại được dự thảo.")),
    ),
    "awards.approve_decision": (
        Condition(leads, _("Chỉ lãnh đạo của đơn vị ban hành mới ký được quyết định này.")),
        *OUTSIDE,
    ),
    "awards.publish_decision": (
        Condition(keeps_papers, _("Chỉ Văn thư của đơn vị ban hành mới công bố được quyết định.")),
    ),
    "awards.revoke_decision": (
        Condition(leads, _("Chỉ lãnh đạo của đơn vị ban hành mới ký được quyết định thu hồi.")),
        Condition(stands_outside_names, _("Bạn có tên trong quyết định này nên không được ký quyết định thu hồi.")),
    ),
    "awards.keep_numbers": (
        Condition(keeps_papers_of_unit, _("Chỉ Văn thư của đơn vị mới ghi được vào sổ quyết định.")),
    ),
    "awards.handle_certificate": (
        Condition(keeps_papers, _("Chỉ Văn thư của đơn vị ban hành mới in, đóng dấu hay cấp lại.")),
    ),
    "awards.deliver_certificate": (
        Condition(hands_over, _("Chỉ Văn thư hoặc cán bộ của đơn vị có người được khen mới ghi việc trao, báo mất.")),
    ),
}
