"""Awards from before the portal, and how people were rated: what dossiers are checked against."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from awards.demo.teller import Teller
from awards.enums import Rating
from awards.models import AwardType
from awards.services import enter_record, rate_year
from units.models import Member, Unit

FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "award_history.csv"
# Who was rated excellent in which years; the rest of the demo's people have no rating on record.
EXCELLENT = {
    "NV-001": (2025, 2026), "NV-002": (2025, 2026), "NV-003": (2025,), "NV-004": (2025, 2026), "NV-005": (2025, 2026),
    "NV-007": (2026,), "NV-008": (2026,), "NV-010": (2025, 2026), "NV-011": (2025, 2026), "NV-037": (2025, 2026),
}  # fmt: skip
GOOD = {"NV-006": (2025, 2026), "NV-040": (2026,), "NV-016": (2026,)}
EXCELLENT_UNITS = {"CS-002": (2025, 2026), "CS-003": (2025, 2026), "CS-018": (2026,)}


def _rows() -> Iterator[dict[str, str]]:
    with FIXTURE.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def import_history(*, at: datetime) -> int:
    """Write the old awards of the fixture into the register; return how many."""
    types = {row.code: row for row in AwardType.objects.all()}
    members = {row.code: row for row in Member.objects.select_related("unit", "grassroots")}
    count = 0
    for row in _rows():
        enter_record(
            members[row["person_code"]],
            actor=None,
            at=at,
            award_type=types[row["award_code"]],
            year=int(row["year"]),
            decision_no=row["decision_no"],
            decided_on=date.fromisoformat(row["decision_on"]),
            issued_by=row["issued_by"],
            source=row["source_kind"],
            verified=row["verified"] == "1",
        )
        count += 1
    return count


def note_ratings(teller: Teller) -> None:
    """Put down the yearly ratings the stories rest on."""
    officer = teller.people["NV-018"]
    for found, rating in ((EXCELLENT, Rating.EXCELLENT), (GOOD, Rating.GOOD)):
        for code, years in found.items():
            member = Member.objects.select_related("unit").get(code=code)
            for year in years:
                _rate(teller, member, year, rating, officer)
    for code, years in EXCELLENT_UNITS.items():
        unit = Unit.objects.get(code=code)
        for year in years:
            _rate(teller, unit, year, Rating.EXCELLENT, officer)


def _rate(teller: Teller, subject: Member | Unit, year: int, rating: str, officer: object) -> None:
    unit = subject.unit if isinstance(subject, Member) else subject
    # Outside the demo province nobody of the story holds a role; the record comes from the unit itself.
    if not unit.is_under(teller.province):
        teller.rate_elsewhere(subject, year, rating)
        return
    rate_year(subject, actor=officer, at=teller.today, year=year, rating=rating, basis=f"Kết quả xếp loại năm {year}")
