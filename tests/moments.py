"""The days the tests play on."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 6, 15, 9, 0, tzinfo=VIETNAM)
TODAY = NOW.date()
LONG_AGO = date(2020, 1, 1)


def later(**gap: float) -> datetime:
    """Return a moment after NOW."""
    return NOW + timedelta(**gap)
