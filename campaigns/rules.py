"""Every permission of campaigns."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.core.permissions import Condition, Rule
from units.enums import BUSINESS, Role

DRAFTERS = (Role.EMULATION_OFFICER, Role.GRASSROOTS_OFFICER)
RESPONDERS = (Role.GRASSROOTS_OFFICER, Role.EMULATION_OFFICER, Role.ASSIGNED_OFFICER, Role.LEADER)
OFFICIALS = BUSINESS


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
}
