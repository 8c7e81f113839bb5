"""Batches: the list, one batch with its fairness bars, what may go into it, and the draft of its decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from awards.enums import BatchState, Merit
from awards.forms import BatchFilterForm, BatchForm, DraftForm
from awards.models import Batch
from awards.selectors.batches import (
    candidates_for,
    get_batch,
    list_batches,
    nominations_in,
    objections_of,
    units_run_by,
)
from awards.selectors.fairness import shares_of
from awards.selectors.law import award_types_for
from awards.services.batches import gather, make_batch
from awards.services.drafting import draft_decision
from awards.views.drafts import suggest
from awards.views.drawing import BATCH_BADGES, draw_shares
from awards.views.nominations import without_cursor
from awards.views.steps import list_actions
from campaigns.selectors import campaigns_to_name
from portal.core.forms import apply
from portal.core.permissions import allowed, require
from units.selectors import units_among


def batches(request: HttpRequest) -> HttpResponse:
    """List the batches of one's units."""
    user: Any = request.user
    form = BatchFilterForm(request.GET or None)
    state = form.cleaned_data["trang_thai"] if form.is_valid() else ""
    page = list_batches(user, state=state, after=request.GET.get("sau", ""))
    context = {
        "form": form,
        "page": page,
        "rows": [(row, BATCH_BADGES[BatchState(row.state)]) for row in page],
        "query": without_cursor(request),
        "filtered": bool(state),
        "may_make": bool(units_run_by(user)),
        "tab": "batches",
    }
    return render(request, "awards/batches.html", context)


def new_batch(request: HttpRequest) -> HttpResponse:
    """Make an empty batch."""
    user: Any = request.user
    units = units_among(unit.pk for unit in units_run_by(user))
    today = timezone.localdate()
    form = BatchForm(
        request.POST or None,
        initial={"year": today.year, "merit": Merit.YEARLY},
        units=units,
        awards=award_types_for(on=today),
        campaigns=campaigns_to_name(user),
    )
    made: list[Batch] = []
    if form.is_valid():
        data = dict(form.cleaned_data)
        unit = data.pop("unit")
        if apply(form, lambda: made.append(make_batch(unit, actor=user, at=timezone.now(), **data))):
            return redirect("awards:batch", made[0].pk)
    context = {"form": form, "may": units.exists()}
    return render(request, "awards/batch_form.html", context, status=422 if form.errors else 200)


def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a batch: who is in it, whether it is fair, what comes next."""
    user: Any = request.user
    record = get_batch(pk, actor=user)
    rows = nominations_in(record)
    runs = allowed(user, "awards.run_batch", record)
    gathering = record.state == BatchState.GATHERING
    shares = shares_of(rows, record.deciding_unit, on=timezone.localdate())
    context = {
        "batch": record,
        "badge": BATCH_BADGES[BatchState(record.state)],
        "rows": rows,
        "shares": draw_shares(shares, women_of_members=record.deciding_unit.female_percent),
        "off": [share for share in shares if share.is_off],
        "candidates": list(candidates_for(record)) if gathering and runs else [],
        "runs": runs,
        "objections": list(objections_of(record)),
        "actions": list_actions("batch", record, user, leave_out=_hidden(record, len(rows))),
        "may_draft": runs and record.state == BatchState.COUNCIL_DONE and record.award_type.decided_by_union,
        "decision": getattr(record, "decision", None),
    }
    return render(request, "awards/batch.html", context)


def _hidden(record: Batch, size: int) -> frozenset[str]:
    hidden = {"skip_council"} if record.merit != Merit.EXTRAORDINARY else set()
    if record.award_type.decided_by_union:
        hidden.add("outside")
    if size:
        hidden.add("close") if record.state == BatchState.GATHERING else None
    else:
        hidden.add("open_notice")
    return frozenset(hidden)


@require_POST
def add_to_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the chosen dossiers into the batch."""
    user: Any = request.user
    record = get_batch(pk, actor=user)
    require(user, "awards.run_batch", record)
    ids = [int(value) for value in request.POST.getlist("nominations") if value.isdecimal()]
    chosen = [row for row in candidates_for(record) if row.pk in ids]
    if not chosen:
        messages.error(request, _("Chọn ít nhất một hồ sơ."))
        return redirect("awards:batch", pk)
    count = gather(record, chosen, actor=user, at=timezone.now())
    messages.success(request, _("Đã thêm %(count)d hồ sơ vào đợt khen.") % {"count": count})
    return redirect("awards:batch", pk)


def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the decision for what the council passed; the usual words are filled in."""
    user: Any = request.user
    record = get_batch(pk, actor=user)
    require(user, "awards.run_batch", record)
    form = DraftForm(request.POST or None, initial=suggest(record) | {"version": record.version})
    made: list[Any] = []
    if form.is_valid():
        seen = form.cleaned_data["version"]
        now = timezone.now()
        if apply(
            form, lambda: made.append(draft_decision(record, actor=user, at=now, draft=form.draft(), seen_version=seen))
        ):
            messages.success(request, _("Đã lập dự thảo, chuyển Văn thư rà soát thể thức."))
            return redirect("awards:decision", made[0].pk)
    context = {"form": form, "title": _("Lập dự thảo quyết định"), "back": record, "back_name": "awards:batch"}
    return render(request, "awards/draft.html", context, status=422 if form.errors else 200)
