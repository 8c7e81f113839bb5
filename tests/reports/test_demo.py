"""The demo's reports."""

from datetime import datetime
from zoneinfo import ZoneInfo

from reports.demo import load_demo
from reports.models import Report
from units.demo import load_demo as load_units

AT = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def test_every_state_is_there_to_be_seen(db):
    accounts = load_units(at=AT)
    load_demo(at=AT, accounts=accounts)
    province = Report.objects.filter(unit__code="LD-BNI")
    assert set(province.values_list("state", flat=True)) == {
        "collecting", "submitted", "returned", "accepted", "locked", "corrected",
    }  # fmt: skip
    waiting = province.get(presented_at__isnull=False, signed_at__isnull=True, state="collecting")
    assert (waiting.start_on.month, len(waiting.missing) >= 5) == (10, True)
    assert Report.objects.filter(built_at__isnull=True).count() == 0
    assert province.filter(superseded_at__isnull=False).count() == 1
    assert Report.objects.filter(unit__code="CD-BNI-KCN", state="submitted").count() == 1
