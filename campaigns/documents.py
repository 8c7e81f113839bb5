"""The plan of a campaign as an official paper (form “plan”)."""

from decimal import Decimal
from typing import Any

from django.utils.translation import override

from campaigns.enums import Measure
from campaigns.models import Campaign, CampaignAwardForm, Target
from portal.core.language import in_vietnamese
from units.enums import Gender, Level
from units.models import Unit

BILLION = Decimal(10**9)
SIGNING = {
    Level.CONFEDERATION: ["TM. ĐOÀN CHỦ TỊCH", "CHỦ TỊCH"],
    Level.PROVINCE: ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"],
    Level.UPPER: ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"],
}


@in_vietnamese
def plan_data(campaign: Campaign) -> dict[str, Any]:
    """Return what the form “plan” prints; a campaign without a plan number prints as a draft."""
    unit = campaign.launch_unit
    with override("vi"):  # the law wants the paper in Vietnamese, whatever the reader's language
        return {
            **_heading(campaign, unit),
            "abstract": f"Phát động {_named(campaign)}",
            "intro": _intro(campaign, unit),
            "purposes": _lines(campaign.goal),
            "contents": _contents(campaign),
            "criteria": [
                {"name": row.text, "points": row.points, "note": ""} for row in campaign.criteria.order_by("position")
            ],
            "targets": [_target(row) for row in campaign.targets.order_by("position")],
            "audience": _lines(campaign.audience),
            "phases": _phases(campaign),
            "award_forms": [_award_form(row) for row in campaign.award_forms.order_by("position")],
            "organisation": _organisation(campaign, unit),
            "recipients": _recipients(unit),
            "signature": {
                "lines": SIGNING.get(Level(unit.level), ["TM. BAN CHẤP HÀNH", "CHỦ TỊCH"]),
                "name": campaign.launched_by.full_name if campaign.launched_by else "",
            },
        }


def _heading(campaign: Campaign, unit: Unit) -> dict[str, Any]:
    return {
        "parent": unit.parent.name if unit.parent else "",
        "issuer": unit.name,
        "number": campaign.plan_no,
        "symbol": f"KH-{unit.doc_suffix}",
        "place": unit.place or "",
        "issued_on": campaign.plan_on.isoformat() if campaign.plan_on else "",
        "draft": not campaign.plan_no,
    }


def _named(campaign: Campaign) -> str:
    """The name as it stands inside a sentence."""
    name = campaign.name
    return name[0].lower() + name[1:] if name.startswith(("Phong trào", "Chương trình", "Chiến dịch")) else name


def _target(row: Target) -> dict[str, Any]:
    unit, value = row.unit_of_measure, row.value
    if row.indicator == Measure.VALUE and value >= BILLION:
        unit, value = "tỷ đồng", value / BILLION
    return {"name": row.name, "unit": unit, "value": _number(value), "assignee": "Công đoàn các cấp"}


def _award_form(row: CampaignAwardForm) -> dict[str, Any]:
    name, subject = row.name, ""
    for word in ("cá nhân", "tập thể"):
        if name.endswith(f" ({word})"):
            name, subject = name.removesuffix(f" ({word})"), word.capitalize()
    return {"name": name, "subject": subject, "quantity": row.number}


def _intro(campaign: Campaign, unit: Unit) -> str:
    basis = "; ".join(line.rstrip(".;") for line in _lines(campaign.legal_basis))
    start = f"Căn cứ {basis.removeprefix('Căn cứ ')}, " if basis else ""
    occasion = f" nhân dịp {campaign.occasion}" if campaign.occasion else ""
    text = f"{unit.name} ban hành kế hoạch phát động {_named(campaign)}{occasion} như sau:"
    return start + text


def _contents(campaign: Campaign) -> list[str]:
    lines = [f"Chủ đề: {campaign.theme}"] if campaign.theme else []
    return lines + _lines(campaign.phases)


def _phases(campaign: Campaign) -> list[dict[str, str]]:
    if campaign.start_on is None or campaign.end_on is None:
        return []
    return [{"name": "", "starts_on": campaign.start_on.isoformat(), "ends_on": campaign.end_on.isoformat()}]


def _organisation(campaign: Campaign, unit: Unit) -> list[dict[str, str]]:
    duties = []
    head = campaign.accountable_head
    if head is not None:
        address = "Bà" if head.gender == Gender.FEMALE else "Ông"
        task = f"{address} {head.full_name}, {head.position}, chịu trách nhiệm chỉ đạo, theo dõi, đánh giá phong trào."
        duties.append({"who": unit.short_name, "task": task})
    duties.append(
        {
            "who": "Công đoàn các cấp trực thuộc",
            "task": "Cụ thể hóa kế hoạch, phát động tại đơn vị, hưởng ứng và báo cáo kết quả trên Cổng Thi đua.",
        }
    )
    if campaign.partners:
        duties.append({"who": campaign.partners, "task": "Phối hợp tổ chức thực hiện."})
    return duties


def _recipients(unit: Unit) -> list[str]:
    above = [f"{unit.parent.name} (b/c)"] if unit.parent else []
    return [*above, "Công đoàn các cấp trực thuộc", "Lưu: VT"]


def _lines(text: str) -> list[str]:
    return [line.strip().removeprefix("- ") for line in text.splitlines() if line.strip()]


def _number(value: Any) -> int | float:
    return int(value) if value == value.to_integral() else float(value)
