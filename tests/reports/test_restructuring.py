"""A unit ends: which reports its heir finishes, which stand in the way, and where those on their way go."""

from datetime import date

import pytest

from portal.core import audit
from reports.models import Report
from reports.services import accept_report, lock_report
from reports.services.restructuring import follow, obstacles, touched
from tests.moments import NOW
from tests.reports.scene import MAY, report_of, signed
from tests.units.changes import make_keepers, merger
from units.models import UnitChange
from units.services import draft_change

pytestmark = pytest.mark.usefixtures("opened")


@pytest.fixture
def change(world) -> UnitChange:
    """The upper union goes into the province on the tenth of June."""
    what = merger(world.upper, into=world.other_province, effective_on=date(2026, 6, 10))
    return draft_change(what, actor=make_keepers(world.top)[0], at=NOW)


def of_upper(world, **which) -> Report:
    return report_of(world.upper, **which)


def test_unsent_reports_of_the_unit_are_counted(world, offices, change):
    (before,) = touched(change, [world.upper])
    signed(world.upper, offices.phuc)
    (after,) = touched(change, [world.upper])
    assert str(before.label) == "Báo cáo chưa gửi"
    assert (before.count - after.count, touched(change, [])[0].count) == (1, 0)


def test_locked_report_of_a_period_the_change_reaches_into_is_named(world, people, offices, change):
    report = signed(world.upper, offices.phuc)
    accept_report(report, actor=people.yen, at=NOW)
    lock_report(report, actor=people.yen, at=NOW)
    change.effective_on = date(2026, 5, 20)
    (sentence,) = obstacles(change, [world.upper])
    assert sentence.endswith("đã khóa số liệu. Ngày hiệu lực phải sau 31/05/2026.")
    assert world.upper.short_name in sentence
    assert list(obstacles(change, [world.mill])) == []
    change.effective_on = date(2026, 6, 1)
    assert list(obstacles(change, [world.upper])) == []


def test_report_that_is_not_locked_stands_in_no_way(world, offices, change):
    signed(world.upper, offices.phuc)
    change.effective_on = MAY
    assert list(obstacles(change, [world.upper])) == []


def test_what_was_on_its_way_goes_to_the_heir_and_leaves_a_line(world, people, offices, change):
    sent, locked = signed(world.factory, people.hung), signed(world.mill, offices.vinh)
    accept_report(locked, actor=offices.oanh, at=NOW)
    lock_report(locked, actor=offices.oanh, at=NOW)
    on_the_way = Report.objects.filter(receiver=world.upper).exclude(pk=locked.pk).count()
    heirs = {world.upper: world.other_province}
    version = Report.objects.get(pk=sent.pk).version
    assert follow(change, heirs, actor=people.tuan, at=NOW) == {"reports": on_the_way}
    sent.refresh_from_db()
    locked.refresh_from_db()
    assert (sent.receiver, sent.version) == (world.other_province, version + 1)
    assert locked.receiver == world.upper
    line = audit.history(sent).last()
    assert (line.action, line.actor, line.before) == ("report.redirect", people.tuan, {"receiver": world.upper.pk})
    assert line.after == {"receiver": world.other_province.pk, "decision_no": change.decision_no}
    assert follow(change, heirs, actor=people.tuan, at=NOW) == {"reports": 0}
