"""Writing a draft: one long form that keeps what is typed, then a look over it, then off it goes."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from campaigns.selectors import campaigns_among
from initiatives import selectors, services
from initiatives.enums import InitiativeState
from initiatives.forms import FIELDS_OF_WORK, DraftForm
from initiatives.models import Initiative
from initiatives.views.drawing import content_lines, draw_photos, draw_shares, draw_similar
from initiatives.views.jobs import run_job
from initiatives.views.starting import campaigns_for
from portal.core.errors import PartsMissing
from portal.core.files import ACCEPT
from portal.core.permissions import require
from portal.core.workflow import WrongStateError


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the draft, or keep what was typed and do what the pressed button says."""
    initiative = selectors.get_written(pk, actor=request.user)
    require(request.user, "initiatives.edit_draft", initiative)
    if request.method != "POST":
        return _sheet(request, initiative, _form(initiative))
    form = _form(initiative, request.POST)
    form.is_valid()
    _save(request, initiative, form)
    answer = run_job(request, initiative, form)
    if answer is not None and not form.errors:
        return answer
    return _sheet(request, selectors.get_written(pk, actor=request.user), form)


def _form(initiative: Initiative, data: Any = None) -> DraftForm:
    initial = DraftForm.initial_of(initiative) | {"page": secrets.token_hex(8)}
    campaigns = campaigns_for(initiative.lead, kept=initiative.campaign_id)
    return DraftForm(data, initial=initial, campaigns=campaigns, authors=initiative.authors.all())


def _save(request: HttpRequest, initiative: Initiative, form: DraftForm) -> None:
    services.save_draft(
        initiative,
        actor=request.user,
        at=timezone.now(),
        seen_version=form.cleaned_data.get("version") or 0,
        content=form.content,
        shares=form.given_shares,
        page=form.cleaned_data.get("page") or "",
    )


def _sheet(request: HttpRequest, initiative: Initiative, form: DraftForm) -> HttpResponse:
    status = 422 if form.errors else 200
    missing = selectors.missing_parts(initiative, day=timezone.localdate())
    form.mark_needed()
    context = {
        "initiative": initiative,
        "form": form,
        "missing": missing,
        "needs": selectors.list_needs(missing),
        "similar": draw_similar(initiative, selectors.similar_to(initiative)),
        "photos": draw_photos(initiative),
        "shares": draw_shares(initiative, form, request.user),
        "sum": sum(author.share for author in initiative.authors.all()),
        "accept": ACCEPT,
        "fields_of_work": FIELDS_OF_WORK,
        "returned": initiative.state == InitiativeState.RETURNED,
    }
    return render(request, "initiatives/form.html", context, status=status)


@require_POST
def autosave(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the words typed so far; answer with the stamp that says when. Files and shares wait for a button."""
    initiative = selectors.get_open_draft(pk, actor=request.user)
    form = DraftForm(
        request.POST,
        campaigns=campaigns_among([int(chosen)] if (chosen := request.POST.get("campaign", "")).isdecimal() else []),
        authors=(),
    )
    if request.POST.get("campaign") == str(initiative.campaign_id or ""):
        form.fields.pop("campaign")
    form.is_valid()
    _save(request, initiative, form)
    answer = render(request, "initiatives/_autosaved.html", {"initiative": initiative})
    answer["HX-Trigger"] = "draft-saved"
    return answer


def similar(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice about similar ones, for what was saved last."""
    initiative = selectors.get_open_draft(pk, actor=request.user)
    found = draw_similar(initiative, selectors.similar_to(initiative))
    return render(request, "initiatives/_similar.html", {"similar": found})


def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The dossier exactly as the union and the council will read it, with the button that hands it in."""
    initiative = selectors.get_written(pk, actor=request.user)
    require(request.user, "initiatives.edit_draft", initiative)
    if selectors.missing_parts(initiative, day=timezone.localdate()):
        messages.warning(request, _("Hồ sơ còn thiếu, hãy bổ sung các mục được nêu rồi xem lại."))
        return redirect("initiatives:edit", pk)
    context = {
        "initiative": initiative,
        "lines": content_lines(initiative),
        "photos": draw_photos(initiative),
        "similar": draw_similar(initiative, selectors.similar_to(initiative)),
        "returned": initiative.state == InitiativeState.RETURNED,
    }
    return render(request, "initiatives/preview.html", context)


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand it in; pressing twice leads to the one receipt."""
    initiative = selectors.get_written(pk, actor=request.user)
    job = services.resubmit_initiative if initiative.state == InitiativeState.RETURNED else services.submit_initiative
    try:
        job(initiative, actor=request.user, at=timezone.now(), seen_version=_seen(request))
    except WrongStateError:
        initiative.refresh_from_db()
        if initiative.submitted_at is None:
            raise
    except PartsMissing as refusal:
        messages.error(request, refusal.message)
        return redirect("initiatives:edit", pk)
    return redirect("initiatives:receipt", pk)


def _seen(request: HttpRequest) -> int | None:
    seen = request.POST.get("version", "")
    return int(seen) if seen.isdecimal() else None
