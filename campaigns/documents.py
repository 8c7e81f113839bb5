"""The plan of a campaign as an official paper (form “plan”)."""

from typing import Any

from django.utils.translation import override

from campaigns.models import Campaign
from units.enums import Level
from units.models import Unit

SIGNING = {
    Level.CONFEDERATION: ["TM. ĐOÀN CHỦ TỊCH", "CHỦ TỊCH"],
    Level.PROVINCE: ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"],
    Level.UPPER: ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"],
}


def plan_data(campaign: Campaign) -> dict[str, Any]:
    """Return what the form “plan” prints; a campaign without a plan number prints as a draft."""
    unit = campaign.launch_unit
    with override("vi"):  # the law wants the paper in Vietnamese, whatever the reader's language
        return {
            **_heading(campaign, unit),
            "abstract": campaign.name,
            "intro": _intro(campaign, unit),
            "purposes": _lines(campaign.goal),
            "contents": _contents(campaign),
            "criteria": [
                {"name": row.text, "points": row.points, "note": ""} for row in campaign.criteria.order_by("position")
            ],
            "targets": [
                {"name": row.name, "unit": row.unit_of_measure, "value": _number(row.value), "assignee": ""}
                for row in campaign.targets.order_by("position")
            ],
            "audience": _lines(campaign.audience),
            "phases": _phases(campaign),
            "award_forms": [
                {"name": row.name, "subject": "", "quantity": row.number}
                for row in campaign.award_forms.order_by("position")
            ],
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


def _intro(campaign: Campaign, unit: Unit) -> str:
    basis = "; ".join(line.rstrip(".;") for line in _lines(campaign.legal_basis))
    start = f"Căn cứ {basis.removeprefix('Căn cứ ')}, " if basis else ""
    occasion = f" nhân dịp {campaign.occasion}" if campaign.occasion else ""
    text = f"{unit.name} ban hành kế hoạch phát động {campaign.name}{occasion} như sau:"
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
        task = f"{head.full_name}, {head.position}, chịu trách nhiệm chỉ đạo, theo dõi, đánh giá phong trào."
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
