"""The smallest initiatives, in each of their states, stepped there by the people whose turn it is."""

from datetime import date, timedelta
from decimal import Decimal

from campaigns.enums import CampaignState
from campaigns.models import Campaign
from councils.enums import CouncilKind, Denominator, ItemOutcome, SeatRole, SessionState
from councils.models import AgendaItem, Council, CouncilRule, Minutes, Seat, Session
from councils.services import plan_session
from initiatives.models import Initiative
from initiatives.services import (
    Ruling,
    accept_initiative,
    load_catalogue,
    recognise_initiative,
    save_draft,
    start_draft,
    submit_initiative,
    take_receipt,
    verify_value,
)
from tests.moments import LONG_AGO, NOW, TODAY
from units.models import User

TEXT = {
    "title": "Chế tạo gá may nẹp sơ mi giảm thao tác căn chỉnh tay",
    "known_situation": "Vạch phấn, ghim tay rồi mới may nẹp, mỗi áo mất 14 giây.",
    "solution": "Gá thép không gỉ có rãnh dẫn giữ hai lớp nẹp thẳng hàng khi may, bỏ bước vạch phấn và ghim tay.",
    "novelty": "Không cần vạch phấn.",
    "kind": "giai_phap_ky_thuat",
    "field": "dệt may",
    "first_applied_on": date(2026, 2, 16),
    "has_value": True,
    "claimed_value_vnd": 86_000_000,
    "value_basis": "Tiết kiệm 2,1 giây/sản phẩm x 1,24 triệu sản phẩm/năm",
    "social_benefit": "Giảm mỏi cổ tay",
}


def make_campaign(unit, **facts) -> Campaign:
    """Return a launched campaign of ``unit`` for the year 2026."""
    defaults = {
        "code": "PT-LDG-2026",
        "name": "Phong trào thi đua Lao động giỏi, Lao động sáng tạo năm 2026",
        "short_name": "LĐG - LĐST 2026",
        "launch_unit": unit,
        "province": unit,
        "state": CampaignState.LAUNCHED,
        "start_on": date(2026, 1, 1),
        "end_on": date(2026, 12, 31),
        "launched_at": NOW,
        "created_at": NOW,
    }
    return Campaign.objects.create(**{**defaults, **facts})


def write(initiative: Initiative, actor: User, at=NOW, **content) -> None:
    save_draft(initiative, actor=actor, at=at, seen_version=initiative.version, content=content)


def make_draft(author: User, campaign: Campaign, **content) -> Initiative:
    """Return a draft of ``author`` that lacks nothing."""
    initiative = start_draft(author.member, actor=author, at=NOW, campaign=campaign)
    write(initiative, author, **{**TEXT, **content})
    return initiative


def make_submitted(author: User, campaign: Campaign, at=NOW, **content) -> Initiative:
    initiative = make_draft(author, campaign, **content)
    submit_initiative(initiative, actor=author, at=at)
    return initiative


def make_received(author: User, official: User, campaign: Campaign, **content) -> Initiative:
    initiative = make_submitted(author, campaign, **content)
    take_receipt(initiative, actor=official, at=NOW)
    return initiative


def make_accepted(author: User, official: User, campaign: Campaign, **content) -> Initiative:
    initiative = make_received(author, official, campaign, **content)
    accept_initiative(initiative, actor=official, at=NOW, note="Đã xem, không trùng.")
    return initiative


def make_rule() -> CouncilRule:
    return CouncilRule.objects.create(
        code="initiative",
        text="Sáng kiến đạt khi có ít nhất 70% số phiếu",
        value=Decimal(70),
        denominator=Denominator.PRESENT,
        certainty="likely",
        valid_from=LONG_AGO,
    )


def make_council(unit, secretary: User, *, kind=CouncilKind.INITIATIVE) -> Council:
    council = Council.objects.create(
        unit=unit,
        kind=kind,
        name=f"Hội đồng sáng kiến {unit.short_name}",
        decision_no="01/QĐ-CĐCS",
        decided_on=LONG_AGO,
        quorum_percent=Decimal("66.67"),
        created_at=NOW,
        valid_from=LONG_AGO,
    )
    Seat.objects.create(council=council, member=secretary.member, role=SeatRole.SECRETARY, valid_from=LONG_AGO)
    return council


def make_session(council: Council, secretary: User) -> Session:
    return plan_session(council, actor=secretary, at=NOW, title="Phiên tháng 6", held_at=NOW + timedelta(days=9))


def conclude(initiative: Initiative, *, passed: bool = True) -> None:
    """Close the session the dossier lies in with a count, as signed minutes leave it."""
    item = AgendaItem.objects.get(subject_id=initiative.pk)
    session = item.session
    AgendaItem.objects.filter(pk=item.pk).update(
        outcome=ItemOutcome.PASSED if passed else ItemOutcome.FAILED,
        counted_at=NOW,
        yes_count=6 if passed else 2,
        no_count=1 if passed else 5,
        blank_count=0,
        denominator_count=7,
        needed_count=5,
    )
    Session.objects.filter(pk=session.pk).update(state=SessionState.CLOSED, closed_at=NOW)
    Minutes.objects.create(
        session=session, council=session.council, year=TODAY.year, number=Minutes.objects.count() + 1, drafted_at=NOW,
        chair_signed_at=NOW, secretary_signed_at=NOW,
    )  # fmt: skip


RULING = Ruling("12/QĐ-CĐCS", TODAY)


def make_recognised(stage, author: User | None = None, *, value: int | None = 80_000_000, **content) -> Initiative:
    """Return an initiative of ``author`` (Lan) recognised at the base with ``value``."""
    initiative = stage.under_review(author, **content)
    if value is not None:
        verify_value(initiative, actor=stage.people.yen, at=NOW, value_vnd=value, note="Đối chiếu bảng chấm công.")
    conclude(initiative)
    recognise_initiative(initiative, actor=stage.people.hung, at=NOW, ruling=RULING, value_vnd=value)
    return initiative


def prepare(world) -> Campaign:
    """Load the dated numbers and launch the province's campaign."""
    load_catalogue(at=NOW)
    return make_campaign(world.province)
