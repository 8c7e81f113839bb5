"""From the leader's desk to the launch."""

import re
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from campaigns.enums import CampaignState
from campaigns.models import Campaign, Response
from campaigns.notices import tell_writers
from campaigns.selectors import missing_parts
from campaigns.services.figures import launching_indicator
from campaigns.services.launching import tell_branch_later
from campaigns.states import APPROVE, CANCEL, CANCEL_DRAFT, LAUNCH, RETURN
from portal.core.errors import DomainError, PartsMissing
from portal.core.periods import day_of
from portal.core.workflow import advance, lock
from units.services import add_to_tally

PLAN_NO = re.compile(r"\d{1,6}(/KH-\S{1,20})?")


@transaction.atomic
def return_campaign(
    campaign: Campaign, *, actor: Any, at: datetime, reason: str, seen_version: int | None = None
) -> None:
    """
    Send a submitted campaign back to its writers.

    :raises DomainError: without a reason
    """
    if not reason.strip():
        raise DomainError(_("Ghi lý do trả lại để người soạn biết cần sửa gì."), field="reason")
    advance(campaign, RETURN, actor=actor, at=at, note=reason.strip(), seen_version=seen_version)
    tell_writers(campaign, gettext_noop("Cần sửa: %(name)s") % {"name": campaign.name}, body=reason.strip(), at=at)


@transaction.atomic
def approve_campaign(campaign: Campaign, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """Approve a submitted campaign; whoever wrote on it cannot."""
    advance(campaign, APPROVE, actor=actor, at=at, seen_version=seen_version, approved_by=actor, approved_at=at)
    tell_writers(campaign, gettext_noop("Đã duyệt: %(name)s") % {"name": campaign.name}, at=at)


@transaction.atomic
def launch_campaign(
    campaign: Campaign, *, actor: Any, at: datetime, plan_no: str, plan_on: date | None, seen_version: int | None = None
) -> None:
    """
    Launch an approved campaign by its plan, once: from now on its text stands.

    :raises PartsMissing: naming what the plan lacks, its number and day among them
    :raises DomainError: if the unit has another plan of this number in the year, or the campaign's days are over
    """
    lock(campaign)
    lock(campaign.launch_unit)
    day = day_of(at)
    number = _plan_number(plan_no, campaign)
    signed_on = _plan_day(campaign, number, plan_on, day=day)
    indicator = launching_indicator(campaign.launch_unit, day.year)
    try:
        with transaction.atomic():
            advance(
                campaign,
                LAUNCH,
                actor=actor,
                at=at,
                seen_version=seen_version,
                plan_no=number,
                plan_on=signed_on,
                launched_by=actor,
                launched_at=at,
            )
    except IntegrityError as clash:
        raise DomainError(
            _("Số kế hoạch %(no)s đã dùng trong năm này. Hãy kiểm tra lại số.") % {"no": number}, field="plan_no"
        ) from clash
    _answer_parent(campaign, actor=actor, at=at)
    tell_branch_later(campaign, at=at)
    add_to_tally(campaign.launch_unit, "B01", on=signed_on)
    if indicator:
        add_to_tally(campaign.launch_unit, indicator, on=day)


def _answer_parent(campaign: Campaign, *, actor: Any, at: datetime) -> None:
    """A unit that launches what it made of a campaign from above has responded to that campaign."""
    parent = campaign.parent
    if parent is not None and parent.launch_unit_id != campaign.launch_unit_id:
        facts = {"responded_at": at, "by": actor, "note": campaign.name}
        Response.objects.get_or_create(campaign=parent, unit=campaign.launch_unit, defaults=facts)


def _plan_number(typed: str, campaign: Campaign) -> str:
    """``12`` and ``12/KH-LĐLĐ`` are the same plan."""
    number = "".join(typed.split())
    if number.isdecimal():
        return f"{number}/KH-{campaign.launch_unit.doc_suffix or 'CĐ'}"
    return number


def _plan_day(campaign: Campaign, number: str, plan_on: date | None, *, day: date) -> date:
    """Return the day of a plan that lacks nothing on ``day``, or refuse by the names of what it lacks."""
    parts = missing_parts(campaign)
    if not PLAN_NO.fullmatch(number):
        parts["plan_no"] = _("Ghi số kế hoạch, ví dụ 12/KH-LĐLĐ.")
    if plan_on is None:
        parts["plan_on"] = _("Ghi ngày ký kế hoạch.")
    elif plan_on > day:
        parts["plan_on"] = _("Ngày ký kế hoạch không thể sau hôm nay.")
    if campaign.end_on is not None and campaign.end_on < day:
        parts["end_on"] = _("Phong trào đã hết thời gian (%(day)s), không phát động được nữa.") % {
            "day": f"{campaign.end_on:%d/%m/%Y}"
        }
    if parts or plan_on is None:
        raise PartsMissing(parts)
    return plan_on


@transaction.atomic
def cancel_campaign(
    campaign: Campaign, *, actor: Any, at: datetime, reason: str, seen_version: int | None = None
) -> None:
    """
    Give up a campaign before its launch: a draft by its writer, an approved one by a leader.

    :raises DomainError: without a reason
    """
    if not reason.strip():
        raise DomainError(_("Ghi lý do hủy."), field="reason")
    lock(campaign)
    step = CANCEL_DRAFT if campaign.state == CampaignState.DRAFT else CANCEL
    advance(campaign, step, actor=actor, at=at, note=reason.strip(), seen_version=seen_version)
    if step is CANCEL:
        tell_writers(campaign, gettext_noop("Đã hủy: %(name)s") % {"name": campaign.name}, body=reason.strip(), at=at)
