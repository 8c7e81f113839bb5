"""Who is told what about a campaign."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from campaigns.rules import RESPONDERS
from portal.core import notices
from portal.core.language import in_vietnamese
from portal.core.periods import day_of
from units.models import User
from units.selectors import holders_in_branch


def tell_writers(campaign: Campaign, subject: str, *, at: datetime, body: str = "") -> int:
    """Tell those who wrote the campaign what became of it."""
    return notices.enqueue(
        f"campaign.{campaign.state}:{campaign.pk}:{campaign.version}",
        recipients=User.objects.filter(pk__in=campaign.writer_ids),
        subject=subject,
        body=body,
        url=_url(campaign),
        at=at,
    )


def branch_officials(campaign: Campaign, *, at: datetime) -> QuerySet[User]:
    """Return the officials of the units below the launch unit."""
    return holders_in_branch(campaign.launch_unit, RESPONDERS, day=day_of(at)).exclude(held__unit=campaign.launch_unit)


@in_vietnamese
def tell_officials(campaign: Campaign, officials: Any, *, at: datetime) -> int:
    """Tell ``officials`` that the campaign is launched and waits for their unit's response."""
    return notices.enqueue(
        f"campaign.launch:{campaign.pk}",
        recipients=officials,
        subject=_("%(unit)s phát động: %(name)s") % {"unit": campaign.launch_unit.short_name, "name": campaign.name},
        body=_("Kế hoạch %(no)s. Đơn vị của bạn đăng ký hưởng ứng tại trang phong trào.") % {"no": campaign.plan_no},
        url=_url(campaign),
        at=at,
    )


def _url(campaign: Campaign) -> str:
    return f"/phong-trao/{campaign.pk}/"
