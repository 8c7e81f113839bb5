"""Decisions: what waits for a signature, the signing page, the register, the papers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.enums import DecisionKind, DecisionState
from awards.forms import DecisionFilterForm, DraftForm, OutsideNumbersForm, SignForm
from awards.models import Decision
from awards.selectors.batches import objections_of
from awards.selectors.decisions import (
    get_decision,
    list_approvals,
    list_decisions,
    nominations_to_sign,
    outside_numbers,
    papers_of,
    revocation_of,
    units_kept_by,
)
from awards.selectors.fairness import shares_of
from awards.selectors.prizes import prizes_of
from awards.services.decisions import approve_decision, draft_revocation
from awards.services.drafting import change_draft
from awards.services.numbers import note_outside_numbers
from awards.services.papers import TYPES, draft_paper, issued_paper
from awards.states import STEPS
from awards.views.approval import council_facts, preview, rule_words
from awards.views.drafts import suggest_revocation
from awards.views.drawing import DECISION_BADGES, draw_history, draw_shares
from awards.views.nominations import without_cursor
from awards.views.steps import list_actions
from portal.core import audit
from portal.core.files import response
from portal.core.forms import apply
from portal.core.permissions import allowed, refusal, require
from units.selectors import units_among

WORDS = {step.name: step.label for step in STEPS} | {
    "decision.draft": gettext_lazy("Lập dự thảo"),
    "decision.draft_revocation": gettext_lazy("Lập dự thảo thu hồi"),
    "decision.change": gettext_lazy("Sửa dự thảo"),
}
FEW = 12


def approvals(request: HttpRequest) -> HttpResponse:
    """List what waits for the signature of the person."""
    rows = list(list_approvals(request.user))
    return render(request, "awards/approvals.html", {"rows": rows})


def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the signer everything on one page, and sign."""
    user: Any = request.user
    decision = get_decision(pk, actor=user)
    if decision.state != DecisionState.LEGAL_CHECKED:
        return redirect("awards:decision", pk)
    form = SignForm(request.POST or None, initial={"version": decision.version})
    if request.method == "POST" and form.is_valid() and apply(form, lambda: _sign(decision, form.cleaned_data, user)):
        messages.success(request, _("Đã ký %(symbol)s. Văn thư nhận để công bố.") % {"symbol": decision.symbol})
        return redirect("awards:decision", pk)
    if form.errors:
        # What was rolled back still stands changed in memory, its version too: the next try would be told off.
        decision = get_decision(pk, actor=user)
    context = _approval_page(decision, user) | {"form": form}
    return render(request, "awards/approve.html", context, status=422 if form.errors else 200)


def _sign(decision: Decision, data: dict[str, Any], user: Any) -> None:
    approve_decision(
        decision,
        actor=user,
        at=timezone.now(),
        bound_reason=data["bound_reason"],
        typed_count=data["typed_count"] if decision.batch_id else None,
        seen_version=data["version"],
    )


def _approval_page(decision: Decision, user: Any) -> dict[str, Any]:
    rows = nominations_to_sign(decision)
    looks = [row for row in rows if row.needs_look]
    shares = shares_of(rows, decision.unit, on=timezone.localdate())
    persons = sum(row.member_id is not None for row in rows)
    return {
        "decision": decision,
        "batch": decision.batch,
        "rows": rows[:FEW],
        "rest": max(len(rows) - FEW, 0),
        "count": len(rows),
        "persons": persons,
        "collectives": len(rows) - persons,
        "looks": looks,
        "shares": draw_shares(shares, women_of_members=decision.unit.female_percent),
        "blocking": [share for share in shares if share.is_off and share.blocks],
        "facts": council_facts(decision, rows),
        "rule_words": rule_words(rows),
        "objections": list(objections_of(decision.batch)) if decision.batch else [],
        "minutes": max(round(len(rows) / 10), 1),
        "paper": preview(decision),
        "why": refusal(user, "awards.approve_decision", decision),
        "may_return": allowed(user, "awards.send_back_decision", decision),
    }


def decisions(request: HttpRequest) -> HttpResponse:
    """The register of decisions."""
    user: Any = request.user
    form = DecisionFilterForm(request.GET or None)
    data = form.cleaned_data if form.is_valid() else {}
    found = {"year": data.get("nam"), "state": data.get("trang_thai", ""), "text": data.get("q", "")}
    page = list_decisions(user, **found, after=request.GET.get("sau", ""))
    kept = units_kept_by(user)
    context = {
        "form": form,
        "page": page,
        "rows": [(row, DECISION_BADGES[DecisionState(row.state)]) for row in page],
        "query": without_cursor(request),
        "filtered": any(found.values()),
        "kept": kept,
        "outside": list(outside_numbers([unit.pk for unit in kept], year=data.get("nam") or timezone.localdate().year)),
    }
    return render(request, "awards/decisions.html", context)


def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a decision: its words, whom it commends, its papers, what comes next."""
    user: Any = request.user
    record = get_decision(pk, actor=user)
    rows = nominations_to_sign(record)
    insider = allowed(user, "awards.run_batch", record) or allowed(user, "awards.send_back_decision", record)
    actions = list_actions("decision", record, user)
    if record.state == DecisionState.LEGAL_CHECKED and allowed(user, "awards.send_back_decision", record):
        actions += _sign_action(record, user)
    context = {
        "decision": record,
        "badge": DECISION_BADGES[DecisionState(record.state)],
        "rows": rows,
        "paper": preview(record),
        "papers": papers_of(record),
        "actions": actions,
        "may_edit": record.state == DecisionState.DRAFT and allowed(user, "awards.run_batch", record),
        "may_revoke": _may_revoke(record, user),
        "history": draw_history(audit.history(record), WORDS) if insider else [],
        "prizes": prizes_of(rows, on=record.decided_on) if insider and record.decided_on else None,
        "revocation": revocation_of(record),
    }
    return render(request, "awards/decision.html", context)


def _sign_action(record: Decision, user: Any) -> list[dict[str, Any]]:
    url = reverse("awards:approve", args=[record.pk])
    why = refusal(user, "awards.approve_decision", record) or ""
    return [{"label": _("Xem và ký"), "url": url, "kind": "seal", "icon": "pen", "why": why, "name": "approve"}]


def _may_revoke(record: Decision, user: Any) -> bool:
    in_force = record.kind == DecisionKind.AWARD and record.state in {DecisionState.NUMBERED, DecisionState.PUBLISHED}
    return in_force and allowed(user, "awards.run_batch", record)


def edit_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words of a draft."""
    user: Any = request.user
    record = get_decision(pk, actor=user)
    require(user, "awards.run_batch", record)
    form = DraftForm(request.POST or None, initial=DraftForm.initial_of(record))
    if form.is_valid():
        seen, now = form.cleaned_data["version"], timezone.now()
        if apply(form, lambda: change_draft(record, actor=user, at=now, draft=form.draft(), seen_version=seen)):
            messages.success(request, _("Đã lưu dự thảo."))
            return redirect("awards:decision", pk)
    context = {"form": form, "title": _("Sửa dự thảo quyết định"), "back": record, "back_name": "awards:decision"}
    return render(request, "awards/draft.html", context, status=422 if form.errors else 200)


def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the decision that revokes this one."""
    user: Any = request.user
    record = get_decision(pk, actor=user)
    require(user, "awards.run_batch", record)
    form = DraftForm(request.POST or None, initial=suggest_revocation(record))
    made: list[Any] = []
    if form.is_valid():
        now = timezone.now()
        if apply(form, lambda: made.append(draft_revocation(record, actor=user, at=now, draft=form.draft()))):
            messages.success(request, _("Đã lập dự thảo thu hồi, chuyển Văn thư rà soát."))
            return redirect("awards:decision", made[0].pk)
    context = {
        "form": form,
        "title": _("Lập dự thảo quyết định thu hồi"),
        "back": record,
        "back_name": "awards:decision",
    }
    return render(request, "awards/draft.html", context, status=422 if form.errors else 200)


def paper(request: HttpRequest, pk: int, suffix: str) -> HttpResponseBase:
    """Hand out the decision as a file: the issued one, or the draft as it would look now."""
    record = get_decision(pk, actor=request.user)
    if suffix not in TYPES:
        raise Http404
    if record.number is not None:
        return response(issued_paper(record, suffix, at=timezone.now()).file, inline=suffix == "pdf")
    answer = HttpResponse(draft_paper(record, suffix), content_type=TYPES[suffix])
    answer["Content-Disposition"] = f'inline; filename="du-thao-quyet-dinh.{suffix}"'
    return answer


def outside(request: HttpRequest) -> HttpResponse:
    """Put down numbers that were used on paper."""
    user: Any = request.user
    units = units_among(unit.pk for unit in units_kept_by(user))
    form = OutsideNumbersForm(request.POST or None, units=units, initial={"year": timezone.localdate().year})
    if form.is_valid():
        data = dict(form.cleaned_data)
        unit = data.pop("unit")
        if apply(form, lambda: note_outside_numbers(unit, actor=user, at=timezone.now(), **data)):
            messages.success(request, _("Đã ghi vào sổ quyết định."))
            return redirect("awards:decisions")
    return render(
        request,
        "awards/outside_numbers.html",
        {"form": form, "may": units.exists()},
        status=422 if form.errors else 200,
    )
