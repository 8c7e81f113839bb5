"""The steps of an initiative: each a page that says what will happen, and a button that does it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from councils.selectors import outcome_of
from initiatives import selectors
from initiatives.enums import InitiativeState
from initiatives.models import Initiative
from initiatives.views.step_pages import PAGES, StepPage
from portal.core.forms import apply
from portal.core.permissions import refusal, require
from portal.core.templatetags.vi import vnd


def take_step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Ask for what a step needs, say what it does, and take it."""
    page = PAGES[name]
    initiative = selectors.get_initiative(pk, actor=request.user)
    require(request.user, page.permission, initiative)
    if request.method != "POST" and initiative.state not in page.sources:
        messages.info(request, _("Hồ sơ đang ở trạng thái “%(state)s”.") % {"state": initiative.get_state_display()})
        return redirect("initiatives:detail", pk)
    form = page.form(request.POST if request.method == "POST" else None, **_form_facts(request.user, name, initiative))
    if form.is_valid() and apply(form, lambda: page.job(form, initiative, request.user, timezone.now())):
        messages.success(request, page.done)
        return redirect("initiatives:check" if name == "receive" else "initiatives:detail", pk)
    return render(request, "confirm.html", _page(page, name, initiative, form), status=422 if form.errors else 200)


def _form_facts(actor: Any, name: str, initiative: Initiative) -> dict[str, Any]:
    initial: dict[str, Any] = {"version": initiative.version, "decided_on": timezone.localdate()}
    if name == "recognise":
        initial["value_vnd"] = initiative.verified_value_vnd
    if name == "verify":
        initial["value_vnd"] = initiative.verified_value_vnd or initiative.claimed_value_vnd
    facts: dict[str, Any] = {"initial": initial}
    if name in {"send", "move"}:
        facts["sessions"] = selectors.list_open_sessions(initiative, actor=actor)
    return facts


def _page(page: StepPage, name: str, initiative: Initiative, form: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "title": page.title,
        "text": page.text,
        "items": [str(initiative) or _("Sáng kiến chưa đặt tên"), *_facts(name, initiative)],
        "form": form,
        "kind": page.kind,
        "icon": page.icon,
        "confirm": page.label,
        "back_url": reverse("initiatives:detail", args=[initiative.pk]),
        "back_label": initiative.code or _("Bản nháp"),
    }
    if name in {"send", "move"} and not form.fields["session"].queryset.exists():
        facts["problem"] = _("Chưa có phiên họp nào nhận hồ sơ. Hãy lập phiên của Hội đồng sáng kiến rồi quay lại.")
    return facts


def _facts(name: str, initiative: Initiative) -> list[str]:
    """What the person should have before their eyes when they press."""
    if name not in {"recognise", "not_recognise", "verify"}:
        return []
    facts = [
        _("Tác giả khai: %(value)s")
        % {"value": vnd(initiative.claimed_value_vnd) if initiative.has_value else _("không có")}
    ]
    if initiative.verified_value_vnd is not None:
        facts.append(_("Đã thẩm định: %(value)s") % {"value": vnd(initiative.verified_value_vnd)})
    outcome = outcome_of(initiative) if name != "verify" else None
    if outcome is not None:
        facts.append(
            _("Hội đồng: %(yes)d/%(all)d phiếu đồng ý, biên bản %(number)s")
            % {"yes": outcome.yes, "all": outcome.denominator, "number": outcome.minutes_no}
        )
    return facts


def list_actions(initiative: Initiative, *, actor: Any) -> list[dict[str, Any]]:
    """Return the buttons of the steps ``actor`` may take now, the main one first."""
    names = [name for name, page in PAGES.items() if initiative.state in page.sources]
    names = [name for name in names if refusal(actor, PAGES[name].permission, initiative) is None]
    if initiative.state == InitiativeState.UNDER_REVIEW and names:
        names = _fitting(names, initiative)
    return [_action(name, initiative) for name in names if name != "verify" or _claims(initiative)]


def _claims(initiative: Initiative) -> bool:
    return initiative.has_value and initiative.claimed_value_vnd is not None


def _fitting(names: list[str], initiative: Initiative) -> list[str]:
    """Of the steps out of a review, those that fit what the council said."""
    outcome = outcome_of(initiative)
    if outcome is not None:
        return [name for name in names if name in ({"recognise"} if outcome.passed else {"not_recognise"})]
    waits = "move" in names and selectors.place_of(initiative) is not None
    return [name for name in names if name == "verify" or (name == "move" and not waits)]


def _action(name: str, initiative: Initiative) -> dict[str, Any]:
    page = PAGES[name]
    url = reverse(f"initiatives:{name}", args=[initiative.pk])
    return {"name": name, "url": url, "label": page.label, "kind": page.kind, "icon": page.icon}
