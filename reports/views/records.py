"""From a figure to the records it was counted from."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from portal.core.templatetags.vi import day
from reports.models import Report

AWARDS = ("E04", "E05", "E06", "E07", "E08", "E09", "E10")
RECOGNISED = frozenset({"C02", "C06", "C07", "C08", "C09", "C10", "C12"})
CAMPAIGNS = frozenset({"B01", "B02", "B03", "B05"})
COMMENDED = frozenset({*AWARDS, "E01", "E02", "E03", "E11", "E12", "E13", "E14"})


def indicator_url(report: Report, code: str) -> str:
    """Return the page that takes one figure of ``report`` apart."""
    return reverse("reports:indicator", args=[report.pk, code])


def record_url(report: Report, code: str) -> str:
    """Return the list of the records that ``code`` counts in ``report``; empty if there is none."""
    return list_url(code, report.unit_id, report.start_on, report.end_on)


def list_url(code: str, unit: int, start: date, end: date) -> str:
    """Return the list of the records that ``code`` counts in the branch of ``unit``, in [start, end)."""
    days = {"tu": day(start), "den": day(end - timedelta(days=1))}
    if code == "C01":
        return f"{reverse('initiatives:list')}?{urlencode({'don_vi': unit, **days})}"
    if code in RECOGNISED:
        return f"{reverse('initiatives:list')}?{urlencode({'don_vi': unit, 'moc': 'cong_nhan', **days})}"
    if code in CAMPAIGNS:
        return f"{reverse('campaigns:list')}?{urlencode({'year': start.year})}"
    if code in COMMENDED:
        return f"{reverse('awards:register')}?{urlencode({'don_vi': unit, 'chi_so': code, **days})}"
    return ""


def month_url(code: str, unit: int, month: date) -> str:
    """Return the list of the records that ``code`` counts in the branch of ``unit``, in one month."""
    return list_url(code, unit, month, (month + timedelta(days=31)).replace(day=1))
