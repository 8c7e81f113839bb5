"""Presses of a button that write: saving a draft, handing it in, launching a campaign."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benchmarks.jobs import PLAIN_FORM, ROUNDS, Job, client_of
from campaigns.models import Campaign
from campaigns.services import (
    AwardFormRow,
    CriterionRow,
    Draft,
    TargetRow,
    approve_campaign,
    start_campaign,
    submit_campaign,
)
from initiatives.models import Initiative
from initiatives.services import save_draft, start_draft
from units.models import Member, Unit, User

SPARE = ROUNDS + 10  # a few more for warming up


def jobs() -> list[Job]:
    member = client_of("NV-001")
    lead = Member.objects.get(code="NV-001").pk
    return [
        Job(PLAIN_FORM, _post(member, [(f"/floor/form/{lead}/", _texts(0))] * SPARE), floor=PLAIN_FORM),
        Job("Autosave of a draft", _autosave(member), floor=PLAIN_FORM),
        Job("Submit an initiative", _post(member, [_ready_draft(turn) for turn in range(SPARE)]), floor=PLAIN_FORM),
        Job("Launch a campaign of the province", _launches(), floor=PLAIN_FORM),
    ]


def _post(client: Client, presses: list[tuple[str, dict[str, Any]]]) -> Callable[[int], None]:
    """Return the job of sending the form of this turn, which leads on to another page."""

    def press(turn: int) -> None:
        url, values = presses[turn]
        answer = client.post(url, values)
        assert answer.status_code in {302, 303}, answer.content[:2000]

    return press


def _content(turn: int) -> dict[str, Any]:
    return _texts(turn) | {
        "kind": "giai_phap_ky_thuat",
        "field": "dệt may",
        "first_applied_on": date(2026, 3, 2) + timedelta(days=turn % 60),
        "has_value": False,
        "social_benefit": "Đỡ mỏi tay, đỡ bụi.",
    }


def _texts(turn: int) -> dict[str, Any]:
    return {
        "title": f"Cải tiến bàn cắt vải số {turn}",
        "known_situation": f"Trước đây cắt tay từng lớp, mất {turn} phút mỗi bàn và hao vải ở mép.",
        "solution": f"Nay lắp thanh kẹp dẫn hướng số {turn}, cắt một lượt nhiều lớp, mép thẳng, đỡ hao vải.",
        "novelty": "Thanh kẹp tự làm từ phế liệu của phân xưởng.",
    }


def _draft() -> Initiative:
    author = Member.objects.select_related("user").get(code="NV-001")
    campaign = Campaign.objects.get(code="PT-LDG-2026")
    return start_draft(author, actor=author.user, at=timezone.now(), campaign=campaign)


def _autosave(client: Client) -> Callable[[int], None]:
    draft = _draft()
    url = reverse("initiatives:autosave", args=[draft.pk])

    def save(turn: int) -> None:
        # The page that saved last may save again without the new version.
        values = _texts(turn) | {"campaign": draft.campaign_id, "version": draft.version, "page": "bench"}
        answer = client.post(url, values)
        assert answer.status_code == 200, answer.status_code

    return save


def _ready_draft(turn: int) -> tuple[str, dict[str, Any]]:
    draft = _draft()
    save_draft(draft, actor=draft.lead.user, at=timezone.now(), seen_version=draft.version, content=_content(turn))
    draft.refresh_from_db()
    return reverse("initiatives:submit", args=[draft.pk]), {"version": draft.version}


def _launches() -> Callable[[int], None]:
    province = Unit.objects.get(code="LD-BNI")
    writer, leader = (User.objects.get(username=code) for code in ("NV-018", "NV-020"))
    presses = [_ready_campaign(turn, province, writer, leader) for turn in range(SPARE)]
    return _post(client_of("NV-020"), presses)


def _ready_campaign(turn: int, province: Unit, writer: User, leader: User) -> tuple[str, dict[str, Any]]:
    at = timezone.now()
    today = timezone.localdate()
    draft = Draft(
        name=f"Thi đua đo tốc độ, đợt {turn}",
        goal="Nâng cao năng suất, chất lượng, an toàn.",
        audience="Đoàn viên, người lao động toàn tỉnh",
        start_on=today,
        end_on=today + timedelta(days=90),
        legal_basis="Luật Thi đua, khen thưởng số 06/2022/QH15",
        accountable_head=leader.member,
        criteria=[CriterionRow("Có sáng kiến được công nhận", 60), CriterionRow("Chấp hành an toàn lao động", 40)],
        targets=[TargetRow("Sáng kiến được công nhận", Decimal(2800), "sáng kiến", "C02")],
        award_forms=[AwardFormRow("Bằng khen của LĐLĐ tỉnh", "BK-LDLD-CN", 40)],
    )
    campaign = start_campaign(province, actor=writer, at=at, draft=draft)
    submit_campaign(campaign, actor=writer, at=at)
    approve_campaign(campaign, actor=leader, at=at)
    campaign.refresh_from_db()
    values = {"version": campaign.version, "plan_no": str(campaign.pk + 900_000), "plan_on": today.isoformat()}
    return reverse("campaigns:launch", args=[campaign.pk]), values
