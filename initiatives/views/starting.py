"""Beginning: for oneself, or for a worker of one's branch."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from campaigns.selectors import campaigns_among, open_campaigns
from initiatives import selectors, services
from initiatives.forms import StartForForm, StartForm
from portal.core.errors import DomainError
from portal.core.permissions import require


def start(request: HttpRequest) -> HttpResponse:
    """Choose the campaign, and at will an older text to begin from."""
    actor: Any = request.user
    if actor.member is None:
        messages.info(request, _("Tài khoản này không gắn với đoàn viên nào nên không nộp sáng kiến được."))
        return redirect("initiatives:list")
    campaigns = open_campaigns(actor, day=timezone.localdate())
    older = selectors.list_older(actor)
    wanted = request.GET.get("phong_trao", "")
    first = campaigns.filter(pk=wanted).first() if wanted.isdecimal() else campaigns.first()
    form = StartForm(
        request.POST if request.method == "POST" else None,
        campaigns=campaigns,
        mine=older,
        initial={"campaign": first.pk if first else None},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        initiative = services.start_draft(
            actor.member, actor=actor, at=timezone.now(), campaign=given["campaign"], like=given["like"]
        )
        return redirect("initiatives:edit", initiative.pk)
    context = {"form": form, "campaigns": campaigns, "drafts": selectors.list_drafts(actor), "older": older}
    return render(request, "initiatives/start.html", context, status=422 if form.errors else 200)


def start_for(request: HttpRequest) -> HttpResponse:
    """Write for a worker who has no account, or no hand free."""
    actor: Any = request.user
    require(actor, "initiatives.enter_for_others")
    form = StartForForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            member = services.find_member(form.cleaned_data["contact"])
        except DomainError as refusal:
            form.add_error("contact", refusal.message)
        else:
            campaign = _nearest_campaign(member)
            initiative = services.start_draft(member, actor=actor, at=timezone.now(), campaign=campaign)
            return redirect("initiatives:edit", initiative.pk)
    return render(request, "initiatives/start_for.html", {"form": form}, status=422 if form.errors else 200)


class _Standing:
    """A member as campaigns see one: they ask who it is for, not whether there is an account."""

    def __init__(self, member: Any) -> None:
        self.member = member


def campaigns_for(member: Any, *, kept: int | None = None) -> Any:
    """Return the campaigns ``member`` may answer today, and the one already chosen though it may have closed."""
    found = open_campaigns(_Standing(member), day=timezone.localdate())
    if kept is None:
        return found
    return campaigns_among([kept, *found.values_list("pk", flat=True)])


def _nearest_campaign(member: Any) -> Campaign | None:
    return open_campaigns(_Standing(member), day=timezone.localdate()).first()
