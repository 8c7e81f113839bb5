"""Initiatives that are on record already: written down as they are, with the lines of their way."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from campaigns.models import Campaign
from initiatives.demo.people import Staff
from initiatives.enums import InitiativeState as S
from initiatives.enums import RejectionGround, Scope
from initiatives.models import Author, Initiative, InitiativeVersion, ProgrammeWindow, Recognition
from initiatives.rules import RECOGNISED
from initiatives.selectors import keys_of
from initiatives.services.authors import names_of
from initiatives.services.counting import count_in, count_recognition
from initiatives.services.submitting import frozen
from portal.core import audit
from portal.core.periods import VIETNAM
from units.enums import Level, WorkGroup
from units.models import Unit, User
from units.selectors import branch_keys

FIXTURES = Path(__file__).parent.parent / "fixtures"
STORIES = {"SK-040", "SK-030", "SK-043", "SK-045"}  # told step by step, or still drafts
TOLD_WHY = {
    "SK-041": "Giá trị khai 50 tỷ đồng chưa có cách tính. Mô tả chưa nêu phương pháp, lớp nào, kết quả trước và sau.",
    "SK-042": "Tấm chắn theo bằng độc quyền của nhà cung cấp nước ngoài, không phải giải pháp của tác giả.",
}
WINDOWS = {
    "CT-1TR": (date(2021, 9, 1), date(2023, 9, 1), "Hướng dẫn 46/HD-TLĐ ngày 30/12/2021"),
    "CT-75N": (date(2021, 3, 10), date(2021, 5, 31), "Kế hoạch chương trình 75 nghìn sáng kiến"),
}
DECISION_KINDS = {Level.PROVINCE: "QĐ-LĐLĐ", Level.CONFEDERATION: "QĐ-TLĐ"}
Row = dict[str, str]


def read(name: str) -> list[Row]:
    """Return the rows of a fixture."""
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def note_programme_windows() -> None:
    """Write down between which days a solution had to be applied first for two national programmes."""
    for code, (first, last, basis) in WINDOWS.items():
        campaign = Campaign.objects.filter(code=code).first()
        if campaign is not None:
            ProgrammeWindow.objects.create(campaign=campaign, first_on=first, last_on=last, basis=basis)


@dataclass(frozen=True, slots=True)
class Days:
    """When a dossier on record went through its steps."""

    submitted: datetime
    checked: datetime
    recognised: date
    upper: date


def import_initiatives(staff: Staff, *, at: datetime) -> None:
    """Write down the rows on record, each with its authors, frozen version, decisions and totals."""
    rows = read("initiatives.csv")
    units = Unit.objects.in_bulk({row["unit_code"] for row in rows}, field_name="code")
    campaigns = Campaign.objects.in_bulk({row["campaign_code"] for row in rows}, field_name="code")
    for number, row in enumerate(rows):
        if row["code"] not in STORIES:
            _import(row, units[row["unit_code"]], campaigns[row["campaign_code"]], staff, number=number, at=at)


def lead_of(row: Row, unit: Unit, staff: Staff) -> Any:
    """Return the lead author of a row; the one reported twice is the same person in both unions."""
    if row["test_tag"].startswith("double_reported_of"):
        return staff.member("NV-016")
    return staff.find(row["author_name"], unit, group=WorkGroup(row["author_group"]))


def write_authors(initiative: Initiative, row: Row, unit: Unit, staff: Staff, *, confirmed_at: datetime | None) -> None:
    """Write the authors of a row with their shares."""
    people = [initiative.lead, *(staff.find(name, unit) for name in row["co_authors"].split("|") if name)]
    shares = [int(share) for share in row["contribution_split"].split("/")]
    for place, (member, share) in enumerate(zip(people, shares, strict=True)):
        Author.objects.create(
            initiative=initiative, member=member, share=share, is_lead=place == 0, confirmed_at=confirmed_at
        )
    initiative.author_names = names_of(initiative)


def facts_of(row: Row) -> dict[str, Any]:
    """Return the columns a row fills."""
    value = int(row["economic_value_vnd"]) if row["economic_value_vnd"] else None
    applied = row["first_applied_on"]
    return {
        "code": row["code"],
        "title": row["title"],
        "solution": row["summary"],
        "kind": row["solution_type"],
        "field": row["field"],
        "first_applied_on": date.fromisoformat(applied) if applied else None,
        "has_value": value is not None,
        "claimed_value_vnd": value,
        "value_basis": row["value_basis"],
        "social_benefit": row["social_benefit"],
        "confidential": row["confidential"] == "1",
    }


def _import(row: Row, unit: Unit, campaign: Campaign, staff: Staff, *, number: int, at: datetime) -> None:
    facts, state = facts_of(row), S(row["status"])
    days = _days(facts["first_applied_on"], campaign, number, at)
    recognised = state in RECOGNISED
    value = facts["claimed_value_vnd"] if recognised else None
    why = TOLD_WHY.get(row["code"], "")
    initiative = Initiative.objects.create(
        **branch_keys(unit),
        **facts,
        lead=lead_of(row, unit, staff),
        campaign=campaign,
        state=state,
        scope=row["scope"],
        created_at=days.submitted - timedelta(days=3),
        saved_at=days.submitted,
        submitted_at=days.submitted,
        verified_value_vnd=value,
        verified_at=days.checked if value is not None else None,
        verify_note="Đối chiếu hồ sơ công nhận của đơn vị." if value is not None else "",
        recognised_value_vnd=value,
        recognised_on=days.recognised if recognised else None,
        return_reason=why,
        return_count=int(state == S.RETURNED),
        return_due_on=(at + timedelta(days=9)).date() if state == S.RETURNED else None,
        answer_due_on=(at + timedelta(days=6)).date() if state == S.SUBMITTED else None,
    )
    write_authors(initiative, row, unit, staff, confirmed_at=days.submitted)
    initiative.sketch = keys_of(initiative)
    initiative.save(update_fields=["author_names", "sketch"])
    _freeze(initiative, days)
    count_in(initiative, "C01", on=days.submitted.date())
    _write_way(initiative, row, days, staff, why)


def _days(applied: date | None, campaign: Campaign, number: int, at: datetime) -> Days:
    """Return plausible days: handed in three weeks after the first use, once the campaign had begun."""
    start = campaign.start_on or at.date()
    day = max((applied or start) + timedelta(days=21), start + timedelta(days=10 + number % 17))
    day = min(day, (at - timedelta(days=12 if number == 45 else 95)).date())  # noqa: PLR2004 - the last one reported twice
    submitted = datetime.combine(day, time(8 + number % 9, 5 + number), tzinfo=VIETNAM)
    return Days(
        submitted=submitted,
        checked=submitted + timedelta(days=6, hours=2),
        recognised=day + timedelta(days=30 + number % 11),
        upper=day + timedelta(days=62 + number % 13),
    )


def _freeze(initiative: Initiative, days: Days) -> None:
    InitiativeVersion.objects.create(
        initiative=initiative,
        number=1,
        content=frozen(initiative),
        made_at=days.submitted,
        made_by=_account(initiative),
    )


def _account(initiative: Initiative) -> User | None:
    return User.objects.filter(member=initiative.lead).first()


def _write_way(initiative: Initiative, row: Row, days: Days, staff: Staff, why: str) -> None:
    """Leave the lines that the steps would have left, and the decisions."""
    official = staff.official(initiative.owner)
    _line(initiative, "initiative.import", None, days.submitted, row["source"])
    _line(initiative, "initiative.submit", _account(initiative), days.submitted)
    if initiative.state == S.SUBMITTED:
        return
    _line(initiative, "initiative.take_receipt", official, days.submitted + timedelta(days=1))
    if initiative.state == S.RETURNED:
        _line(initiative, "initiative.return", official, days.checked, why)
        count_in(initiative, "C13", on=days.checked.date())
    elif initiative.state == S.REJECTED:
        note = f"{RejectionGround.PROTECTED.label}. {why}"
        _line(initiative, "initiative.reject", official, days.checked, note)
        count_in(initiative, "C13", on=days.checked.date())
    else:
        _line(initiative, "initiative.accept", official, days.checked)
        _recognise(initiative, row, days, staff)


def _recognise(initiative: Initiative, row: Row, days: Days, staff: Staff) -> None:
    owner = initiative.owner
    outcome = {"passed": True, "mean": row["council_score"], "council": f"Hội đồng sáng kiến {owner.short_name}"}
    _decide(initiative, Scope.BASE, owner, days.recognised, staff, outcome=outcome)
    if initiative.state == S.RECOGNIZED_UPPER:
        top = initiative.scope == Scope.NATION
        unit = Unit.objects.get(level=Level.CONFEDERATION) if top else (initiative.province or owner)
        _decide(initiative, Scope(initiative.scope), unit, days.upper, staff, outcome={})


def _decide(
    initiative: Initiative, scope: Scope, unit: Unit, on: date, staff: Staff, *, outcome: Mapping[str, Any]
) -> None:
    at = datetime.combine(on, time(15, 30), tzinfo=VIETNAM)
    leader = staff.leader(unit)
    number = f"{initiative.pk % 90 + 1:02d}/{DECISION_KINDS.get(Level(unit.level), f'QĐ-{unit.doc_suffix}')}"
    base = scope == Scope.BASE
    recognition = Recognition.objects.create(
        initiative=initiative,
        scope=scope,
        unit=unit,
        decision_no=number,
        decided_on=on,
        outcome=dict(outcome),
        basis="" if base else "Giấy xác nhận hiệu quả áp dụng, phạm vi ảnh hưởng của đơn vị áp dụng",
        value_vnd=initiative.recognised_value_vnd if base else None,
        by=leader,
        at=at,
    )
    count_recognition(initiative, recognition)
    _line(initiative, "initiative.recognise" if base else "initiative.recognise_upper", leader, at, number)


def _line(initiative: Initiative, action: str, actor: Any, at: datetime, note: str = "") -> None:
    audit.record(action, initiative, actor=actor, at=at, note=note, after={"demo": True})
