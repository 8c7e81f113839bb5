"""Who is told what about a campaign and its difficulties."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from campaigns.models import Campaign, Difficulty
from campaigns.rules import DIRECTORS, RESPONDERS, UNIT_OFFICIALS
from portal.core import notices
from portal.core.language import in_vietnamese
from portal.core.periods import day_of
from units.models import User
from units.selectors import get_charge, holders, holders_in_branch


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


@in_vietnamese
def tell_raised(difficulty: Difficulty, *, at: datetime) -> int:
    """Tell those above who direct, and who looks after the union, that a difficulty was raised (again)."""
    day = day_of(at)
    above = [unit for unit in (difficulty.upper, difficulty.province) if unit is not None][:1]
    directors = [holders(unit, *DIRECTORS, day=day) for unit in above]
    subject = _("%(unit)s nêu khó khăn: %(title)s")
    return _tell(difficulty, [*directors, _charged(difficulty, at=at)], subject, difficulty.text, at=at)


@in_vietnamese
def tell_directed(difficulty: Difficulty, *, at: datetime) -> int:
    """Tell the union, and who looks after it, what is to be done."""
    body = f"{difficulty.directive}\n{_('Hạn khắc phục')}: {difficulty.due_on:%d/%m/%Y}"
    subject = _("Chỉ đạo khắc phục, %(unit)s: %(title)s")
    return _tell(difficulty, [_union(difficulty, at=at), _charged(difficulty, at=at)], subject, body, at=at)


@in_vietnamese
def tell_resolved(difficulty: Difficulty, *, at: datetime) -> int:
    """Tell who directed it, and who looks after the union, that it waits to be looked at."""
    directed = User.objects.filter(pk=difficulty.directed_by_id or 0)
    subject = _("%(unit)s báo đã khắc phục: %(title)s")
    return _tell(difficulty, [directed, _charged(difficulty, at=at)], subject, difficulty.resolution, at=at)


@in_vietnamese
def tell_closed(difficulty: Difficulty, *, at: datetime) -> int:
    """Tell the union that it is closed."""
    return _tell(difficulty, [_union(difficulty, at=at)], _("Đã đóng khó khăn, %(unit)s: %(title)s"), "", at=at)


def _union(difficulty: Difficulty, *, at: datetime) -> QuerySet[User]:
    return holders(difficulty.unit, *UNIT_OFFICIALS, day=day_of(at))


def _charged(difficulty: Difficulty, *, at: datetime) -> QuerySet[User]:
    charge = get_charge(difficulty.unit, day=day_of(at))
    return User.objects.filter(pk=charge.official_id if charge else 0)


def _tell(difficulty: Difficulty, who: list[QuerySet[User]], subject: str, body: str, *, at: datetime) -> int:
    return notices.enqueue(
        f"difficulty.{difficulty.state}:{difficulty.pk}:{difficulty.version}",
        recipients=[user for some in who for user in some],
        subject=subject % {"unit": difficulty.unit.short_name, "title": difficulty.title[:100]},
        body=body,
        url=f"/phong-trao/kho-khan/{difficulty.pk}/",
        at=at,
    )
