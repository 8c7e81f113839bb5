"""What waits for a person among the campaigns."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.enums import OPEN, CampaignState, ReviewKind
from campaigns.models import Campaign, Response, Review
from campaigns.rules import DRAFTERS, RESPONDERS
from campaigns.selectors.difficulty_work import list_difficulty_work
from portal.core.work import Work
from units.enums import Level, Role
from units.models import Unit

State = CampaignState
MOST = 50
FEW = 2  # more than so many to respond to are one row: they must not bury what is urgent


def list_work(actor: Any, *, day: date) -> list[Work]:
    """Return what waits for ``actor``: campaigns and difficulties; three queries, fifty rows at most, soonest first."""
    work = [*_own_steps(actor, day=day), *_unanswered(actor, day=day), *list_difficulty_work(actor, day=day)]
    return sorted(work, key=lambda one: (one.due_on is None, one.due_on or day, one.title))[:MOST]


def _units(actor: Any, *roles: str) -> list[Unit]:
    return [held.unit for held in actor.assignments if held.role in roles]


def _own_steps(actor: Any, *, day: date) -> Iterable[Work]:
    drafts, leads = _units(actor, *DRAFTERS), _units(actor, Role.LEADER)
    files = _units(actor, Role.CLERK)
    if not (drafts or leads or files):
        return []
    over = Q(state=State.LAUNCHED, end_on__lt=day) | Q(state=State.INTERIM_REVIEW) | Q(state=State.DRAFT)
    unwritten = Q(launch_unit__in=leads) & ~Q(writer_ids__contains=[actor.pk])
    reviewed = Exists(Review.objects.filter(campaign=OuterRef("pk"), kind=ReviewKind.FINAL))
    campaigns = (
        Campaign.objects.annotate(reviewed=reviewed)
        .filter(
            Q(launch_unit__in=drafts) & (over | Q(state=State.CLOSED, reviewed=False))
            | unwritten & Q(state__in=[State.SUBMITTED, State.APPROVED])
            | Q(launch_unit__in=leads, state=State.CLOSED, reviewed=True)
            | Q(launch_unit__in=files, state=State.SUMMARISED)
        )
        .only("name", "state", "start_on", "end_on", "interim_due_on")
        .order_by("end_on", "pk")[:MOST]
    )
    return [_step(campaign) for campaign in campaigns]


def _step(campaign: Any) -> Work:
    due = None
    if campaign.state == State.DRAFT:
        detail, verb = _("Bản nháp, chưa trình."), _("Soạn tiếp")
    elif campaign.state == State.SUBMITTED:
        detail, verb = _("Chuyên viên đã trình, chờ duyệt."), _("Xem để duyệt")
    elif campaign.state == State.APPROVED:
        detail, verb, due = _("Đã duyệt, chờ số kế hoạch để phát động."), _("Phát động"), campaign.start_on
    elif campaign.state == State.LAUNCHED:
        detail, verb, due = _("Đã hết thời gian nhận kết quả."), _("Khóa kỳ nhận"), campaign.end_on
    elif campaign.state == State.INTERIM_REVIEW:
        detail, verb, due = _("Đang sơ kết."), _("Viết sơ kết"), campaign.interim_due_on
    elif campaign.state == State.SUMMARISED:
        detail, verb = _("Đã tổng kết, chờ lưu trữ."), _("Lưu trữ")
    elif campaign.reviewed:
        detail, verb = _("Bản tổng kết chờ duyệt."), _("Duyệt tổng kết")
    else:
        detail, verb = _("Đã kết thúc nhận kết quả, chưa có tổng kết."), _("Viết tổng kết")
    name = campaign.name or _("Phong trào chưa đặt tên")
    legal = campaign.state == State.APPROVED
    return Work(name, detail, reverse("campaigns:detail", args=[campaign.pk]), verb, due_on=due, legal=legal)


def _unanswered(actor: Any, *, day: date) -> Iterable[Work]:
    missing: Any = Q(pk__in=[])
    for unit in _units(actor, *RESPONDERS):
        if unit.level <= Level.GRASSROOTS:
            answered = Exists(Response.objects.filter(campaign=OuterRef("pk"), unit=unit))
            missing |= Q(launch_unit__in=unit.ancestor_ids) & ~answered
    campaigns = (
        Campaign.objects.filter(missing, state__in=OPEN, end_on__gte=day)
        .select_related("launch_unit")
        .only("name", "short_name", "launch_unit__short_name")
        .order_by("end_on", "pk")[:MOST]
    )
    waiting = list(campaigns)
    return [_answer_many(waiting)] if len(waiting) > FEW else [_answer(campaign) for campaign in waiting]


def _answer(campaign: Campaign) -> Work:
    detail = _("%(unit)s phát động, đơn vị chưa hưởng ứng.") % {"unit": campaign.launch_unit.short_name}
    return Work(campaign.name, detail, reverse("campaigns:detail", args=[campaign.pk]), _("Hưởng ứng"))


def _answer_many(waiting: list[Campaign]) -> Work:
    title = _("%(count)d phong trào của cấp trên chờ đơn vị hưởng ứng") % {"count": len(waiting)}
    names = "; ".join(campaign.short_name or campaign.name for campaign in waiting[:3])
    return Work(title, names, reverse("campaigns:list"), _("Xem danh sách"))
