"""From a figure to the list of the records it counts: the unit and the days stand in the address."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from reports.models import Report
from reports.views.records import month_url, record_url

QUARTER = Report(pk=7, unit_id=3, start_on=date(2026, 4, 1), end_on=date(2026, 7, 1))


def taken_apart(address: str) -> tuple[str, dict[str, str]]:
    parts = urlsplit(address)
    return parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()}


DAYS = {"tu": "01/04/2026", "den": "30/06/2026"}


@pytest.mark.parametrize(
    ("code", "page", "query"),
    [
        ("C01", "initiatives:list", {"don_vi": "3"} | DAYS),
        ("C02", "initiatives:list", {"don_vi": "3", "moc": "cong_nhan"} | DAYS),
        ("B01", "campaigns:list", {"year": "2026"}),
        ("E05", "awards:register", {"don_vi": "3", "chi_so": "E05"} | DAYS),
    ],
)
def test_figure_leads_to_its_records(code, page, query):
    assert taken_apart(record_url(QUARTER, code)) == (reverse(page), query)


def test_figure_that_counts_no_records_leads_nowhere():
    assert record_url(QUARTER, "A01") == ""


@pytest.mark.parametrize(("month", "last"), [(date(2026, 2, 1), "28/02/2026"), (date(2026, 12, 1), "31/12/2026")])
def test_month_ends_on_its_last_day(month, last):
    assert taken_apart(month_url("C02", 3, month))[1]["den"] == last
