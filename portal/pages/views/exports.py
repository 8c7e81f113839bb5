"""Lists going out as spreadsheets: short ones at once, long ones by a job."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.core.sheets.writing import CSV, XLSX
from portal.pages.sheet_forms import ExportForm
from portal.pages.sheets import kind_at, refuse_without_unit, units_for
from portal.pages.views.sheets import as_file, asked_unit
from units import services
from units.services.exporting import SMALL

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
    form = ExportForm(request.POST or None, units=units, kind=kind)
    if form.is_valid():
        data = form.cleaned_data
        unit = next(one for one in units if one.pk == data["unit"])
        wanted: Any = {"actor": user, "at": timezone.now(), "columns": data["columns"], "suffix": data["suffix"]}
        if services.count_rows(unit, kind) > SMALL:
            return redirect("reports:job", services.start_sheet_export(unit, kind, **wanted).pk)
        content = services.export_sheet(unit, kind, **wanted)
        return as_file(content, services.file_name(unit, kind, data["suffix"]), CONTENT_TYPES[data["suffix"]])
    context = {"kind": kind, "slug": slug, "form": form, "units": units}
    return render(request, "pages/sheets/export.html", context, status=422 if form.errors else 200)
