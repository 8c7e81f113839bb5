"""The two charts of a report, each with what it shows as its title."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.templatetags.vi import percent
from reports.models import Report
from reports.views.records import list_url, month_url

BARS = 6


def draw_months(report: Report, series: Mapping[str, Sequence[Sequence[Any]]]) -> dict[str, Any] | None:
    """Return the chart of months with the finding as its title; None when nothing was counted."""
    code = next((code for code in ("C02", "C01") if any(row[1] or row[2] for row in series.get(code, []))), None)
    if code is None:
        return None
    rows = [
        {
            "label": _("T%(month)d") % {"month": int(row[0][-2:])},
            "value": row[1],
            "before": row[2],
            "month": int(row[0][-2:]),
            "url": month_url(code, report.unit_id, date.fromisoformat(f"{row[0]}-01")) if row[1] else "",
        }
        for row in series[code]
    ]
    unit = _("sáng kiến được công nhận") if code == "C02" else _("sáng kiến đăng ký")
    last = report.period.last_day.year
    return {
        "rows": rows,
        "title": _finding(rows),
        "unit": unit,
        "now": str(last),
        "before": str(last - 1) if any(row["before"] for row in rows) else "",
        "sentence": f"{unit.capitalize()}. {_finding(rows)}",
    }


def _finding(rows: Sequence[Mapping[str, Any]]) -> str:
    """Say what the columns show: the highest month, and how they stand against a year before."""
    top = max(row["value"] for row in rows)
    highest = [row["month"] for row in rows if row["value"] == top]
    now, before = sum(row["value"] for row in rows), sum(row["before"] for row in rows)
    if not now:
        return _("Chưa có sáng kiến nào trong các tháng này")
    best = _("Tháng %(month)d cao nhất") % {"month": highest[0]}
    if len(highest) > 1:
        best = _("Các tháng %(months)s cùng cao nhất") % {"months": ", ".join(map(str, highest))}
    if not before:
        return best
    if all(row["value"] > row["before"] for row in rows):
        return _("%(best)s, tháng nào cũng hơn cùng kỳ") % {"best": best}
    change = percent(abs(now - before) * 100 / before)
    if now == before:
        return _("%(best)s, tổng bằng cùng kỳ") % {"best": best}
    words = _("%(best)s, tổng hơn cùng kỳ %(change)s") if now > before else _("%(best)s, tổng kém cùng kỳ %(change)s")
    return words % {"best": best, "change": change}


def draw_children(report: Report, by_child: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Return the chart of the units directly below, highest first; None for fewer than two."""
    code = next((code for code in ("C02", "C01") if any(row.get(code) for row in by_child)), None)
    if code is None:
        return None
    rows = sorted((row for row in by_child if row.get(code)), key=lambda row: -row[code])
    if len(rows) < 2:  # noqa: PLR2004
        return None
    bars = [
        {
            "label": row["name"],
            "value": row[code],
            "url": list_url(code, row["unit"], report.start_on, report.end_on),
        }
        for row in rows[:BARS]
    ]
    rest = sum(row[code] for row in rows[BARS:])
    if rest:
        rest_label = _("%(count)d đơn vị khác") % {"count": len(rows) - BARS}
        bars.append({"label": rest_label, "value": rest, "url": reverse("reports:children", args=[report.pk])})
    unit = _("sáng kiến được công nhận theo đơn vị") if code == "C02" else _("sáng kiến đăng ký theo đơn vị")
    return {"rows": bars, "title": _majority([(row["name"], row[code]) for row in rows]), "caption": unit}


def _majority(rows: Sequence[tuple[str, int]]) -> str:
    """Name the fewest units that make more than half."""
    running = list(accumulate(value for _name, value in rows))
    count = next(place for place, total in enumerate(running, start=1) if total * 2 > running[-1])
    if count == 1:
        return _("%(unit)s chiếm hơn một nửa") % {"unit": rows[0][0]}
    if count == 2:  # noqa: PLR2004
        return _("%(first)s và %(second)s chiếm hơn một nửa") % {"first": rows[0][0], "second": rows[1][0]}
    return _("%(count)d đơn vị dẫn đầu chiếm hơn một nửa") % {"count": count}
