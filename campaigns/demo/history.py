"""Campaigns that are on record already: written down as they are, with a line in the trail."""

import csv
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

from campaigns.enums import CampaignKind, CampaignState, Measure
from campaigns.models import Campaign, CampaignAwardForm, Target
from portal.core import audit
from portal.core.periods import VIETNAM
from units.enums import Level, WorkGroup
from units.models import Unit

FIXTURES = Path(__file__).parent.parent / "fixtures"
STORY = "PT-LDG-2026"  # told step by step, not imported
QUOTED = re.compile(r'"([^"]*)"')
SECTORS = {"ngành giáo dục": "giáo dục", "ngành y tế": "y tế"}
NO_INITIATIVES = {"PT-TTHTX", "PT-CMDD"}
AWARD_NAMES = {
    "BK-LDLD-CN": "Bằng khen của LĐLĐ tỉnh (cá nhân)",
    "BK-LDLD-TT": "Bằng khen của LĐLĐ tỉnh (tập thể)",
    "BK-LDLD": "Bằng khen của LĐLĐ tỉnh",
    "BLDST": "Bằng Lao động sáng tạo",
    "BK-TLD": "Bằng khen của Tổng Liên đoàn",
    "BK-TLD-CN": "Bằng khen của Tổng Liên đoàn (cá nhân)",
    "BK-TLD-TT": "Bằng khen của Tổng Liên đoàn (tập thể)",
    "BK-TLD-CD": "Bằng khen chuyên đề của Tổng Liên đoàn",
    "CO-TLD": "Cờ thi đua của Tổng Liên đoàn",
    "CO-TLD-CD": "Cờ chuyên đề của Tổng Liên đoàn",
    "CO-LDLD": "Cờ thi đua của LĐLĐ tỉnh",
    "GK": "Giấy khen",
    "DHTT": "Điển hình tiên tiến được biểu dương",
    "GT-NVL": "Giải thưởng Nguyễn Văn Linh",
}
Row = dict[str, str]


def read(name: str) -> list[Row]:
    """Return the rows of a fixture."""
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def import_campaigns(*, at: datetime) -> dict[str, Campaign]:
    """Return the campaigns on record by code, newly written down."""
    units = Unit.objects.in_bulk({row["launch_unit"] for row in read("campaigns.csv")}, field_name="code")
    return {row["code"]: _import(row, units, at) for row in read("campaigns.csv") if row["code"] != STORY}


def _import(row: Row, units: Mapping[str, Unit], at: datetime) -> Campaign:
    unit = units[row["launch_unit"]]
    start, end = date.fromisoformat(row["start_on"]), date.fromisoformat(row["end_on"])
    over = row["status"] == "closed"
    opened = datetime.combine(start, time(8), tzinfo=VIETNAM)
    ended = datetime.combine(end, time(17), tzinfo=VIETNAM)
    campaign = Campaign.objects.create(
        **_texts(row),
        state=CampaignState.ARCHIVED if over else CampaignState.LAUNCHED,
        launch_unit=unit,
        province=unit if unit.level == Level.PROVINCE else unit.province,
        start_on=start,
        end_on=end,
        created_at=opened,
        approved_at=opened,
        launched_at=opened,
        notified_at=opened,
        closed_at=ended if over else None,
        summarised_at=ended if over else None,
    )
    _import_rows(campaign, row)
    audit.record("campaign.import", campaign, actor=None, at=at, note=row["source"], after={"state": campaign.state})
    return campaign


def _texts(row: Row) -> dict[str, object]:
    kind = CampaignKind(row["kind"])
    return {
        "code": row["code"],
        "name": quoted(row["name"]),
        "short_name": row["short_name"],
        "kind": kind,
        "audience": capital(row["scope"]),
        "audience_groups": [WorkGroup.UNION_OFFICER] if row["code"] == "PT-DMHD" else [],
        "sector": SECTORS.get(row["scope"], ""),
        "scope": capital(row["scope"]),
        "takes_initiatives": kind not in {CampaignKind.REVIEW, CampaignKind.PLEDGE}
        and row["code"] not in NO_INITIATIVES,
        "phases": "\n".join(capital(phase) for phase in row["phase"].split("; ")),
        "theme": row["theme"],
        "occasion": row["linked_occasion"],
        "source": row["source"],
    }


def capital(text: str) -> str:
    """Return ``text`` as a line of its own."""
    return text[:1].upper() + text[1:]


def quoted(text: str) -> str:
    """Return ``text`` with Vietnamese quotation marks."""
    return QUOTED.sub(r"“\1”", text)


def _import_rows(campaign: Campaign, row: Row) -> None:
    if row["target_value"]:
        percent = row["target_value"].endswith("%")
        Target.objects.create(
            campaign=campaign,
            name=capital(row["target_indicator"]),
            indicator=Measure.RECOGNISED_INITIATIVES
            if row["target_indicator"].startswith("sáng kiến ") and not row["actual_value"]
            else "",
            unit_of_measure="%" if percent else "",
            value=Decimal(row["target_value"].removesuffix("%")),
            reached=Decimal(row["actual_value"]) if row["actual_value"] else None,
            position=0,
        )
    CampaignAwardForm.objects.bulk_create(
        CampaignAwardForm(
            campaign=campaign,
            award_code=code if code in AWARD_NAMES else "",
            name=AWARD_NAMES.get(code, capital(code)),
            position=position,
        )
        for position, code in enumerate(filter(None, row["award_forms"].split("|")))
    )
