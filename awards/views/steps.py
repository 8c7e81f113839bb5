"""The steps of nominations, batches, decisions and certificates: a page that says what will happen, and does it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from awards.models import Batch
from awards.rules import PERMISSIONS
from awards.selectors.batches import get_batch
from awards.selectors.decisions import get_certificate, get_decision, sessions_for
from awards.selectors.nominations import get_nomination
from awards.views.step_pages import BATCH, CERTIFICATE, DECISION, NOMINATION, StepPage
from portal.core.forms import apply
from portal.core.permissions import refusal, require


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: how to fetch it, where its page is, what its steps are."""

    get: Callable[..., Any]
    page: str
    steps: Mapping[str, StepPage]
    prefix: str


KINDS = {
    "nomination": Kind(get_nomination, "awards:nomination", NOMINATION, "nomination_"),
    "batch": Kind(get_batch, "awards:batch", BATCH, "batch_"),
    "decision": Kind(get_decision, "awards:decision", DECISION, "decision_"),
    "certificate": Kind(get_certificate, "awards:certificate", CERTIFICATE, "certificate_"),
}


def take_step(request: HttpRequest, pk: int, kind: str, name: str) -> HttpResponse:
    """Ask for what a step needs, say what it does, and take it."""
    user: Any = request.user
    about, page = KINDS[kind], KINDS[kind].steps[name]
    record = about.get(pk, actor=user)
    require(user, page.permission, record)
    if request.method != "POST" and record.state not in page.sources:
        messages.info(request, _("Đang ở trạng thái “%(state)s”.") % {"state": record.get_state_display()})
        return redirect(about.page, pk)
    form = _form(page, request, record)
    if form.is_valid() and apply(form, lambda: page.job(form, record, user, timezone.now())):
        messages.success(request, str(page.done))
        return redirect(about.page, pk)
    return render(request, "confirm.html", _words(about, page, record, form), status=422 if form.errors else 200)


def _form(page: StepPage, request: HttpRequest, record: Any) -> Any:
    form = page.form(request.POST or None, initial={"version": record.version, "on": timezone.localdate()})
    if "session" in form.fields and isinstance(record, Batch):
        form.fields["session"].queryset = sessions_for(record)
    return form


def _words(about: Kind, page: StepPage, record: Any, form: Any) -> dict[str, Any]:
    return {
        "title": page.title,
        "text": page.text,
        "items": [str(record)],
        "form": form,
        "kind": page.kind,
        "icon": page.icon,
        "confirm": page.label,
        "back_url": reverse(about.page, args=[record.pk]),
        "back_label": str(record),
    }


def list_actions(
    kind: str, record: Any, actor: Any, *, leave_out: frozenset[str] = frozenset()
) -> list[dict[str, Any]]:
    """
    Return the steps open in the record's state to someone of the actor's role, main one last.

    A step that the role allows but another condition forbids (own proposal, own name) is shown grey, with the reason.
    """
    about = KINDS[kind]
    found = []
    for name, page in about.steps.items():
        if record.state not in page.sources or name in leave_out:
            continue
        if not PERMISSIONS[page.permission][0].holds(actor, record):
            continue
        why = refusal(actor, page.permission, record)
        url = reverse(f"awards:{about.prefix}{name}", args=[record.pk])
        found.append(
            {"label": page.label, "url": url, "kind": page.kind, "icon": page.icon, "why": why or "", "name": name}
        )
    return found
