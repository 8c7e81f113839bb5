"""What a change of the tree means for campaigns (see ``units.services.restructuring``)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.enums import DifficultyState
from campaigns.models import Campaign, Difficulty
from campaigns.states import FINAL
from portal.core import audit
from units.models import Member, Unit, UnitChange
from units.selectors import branch_keys
from units.services.restructuring import Touched


def touched(change: UnitChange, ending: Sequence[Unit]) -> list[Touched]:
    """Return the campaigns that go on at the heir."""
    running = Campaign.objects.filter(launch_unit__in=ending).exclude(state__in=FINAL).count()
    open_ones = Difficulty.objects.filter(unit__in=ending).exclude(state=DifficultyState.CLOSED).count()
    return [
        Touched(_("Phong trào đang thực hiện"), running, _("Tiếp tục tại đơn vị kế thừa, chỉ tiêu giữ nguyên")),
        Touched(_("Khó khăn, vướng mắc chưa đóng"), open_ones, _("Đơn vị kế thừa khắc phục tiếp")),
    ]


def follow(change: UnitChange, heirs: Mapping[Unit, Unit], *, actor: Any, at: datetime) -> dict[str, int]:
    """Let campaigns that are not over, and difficulties that are not closed, go on at the heir."""
    facts = {"actor": actor, "at": at}
    return {
        "campaigns": _hand_campaigns_over(change, heirs, **facts),
        "difficulties": _hand_difficulties_over(change, heirs, **facts),
    }


def _hand_campaigns_over(change: UnitChange, heirs: Mapping[Unit, Unit], *, actor: Any, at: datetime) -> int:
    running = Campaign.objects.filter(launch_unit__in=heirs).exclude(state__in=FINAL).select_related("launch_unit")
    count = 0
    for campaign in running.order_by("pk"):
        old, campaign.launch_unit = campaign.launch_unit, heirs[campaign.launch_unit]
        campaign.province_id = campaign.launch_unit.province_id
        campaign.version += 1
        campaign.save(update_fields=["launch_unit", "province", "version"])
        after = {"launch_unit": campaign.launch_unit, "decision_no": change.decision_no}
        audit.record("campaign.hand_over", campaign, actor=actor, at=at, before={"launch_unit": old}, after=after)
        count += 1
    return count


def _hand_difficulties_over(change: UnitChange, heirs: Mapping[Unit, Unit], *, actor: Any, at: datetime) -> int:
    lying = Difficulty.objects.filter(unit__in=heirs).exclude(state=DifficultyState.CLOSED).select_related("unit")
    count = 0
    for difficulty in lying.order_by("pk"):
        old, keys = difficulty.unit, branch_keys(heirs[difficulty.unit])
        for column, key in keys.items():
            setattr(difficulty, column, key)
        difficulty.version += 1
        difficulty.save(update_fields=["unit", "grassroots", "upper", "province", "version"])
        after = {"unit": difficulty.unit, "decision_no": change.decision_no}
        audit.record("difficulty.hand_over", difficulty, actor=actor, at=at, before={"unit": old}, after=after)
        count += 1
    return count


def follow_person(kept: Member, gone: Member, *, actor: Any, at: datetime) -> dict[str, int]:
    """Let ``kept`` answer for the campaigns that name ``gone`` as their accountable head."""
    campaigns = list(Campaign.objects.filter(accountable_head=gone).order_by("pk"))
    for campaign in campaigns:
        campaign.accountable_head = kept
        campaign.save(update_fields=["accountable_head"])
        before, after = {"accountable_head": gone}, {"accountable_head": kept}
        audit.record("campaign.follow", campaign, actor=actor, at=at, before=before, after=after)
    return {"campaigns": len(campaigns)}
