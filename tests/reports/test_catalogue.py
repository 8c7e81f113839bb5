"""The dated rows of indicators and schedules."""

from datetime import date

from portal.core.models import AuditLine
from reports.models import Indicator, ReportSchedule
from reports.services import load_catalogue
from tests.moments import NOW


def test_catalogue_holds_the_indicators_of_all_eight_groups(catalogue):
    assert Indicator.objects.count() == 56
    assert sorted({row.group[0] for row in Indicator.objects.all()}) == list("ABCDEFGH")
    assert ReportSchedule.objects.count() == 4


def test_loading_again_changes_nothing(catalogue):
    before = AuditLine.objects.count()
    load_catalogue(at=NOW)
    assert Indicator.objects.count() == 56
    assert AuditLine.objects.count() == before


def test_changed_row_is_put_right_and_leaves_a_line(catalogue):
    Indicator.objects.filter(code="C01").update(name="Tên khác")
    before = AuditLine.objects.count()
    load_catalogue(at=NOW)
    assert Indicator.objects.get(code="C01").name == "Số sáng kiến đăng ký"
    assert AuditLine.objects.count() == before + 1


def test_monthly_figure_is_asked_in_every_longer_period(catalogue):
    monthly, yearly = Indicator.objects.get(code="E15"), Indicator.objects.get(code="A02")
    assert [monthly.is_asked_in(kind) for kind in ("month", "half_year", "year")] == [True, True, True]
    assert [yearly.is_asked_in(kind) for kind in ("month", "half_year", "year")] == [False, False, True]


def test_definition_is_the_one_in_force_on_the_day(catalogue):
    old = Indicator.objects.get(code="C08")
    Indicator.objects.filter(pk=old.pk).update(valid_to=date(2026, 1, 1))
    new = Indicator.objects.create(**{**_facts(old), "name": "Định nghĩa mới", "valid_from": date(2026, 1, 1)})
    assert list(Indicator.objects.in_force(date(2025, 12, 31)).filter(code="C08")) == [old]
    assert list(Indicator.objects.in_force(date(2026, 1, 1)).filter(code="C08")) == [new]


def _facts(row: Indicator) -> dict[str, object]:
    return {field.name: getattr(row, field.name) for field in Indicator._meta.fields if field.name != "id"}
