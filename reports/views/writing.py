"""A unit at work on its report."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.core.forms import apply
from portal.core.permissions import require
from reports import selectors, services
from reports.enums import Source
from reports.forms import WritingForm
from reports.models import Indicator, Report


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the parts of the report, and the figures only the unit knows."""
    user: Any = request.user
    report = selectors.get_report(pk, actor=user)
    require(user, "reports.write_report", report)
    if request.method != "POST" and not report.is_open:
        messages.info(request, _("Báo cáo đã gửi, không sửa trực tiếp được nữa."))
        return redirect("reports:detail", pk)
    asked = _asked(report)
    written = {"version": report.version, **report.narrative, **report.typed}
    form = WritingForm(request.POST if request.method == "POST" else None, indicators=asked, initial=written)
    if form.is_valid() and apply(form, lambda: _save(form, report, user)):
        messages.success(request, _("Đã lưu báo cáo."))
        return redirect("reports:detail", pk)
    needs = [
        {"label": part.label, "done": bool(form[part.value].value()), "url": f"#id_{part.value}"}
        for part in report.needed_parts
    ]
    context = {"report": report, "form": form, "needs": needs}
    return render(request, "reports/form.html", context, status=422 if form.errors else 200)


def _asked(report: Report) -> list[Indicator]:
    rows = selectors.list_indicators(report)
    return [row for row in rows if row.source == Source.TYPED and row.is_asked_in(report.period_kind)]


def _save(form: WritingForm, report: Report, user: Any) -> None:
    services.save_narrative(
        report,
        actor=user,
        at=timezone.now(),
        narrative=form.narrative(),
        typed=report.typed | form.typed(),
        seen_version=form.cleaned_data["version"],
    )


@require_POST
def refresh(request: HttpRequest, pk: int) -> HttpResponse:
    """Add up the figures again, as the records are now."""
    user: Any = request.user
    report = selectors.get_report(pk, actor=user)
    services.refresh_figures(report, actor=user, at=timezone.now())
    messages.success(request, _("Đã cập nhật số liệu."))
    return redirect("reports:detail", pk)
