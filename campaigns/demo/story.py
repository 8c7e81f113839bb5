"""The year's campaign of Bắc Ninh as it went: drafted, approved, launched, reviewed halfway; and what comes next."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from campaigns.enums import CampaignKind
from campaigns.models import Campaign
from campaigns.services import (
    AwardFormRow,
    CriterionRow,
    Draft,
    ReviewText,
    TargetRow,
    approve_campaign,
    finish_interim_review,
    launch_campaign,
    start_campaign,
    start_interim_review,
    submit_campaign,
)
from portal.core.periods import VIETNAM, day_of
from units.models import Member, User

Accounts = Mapping[str, User]
DRAFTER, PRESIDENT, HEAD = "NV-018", "NV-019", "NV-020"


def _on(day: int, month: int, year: int, hour: int = 9) -> datetime:
    return datetime(year, month, day, hour, 15, tzinfo=VIETNAM)


def _member(user: User) -> Member:
    assert user.member is not None  # noqa: S101 - every demo account has its member
    return user.member


def run_year_campaign(accounts: Accounts, *, above: Campaign, at: datetime) -> Campaign:
    """Return PT-LDG-2026: written by Yến, approved by Mai, launched by Tuyên, reviewed halfway if that is past."""
    drafter, head, president = accounts[DRAFTER], accounts[HEAD], accounts[PRESIDENT]
    unit = _member(drafter).unit
    draft = _year_draft(_member(head))
    campaign = start_campaign(unit, actor=drafter, at=_on(22, 12, 2025), draft=draft, parent=above, code="PT-LDG-2026")
    submit_campaign(campaign, actor=drafter, at=_on(26, 12, 2025))
    approve_campaign(campaign, actor=head, at=_on(5, 1, 2026))
    launch_campaign(campaign, actor=president, at=_on(12, 1, 2026), plan_no="12/KH-LĐLĐ", plan_on=date(2026, 1, 5))
    if at >= _on(29, 6, 2026):
        start_interim_review(campaign, actor=drafter, at=_on(29, 6, 2026), due_on=date(2026, 7, 10))
    if at >= _on(9, 7, 2026):
        finish_interim_review(campaign, actor=drafter, at=_on(9, 7, 2026), text=_half_year())
    return campaign


def _year_draft(head: Member) -> Draft:
    return Draft(
        name="Phong trào thi đua “Lao động giỏi, Lao động sáng tạo” năm 2026",
        short_name="LĐG - LĐST 2026",
        goal=(
            "Mỗi đoàn viên, người lao động có ít nhất một việc làm tốt hơn, nhanh hơn hoặc an toàn hơn.\n"
            "Phát hiện, công nhận và nhân rộng sáng kiến từ người lao động trực tiếp.\n"
            "Góp phần nâng cao năng suất, chất lượng, hiệu quả và thu nhập của người lao động."
        ),
        audience="Đoàn viên, người lao động và công đoàn các cấp trong tỉnh",
        scope="Toàn tỉnh Bắc Ninh",
        start_on=date(2026, 1, 1),
        end_on=date(2026, 12, 31),
        interim_on=date(2026, 6, 25),
        phases="Đợt 1: từ 01/01 đến 30/6/2026\nĐợt 2: từ 01/7 đến 31/12/2026",
        theme="Nâng cao năng suất, chất lượng, hiệu quả, an toàn",
        occasion="97 năm Ngày thành lập Công đoàn Việt Nam 28/7",
        legal_basis="Luật Thi đua, khen thưởng ngày 15/6/2022\nQuy chế khen thưởng của tổ chức Công đoàn",
        accountable_head=head,
        criteria=[
            CriterionRow("Có sáng kiến, giải pháp được công nhận từ cấp cơ sở", 40),
            CriterionRow("Hoàn thành vượt mức kế hoạch, bảo đảm chất lượng sản phẩm, công việc", 30),
            CriterionRow("Chấp hành tốt an toàn, vệ sinh lao động và nội quy", 20),
            CriterionRow("Giúp đồng nghiệp nâng cao tay nghề", 10),
        ],
        targets=[
            TargetRow("Sáng kiến được công nhận", Decimal(2800), "sáng kiến", "C02"),
            TargetRow("Giá trị làm lợi", Decimal(120_000_000_000), "đồng", "C07"),
            TargetRow("Người đăng ký thi đua", Decimal(117_000), "người", "B05"),
            TargetRow("CĐCS phát động, hưởng ứng", Decimal(85), "%", "B03"),
        ],
        award_forms=[
            AwardFormRow("Bằng khen của Ban Chấp hành LĐLĐ tỉnh (cá nhân)", "BK-LDLD-CN", 120),
            AwardFormRow("Bằng khen của Ban Chấp hành LĐLĐ tỉnh (tập thể)", "BK-LDLD-TT", 40),
            AwardFormRow("Đề nghị Tổng Liên đoàn tặng Bằng Lao động sáng tạo", "BLDST-A", 12),
        ],
    )


def _half_year() -> ReviewText:
    return ReviewText(
        held_on=date(2026, 7, 8),
        strengths="Hơn 85% công đoàn cơ sở đã phát động.\nSáng kiến từ chuyền may và xưởng cơ khí nhiều nhất các năm.",
        shortcomings="Một số công đoàn xã mới thành lập chưa phát động.\nKhối nhựa, bao bì ít tác giả trực tiếp.",
        causes="Cán bộ kiêm nhiệm, mới nhận địa bàn từ tháng 7/2025.",
        lessons="Cán bộ xuống tận tổ hướng dẫn viết, nhập hộ người lao động ngay tại xưởng.",
    )


def derive_campaign(accounts: Accounts, *, parent: Campaign, at: datetime) -> Campaign:
    """Return the campaign the garment factory's union made of it, launched by its own president."""
    drafter, president = accounts["NV-042"], accounts["NV-041"]
    unit = next(held.unit for held in president.assignments if held.unit.code == "CS-002")
    draft = Draft(
        name="Thi đua “Mỗi chuyền một cải tiến” năm 2026",
        short_name="Mỗi chuyền một cải tiến",
        goal="Mỗi chuyền may có ít nhất một cải tiến được áp dụng trong năm.",
        audience="Công nhân, nhân viên Công ty CP May Đáp Cầu Mới",
        start_on=date(2026, 2, 1),
        end_on=date(2026, 12, 20),
        legal_basis="Kế hoạch 12/KH-LĐLĐ ngày 05/01/2026 của LĐLĐ tỉnh Bắc Ninh",
        accountable_head=_member(president),
        criteria=[CriterionRow("Cải tiến được áp dụng tại chuyền từ 30 ngày trở lên")],
        targets=[TargetRow("Sáng kiến được công nhận", Decimal(40), "sáng kiến", "C02")],
        award_forms=[AwardFormRow("Giấy khen của Ban Chấp hành CĐCS", "GK-CDCS-CN", 20)],
    )
    campaign = start_campaign(unit, actor=drafter, at=_on(14, 1, 2026), draft=draft, parent=parent)
    submit_campaign(campaign, actor=drafter, at=_on(15, 1, 2026))
    approve_campaign(campaign, actor=president, at=_on(16, 1, 2026))
    launch_campaign(campaign, actor=president, at=_on(20, 1, 2026), plan_no="03", plan_on=date(2026, 1, 19))
    return campaign


def prepare_next(accounts: Accounts, *, at: datetime) -> None:
    """Leave one campaign in each state before launch, so that each desk has something on it."""
    year = day_of(at).year + 1
    _draft(accounts, f"Tháng Công nhân năm {year}", at=at - timedelta(days=1), whole=False, month=5, year=year)
    waiting = _draft(accounts, f"Đợt thi đua đầu xuân {year}", at=at - timedelta(days=3), month=2, year=year)
    submit_campaign(waiting, actor=accounts[DRAFTER], at=at - timedelta(days=2))
    name = f"Tháng hành động về an toàn, vệ sinh lao động năm {year}"
    ready = _draft(accounts, name, at=at - timedelta(days=8), month=3, year=year)
    submit_campaign(ready, actor=accounts[DRAFTER], at=at - timedelta(days=7))
    approve_campaign(ready, actor=accounts[HEAD], at=at - timedelta(days=5))


def _draft(accounts: Accounts, name: str, *, at: datetime, month: int, year: int, whole: bool = True) -> Campaign:
    drafter, head = accounts[DRAFTER], _member(accounts[HEAD])
    draft = Draft(
        name=name,
        kind=CampaignKind.PERIODIC,
        goal="Tạo không khí thi đua sôi nổi, gắn với chăm lo đời sống, an toàn của người lao động.",
        start_on=date(year, month, 1),
        end_on=date(year, month, 28),
    )
    if whole:
        draft = replace(
            draft,
            audience="Đoàn viên, người lao động toàn tỉnh",
            legal_basis="Chương trình công tác năm của Ban Chấp hành LĐLĐ tỉnh",
            accountable_head=head,
            criteria=[
                CriterionRow("Hoàn thành công việc được giao trong đợt"),
                CriterionRow("Không để xảy ra tai nạn"),
            ],
            targets=[TargetRow("CĐCS phát động, hưởng ứng", Decimal(85), "%", "B03")],
            award_forms=[AwardFormRow("Giấy khen của công đoàn cấp trên trực tiếp", "GK-CTTT-CN", 30)],
        )
    return start_campaign(_member(drafter).unit, actor=drafter, at=at, draft=draft)
