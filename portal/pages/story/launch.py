"""Chapter 1: a campaign from draft to launch."""

from datetime import timedelta
from decimal import Decimal

from campaigns.enums import CampaignState
from campaigns.services import (
    AwardFormRow,
    CriterionRow,
    Draft,
    TargetRow,
    approve_campaign,
    launch_campaign,
    respond_to_campaign,
    start_campaign,
    submit_campaign,
)
from portal.core.models import Notice
from portal.core.periods import day_of
from portal.pages.story.cast import Cast
from units.models import Unit


def launch(cast: Cast) -> None:
    """Play the launch; keeps ``campaign``."""
    cast.chapter("1. Phát động phong trào")
    province = Unit.objects.get(code="LD-BNI")
    bare = start_campaign(province, actor=cast.yen, at=cast.at, draft=Draft(name="Phong trào còn thiếu"))
    cast.refused(lambda: submit_campaign(bare, actor=cast.yen, at=cast.at), "Trình phong trào thiếu nội dung")
    campaign = start_campaign(province, actor=cast.yen, at=cast.at, draft=_draft(cast))
    cast.step(f"{cast.yen} soạn “{campaign.name}”")
    submit_campaign(campaign, actor=cast.yen, at=cast.at)
    cast.step(f"{cast.yen} trình duyệt")
    cast.refused(lambda: approve_campaign(campaign, actor=cast.yen, at=cast.at), f"{cast.yen} tự duyệt")
    cast.wait(hours=2)
    approve_campaign(campaign, actor=cast.mai, at=cast.at)
    cast.step(f"{cast.mai} duyệt")
    cast.wait(hours=1)
    launch_campaign(campaign, actor=cast.tuyen, at=cast.at, plan_no="98/KH-LĐLĐ", plan_on=day_of(cast.at))
    campaign.refresh_from_db()
    cast.check(campaign.state == CampaignState.LAUNCHED, "phong trào chưa ở trạng thái đã phát động")
    cast.step(f"{cast.tuyen} phát động theo Kế hoạch {campaign.plan_no}")
    told = Notice.objects.filter(recipient=cast.huong, subject__contains=campaign.short_name or campaign.name).exists()
    cast.check(told, "cán bộ cơ sở chưa nhận được thông báo phát động")
    factory = Unit.objects.get(code="CS-002")
    respond_to_campaign(campaign, factory, actor=cast.huong, at=cast.at, registered=1300)
    cast.step(f"{cast.huong} thay mặt {factory} hưởng ứng")
    cast.kept["campaign"] = campaign


def _draft(cast: Cast) -> Draft:
    today = day_of(cast.at)
    return Draft(
        name="Phong trào thi đua “Sáng kiến mỗi ngày”",
        short_name="Sáng kiến mỗi ngày",
        goal="Mỗi tổ công đoàn có ít nhất một sáng kiến được áp dụng.",
        audience="Đoàn viên, người lao động trong các công đoàn cơ sở của tỉnh.",
        scope="Toàn tỉnh",
        start_on=today - timedelta(days=1),
        end_on=today + timedelta(days=200),
        legal_basis="Luật Thi đua, khen thưởng số 06/2022/QH15; Quyết định 999/QĐ-TLĐ",
        accountable_head=cast.mai.member,
        criteria=[CriterionRow("Sáng kiến đã áp dụng, có minh chứng", 60), CriterionRow("Có khả năng nhân rộng", 40)],
        targets=[TargetRow("Sáng kiến được công nhận", Decimal(300), "sáng kiến", "C02")],
        award_forms=[AwardFormRow("Bằng khen của BCH LĐLĐ tỉnh", "BK-LDLD-CN", 30)],
    )
