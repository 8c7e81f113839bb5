"""Periods and working days."""

from datetime import date

from portal.core.periods import (
    PeriodKind,
    add_working_days,
    finished_periods,
    period_of,
    working_days_between,
)

TET = {date(2026, 2, day): False for day in range(16, 21)}


def test_month_is_half_open():
    june = period_of(date(2026, 6, 30))
    assert (june.start, june.end, june.last_day) == (date(2026, 6, 1), date(2026, 7, 1), date(2026, 6, 30))
    assert date(2026, 7, 1) not in june


def test_neighbours_cross_the_year():
    january = period_of(date(2026, 1, 5))
    assert january.before().start == date(2025, 12, 1)
    assert period_of(date(2026, 12, 5)).after().start == date(2027, 1, 1)
    assert period_of(date(2026, 8, 1), PeriodKind.HALF_YEAR).year_before().start == date(2025, 7, 1)


def test_labels_are_the_words_of_the_office():
    day = date(2026, 5, 2)
    labels = [
        period_of(day, kind).label
        for kind in (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.YEAR)
    ]
    assert labels == ["tháng 5/2026", "quý II/2026", "6 tháng đầu năm 2026", "năm 2026"]


def test_finished_periods_leave_out_the_running_one():
    months = [period.start.month for period in finished_periods(date(2026, 3, 15), date(2026, 6, 1), PeriodKind.MONTH)]
    assert months == [3, 4, 5]


def test_working_days_skip_weekends_and_tet():
    assert add_working_days(date(2026, 2, 13), 1, {}) == date(2026, 2, 16)
    assert add_working_days(date(2026, 2, 13), 1, TET) == date(2026, 2, 23)
    assert working_days_between(date(2026, 2, 13), date(2026, 2, 24), TET) == 2


def test_weekend_day_that_is_worked_counts():
    swapped = {date(2026, 1, 10): True}
    assert add_working_days(date(2026, 1, 9), 1, swapped) == date(2026, 1, 10)
