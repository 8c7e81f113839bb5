"""The steps of a report: each a page that says what will happen, and a button that does it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.forms import VersionedForm, apply
from portal.core.permissions import refusal, require
from reports import selectors, services
from reports.models import Report
from reports.views.drawing import draw_summary
from reports.views.step_pages import PAGES, StepPage


def take_step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Ask for what a step needs, say what it does, and take it."""
    user: Any = request.user
    page = PAGES[name]
    report = selectors.get_report(pk, actor=user)
    require(user, page.permission, report)
    if request.method != "POST" and not _is_open(page, report):
        messages.info(request, _("Báo cáo đang ở trạng thái “%(state)s”.") % {"state": report.get_state_display()})
        return redirect("reports:detail", pk)
    posted = request.POST if request.method == "POST" else None
    form = page.form(posted, initial={"version": report.version})
    made: list[Any] = []
    if form.is_valid() and apply(form, lambda: made.append(page.job(form, report, user, timezone.now()))):
        messages.success(request, page.done)
        return redirect("reports:detail", made[0].pk if isinstance(made[0], Report) else pk)
    context = {
        "title": page.title,
        "text": page.text,
        "items": draw_summary(report),
        "form": form,
        "kind": page.kind,
        "icon": page.icon,
        "confirm": page.label,
        "back_url": reverse("reports:detail", args=[pk]),
        "back_label": report.title,
    }
    return render(request, "confirm.html", context, status=422 if form.errors else 200)


def _is_open(page: StepPage, report: Report) -> bool:
    return report.state in page.sources and page.ready(report)


def list_actions(report: Report, *, actor: Any) -> list[dict[str, Any]]:
    """Return the buttons of the steps ``actor`` may take now, the one that moves the report last."""
    open_to = {
        name: page
        for name, page in PAGES.items()
        if _is_open(page, report) and refusal(actor, page.permission, report) is None
    }
    if "sign" in open_to:
        open_to.pop("present", None)  # who signs need not present it to themselves
    return [
        {"url": reverse(f"reports:{name}", args=[report.pk]), "label": page.label, "kind": page.kind, "icon": page.icon}
        for name, page in open_to.items()
    ]


def lock_period(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock the accepted reports of all units below, for the period of this one."""
    user: Any = request.user
    report = selectors.get_report(pk, actor=user)
    require(user, "reports.lock_period", report)
    form = VersionedForm(request.POST if request.method == "POST" else None, initial={"version": report.version})
    locked: list[int] = []
    if form.is_valid() and apply(
        form, lambda: locked.append(services.lock_period(report, actor=user, at=timezone.now()))
    ):
        words = ngettext("Đã khóa %(count)d báo cáo.", "Đã khóa %(count)d báo cáo.", locked[0])
        messages.success(request, words % {"count": locked[0]})
        return redirect("reports:children", pk)
    context = {
        "title": _("Khóa kỳ này của các đơn vị cấp dưới?"),
        "text": _("Mọi báo cáo đã tiếp nhận của %(period)s được khóa. Đơn vị chưa gửi được ghi là thiếu.")
        % {"period": report.period.label},
        "items": [],
        "form": form,
        "kind": "seal",
        "icon": "lock",
        "confirm": _("Khóa kỳ"),
        "back_url": reverse("reports:children", args=[pk]),
        "back_label": report.title,
    }
    return render(request, "confirm.html", context, status=422 if form.errors else 200)
