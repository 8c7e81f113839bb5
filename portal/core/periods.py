"""Months, quarters, half-years, years and terms as [start, end); working days. No database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
SATURDAY = 5


class PeriodKind(models.TextChoices):
    MONTH = "month", gettext_lazy("Tháng")
    QUARTER = "quarter", gettext_lazy("Quý")
    HALF_YEAR = "half_year", gettext_lazy("6 tháng")
    YEAR = "year", gettext_lazy("Năm")
    TERM = "term", gettext_lazy("Nhiệm kỳ")


MONTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF_YEAR: 6,
    PeriodKind.YEAR: 12,
    PeriodKind.TERM: 60,
}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from ``start`` up to but not including ``end``."""

    start: date
    end: date
    kind: PeriodKind

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)

    @property
    def label(self) -> str:
        """The period in words, such as “tháng 6/2026” or “6 tháng đầu năm 2026”."""
        year, month = self.start.year, self.start.month
        if self.kind == PeriodKind.MONTH:
            return _("tháng %(month)d/%(year)d") % {"month": month, "year": year}
        if self.kind == PeriodKind.QUARTER:
            return _("quý %(quarter)s/%(year)d") % {"quarter": ["I", "II", "III", "IV"][month // 3], "year": year}
        if self.kind == PeriodKind.HALF_YEAR:
            half = _("6 tháng đầu năm %(year)d") if month == 1 else _("6 tháng cuối năm %(year)d")
            return half % {"year": year}
        if self.kind == PeriodKind.YEAR:
            return _("năm %(year)d") % {"year": year}
        return _("nhiệm kỳ %(first)d–%(last)d") % {"first": year, "last": self.end.year}

    def before(self) -> "Period":
        """Return the period of the same kind just before this one."""
        return Period(_shift(self.start, -MONTHS[self.kind]), self.start, self.kind)

    def after(self) -> "Period":
        """Return the period of the same kind just after this one."""
        return Period(self.end, _shift(self.end, MONTHS[self.kind]), self.kind)

    def year_before(self) -> "Period":
        """Return the same period of the year before (cùng kỳ năm trước)."""
        return Period(_shift(self.start, -12), _shift(self.end, -12), self.kind)


def _shift(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def period_of(day: date, kind: PeriodKind = PeriodKind.MONTH) -> Period:
    """Return the period of ``kind`` (not a term) that ``day`` lies in."""
    size = MONTHS[kind]
    start = date(day.year, (day.month - 1) // size * size + 1, 1)
    return Period(start, _shift(start, size), kind)


def finished_periods(since: date, today: date, kind: PeriodKind) -> Iterator[Period]:
    """Yield the periods of ``kind`` that began on or after the one of ``since`` and have ended by ``today``."""
    period = period_of(since, kind)
    while period.end <= today:
        yield period
        period = period.after()


def day_of(at: datetime) -> date:
    """Return the Vietnamese calendar day of a moment."""
    return at.astimezone(VIETNAM).date()


def is_working_day(day: date, holidays: Mapping[date, bool]) -> bool:
    """Return whether ``day`` is worked; ``holidays`` maps special days to whether they are worked."""
    return holidays.get(day, day.weekday() < SATURDAY)


def add_working_days(start: date, days: int, holidays: Mapping[date, bool]) -> date:
    """Return the day that is ``days`` working days after ``start``; the start itself does not count."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day, holidays)
    return day


def working_days_between(start: date, end: date, holidays: Mapping[date, bool]) -> int:
    """Return how many working days lie in (start, end]."""
    return sum(is_working_day(start + timedelta(days=i + 1), holidays) for i in range((end - start).days))
