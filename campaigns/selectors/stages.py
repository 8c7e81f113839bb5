"""Where a campaign stands on its way, as steps a person reads; no query."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.enums import PUBLIC, CampaignState
from campaigns.models import Campaign


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the line; ``state`` is done, now or todo."""

    label: str
    note: str
    state: str


def list_stages(campaign: Campaign, *, reviewed_on: date | None = None) -> list[Stage]:
    """
    Return the line of a campaign that is on its way; empty for a cancelled one.

    :param reviewed_on: when the last interim review was held
    """
    if campaign.state == CampaignState.CANCELLED:
        return []
    return _after_launch(campaign, reviewed_on) if campaign.state in PUBLIC else _before_launch(campaign)


def _before_launch(campaign: Campaign) -> list[Stage]:
    states = [CampaignState.DRAFT, CampaignState.SUBMITTED, CampaignState.APPROVED]
    at = states.index(CampaignState(campaign.state))
    labels = [_("Soạn kế hoạch"), _("Trình duyệt"), _("Đã duyệt, chờ phát động"), _("Phát động")]
    notes = ["", "", _short(campaign.approved_at), _short(campaign.start_on)]
    return [Stage(label, note, _place(i, at)) for i, (label, note) in enumerate(zip(labels, notes, strict=True))]


ORDER = {
    CampaignState.LAUNCHED: 1,
    CampaignState.INTERIM_REVIEW: 2,
    CampaignState.CLOSED: 3,
    CampaignState.SUMMARISED: 4,
    CampaignState.ARCHIVED: 5,
}


def _after_launch(campaign: Campaign, reviewed_on: date | None) -> list[Stage]:
    at = ORDER[CampaignState(campaign.state)]
    if reviewed_on and campaign.state == CampaignState.LAUNCHED:
        at = ORDER[CampaignState.INTERIM_REVIEW]
    steps = [
        (_("Đã duyệt"), _short(campaign.approved_at)),
        (_("Đã phát động"), _short(campaign.launched_at)),
        _interim(campaign, reviewed_on),
        (_("Kết thúc nhận kết quả"), _short(campaign.closed_at or campaign.end_on)),
        (_("Tổng kết"), _short(campaign.summarised_at)),
    ]
    return [Stage(label, note, _place(i, at)) for i, (label, note) in enumerate(steps)]


def _interim(campaign: Campaign, reviewed_on: date | None) -> tuple[str, str]:
    if campaign.state == CampaignState.INTERIM_REVIEW:
        return _("Đang sơ kết"), _("đến %(day)s") % {"day": _short(campaign.interim_due_on)}
    if reviewed_on:
        return _("Đã sơ kết"), _short(reviewed_on)
    return _("Sơ kết"), _short(campaign.interim_on)


def _place(position: int, at: int) -> str:
    return "done" if position < at else "now" if position == at else "todo"


def _short(moment: date | datetime | None) -> str:
    if moment is None:
        return ""
    local = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    return f"{local:%d/%m/%Y}"
