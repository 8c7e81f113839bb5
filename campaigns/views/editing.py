"""Writing a campaign down: one form in sections, with rows that can grow."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns import selectors, services
from campaigns.enums import CampaignState
from campaigns.forms import AwardRowFormSet, CampaignForm, CriterionFormSet, TargetFormSet, draft_of
from campaigns.models import Campaign
from campaigns.rules import DRAFTERS
from portal.core.errors import StaleError
from portal.core.forms import apply, texts_of
from portal.core.permissions import require
from units.enums import Role
from units.models import Unit
from units.selectors import get_unit, members_who_hold

SPARE = 2  # empty rows at the end of each list
FORMSETS: dict[str, Any] = {"criteria": CriterionFormSet, "targets": TargetFormSet, "award_forms": AwardRowFormSet}


class Sheet:
    """The form of a plan with its three lists of rows."""

    def __init__(self, unit: Unit, campaign: Campaign | None = None, data: Any = None) -> None:
        heads = members_who_hold(unit, Role.LEADER, day=timezone.localdate())
        self.form = CampaignForm(data, initial=_initial(campaign), heads=heads)
        rows = _rows(campaign) if data is None else {}
        self.rows: dict[str, Any] = {
            name: formset(data, prefix=name, initial=rows.get(name)) for name, formset in FORMSETS.items()
        }
        self.grows = data is not None and data.get("add") in FORMSETS

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.rows.values())])

    def forget_errors(self) -> None:
        """Show the rows that were asked for without judging what is half written."""
        self.is_valid()
        for form in [self.form, *(row for rows in self.rows.values() for row in rows)]:
            form.errors.clear()

    def draft(self) -> services.Draft:
        return draft_of(self.form, **self.rows)

    def texts(self) -> dict[str, str]:
        """Return the whole plan as a person would read it, by label; those of the rows are numbered."""
        rows = {
            f"{label} {place}": text
            for formset in self.rows.values()
            for place, row in enumerate(formset, start=1)
            for label, text in texts_of(row).items()
        }
        return texts_of(self.form) | rows

    def context(self) -> dict[str, Any]:
        self.form.mark_needed()
        return {"form": self.form, **self.rows}


def _posted(request: HttpRequest) -> Any:
    """Return what was typed, with more empty rows in the list that asks for them; None if nothing was sent."""
    if request.method != "POST":
        return None
    asked = request.POST.get("add", "")
    if asked not in FORMSETS:
        return request.POST
    data = request.POST.copy()
    total = data.get(f"{asked}-TOTAL_FORMS", "")
    data[f"{asked}-TOTAL_FORMS"] = str(min(int(total) if total.isdecimal() else 0, 60) + SPARE)
    return data


def _initial(campaign: Campaign | None) -> dict[str, Any]:
    if campaign is None:
        return {"takes_initiatives": True}
    return CampaignForm.initial_of(campaign) | {"version": campaign.version}


def _rows(campaign: Campaign | None) -> dict[str, list[dict[str, Any]]]:
    spare: list[dict[str, Any]] = [{}] * SPARE
    if campaign is None:
        return dict.fromkeys(FORMSETS, spare)
    found: dict[str, Any] = {
        "criteria": campaign.criteria.filter(inherited=False).values("text", "points"),
        "targets": campaign.targets.values("indicator", "name", "value", "unit_of_measure"),
        "award_forms": campaign.award_forms.values("name", "number", "award_code"),
    }
    return {name: [*rows.order_by("position"), *spare] for name, rows in found.items()}


def start(request: HttpRequest) -> HttpResponse:
    """Write a new campaign, of one's own or derived from one that runs."""
    user: Any = request.user
    unit = _unit(request)
    require(user, "campaigns.draft_campaign", unit)
    parent = _parent(request)
    sheet = Sheet(unit, data=_posted(request))
    if request.method == "POST" and not sheet.grows and sheet.is_valid():
        made: list[Campaign] = []

        def job() -> None:
            made.append(
                services.start_campaign(unit, actor=user, at=timezone.now(), draft=sheet.draft(), parent=parent)
            )

        if apply(sheet.form, job):
            return _after_save(request, made[0], sheet)
    return _show(request, sheet, {"unit": unit, "units": _units(user), "parent": parent})


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with a draft."""
    user: Any = request.user
    campaign = selectors.get_campaign(pk, actor=user)
    require(user, "campaigns.edit_campaign", campaign)
    if campaign.state != CampaignState.DRAFT and request.method != "POST":
        return redirect("campaigns:detail", pk)
    sheet = Sheet(campaign.launch_unit, campaign, _posted(request))
    if request.method == "POST" and not sheet.grows and sheet.is_valid() and _save(campaign, sheet, user):
        return _after_save(request, campaign, sheet)
    context = {
        "campaign": campaign,
        "unit": campaign.launch_unit,
        "parent": campaign.parent,
        "inherited": campaign.criteria.filter(inherited=True).order_by("position"),
    }
    return _show(request, sheet, context)


def _save(campaign: Campaign, sheet: Sheet, user: Any) -> bool:
    """
    Save the whole plan; return whether it went through.

    :raises StaleError: with what both have where they differ, if someone saved it since the page was made
    """
    seen = sheet.form.cleaned_data["version"]
    draft = sheet.draft()

    def job() -> None:
        services.save_draft(campaign, actor=user, at=timezone.now(), draft=draft, seen_version=seen)

    try:
        return apply(sheet.form, job)
    except StaleError as stale:
        mine, theirs = sheet.texts(), Sheet(campaign.launch_unit, campaign).texts()
        other = [label for label in {**theirs, **mine} if mine.get(label) != theirs.get(label)]
        raise StaleError(
            stale.message,
            mine=[(label, mine.get(label, "–")) for label in other],
            theirs=[(label, theirs.get(label, "–")) for label in other],
        ) from stale


def _after_save(request: HttpRequest, campaign: Campaign, sheet: Sheet) -> HttpResponse:
    """Lead on: to the page that submits, or back to the draft with what is saved."""
    if request.POST.get("then") != "submit":
        messages.success(request, _("Đã lưu bản nháp."))
        return redirect("campaigns:edit", campaign.pk)
    if selectors.missing_parts(campaign):
        messages.warning(request, _("Đã lưu. Trước khi trình, hãy bổ sung những mục còn thiếu."))
        return redirect("campaigns:edit", campaign.pk)
    return redirect("campaigns:submit", campaign.pk)


def _show(request: HttpRequest, sheet: Sheet, context: dict[str, Any]) -> HttpResponse:
    if sheet.grows:
        sheet.forget_errors()
    campaign = context.get("campaign")
    missing = selectors.missing_parts(campaign) if campaign else {}
    wrong = sheet.form.is_bound and not sheet.grows
    return render(
        request, "campaigns/form.html", {**context, **sheet.context(), "missing": missing}, status=422 if wrong else 200
    )


def _units(user: Any) -> list[Unit]:
    return list({held.unit_id: held.unit for held in user.assignments if held.role in DRAFTERS}.values())


def _unit(request: HttpRequest) -> Unit:
    """Return the unit the campaign is written for: the one asked for, or the first one writes for."""
    asked = request.POST.get("unit") or request.GET.get("don_vi") or ""
    if asked.isascii() and asked.isdecimal():
        return get_unit(int(asked), actor=request.user)
    units = _units(request.user)
    if not units:
        raise Http404
    return units[0]


def _parent(request: HttpRequest) -> Campaign | None:
    asked = request.POST.get("parent") or request.GET.get("tu") or ""
    return selectors.get_campaign(int(asked), actor=request.user) if asked.isascii() and asked.isdecimal() else None
