"""Pages to read: lists, one report, the units below it, one figure taken apart, editions side by side."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.paging import Page, page_by_key
from portal.core.permissions import allowed
from portal.core.templatetags.vi import short_vnd
from reports import selectors
from reports.enums import ReportState, Source
from reports.forms import FilterForm, ReceivedFilterForm
from reports.models import Report
from reports.selectors import Filters
from reports.views import charts, drawing
from reports.views.records import list_url, month_url, record_url
from reports.views.steps import list_actions

COLUMNS = {"made": "C01", "found": "C02", "value_vnd": "C07"}
MAIN_GROUPS = ("B", "C", "E")


def own(request: HttpRequest) -> HttpResponse:
    """List the reports of the units one works for, newest first."""
    user: Any = request.user
    form, filters = _filters(FilterForm(request.GET))
    page = page_by_key(selectors.list_own(user, filters=filters), keys=selectors.KEYS, after=_cursor(request))
    counts = selectors.count_children(report.pk for report in page)
    rows = [{"report": report, "counts": counts.get(report.pk), **_row(report)} for report in page]
    return render(request, "reports/list.html", _list(request, "own", form, page, rows))


def received(request: HttpRequest) -> HttpResponse:
    """List what the units directly below owe and sent, newest first."""
    user: Any = request.user
    form, filters = _filters(ReceivedFilterForm(request.GET))
    page = page_by_key(selectors.list_received(user, filters=filters), keys=selectors.KEYS, after=_cursor(request))
    rows = [{"report": report, "readable": report.state != ReportState.COLLECTING, **_row(report)} for report in page]
    return render(request, "reports/list.html", _list(request, "received", form, page, rows))


def _row(report: Report) -> dict[str, Any]:
    open_yet = report.state in {ReportState.COLLECTING, ReportState.RETURNED}
    return {"badge": drawing.draw_badge(report), "due_on": report.due_on if open_yet else None}


def _cursor(request: HttpRequest) -> str:
    return request.GET.get("sau", "")


def _filters(form: Any) -> tuple[Any, Filters]:
    if not form.is_valid():
        return form, Filters()
    data = form.cleaned_data
    text = data.get("q", "").strip()
    return form, Filters(kind=data["ky"], year=data["nam"], state=data["trang_thai"], text=text)


def _list(request: HttpRequest, name: str, form: Any, page: Page[Report], rows: list[Any]) -> dict[str, Any]:
    kept = request.GET.copy()
    kept.pop("sau", None)
    tabs = [("own", _("Của đơn vị tôi"), "reports:list"), ("received", _("Cấp dưới gửi"), "reports:received")]
    return {
        "name": name,
        "form": form,
        "rows": rows,
        "next": page.next,
        "query": kept.urlencode(),
        "filtered": any(kept.values()),
        "tabs": [
            {"label": label, "url": reverse(url), "current": key == name, "count": None} for key, label, url in tabs
        ],
    }


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a report: where it stands, who is missing, its figures and its words."""
    user: Any = request.user
    report = selectors.get_report(pk, actor=user)
    indicators = selectors.list_indicators(report)
    frozen = report.signed_at is not None
    missing = report.missing if frozen else selectors.missing_children([pk]).get(pk, [])
    if not frozen and not report.series and report.built_at is not None:
        parts = selectors.breakdown(report)
        report.series, report.by_child, report.targets = parts.series, parts.by_child, parts.targets
    lines = selectors.list_lines(report, indicators)
    everything = request.GET.get("nhom") == "tat-ca"
    groups = selectors.group_lines(report, lines, everything=everything)
    shown = groups if everything else [group for group in groups if group.letter in MAIN_GROUPS]
    counts = selectors.count_children([pk]).get(pk)
    editions = selectors.list_editions(report)
    context = {
        "report": report,
        "badge": drawing.draw_badge(report),
        "times": drawing.draw_times(report),
        "steps": drawing.draw_steps(report, counts),
        "has_children": counts is not None,
        "missing": drawing.draw_missing(report, missing),
        "frozen": frozen,
        "figures": drawing.draw_figures(report, lines),
        "months": charts.draw_months(report, report.series),
        "children": charts.draw_children(report, report.by_child),
        "groups": drawing.draw_groups(report, shown),
        "everything": everything,
        "totals": {"groups": len({row.group[0] for row in indicators}), "indicators": len(indicators)},
        "narrative": drawing.draw_narrative(report),
        "editions": editions if len(editions) > 1 else [],
        "history": drawing.draw_history(audit.history(report)),
        "may_write": report.is_open and allowed(user, "reports.write_report", report),
        "actions": list_actions(report, actor=user),
    }
    return render(request, "reports/detail.html", context)


def children(request: HttpRequest, pk: int) -> HttpResponse:
    """List the units directly below with their figures for the period, those that have not sent first."""
    user: Any = request.user
    report = selectors.get_report(pk, actor=user)
    page = page_by_key(selectors.list_children(report), keys=selectors.CHILD_KEYS, after=_cursor(request))
    counts = selectors.count_children([pk]).get(pk, (0, 0))
    rows = [_child(child) for child in page]
    context = {
        "report": report,
        "rows": rows,
        "next": page.next,
        "sent": counts[0],
        "total": counts[1],
        "may_lock": allowed(user, "reports.lock_period", report),
    }
    return render(request, "reports/children.html", context)


def _child(child: Report) -> dict[str, Any]:
    sent = child.state not in selectors.UNSENT
    figures = child.figures if sent else {}
    late = {"label": _("Chưa gửi"), "kind": "late" if child.due_on < timezone.localdate() else "wait"}
    return {
        "report": child,
        "badge": drawing.draw_badge(child) if sent else late,
        "sent": sent,
        "readable": child.state != ReportState.COLLECTING,
        **{name: figures.get(code, 0 if sent else None) for name, code in COLUMNS.items()},
    }


def indicator(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Show where one figure of a report comes from: its definition, its parts, its months, the units below."""
    report = selectors.get_report(pk, actor=request.user)
    rows = {row.code: row for row in selectors.list_indicators(report)}
    if code not in rows:
        raise Http404
    row, line = rows[code], selectors.list_lines(report, rows.values())[code]
    codes = (code,) if row.source == Source.TALLY else tuple(row.formula.get("top", ()))
    context = {
        "report": report,
        "indicator": row,
        "value": drawing.shown(row, line.value),
        "before": drawing.shown(row, line.before),
        "parts": line.parts,
        "own": report.typed.get(code),
        "url": record_url(report, code),
        "times": drawing.draw_times(report),
        **_apart(report, codes, row.is_money),
    }
    return render(request, "reports/indicator.html", context)


def _apart(report: Report, codes: tuple[str, ...], money: bool) -> dict[str, Any]:
    """The totals of a figure by unit and month, as the records are now."""
    if not codes:
        return {"by_child": [], "by_month": []}
    by_month = [] if money else _by_month(report, codes[0])
    return {"by_child": _by_child(report, codes[0], money)[:50], "by_month": by_month}


def _by_child(report: Report, code: str, money: bool) -> list[dict[str, Any]]:
    bars = [
        {
            "label": row["name"],
            "value": row[code],
            "shown": short_vnd(row[code]) if money else None,
            "url": list_url(code, row["unit"], report.start_on, report.end_on),
        }
        for row in selectors.by_child(report.unit, report.period, (code,))
        if row.get(code)
    ]
    return sorted(bars, key=lambda bar: -bar["value"])


def _by_month(report: Report, code: str) -> list[dict[str, Any]]:
    shown = selectors.window(report.period)
    found = selectors.by_month(report.unit, (code,), shown)
    return [
        {
            "label": _("T%(month)d") % {"month": month.month},
            "value": found.get((code, month), 0),
            "url": month_url(code, report.unit_id, month) if found.get((code, month)) else "",
        }
        for month in shown
    ]


def editions(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay an edition beside the one before it."""
    report = selectors.get_report(pk, actor=request.user)
    every = selectors.list_editions(report)
    older = [edition for edition in every if edition.edition < report.edition]
    if not older:
        newer = [edition for edition in every if edition.edition > report.edition]
        if not newer:
            return redirect("reports:detail", pk)
        older, report = [report], newer[0]
    old = older[-1]
    context = {
        "report": report,
        "old": old,
        "left": _("Bản %(number)d") % {"number": old.edition},
        "right": _("Bản %(number)d (đính chính)") % {"number": report.edition},
        "rows": drawing.draw_comparison(old, report, selectors.list_indicators(report)),
        "words": drawing.draw_word_comparison(old, report),
    }
    return render(request, "reports/editions.html", context)
