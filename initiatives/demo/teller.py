"""The teller of the demo's stories, and the steps every story takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from campaigns.models import Campaign
from initiatives import services
from initiatives.demo.history import read
from initiatives.demo.people import Staff
from initiatives.demo.pictures import BENCH, GAUGE, draw_picture
from initiatives.enums import SolutionKind
from initiatives.models import Initiative
from initiatives.selectors import limits_on
from initiatives.services import Ruling
from portal.core.periods import VIETNAM, day_of
from units.models import User

YEAR = "PT-LDG-2026"


@dataclass(frozen=True, slots=True)
class Teller:
    """What every story needs: the people, the campaign, today, and the texts by key."""

    staff: Staff
    campaign: Campaign
    today: datetime
    texts: Mapping[str, dict[str, str]]

    def ago(self, days: int, hour: int = 9) -> datetime:
        """Return a moment ``days`` before today, never before the campaign began."""
        day = day_of(self.today) - timedelta(days=days)
        return datetime.combine(max(day, self.campaign.start_on or day), time(hour, 20), tzinfo=VIETNAM)


def teller_of(staff: Staff, *, at: datetime) -> Teller:
    """Return the teller as of ``at``, or of the last days of the year's campaign when that is over."""
    campaign = Campaign.objects.get(code=YEAR)
    end = campaign.end_on or day_of(at)
    today = at if day_of(at) <= end else datetime.combine(end - timedelta(days=6), time(16), tzinfo=VIETNAM)
    return Teller(staff, campaign, today, {row["key"]: row for row in read("initiatives_demo.csv")})


def write(teller: Teller, key: str, *, days: int, **changed: Any) -> Initiative:
    """Return the draft of a story, whole, with its co-authors' confirmations and, where it needs one, a picture."""
    row, at = teller.texts[key], teller.ago(days, 8)
    author = teller.staff.accounts[row["author"]]
    initiative = start(author, teller.campaign, at=at, **_content(row, day_of(at)) | changed)
    for one in filter(None, row["others"].split("|")):
        code, _, share = one.partition(":")
        add_co_author(initiative, author, teller.staff.accounts[code], int(share), at=at)
    return initiative


def start(author: User, campaign: Campaign, *, at: datetime, **content: Any) -> Initiative:
    """Return a draft of ``author``, with a picture where the value asks for evidence."""
    member: Any = author.member
    initiative = services.start_draft(member, actor=author, at=at, campaign=campaign)
    save(initiative, author, at=at, **content)
    if (content.get("claimed_value_vnd") or 0) >= limits_on(day_of(at))["evidence_from_vnd"]:
        for name, shapes in (("ga-may.png", GAUGE), ("ban-lam-viec.png", BENCH)):
            services.attach_file(initiative, draw_picture(name, shapes), actor=author, at=at)
    return initiative


def save(initiative: Initiative, author: User, *, at: datetime, **content: Any) -> None:
    services.save_draft(initiative, actor=author, at=at, seen_version=initiative.version, content=content)


def _content(row: Mapping[str, str], written_on: date) -> dict[str, Any]:
    value = int(row["value"]) if row["value"] else None
    return {
        "title": row["title"],
        "known_situation": row["known"],
        "solution": row["solution"],
        "novelty": row["novelty"],
        "kind": SolutionKind(row["kind"]),
        "field": row["field"],
        "first_applied_on": min(date.fromisoformat(row["applied_on"]), written_on - timedelta(days=10)),
        "has_value": value is not None,
        "claimed_value_vnd": value,
        "value_basis": row["basis"],
        "social_benefit": row["benefit"],
    }


def add_co_author(
    initiative: Initiative, author: User, other: User, share: int, *, at: datetime, confirms: bool = True
) -> None:
    """Add ``other`` with ``share`` per cent, the lead keeping the rest."""
    member: Any = other.member
    one = services.add_author(initiative, actor=author, at=at, contact=member.code)
    lead = initiative.authors.get(is_lead=True)
    services.set_shares(initiative, actor=author, at=at, shares={lead.pk: lead.share - share, one.pk: share})
    one.refresh_from_db()
    if confirms:
        services.confirm_share(one, actor=other, at=at + timedelta(hours=3), seen_share=share)


def submit(initiative: Initiative, *, at: datetime) -> Initiative:
    """Hand in a draft as its author, and return it as read again."""
    author = initiative.drafted_by
    fresh = Initiative.objects.get(pk=initiative.pk)
    services.submit_initiative(fresh, actor=author, at=at)
    return fresh


def accept(teller: Teller, initiative: Initiative, *, days: int) -> User:
    """Take a dossier through the check; return the official who did."""
    official = teller.staff.official(initiative.owner)
    services.take_receipt(initiative, actor=official, at=teller.ago(days))
    services.accept_initiative(
        initiative,
        actor=official,
        at=teller.ago(days - 2, 14),
        note="Đã đối chiếu, không trùng sáng kiến đã công nhận.",
    )
    return official


def recognise(initiative: Initiative, leader: User, *, number: str, at: datetime, value_vnd: int | None = None) -> None:
    """Sign the recognition of a dossier its council passed."""
    services.recognise_initiative(
        initiative, actor=leader, at=at, ruling=Ruling(number, day_of(at)), value_vnd=value_vnd
    )
