"""The award law as rows: loaded twice the same, dated, complete, and what prizes come to."""

import itertools
import json
from datetime import date
from decimal import Decimal

import pytest

from awards.eligibility.checks import CHECKS
from awards.eligibility.quota import KINDS
from awards.models import AwardRule, AwardSetting, AwardType, BaseSalary, QuotaRule, VotingRule
from awards.selectors.catalogue import groups_of, rules_of
from awards.selectors.law import bounds_for, papers_for, setting
from awards.selectors.prizes import prize_of
from awards.services import load_catalogue
from awards.services.catalogue import FIXTURES
from portal.core.models import Holiday
from portal.core.periods import add_working_days
from tests.moments import NOW, TODAY


@pytest.fixture(autouse=True)
def _loaded(catalogue):
    return None


def test_second_load_changes_nothing_and_keeps_what_units_added():
    own = AwardSetting.objects.create(code="notice_days", value=5, valid_from=date(2026, 7, 1), certainty="local")
    before = AwardRule.objects.count()
    assert load_catalogue(at=NOW) == 0
    assert AwardRule.objects.count() == before
    assert AwardSetting.objects.filter(pk=own.pk, value=5).exists()


def test_load_sets_a_row_back_to_its_source():
    AwardType.objects.filter(code="LDTT").update(name="Sai")
    load_catalogue(at=NOW)
    assert AwardType.objects.get(code="LDTT").name == "Lao động tiên tiến"


def test_every_award_of_the_source_is_there_with_rules_and_a_basis():
    assert AwardType.objects.count() == 50
    without = [row.code for row in AwardType.objects.all() if not row.rules.exists()]
    assert without == []
    assert not AwardRule.objects.filter(legal_basis="").exists()


def test_every_kind_of_rule_has_a_check():
    special = {"any_of", "transition"}
    assert set(AwardRule.objects.values_list("kind", flat=True)) <= set(CHECKS) | special
    assert set(QuotaRule.objects.values_list("kind", flat=True)) == set(KINDS)


def test_versions_of_a_series_never_overlap():
    for series in set(AwardType.objects.values_list("series", flat=True)):
        rows = list(AwardType.objects.filter(series=series).order_by("valid_from"))
        for first, second in itertools.pairwise(rows):
            assert first.valid_to is not None
            assert first.valid_to < second.valid_from


@pytest.mark.parametrize(
    ("code", "on", "amount"),
    [
        ("CSTDTQ", date(2025, 9, 30), 10_530_000),
        ("CO-CP", date(2025, 9, 30), 28_080_000),
        ("LDTT", date(2026, 6, 30), 702_000),
        ("LDTT", date(2026, 7, 1), 759_000),
        ("CSTDCS-2026", date(2026, 12, 25), 2_530_000),
        ("BK-BT-CN", date(2026, 12, 25), 3_795_000),
        ("KNC-CD", date(2026, 7, 28), 1_520_000),
        ("BK-LDLD-CN", date(2026, 7, 1), None),
        ("LDTT", date(2020, 1, 1), None),
    ],
)
def test_prize_follows_the_salary_of_the_day(code, on, amount):
    assert prize_of(AwardType.objects.get(code=code), on=on).amount_vnd == amount


def test_union_prizes_round_up_to_ten_thousands():
    award = AwardType.objects.get(code="GK-CDCS-CN")
    award.prize_coefficient = Decimal("0.3")
    assert prize_of(award, on=date(2026, 7, 1)).amount_vnd == 760_000


def test_salaries_follow_each_other():
    rows = list(BaseSalary.objects.order_by("valid_from").values_list("valid_from", "valid_to", "amount_vnd"))
    assert [row[2] for row in rows] == [1_800_000, 2_340_000, 2_530_000]
    assert rows[-1][1] is None


def test_vote_rule_is_dated():
    rows = VotingRule.objects.filter(code="V-CSTD-BT")
    assert {row.percent for row in rows.in_force(date(2023, 5, 1))} == {Decimal(90)}
    assert {row.percent for row in rows.in_force(TODAY)} == {Decimal(80)}


def test_setting_that_is_not_there_is_nothing():
    assert setting("khong-co", on=TODAY) == 0


def test_units_own_bound_stands_before_everyones(world):
    from awards.models import FairnessBound

    FairnessBound.objects.create(unit=world.province, group="direct", percent=70, valid_from=date(2026, 1, 1))
    assert {row.group: row.percent for row in bounds_for(world.province, on=TODAY)} == {
        "direct": Decimal(70),
        "managers": Decimal(20),
    }


def test_extraordinary_dossier_has_a_short_list():
    award = AwardType.objects.get(code="CSTD-BT")
    assert [paper.code for paper in papers_for(award, merit="toan_dien", on=TODAY)] == [
        "submission", "achievement", "minutes", "list", "effect",
    ]  # fmt: skip
    assert [paper.code for paper in papers_for(award, merit="dot_xuat", on=TODAY)] == ["submission", "achievement"]


def test_catalogue_page_groups_titles_first():
    groups = groups_of(on=TODAY)
    assert groups[0][0] == "Danh hiệu thi đua"
    assert sum(len(rows) for _label, rows in groups) == 49


def test_rules_of_an_award_tell_its_own_from_everyones():
    found = rules_of(AwardType.objects.get(code="CSTDCS-2024"), on=TODAY)
    assert [rule.code for rule in found["rules"]] == ["CSTDCS-2024/1", "CSTDCS-2024/2"]
    assert "G1" in [rule.code for rule in found["general"]]
    assert found["quotas"][0].params["percent"] == 15


def test_tet_holidays_are_rows_and_exchanged_days_are_worked():
    days = dict(Holiday.objects.values_list("on", "works"))
    assert add_working_days(date(2026, 2, 13), 1, days) == date(2026, 2, 23)
    assert add_working_days(date(2026, 8, 21), 1, days) == date(2026, 8, 22)
    assert {day.year for day in days} == {2025, 2026, 2027}
    assert not Holiday.objects.filter(basis="").exists()


def test_fixtures_name_their_source_and_certainty():
    for file in sorted(FIXTURES.glob("award_*.json")):
        rows = json.loads(file.read_text(encoding="utf-8"))
        assert all(row["certainty"] in {"sure", "likely", "unsure", "local"} for row in rows), file.name
    assert (FIXTURES / "README.md").exists()
