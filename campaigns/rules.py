"""Every permission of campaigns."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.core.permissions import Condition, Rule
from units.enums import BUSINESS_ROLES, Level, Role

DRAFTERS = (Role.EMULATION_OFFICER, Role.GRASSROOTS_OFFICER)
RESPONDERS = (Role.GRASSROOTS_OFFICER, Role.EMULATION_OFFICER, Role.ASSIGNED_OFFICER, Role.LEADER)
UNIT_OFFICIALS = (Role.GRASSROOTS_OFFICER, Role.LEADER)
DIRECTORS = (Role.LEADER, Role.EMULATION_OFFICER)
OFFICIALS = BUSINESS_ROLES


def drafts_for(actor: Any, unit: Any) -> bool:
    return bool(actor.acts_for(unit, *DRAFTERS))


def drafts(actor: Any, campaign: Any) -> bool:
    return drafts_for(actor, campaign.launch_unit)


def leads(actor: Any, campaign: Any) -> bool:
    return bool(actor.acts_for(campaign.launch_unit, Role.LEADER))


def keeps_papers(actor: Any, campaign: Any) -> bool:
    return bool(actor.acts_for(campaign.launch_unit, Role.CLERK))


def did_not_write(actor: Any, campaign: Any) -> bool:
    return bool(actor.hands(campaign).isdisjoint(campaign.writer_ids))


def responds_for(actor: Any, unit: Any) -> bool:
    return bool(actor.acts_for(unit, *RESPONDERS))


def raises_for(actor: Any, unit: Any) -> bool:
    return bool(actor.acts_for(unit, *UNIT_OFFICIALS) or actor.oversees(unit, Role.ASSIGNED_OFFICER))


def resolves(actor: Any, difficulty: Any) -> bool:
    return raises_for(actor, difficulty.unit)


def directs(actor: Any, difficulty: Any) -> bool:
    return any(
        held.role in DIRECTORS and held.unit.level < Level.GRASSROOTS and difficulty.unit.is_under(held.unit)
        for held in actor.assignments
    )


def checks(actor: Any, difficulty: Any) -> bool:
    return directs(actor, difficulty) or bool(actor.oversees(difficulty.unit, Role.ASSIGNED_OFFICER))


def did_not_resolve(actor: Any, difficulty: Any) -> bool:
    return difficulty.resolved_by_id not in actor.hands(difficulty)


DRAFTER = Condition(drafts, _("Chỉ chuyên viên thi đua của đơn vị phát động làm được bước này."))
LEADER = Condition(leads, _("Chỉ lãnh đạo của đơn vị phát động làm được bước này."))
CLERK = Condition(keeps_papers, _("Chỉ Văn thư của đơn vị phát động làm được bước này."))
OTHER_HAND = Condition(
    did_not_write, _("Bạn đã soạn phong trào này. Người duyệt và người phát động phải là người khác.")
)

PERMISSIONS: dict[str, Rule] = {
    "campaigns.draft_campaign": (
        Condition(drafts_for, _("Chỉ chuyên viên thi đua của đơn vị này soạn được phong trào.")),
    ),
    "campaigns.edit_campaign": (DRAFTER,),
    "campaigns.submit_campaign": (DRAFTER,),
    "campaigns.return_campaign": (LEADER,),
    "campaigns.approve_campaign": (LEADER, OTHER_HAND),
    "campaigns.launch_campaign": (LEADER, OTHER_HAND),
    "campaigns.cancel_draft": (DRAFTER,),
    "campaigns.cancel_approved": (LEADER,),
    "campaigns.review_campaign": (DRAFTER,),
    "campaigns.close_campaign": (DRAFTER,),
    "campaigns.reopen_campaign": (LEADER,),
    "campaigns.amend_campaign": (LEADER,),
    "campaigns.summarise_campaign": (LEADER,),
    "campaigns.archive_campaign": (CLERK,),
    "campaigns.respond_campaign": (
        Condition(responds_for, _("Chỉ cán bộ của chính đơn vị này đăng ký hưởng ứng được.")),
    ),
    "campaigns.raise_difficulty": (
        Condition(raises_for, _("Chỉ cán bộ của đơn vị này hoặc cán bộ phụ trách đơn vị ghi được khó khăn.")),
    ),
    "campaigns.direct_difficulty": (Condition(directs, _("Chỉ lãnh đạo hoặc chuyên viên của cấp trên chỉ đạo được.")),),
    "campaigns.resolve_difficulty": (
        Condition(resolves, _("Chỉ cán bộ của đơn vị này hoặc cán bộ phụ trách đơn vị báo khắc phục được.")),
    ),
    "campaigns.close_difficulty": (
        Condition(checks, _("Chỉ cấp trên hoặc cán bộ phụ trách đơn vị đóng được.")),
        Condition(did_not_resolve, _("Bạn đã báo khắc phục. Người kiểm tra và đóng phải là người khác.")),
    ),
    "campaigns.reopen_difficulty": (
        Condition(
            lambda actor, difficulty: resolves(actor, difficulty) or directs(actor, difficulty),
            _("Chỉ đơn vị, cán bộ phụ trách hoặc cấp trên nêu lại được."),
        ),
    ),
}
