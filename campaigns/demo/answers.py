"""Most grassroots unions of the province respond: those with an account themselves, the others from their papers."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from campaigns.demo.history import read
from campaigns.models import Campaign, CampaignTally, Response
from campaigns.rules import RESPONDERS
from campaigns.services import add_to_campaign, respond_to_campaign
from portal.core import audit
from portal.core.periods import day_of
from units.enums import Level
from units.models import Unit, User
from units.services import add_to_tally

# Invented: the share of the members that registered, and what a thousand members yield in a whole year.
REGISTERED_PERCENT = 93
RECOGNISED_PER_1000, VALUED_PERCENT, VALUE_EACH_VND = 24, 62, 82_000_000


def answer_campaign(campaign: Campaign, *, accounts: Mapping[str, User], at: datetime) -> None:
    """Have the units respond in the weeks after the launch, and write down what they counted before the portal."""
    assert campaign.launched_at is not None  # noqa: S101 - the story launches it first
    officials = {
        held.unit_id: user
        for user in accounts.values()
        for held in user.assignments
        if held.role in RESPONDERS and held.unit.level == Level.GRASSROOTS
    }
    units = _responding(campaign)
    papers = []
    for number, unit in enumerate(units):
        moment = min(campaign.launched_at + timedelta(days=2 + number % 45, hours=1), at)
        registered = unit.member_count * REGISTERED_PERCENT // 100
        if unit.pk in officials:
            respond_to_campaign(campaign, unit, actor=officials[unit.pk], at=moment, registered=registered)
        else:
            papers.append(Response(campaign=campaign, unit=unit, responded_at=moment, registered=registered))
    _write_down(campaign, papers, at=at)
    _count_before(campaign, units, day=day_of(at))


def _responding(campaign: Campaign) -> list[Unit]:
    """The grassroots unions of the branch, without so many of each upper union as the fixture says wait."""
    waiting = {row["unit_code"]: int(row["waiting"]) for row in read("waiting_units.csv")}
    below = Unit.objects.active().under(campaign.launch_unit).filter(level=Level.GRASSROOTS)
    found = []
    for unit in below.select_related("parent").order_by("-code"):
        above = unit.parent.code if unit.parent else ""
        if waiting.get(above):
            waiting[above] -= 1
        else:
            found.append(unit)
    return found


def _write_down(campaign: Campaign, papers: list[Response], *, at: datetime) -> None:
    Response.objects.bulk_create(papers)
    for paper in papers:
        day = day_of(paper.responded_at)
        add_to_tally(paper.unit, "B03N", on=day)
        add_to_tally(paper.unit, "B05", on=day, amount=paper.registered)
        add_to_campaign(campaign, paper.unit, "B05", amount=paper.registered)
    note = f"{len(papers)} đơn vị hưởng ứng theo báo cáo giấy."
    audit.record("campaign.import", campaign, actor=None, at=at, note=note, after={"units": len(papers)})


def _count_before(campaign: Campaign, units: list[Unit], *, day: date) -> None:
    rows = []
    passed = min((day - date(2026, 1, 1)).days, 365)
    for unit in units:
        recognised = unit.member_count * RECOGNISED_PER_1000 * passed // 365 // 1000
        valued = recognised * VALUED_PERCENT // 100
        counts = {"C01": recognised * 5 // 4, "C02": recognised, "C06": valued, "C07": valued * VALUE_EACH_VND}
        rows += [
            CampaignTally(campaign=campaign, unit=unit, indicator=code, value=value) for code, value in counts.items()
        ]
    CampaignTally.objects.bulk_create(rows)


def answer_confederation(campaign: Campaign, *, like: Campaign) -> None:
    """Have the unions that answered their province also answer the confederation, from their papers; some are late."""
    given = Response.objects.filter(campaign=like).select_related("unit").order_by("pk")
    papers = [
        Response(campaign=campaign, unit=response.unit, responded_at=response.responded_at)
        for response in given
        if response.by_id is None
    ]
    Response.objects.bulk_create(papers)
    note = f"{len(papers)} đơn vị hưởng ứng theo báo cáo giấy."
    at = max(paper.responded_at for paper in papers)
    audit.record("campaign.import", campaign, actor=None, at=at, note=note, after={"units": len(papers)})
