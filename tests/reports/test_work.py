"""What waits for whom."""

from datetime import date

import pytest

from reports import services
from reports.models import Report
from reports.selectors import list_work
from reports.selectors.charged import list_late_of_charged
from tests.moments import NOW, TODAY
from tests.reports.scene import report_of, signed
from tests.units.charges import give, make_official


def work(user, **which):
    return [
        (one.verb, one.legal) for one in list_work(user, day=TODAY) if all(word in one.title for word in which.values())
    ]


def test_each_hand_finds_its_own_verb(people, offices, opened, world):
    assert work(people.yen, of="tháng 5/2026") == [("Soạn báo cáo", False)]
    services.present_report(report_of(world.province), actor=people.yen, at=NOW)
    assert work(people.yen, of="tháng 5/2026") == [("Xem", False)]
    assert work(people.tuan, of="tháng 5/2026") == [("Ký và gửi", True)]
    signed(world.province, people.tuan)
    assert work(people.tuan, of="tháng 5/2026") == []
    assert ("Tiếp nhận", False) in work(offices.thuy, of="tháng 5/2026")


def test_returned_report_and_correction_come_back(people, offices, opened, world):
    report = signed(world.factory, people.hung)
    services.return_report(report, actor=offices.oanh, at=NOW, reason="Sai.")
    assert work(people.hung, of="tháng 5/2026") == [("Sửa và gửi lại", False)]
    services.sign_report(report, actor=people.hung, at=NOW)
    services.accept_report(report, actor=offices.oanh, at=NOW)
    services.lock_report(report, actor=offices.oanh, at=NOW)
    assert work(people.hung, of="tháng 5/2026") == []
    edition = services.correct_report(report, actor=offices.oanh, at=NOW, reason="Sai.")
    assert work(people.hung, of="tháng 5/2026") == [("Soạn báo cáo", False)]
    services.sign_report(edition, actor=people.hung, at=NOW)
    assert ("Khóa lại", True) in work(offices.oanh, of="tháng 5/2026")


def test_nothing_waits_for_members_clerks_and_before_the_figures(people, world, catalogue):
    services.open_due_reports(at=NOW)
    assert [list_work(user, day=TODAY) for user in (people.hung, people.lan, people.huy)] == [[], [], []]
    services.build_batch(Report.objects.values_list("pk", flat=True), at=NOW)
    assert [len(list_work(user, day=TODAY)) for user in (people.hung, people.lan, people.huy)] == [6, 0, 0]


@pytest.mark.parametrize("months", [1, 5])
def test_work_costs_one_query_whatever_the_number(people, opened, django_assert_num_queries, months):
    Report.objects.filter(period_kind="month", start_on__month__gt=months).delete()
    assert people.hung.assignments
    with django_assert_num_queries(1):
        assert len(list_work(people.hung, day=TODAY)) == months + 1


def test_work_is_the_soonest_due_first(people, opened):
    due = [one.due_on for one in list_work(people.hung, day=TODAY)]
    assert due == sorted(due)


def test_assigned_official_is_told_what_their_unions_owe(people, opened, world, django_assert_num_queries):
    luong = make_official(world)
    assert [one for one in list_work(luong, day=TODAY) if "đơn vị bạn phụ trách" in one.title] == []
    give(world.factory, luong, people)
    give(world.mill, luong, people)
    late = date(2026, 12, 31)
    with django_assert_num_queries(1):
        (row,) = list_late_of_charged(luong, day=late)
    owed = Report.objects.in_force().filter(unit__in=[world.factory, world.mill], due_on__lt=late)
    assert row.title == f"{owed.count()} báo cáo quá hạn của đơn vị bạn phụ trách"
    assert row.due_on == min(report.due_on for report in owed)
    assert people.hung.assignments
    with django_assert_num_queries(0):
        assert list_late_of_charged(people.hung, day=late) == []
