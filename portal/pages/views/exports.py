"""Lists going out as spreadsheets: short ones at once, long ones by a job."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.core.forms import apply
from portal.core.sheets import SheetKind
from portal.core.sheets.writing import CSV, XLSX
from portal.pages.sheet_forms import ExportForm
from portal.pages.sheets import kind_at, refuse_without_unit, units_for
from portal.pages.views.sheets import as_file, asked_unit
from units import services
from units.models import Unit
from units.services.exporting import SMALL, columns_for

CONTENT_TYPES = {"xlsx": XLSX, "csv": CSV}


def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask which columns of which branch, then give the file or start the job that writes it."""
    user: Any = request.user
    kind = kind_at(slug)
    if not kind.export_permission:
        raise Http404
    asked = asked_unit(request)
    units = units_for(user, kind.export_permission, more=asked)
    if not units:
        refuse_without_unit(user, kind.export_permission, asked=asked)
    may = {column.name for unit in units for column in columns_for(kind, unit, actor=user)}
    shown = [column for column in kind.columns if column.name in may]
    form = ExportForm(request.POST or None, units=units, shown=shown)
    answers: list[HttpResponse] = []
    if form.is_valid() and apply(form, lambda: answers.append(_export(kind, units, user, form.cleaned_data))):
        return answers[0]
    context = {"kind": kind, "slug": slug, "form": form, "units": units}
    return render(request, "pages/sheets/export.html", context, status=422 if form.errors else 200)


def _export(kind: SheetKind, units: list[Unit], user: Any, data: dict[str, Any]) -> HttpResponse:
    unit = next(one for one in units if one.pk == data["unit"])
    wanted: Any = {"actor": user, "at": timezone.now(), "columns": data["columns"], "suffix": data["suffix"]}
    if services.count_rows(unit, kind, actor=user) > SMALL:
        return redirect("reports:job", services.start_sheet_export(unit, kind, **wanted).pk)
    content = services.export_sheet(unit, kind, **wanted)
    return as_file(content, services.file_name(unit, kind, data["suffix"]), CONTENT_TYPES[data["suffix"]])
