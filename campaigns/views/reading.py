"""Pages to read: the list, one campaign, which units answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from campaigns import selectors
from campaigns.enums import ReviewKind
from campaigns.forms import FilterForm
from campaigns.models import Campaign
from campaigns.rules import DRAFTERS, OFFICIALS, UNIT_OFFICIALS
from campaigns.selectors import Filters
from campaigns.views.drawing import draw_history, draw_targets, draw_tile_keys, draw_tile_words, draw_tiles
from campaigns.views.steps import list_actions
from portal.core import audit
from portal.core.paging import page_by_key
from units.enums import Level, Role
from units.models import Unit
from units.selectors import get_unit


def campaigns(request: HttpRequest) -> HttpResponse:
    """List the campaigns one may read, newest first."""
    user: Any = request.user
    form = FilterForm(request.GET)
    filters = Filters()
    if form.is_valid():
        data = form.cleaned_data
        filters = Filters(state=data["state"], year=data["year"], text=data["q"].strip())
    found = selectors.list_campaigns(user, filters=filters)
    page = page_by_key(found, keys=selectors.KEYS, after=request.GET.get("sau", ""))
    context = {
        "form": form,
        "page": page,
        "filtered": bool(filters.state or filters.year or filters.text),
        "query": _without_cursor(request),
        "day": timezone.localdate(),
        "may_draft": user.holds(*DRAFTERS),
        "is_official": user.holds(*OFFICIALS),
    }
    return render(request, "campaigns/list.html", context)


def _without_cursor(request: HttpRequest) -> str:
    values = request.GET.copy()
    values.pop("sau", None)
    return values.urlencode()


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a campaign: where it stands, how far its units and targets are, what it says."""
    user: Any = request.user
    campaign = selectors.get_campaign(pk, actor=user)
    day = timezone.localdate()
    reviews = list(campaign.reviews.order_by("held_on", "pk"))
    held = [review.held_on for review in reviews if review.kind == ReviewKind.INTERIM]
    context = {
        "campaign": campaign,
        "head": campaign.accountable_head,
        "stages": selectors.list_stages(campaign, reviewed_on=held[-1] if held else None),
        "days_left": (campaign.end_on - day).days if campaign.end_on else None,
        "takes_initiatives": user.member is not None and campaign.accepts_initiatives(day),
        "actions": list_actions(campaign, actor=user, day=day),
        "my_units": selectors.list_my_units(campaign, actor=user) if campaign.is_public else [],
        "criteria": campaign.criteria.order_by("position"),
        "award_forms": campaign.award_forms.order_by("position"),
        "amendments": campaign.amendments.order_by("decided_on", "pk"),
        "reviews": reviews,
        **_difficulties(campaign, user, day=day),
        "derived": selectors.list_derived(campaign, actor=user) if campaign.is_public else [],
        "may_derive": campaign.is_open and _drafts_below(user, campaign),
        "history": draw_history(audit.history(campaign)) if user.oversees(campaign.launch_unit) else [],
        **_figures(campaign, day=day),
    }
    return render(request, "campaigns/detail.html", context)


def _difficulties(campaign: Campaign, user: Any, *, day: Any) -> dict[str, Any]:
    if not campaign.is_public or not user.holds(*OFFICIALS):
        return {"difficulties": None}
    return {
        "difficulties": selectors.count_difficulties(campaign, actor=user, day=day),
        "may_raise": campaign.is_open and user.holds(*UNIT_OFFICIALS, Role.ASSIGNED_OFFICER),
    }


def _figures(campaign: Campaign, *, day: Any) -> dict[str, Any]:
    answered = campaign.is_public and campaign.launch_unit.level < Level.GRASSROOTS
    rates = selectors.response_rates(campaign) if answered else []
    targets = selectors.progress(campaign, day=day, rates=rates)
    floor = selectors.response_floor([one.target for one in targets])
    return {
        "whole": selectors.overall(rates) if rates else None,
        "tiles": draw_tiles(campaign, rates, floor=floor),
        "tile_keys": draw_tile_keys(floor),
        "tile_words": draw_tile_words(rates, floor=floor),
        "targets": draw_targets(targets),
    }


def _drafts_below(user: Any, campaign: Campaign) -> bool:
    held = [one for one in user.assignments if one.role in DRAFTERS]
    return any(one.unit.is_under(campaign.launch_unit) for one in held)


def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """List the grassroots unions below, with who answered and who has not."""
    user: Any = request.user
    campaign = selectors.get_campaign(pk, actor=user)
    under = _part(request, campaign)
    responded = {"roi": True, "chua": False}.get(request.GET.get("loc", ""))
    found = selectors.list_answers(campaign, under=under, responded=responded)
    page = page_by_key(found, keys=selectors.UNIT_KEYS, after=request.GET.get("sau", ""))
    context = {
        "campaign": campaign,
        "under": under,
        "page": page,
        "responded": responded,
        "query": _without_cursor(request),
        "part": f"&don_vi={under.pk}" if under else "",
    }
    return render(request, "campaigns/answers.html", context)


def _part(request: HttpRequest, campaign: Campaign) -> Unit | None:
    """Return the part of the branch that is asked for, None for all of it or for what is not in it."""
    asked = request.GET.get("don_vi", "")
    if not asked.isascii() or not asked.isdecimal() or len(asked) > 9:  # noqa: PLR2004
        return None
    unit = get_unit(int(asked), actor=request.user)
    return unit if unit.is_under(campaign.launch_unit) else None
