"""A unit through time."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.forms import BaseForm, DayField
from portal.core.paging import page_by_key
from portal.core.periods import Period, PeriodKind, period_of
from units import selectors
from units.models import Unit

SHOWN = ("C01", "C02", "C07", "E05")
KEYS = ("unit__sort_key", "unit_id")


class DayForm(BaseForm):
    ngay = DayField(label=_("Xem vào ngày"), required=False)


def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how a unit stood on a day, and the figures of that year by the tree of today and by that of the time."""
    user: Any = request.user
    unit = selectors.get_unit(pk, actor=user)
    form = DayForm(request.GET if "ngay" in request.GET else None)
    today = timezone.localdate()
    day = (form.cleaned_data["ngay"] if form.is_valid() else None) or today
    year = period_of(day, PeriodKind.YEAR)
    children = page_by_key(selectors.list_children_on(unit, day), keys=KEYS, after=request.GET.get("sau", ""))
    version = selectors.get_version(unit, day)
    by_child = selectors.totals_by_child_then(unit, year, indicators=SHOWN)
    context = {
        "unit": unit,
        "form": form,
        "day": day,
        "version": version,
        "line": selectors.list_ancestors_on(version, day) if version else [],
        "children": [(child, by_child.get(child.unit_id, {}).get("C02", 0)) for child in children],
        "next": children.next,
        "versions": selectors.list_versions(unit),
        "links": selectors.list_history(unit),
        "year": year,
        "figures": _figures(unit, year, by_child),
    }
    return render(request, "units/history.html", context)


def _figures(unit: Unit, year: Period, by_child: Mapping[int, Mapping[str, int]]) -> list[dict[str, Any]]:
    today = selectors.totals(unit, year, indicators=SHOWN)
    labels = {
        "C01": _("Sáng kiến đăng ký"),
        "C02": _("Sáng kiến được công nhận"),
        "C07": _("Giá trị làm lợi (đồng)"),
        "E05": _("Khen thưởng"),
    }
    return [
        {
            "label": label,
            "today": today.get(code, 0),
            "then": sum(one.get(code, 0) for one in by_child.values()),
        }
        for code, label in labels.items()
    ]
