"""What the charts of a report say in their titles."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from reports.models import Report
from reports.views.charts import draw_children, draw_months

JUNE = Report(pk=7, unit_id=3, period_kind="half_year", start_on=date(2026, 1, 1), end_on=date(2026, 7, 1))


def months(*pairs: tuple[int, int]):
    return {"C02": [[f"2026-{number:02d}", now, before] for number, (now, before) in enumerate(pairs, start=1)]}


@pytest.mark.parametrize(
    ("pairs", "title"),
    [
        (((142, 121), (352, 309), (310, 282)), "Tháng 2 cao nhất, tháng nào cũng hơn cùng kỳ"),
        (((10, 20), (40, 20)), "Tháng 2 cao nhất, tổng hơn cùng kỳ 25%"),
        (((30, 20), (0, 20)), "Tháng 1 cao nhất, tổng kém cùng kỳ 25%"),
        (((30, 20), (10, 20)), "Tháng 1 cao nhất, tổng bằng cùng kỳ"),
        (((3, 1), (1, 5), (3, 0)), "Các tháng 1, 3 cùng cao nhất, tổng hơn cùng kỳ 16,7%"),
        (((0, 5), (0, 1)), "Chưa có sáng kiến nào trong các tháng này"),
    ],
)
def test_title_of_the_months_is_what_they_show(pairs, title):
    chart = draw_months(JUNE, months(*pairs))
    assert (chart["title"], chart["now"], chart["before"]) == (title, "2026", "2025")


def test_year_before_without_a_figure_is_no_series():
    chart = draw_months(JUNE, months((3, 0), (1, 0)))
    assert (chart["title"], chart["now"], chart["before"]) == ("Tháng 1 cao nhất", "2026", "")


def test_months_fall_back_to_what_was_registered_and_to_nothing():
    registered = {"C02": [["2026-01", 0, 0]], "C01": [["2026-01", 4, 0]]}
    assert draw_months(JUNE, registered)["unit"] == "sáng kiến đăng ký"
    assert draw_months(JUNE, {"C02": [["2026-01", 0, 0]]}) is None


def below(*counts: int):
    return [{"unit": number, "name": f"CĐ {number}", "C02": count} for number, count in enumerate(counts, start=1)]


@pytest.mark.parametrize(
    ("counts", "title"),
    [
        ((9, 2, 1), "CĐ 1 chiếm hơn một nửa"),
        ((2, 4, 3), "CĐ 2 và CĐ 3 chiếm hơn một nửa"),
        ((1, 1, 1, 1), "3 đơn vị dẫn đầu chiếm hơn một nửa"),
    ],
)
def test_title_of_the_units_names_those_that_make_more_than_half(counts, title):
    assert draw_children(JUNE, below(*counts))["title"] == title


def test_units_past_the_sixth_are_one_bar():
    rows = draw_children(JUNE, below(9, 8, 7, 6, 5, 4, 3, 2))["rows"]
    assert [(row["label"], row["value"]) for row in rows[-2:]] == [("CĐ 6", 4), ("2 đơn vị khác", 5)]


def test_charts_lead_to_the_records_they_count():
    rows = draw_children(JUNE, below(9, 8, 7, 6, 5, 4, 3, 2))["rows"]
    assert parse_qs(urlsplit(rows[0]["url"]).query) == {
        "don_vi": ["1"], "moc": ["cong_nhan"], "tu": ["01/01/2026"], "den": ["30/06/2026"]
    }  # fmt: skip
    assert rows[-1]["url"] == "/bao-cao/7/don-vi/"
    january, february = draw_months(JUNE, months((4, 0), (0, 3)))["rows"]
    assert parse_qs(urlsplit(january["url"]).query) == {
        "don_vi": ["3"], "moc": ["cong_nhan"], "tu": ["01/01/2026"], "den": ["31/01/2026"]
    }  # fmt: skip
    assert february["url"] == ""


def test_one_unit_or_none_makes_no_chart():
    assert draw_children(JUNE, below(5)) is None
    assert draw_children(JUNE, below(5, 0)) is None
    assert draw_children(JUNE, []) is None
