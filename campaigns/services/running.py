"""While a campaign runs: responses, amendments, closing and opening again."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from campaigns.models import Amendment, Campaign, Response
from campaigns.notices import tell_writers
from campaigns.services.figures import add_to_campaign, launching_indicator
from campaigns.states import CLOSE, REOPEN
from portal.core import audit
from portal.core.errors import DomainError
from portal.core.periods import day_of
from portal.core.permissions import require
from portal.core.workflow import WrongStateError, advance, lock
from units.enums import Level
from units.models import Unit
from units.services import add_to_tally


@transaction.atomic
def respond_to_campaign(
    campaign: Campaign, unit: Unit, *, actor: Any, at: datetime, registered: int = 0, note: str = ""
) -> Response:
    """
    Return the response of ``unit`` to a campaign from above; counts the unit once a year as launching (B02, B03).

    :param registered: how many of its workers registered, for B05
    :raises DomainError: if the unit is not below the launch unit or has responded, or the campaign is over
    """
    require(actor, "campaigns.respond_campaign", unit)
    day = day_of(at)
    # Two officials of one unit take turns here, so that one of them is refused and the unit counts once.
    lock(unit)
    campaign.refresh_from_db()
    _refuse_response(campaign, unit, day=day)
    indicator = launching_indicator(unit, day.year)
    response = Response.objects.create(
        campaign=campaign, unit=unit, responded_at=at, by=actor, registered=registered, note=note.strip()
    )
    audit.record("campaign.respond", campaign, actor=actor, at=at, after={"unit": unit, "registered": registered})
    if registered:
        add_to_campaign(campaign, unit, "B05", amount=registered)
        add_to_tally(unit, "B05", on=day, amount=registered)
    if indicator:
        add_to_tally(unit, indicator, on=day)
    return response


def _refuse_response(campaign: Campaign, unit: Unit, *, day: date) -> None:
    if not campaign.accepts_responses(day):
        raise DomainError(_("Phong trào “%(name)s” không nhận hưởng ứng nữa.") % {"name": campaign.name})
    if unit.pk == campaign.launch_unit_id or not unit.is_under(campaign.launch_unit) or unit.level > Level.GRASSROOTS:
        raise DomainError(_("Phong trào này không dành cho %(unit)s.") % {"unit": unit.short_name})
    if Response.objects.filter(campaign=campaign, unit=unit).exists():
        raise DomainError(_("%(unit)s đã đăng ký hưởng ứng rồi.") % {"unit": unit.short_name})


@transaction.atomic
def amend_campaign(
    campaign: Campaign,
    *,
    actor: Any,
    at: datetime,
    number: str,
    decided_on: date,
    text: str,
    end_on: date | None = None,
) -> Amendment:
    """
    Return the amendment that a paper makes to a launched campaign; its launched text stays.

    :param end_on: a new last day, if the paper moves it
    :raises WrongStateError: if the campaign does not run
    :raises DomainError: if the new last day is before the first
    """
    lock(campaign)
    if not campaign.is_open:
        raise WrongStateError(_("Chỉ sửa đổi, bổ sung được phong trào đang diễn ra."))
    require(actor, "campaigns.amend_campaign", campaign)
    if end_on is not None:
        _move_end(campaign, end_on)
    amendment = Amendment.objects.create(
        campaign=campaign,
        number=number.strip(),
        decided_on=decided_on,
        text=text.strip(),
        end_on=end_on,
        by=actor,
        at=at,
    )
    audit.record(
        "campaign.amend", campaign, actor=actor, at=at, note=text.strip(), after={"number": number, "end_on": end_on}
    )
    return amendment


def _move_end(campaign: Campaign, end_on: date) -> None:
    if campaign.start_on is not None and end_on < campaign.start_on:
        raise DomainError(_("Ngày kết thúc phải từ ngày bắt đầu trở đi."), field="end_on")
    campaign.end_on = end_on
    campaign.version += 1
    campaign.save(update_fields=["end_on", "version"])


@transaction.atomic
def close_campaign(
    campaign: Campaign, *, actor: Any, at: datetime, reason: str = "", seen_version: int | None = None
) -> None:
    """
    Take no more results.

    :raises DomainError: before the last day is over and without a reason
    """
    lock(campaign)
    early = campaign.end_on is not None and day_of(at) <= campaign.end_on
    if early and not reason.strip():
        raise DomainError(_("Phong trào chưa hết thời gian. Ghi lý do khóa sớm."), field="reason")
    advance(
        campaign,
        CLOSE,
        actor=actor,
        at=at,
        note=reason.strip(),
        seen_version=seen_version,
        closed_at=at,
        close_note=reason.strip(),
    )


@transaction.atomic
def reopen_campaign(
    campaign: Campaign,
    *,
    actor: Any,
    at: datetime,
    reason: str,
    end_on: date | None = None,
    seen_version: int | None = None,
) -> None:
    """
    Take results again, until ``end_on`` if it is given.

    :raises DomainError: without a reason, or if the last day would still be over
    """
    if not reason.strip():
        raise DomainError(_("Ghi lý do mở lại."), field="reason")
    lock(campaign)
    until = end_on or campaign.end_on
    if until is None or until < day_of(at):
        raise DomainError(_("Ghi ngày kết thúc mới, từ hôm nay trở đi."), field="end_on")
    advance(
        campaign,
        REOPEN,
        actor=actor,
        at=at,
        note=reason.strip(),
        seen_version=seen_version,
        end_on=until,
        closed_at=None,
        close_note="",
    )
    tell_writers(campaign, gettext_noop("Đã mở lại: %(name)s") % {"name": campaign.name}, body=reason.strip(), at=at)
