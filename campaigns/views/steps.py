"""The steps of a campaign: each a page that says what will happen, and a button that does it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns import selectors
from campaigns.enums import CampaignState, ReviewKind
from campaigns.models import Campaign
from campaigns.rules import leads
from campaigns.views.step_pages import PAGES, StepPage
from portal.core.forms import apply
from portal.core.permissions import refusal, require
from units.selectors import units_among


def take_step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Ask for what a step needs, say what it does, and take it."""
    user: Any = request.user
    page = PAGES[name]
    campaign = selectors.get_campaign(pk, actor=user)
    _require(user, name, page, campaign)
    if request.method != "POST" and campaign.state not in page.sources:
        messages.info(request, _("Phong trào đang ở trạng thái “%(state)s”.") % {"state": campaign.get_state_display()})
        return redirect("campaigns:detail", pk)
    form = page.form(request.POST if request.method == "POST" else None, **_form_facts(user, name, campaign))
    if form.is_valid() and apply(form, lambda: page.job(form, campaign, user, timezone.now())):
        messages.success(request, page.done)
        return redirect("campaigns:detail", pk)
    return render(request, "confirm.html", _page(name, page, campaign, form), status=422 if form.errors else 200)


def _page(name: str, page: StepPage, campaign: Campaign, form: Any) -> dict[str, Any]:
    return {
        "title": page.title,
        "text": page.text,
        "items": [campaign.name or campaign.code],
        "form": form,
        "kind": page.kind,
        "icon": page.icon,
        "confirm": page.label,
        "back_url": reverse("campaigns:detail", args=[campaign.pk]),
        "back_label": str(campaign),
    }


def _permission(name: str, page: StepPage, campaign: Campaign) -> str:
    if name == "cancel" and campaign.state != CampaignState.DRAFT:
        return "campaigns.cancel_approved"
    return page.permission


def _require(user: Any, name: str, page: StepPage, campaign: Campaign) -> None:
    if name != "respond":
        require(user, _permission(name, page, campaign), campaign)
    elif not selectors.list_my_units(campaign, actor=user):
        raise PermissionDenied(_("Chỉ cán bộ của đơn vị cấp dưới đăng ký hưởng ứng được."))


def _form_facts(user: Any, name: str, campaign: Campaign) -> dict[str, Any]:
    if name == "respond":
        waiting = [unit.pk for unit, response in selectors.list_my_units(campaign, actor=user) if response is None]
        return {"units": units_among(waiting)}
    facts: dict[str, Any] = {"initial": {"version": campaign.version}}
    if name == "close":
        facts["early"] = _is_early(campaign, timezone.localdate())
    if name == "final_review":
        facts["initial"] |= _written(campaign)
    return facts


def _is_early(campaign: Campaign, day: date) -> bool:
    return campaign.end_on is not None and day <= campaign.end_on


def _written(campaign: Campaign) -> dict[str, Any]:
    review = campaign.reviews.filter(kind=ReviewKind.FINAL).first()
    names = ("held_on", "strengths", "shortcomings", "causes", "lessons")
    return {name: getattr(review, name) for name in names} if review else {}


def list_actions(campaign: Campaign, *, actor: Any, day: date) -> list[dict[str, Any]]:
    """Return the buttons of the steps ``actor`` may take now; one that another hand must press says why."""
    actions = [
        _action(name, page, campaign, actor, day) for name, page in PAGES.items() if campaign.state in page.sources
    ]
    shown = [action for action in actions if action]
    # One blue button on a page: the others step back.
    for action in [action for action in shown if action["kind"] == "primary"][1:]:
        action["kind"] = "quiet"
    return shown


def _action(name: str, page: StepPage, campaign: Campaign, actor: Any, day: date) -> dict[str, Any] | None:
    why = ""
    if name == "respond":
        if not campaign.accepts_responses(day) or not _waiting(campaign, actor):
            return None
    else:
        why = refusal(actor, _permission(name, page, campaign), campaign) or ""
        if why and not (name in {"approve", "launch"} and leads(actor, campaign)):
            return None
    if name == "summarise" and not campaign.reviews.filter(kind=ReviewKind.FINAL).exists():
        return None
    quiet = name in {"start_interim", "cancel"} or (name == "close" and _is_early(campaign, day))
    kind = "quiet" if quiet else page.kind
    url = reverse(f"campaigns:{name}", args=[campaign.pk])
    return {"url": url, "label": page.label, "kind": kind, "icon": page.icon, "why": why}


def _waiting(campaign: Campaign, actor: Any) -> bool:
    return any(response is None for _unit, response in selectors.list_my_units(campaign, actor=actor))
