"""Spreadsheets coming in: choose, send, look at what was found, write or drop."""

import io
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from portal.core import files
from portal.core.forms import apply
from portal.core.paging import page_by_key
from portal.core.sheets import SheetKind, sheet_kind, write_template
from portal.core.sheets.writing import XLSX
from portal.core.templatetags.vi import number
from portal.pages.sheet_forms import SendSheetForm
from portal.pages.sheets import FAULTS, MENDED, kind_at, open_kinds, refuse_without_unit, slug_of, units_for
from units import selectors, services
from units.enums import SheetState
from units.models import SheetImport, Unit

MOVING = frozenset({SheetState.UPLOADED, SheetState.COMMITTING})
FAULTS_A_PAGE = 100
BADGES = {SheetState.DONE: "ok", SheetState.FAILED: "bad", SheetState.DROPPED: "closed", SheetState.CHECKED: "wait"}


def hub(request: HttpRequest) -> HttpResponse:
    """Show which lists the reader may send and take, and what became of the files they sent."""
    user: Any = request.user
    page = page_by_key(selectors.list_own_sheets(user), keys=("-pk",), after=request.GET.get("sau", ""), size=20)
    rows = [
        {"sheet": sheet, "kind": sheet_kind(sheet.kind), "badge": BADGES.get(SheetState(sheet.state), "run")}
        for sheet in page
    ]
    return render(request, "pages/sheets/hub.html", {"kinds": open_kinds(user), "rows": rows, "page": page})


def asked_unit(request: HttpRequest) -> Unit | None:
    """Return the unit named in the address, from whose page the reader came."""
    asked = request.GET.get("don_vi", "")
    return selectors.get_unit(int(asked), actor=request.user) if asked.isdecimal() else None


def send(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a spreadsheet in; a small one is checked at once."""
    user: Any = request.user
    kind = kind_at(slug)
    asked = asked_unit(request)
    units = units_for(user, kind.permission, more=asked)
    if not units:
        refuse_without_unit(user, kind.permission, asked=asked)
    form = SendSheetForm(request.POST or None, request.FILES or None, units=units)
    if form.is_valid():
        data, sent = form.cleaned_data, []
        unit = next(one for one in units if one.pk == data["unit"])
        if apply(form, lambda: sent.append(_receive(unit, kind, user, data["file"]))):
            return redirect("sheet", sent[0].pk)
    status = 422 if form.errors else 200
    context = {"kind": kind, "slug": slug, "form": form, "units": units}
    return render(request, "pages/sheets/send.html", context, status=status)


def _receive(unit: Unit, kind: SheetKind, user: Any, upload: Any) -> SheetImport:
    return services.receive_sheet(unit, kind, actor=user, at=timezone.now(), upload=upload)


def template(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the empty spreadsheet of a kind, with its guide; it holds nobody's data."""
    kind = kind_at(slug)
    target = io.BytesIO()
    write_template(target, kind)
    return as_file(target.getvalue(), f"Mẫu {kind.noun}.xlsx", XLSX)


def as_file(content: bytes, name: str, content_type: str) -> HttpResponse:
    """Return bytes as a download."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    return response


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a file the reader sent: how far it is, what is wrong in which row, what it would change."""
    sheet = selectors.get_own_sheet(pk, actor=request.user)
    moving = sheet.state in MOVING
    if getattr(request, "htmx", False):
        return (
            render(request, "pages/sheets/_progress.html", _moving(request, sheet))
            if moving
            else HttpResponseClientRefresh()
        )
    kind = sheet_kind(sheet.kind)
    context = {"sheet": sheet, "kind": kind, "slug": slug_of(kind.name), "moving": moving} | _moving(request, sheet)
    if sheet.state == SheetState.CHECKED:
        context |= _findings(request, sheet, kind)
    return render(request, "pages/sheets/detail.html", context)


def _moving(request: HttpRequest, sheet: SheetImport) -> dict[str, Any]:
    words = _("Đang ghi vào Cổng, đã đọc") if sheet.state == SheetState.COMMITTING else _("Đang kiểm tra, đã đọc")
    return {"sheet": sheet, "words": words, "refresh_url": request.path}


def _findings(request: HttpRequest, sheet: SheetImport, kind: SheetKind) -> dict[str, Any]:
    chosen = request.GET.get("loai", "")
    found = selectors.list_problems(sheet, kind=chosen)
    problems = page_by_key(found, keys=("row", "pk"), after=request.GET.get("sau", ""), size=FAULTS_A_PAGE)
    counts = selectors.problem_counts(sheet)
    return {
        "problems": problems,
        "asks": any(problem.choices for problem in problems),
        "faults": [{"kind": name, "label": FAULTS[name], "count": n, "current": name == chosen} for name, n in counts],
        "chosen": chosen,
        "mended": [f"{MENDED[name]}: {number(n)}." for name, n in sheet.mended.items()],
        "may_write_good": bool(
            kind.partial and sheet.bad_rows and not sheet.trouble and sheet.new_rows + sheet.changed_rows
        ),
        "may_write_all": not sheet.bad_rows and bool(sheet.new_rows + sheet.changed_rows),
        "to_write": sheet.new_rows + sheet.changed_rows,
    }


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep who is who in the rows that look like someone else, and check again."""
    sheet = selectors.get_own_sheet(pk, actor=request.user)
    asked = [name for name in request.POST if name.startswith("row-")]
    answers = {name.removeprefix("row-"): str(request.POST[name]) for name in asked}
    services.decide(sheet, actor=request.user, at=timezone.now(), answers=answers, seen_version=_version(request))
    return redirect("sheet", pk)


@require_POST
def commit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a checked file to be written."""
    sheet = selectors.get_own_sheet(pk, actor=request.user)
    services.start_commit(
        sheet,
        kind=sheet_kind(sheet.kind),
        actor=request.user,
        at=timezone.now(),
        seen_version=_version(request),
        only_good="only_good" in request.POST,
    )
    return redirect("sheet", pk)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop a file that was not written."""
    sheet = selectors.get_own_sheet(pk, actor=request.user)
    services.drop_sheet(sheet, actor=request.user, at=timezone.now(), seen_version=_version(request))
    messages.success(request, _("Đã bỏ tệp. Chưa có gì được ghi vào Cổng."))
    return redirect("sheets")


def _version(request: HttpRequest) -> int | None:
    seen = request.POST.get("version", "")
    return int(seen) if seen.isdecimal() else None


def errors_file(request: HttpRequest, pk: int) -> FileResponse:
    """Give the wrong rows of a file, with what is wrong in each."""
    sheet = selectors.get_own_sheet(pk, actor=request.user)
    if sheet.errors_file is None:
        raise Http404
    return files.response(sheet.errors_file)
