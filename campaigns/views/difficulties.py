"""Pages of the difficulties units meet, and of what is directed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns import selectors, services
from campaigns.forms import DifficultyFilterForm, DirectForm, RaiseForm, ResolveForm
from campaigns.models import Campaign, Difficulty
from campaigns.states import CLOSE_DIFFICULTY, DIRECT, REOPEN_DIFFICULTY, RESOLVE
from campaigns.views.drawing import draw_history
from portal.core import audit
from portal.core.forms import ReasonForm, VersionedForm, apply
from portal.core.paging import page_by_key
from portal.core.permissions import allowed, require
from portal.core.workflow import Step

Job = Callable[..., None]


@dataclass(frozen=True, slots=True)
class StepPage:
    """One step as a page: what it asks, what it says, the service that does it and the fields it takes."""

    step: Step
    job: Job
    text: Any
    done: Any
    form: type[Any] = VersionedForm
    kind: str = "primary"

    def take(self, form: Any, difficulty: Difficulty, actor: Any, at: datetime) -> None:
        facts = dict(form.cleaned_data)
        self.job(difficulty, actor=actor, at=at, seen_version=facts.pop("version"), **facts)


PAGES: dict[str, StepPage] = {
    "chi-dao": StepPage(
        DIRECT,
        services.direct_difficulty,
        gettext_lazy("Đơn vị và cán bộ phụ trách nhận ngay ý kiến và hạn."),
        gettext_lazy("Đã gửi ý kiến chỉ đạo."),
        DirectForm,
    ),
    "khac-phuc": StepPage(
        RESOLVE,
        services.resolve_difficulty,
        gettext_lazy("Cấp trên kiểm tra rồi đóng."),
        gettext_lazy("Đã báo khắc phục."),
        ResolveForm,
    ),
    "dong": StepPage(
        CLOSE_DIFFICULTY,
        services.close_difficulty,
        gettext_lazy("Việc này không còn phải theo dõi. Nếu phát sinh lại thì nêu lại được."),
        gettext_lazy("Đã đóng."),
    ),
    "neu-lai": StepPage(
        REOPEN_DIFFICULTY,
        services.reopen_difficulty,
        gettext_lazy("Cấp trên được báo và chỉ đạo tiếp."),
        gettext_lazy("Đã nêu lại."),
        ReasonForm,
        "back",
    ),
}


def find(request: HttpRequest) -> HttpResponse:
    """List the difficulties one sees, newest first."""
    return _list(request, None)


def of_campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """List the difficulties of one campaign."""
    return _list(request, selectors.get_campaign(pk, actor=request.user))


def _list(request: HttpRequest, campaign: Campaign | None) -> HttpResponse:
    user: Any = request.user
    form, day = DifficultyFilterForm(request.GET), timezone.localdate()
    state = form.cleaned_data["state"] if form.is_valid() else ""
    late = state == DifficultyFilterForm.OVERDUE
    filters = selectors.DifficultyFilters(campaign, "" if late else state, day if late else None)
    found = selectors.list_difficulties(user, filters=filters)
    page = page_by_key(found, keys=selectors.DIFFICULTY_KEYS, after=request.GET.get("sau", ""))
    rows = [(difficulty, difficulty.is_overdue(day)) for difficulty in page]
    context = {"campaign": campaign, "form": form, "page": page, "rows": rows, "state": state}
    return render(request, "campaigns/difficulties.html", context)


def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a difficulty of a unit one acts for or looks after."""
    user: Any = request.user
    campaign = selectors.get_campaign(pk, actor=user)
    units = selectors.units_to_raise_for(campaign, actor=user, day=timezone.localdate())
    few = list(units[:2])
    if not few:
        raise PermissionDenied(_("Chỉ cán bộ công đoàn cơ sở hoặc cán bộ phụ trách ghi được khó khăn."))
    form = RaiseForm(request.POST or None, units=units, only=few[0] if len(few) == 1 else None)
    made: list[Difficulty] = []

    def job() -> None:
        facts = dict(form.cleaned_data)
        made.append(services.raise_difficulty(campaign, facts.pop("unit"), actor=user, at=timezone.now(), **facts))

    if form.is_valid() and apply(form, job):
        messages.success(request, _("Đã ghi. Cấp trên được báo."))
        return redirect("campaigns:difficulty", made[0].pk)
    context = {"campaign": campaign, "form": form}
    return render(request, "campaigns/difficulty_form.html", context, status=422 if form.errors else 200)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a difficulty: what was met, directed and done, and what can be done now."""
    user: Any = request.user
    difficulty = selectors.get_difficulty(pk, actor=user)
    steps = [
        {"name": name, "label": page.step.label, "kind": page.kind}
        for name, page in PAGES.items()
        if difficulty.state in page.step.sources and allowed(user, page.step.permission or "", difficulty)
    ]
    context = {
        "difficulty": difficulty,
        "overdue": difficulty.is_overdue(timezone.localdate()),
        "steps": steps,
        "history": draw_history(audit.history(difficulty)),
    }
    return render(request, "campaigns/difficulty.html", context)


def take_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Ask for what a step needs, say what it does, and take it."""
    user: Any = request.user
    difficulty = selectors.get_difficulty(pk, actor=user)
    page = PAGES.get(step)
    if page is None:
        raise Http404
    require(user, page.step.permission or "", difficulty)
    if request.method != "POST" and difficulty.state not in page.step.sources:
        messages.info(request, _("Việc này đang ở trạng thái “%s”.") % difficulty.get_state_display())
        return redirect("campaigns:difficulty", pk)
    form = page.form(request.POST if request.method == "POST" else None, initial={"version": difficulty.version})
    if form.is_valid() and apply(form, lambda: page.take(form, difficulty, user, timezone.now())):
        messages.success(request, page.done)
        return redirect("campaigns:difficulty", pk)
    context = {
        "title": page.step.label,
        "text": page.text,
        "items": [f"{difficulty.unit.short_name}: {difficulty.title}"],
        "form": form,
        "kind": page.kind,
        "confirm": page.step.label,
        "back_url": reverse("campaigns:difficulty", args=[pk]),
    }
    return render(request, "confirm.html", context, status=422 if form.errors else 200)
