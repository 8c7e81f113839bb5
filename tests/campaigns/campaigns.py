"""The smallest campaigns, in each of their states, stepped there by the people whose turn it is."""

from datetime import date
from decimal import Decimal

from campaigns.models import Campaign
from campaigns.services import (
    AwardFormRow,
    CriterionRow,
    Draft,
    ReviewText,
    TargetRow,
    approve_campaign,
    close_campaign,
    launch_campaign,
    record_final_review,
    start_campaign,
    submit_campaign,
)
from tests.moments import NOW, TODAY

REVIEW = ReviewText(held_on=TODAY, strengths="Nhiều sáng kiến từ chuyền may.", shortcomings="Ít đơn vị nhỏ tham gia.")


def whole_draft(people, **facts) -> Draft:
    """Return a plan that lacks nothing."""
    defaults = {
        "name": "Lao động giỏi, Lao động sáng tạo năm 2026",
        "short_name": "LĐG - LĐST 2026",
        "goal": "Nâng cao năng suất, chất lượng, an toàn.",
        "audience": "Đoàn viên, người lao động toàn tỉnh",
        "start_on": date(2026, 1, 1),
        "end_on": date(2026, 12, 31),
        "legal_basis": "Luật Thi đua, khen thưởng số 06/2022/QH15",
        "accountable_head": people.mai.member,
        "criteria": [CriterionRow("Có sáng kiến được công nhận", 60), CriterionRow("Chấp hành an toàn lao động", 40)],
        "targets": [TargetRow("Sáng kiến được công nhận", Decimal(2800), "sáng kiến", "C02")],
        "award_forms": [AwardFormRow("Bằng khen của LĐLĐ tỉnh", "BK-LDLD-CN", 40)],
    }
    return Draft(**{**defaults, **facts})


def make_draft(people, unit, *, by=None, **facts) -> Campaign:
    return start_campaign(unit, actor=by or people.yen, at=NOW, draft=whole_draft(people, **facts))


def make_submitted(people, unit, **facts) -> Campaign:
    campaign = make_draft(people, unit, **facts)
    submit_campaign(campaign, actor=people.yen, at=NOW)
    return campaign


def make_approved(people, unit, **facts) -> Campaign:
    campaign = make_submitted(people, unit, **facts)
    approve_campaign(campaign, actor=people.mai, at=NOW)
    return campaign


def make_launched(people, unit, *, plan_no="12/KH-LĐLĐ", **facts) -> Campaign:
    campaign = make_approved(people, unit, **facts)
    launch_campaign(campaign, actor=people.tuan, at=NOW, plan_no=plan_no, plan_on=date(2026, 1, 5))
    return campaign


def make_closed(people, unit, **facts) -> Campaign:
    campaign = make_launched(people, unit, **facts)
    close_campaign(campaign, actor=people.yen, at=NOW, reason="Đạt chỉ tiêu sớm.")
    return campaign


def make_reviewed(people, unit, **facts) -> Campaign:
    """A closed campaign whose final review waits for a leader."""
    campaign = make_closed(people, unit, **facts)
    record_final_review(campaign, actor=people.yen, at=NOW, text=REVIEW)
    return campaign
