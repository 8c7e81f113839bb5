"""The cases of a file, judged by the rows of the catalogue: numbers and days other than the known ones too."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from awards.eligibility.cases import judge_case
from awards.models import QuotaRule
from tests.awards.lawbook import law


def verdict(award, facts, *, year=2026, as_of="2026-06-01", unit=False, **more):
    who = {"unit": "CS-X"} if unit else {"person": "NV-X"}
    return judge_case(
        law(), {"id": "X", "award": award, "year": year, "as_of": as_of, "facts": facts, **who, **more}
    ).verdict


def found(award, facts, rule, *, year=2026, as_of="2026-06-01", unit=False):
    """The verdict, and what was found of one condition."""
    who = {"unit": "CS-X"} if unit else {"person": "NV-X"}
    result = judge_case(law(), {"id": "X", "award": award, "year": year, "as_of": as_of, "facts": facts, **who})
    (reason,) = [reason for reason in result.reasons if reason["rule"] == rule]
    return result.verdict, reason["found"]


def vote(session, **facts):
    return judge_case(law(), {"id": "V", "session": session, "facts": facts}).verdict


CHAIN = {"cstdcs_years": [2022, 2023, 2024], "initiative_scope": "tinh_nganh"}
WORKER = {"education": "cao đẳng", "group": "cong_nhan_truc_tiep"}
EXPERT = {"education": "đại học", "manager": False}
OUTRIGHT = {"ldtt": True, "rating": "hoan_thanh_xuat_sac", "initiative": None}
BOTH = {"rating": "hoan_thanh_xuat_sac", "initiative": "recognised co_so 2026"}


@pytest.mark.parametrize(
    ("award", "facts", "year", "as_of", "expected"),
    [
        ("CSTD-BT", CHAIN, 2024, "2025-02-01", "eligible"),
        ("CSTD-BT", CHAIN, 2025, "2026-02-01", "not_eligible"),
        ("CSTD-BT", CHAIN | {"cstdcs_years": [2021, 2022, 2024]}, 2024, "2025-02-01", "not_eligible"),
        ("CSTD-BT", CHAIN | {"initiative_scope": "co_so"}, 2024, "2025-02-01", "not_eligible"),
        ("CSTD-BT", CHAIN | {"initiative_scope": "toan_quoc"}, 2024, "2025-02-01", "eligible"),
        ("CSTDTQ", {"cstd_bt_years": [2021, 2024], "initiative_scope": "toan_quoc"}, 2024, "2025-02-01", "needs_review"),
        ("CSTDTQ", {"cstd_bt_years": [2020, 2025], "initiative_scope": "toan_quoc"}, 2025, "2026-02-01", "not_eligible"),
        ("CSTDTQ", {"cstd_bt_years": [2022, 2025], "initiative_scope": "tinh_nganh"}, 2025, "2026-02-01", "not_eligible"),
        (
            "CSTDTQ",
            {"cstd_bt_years": [2022, 2025], "cstdcs_years": [2020, 2021, 2022, 2023, 2024, 2025], "initiative_scope": "toan_quoc"},
            2025,
            "2026-02-01",
            "eligible",
        ),
        (
            "CSTDTQ",
            {"cstd_bt_years": [2022, 2025], "cstdcs_years": [2020, 2021, 2022, 2024, 2025], "initiative_scope": "toan_quoc"},
            2025,
            "2026-02-01",
            "not_eligible",
        ),
    ],
)  # fmt: skip
def test_chain_of_titles(award, facts, year, as_of, expected):
    assert verdict(award, facts, year=year, as_of=as_of) == expected


@pytest.mark.parametrize("asked", ["CSTDCS-2024", "CSTDCS-2026", "CSTDCS"])
def test_law_is_that_of_the_day_of_receipt_whatever_version_is_asked(asked):
    assert verdict(asked, OUTRIGHT, as_of="2026-09-30") == "eligible"
    assert verdict(asked, OUTRIGHT, as_of="2026-10-01") == "not_eligible"
    assert verdict(asked, OUTRIGHT | {"dossier_received_on": "2026-09-30"}, as_of="2026-11-20") == "eligible"
    assert verdict(asked, BOTH, as_of="2026-10-01") == "eligible"


def test_more_favourable_new_law_is_applied_to_an_older_dossier_and_said():
    facts = BOTH | {"ldtt": False, "dossier_received_on": "2026-09-15"}
    case = {"id": "X", "person": "NV-X", "award": "CSTDCS-2024", "year": 2026, "facts": facts}
    before = judge_case(law(), case | {"as_of": "2026-09-20"})
    after = judge_case(law(), case | {"as_of": "2026-10-20"})
    assert (before.verdict, after.verdict) == ("not_eligible", "eligible")
    assert after.rule_version.startswith("CSTDCS-2026")
    assert after.reasons[-1]["sentence"].startswith("Áp dụng quy định mới vì có lợi hơn")


def test_new_law_that_helps_no_more_than_the_old_is_tried_and_said():
    facts = {"ldtt": False, "rating": "hoan_thanh", "initiative": None, "dossier_received_on": "2026-09-15"}
    case = {"id": "X", "person": "NV-X", "award": "CSTDCS-2024", "year": 2026, "facts": facts, "as_of": "2026-10-20"}
    result = judge_case(law(), case)
    assert (result.verdict, result.rule_version.split(",")[0]) == ("not_eligible", "CSTDCS-2024")
    assert result.reasons[-1]["sentence"].startswith("Đã thử cả quy định mới (CSTDCS-2026")


def test_way_nothing_is_known_of_leaves_the_choice_to_a_person():
    facts = {"ldtt": True, "rating": "hoan_thanh_xuat_sac"}
    assert verdict("CSTDCS-2026", facts, as_of="2026-10-01") == "needs_review"
    assert verdict("CSTDCS-2026", facts | {"research_accepted": True}, as_of="2026-10-01") == "eligible"
    assert verdict("CSTDCS-2026", facts | {"initiative": None}, as_of="2026-10-01") == "not_eligible"


def test_day_before_any_law_needs_a_person():
    assert verdict("CSTD-BT", CHAIN, year=2022, as_of="2022-05-01") == "needs_review"


@pytest.mark.parametrize(
    ("award", "facts", "expected"),
    [
        ("BLDST-A", WORKER | {"total_value_1": 80_000_000}, "eligible"),
        ("BLDST-A", WORKER | {"total_value_1": 79_999_999}, "not_eligible"),
        ("BLDST-A", WORKER | {"values_3y": [30_000_000, 40_000_000, 49_999_999]}, "not_eligible"),
        ("BLDST-A", WORKER | {"values_3y": [0, 60_000_000, 60_000_000]}, "not_eligible"),
        ("BLDST-A", WORKER | {"values_3y": [1, 59_999_999, 60_000_000]}, "eligible"),
        ("BLDST-A", {"education": "đại học", "manager": False, "total_value_1": 200_000_000}, "not_eligible"),
        ("BLDST-A", {"group": "cong_nhan_truc_tiep", "total_value_1": 80_000_000}, "needs_review"),
        ("BLDST-A", WORKER, "needs_review"),
        ("BLDST-B", EXPERT | {"total_value_1": 150_000_000}, "eligible"),
        ("BLDST-B", EXPERT | {"values_3y": [50_000_000, 50_000_000, 50_000_000]}, "not_eligible"),
        ("BLDST-B", {"education": "sau đại học", "manager": False, "total_value_1": 150_000_000}, "eligible"),
        ("BLDST-C", {"manager": True, "total_value_1": 200_000_000}, "eligible"),
        ("BLDST-C", {"group": "lanh_dao_quan_ly", "total_value_1": 199_999_999}, "not_eligible"),
        ("BLDST-C", {"manager": False, "total_value_1": 300_000_000}, "not_eligible"),
        ("GT-TDT", {"total_value_1": 80_000_000}, "not_eligible"),
        ("GT-TDT", {"total_value_1": 80_000_001, "group": "cong_nhan_truc_tiep"}, "eligible"),
    ],
)
def test_benefit_by_group(award, facts, expected):
    assert verdict(award, facts) == expected


@pytest.mark.parametrize(
    ("facts", "year", "expected"),
    [
        ({"htxsnv_years": [2024, 2025], "initiatives": 2, "bk_ldld_year": 2024}, 2025, "eligible"),
        ({"htxsnv_years": [2025], "initiatives": 2, "bk_ldld_year": 2024}, 2025, "not_eligible"),
        ({"htxsnv_years": [2024, 2025], "initiatives": 1, "bk_ldld_year": 2024}, 2025, "not_eligible"),
        ({"htxsnv_years": [2024, 2025], "initiatives": 2, "bk_ldld_year": 2023}, 2025, "not_eligible"),
        ({"htxsnv_years": [2024, 2025], "initiatives": 2, "bk_ldld_years": [2022, 2024]}, 2025, "eligible"),
    ],
)
def test_merit_of_the_confederation(facts, year, expected):
    assert verdict("BK-TLD-CN", facts, year=year, as_of=f"{year}-12-20") == expected


def test_title_never_held_is_not_a_title_of_another_year():
    facts = {"htxsnv_years": [2024, 2025], "initiatives": 2}
    never = found("BK-TLD-CN", facts, "BK-TLD-CN/3", year=2025, as_of="2025-12-20")
    other = found("BK-TLD-CN", facts | {"bk_ldld_year": 2022}, "BK-TLD-CN/3", year=2025, as_of="2025-12-20")
    assert never == ("not_eligible", "Sổ khen thưởng không ghi lần nào; cần có của năm 2024.")
    assert other == ("not_eligible", "Chỉ có của năm 2022, không có năm 2024.")


def test_order_asks_for_the_one_before_it():
    assert found("HCLD-3", {}, "HCLD-3/1") == ("needs_review", "Sổ khen thưởng không ghi lần nào.")
    assert found("HCLD-3", {"bk_ttg_year": 2023}, "HCLD-3/1")[1] == "Mới được tặng năm 2023, chưa đủ 5 năm."
    assert found("HCLD-3", {"bk_ttg_year": 2021}, "HCLD-3/1")[1] == "Đã được tặng năm 2021."


def test_too_few_titles_are_counted_and_listed():
    none = found("CSTDTQ", {"initiative_scope": "toan_quoc"}, "CSTDTQ/1")
    one = found("CSTDTQ", {"initiative_scope": "toan_quoc", "cstd_bt_years": [2026]}, "CSTDTQ/1")
    assert none == ("not_eligible", "Mới có 0 lần, cần 2.")
    assert one == ("not_eligible", "Mới có 1 lần, cần 2. Đã có: 2026.")


@pytest.mark.parametrize(
    ("years", "expected"),
    [(20, ("eligible", "20 năm công tác, cần 20 năm.")), (19, ("needs_review", "19 năm công tác, cần 20 năm."))],
)
def test_years_of_service(years, expected):
    assert found("KNC-CD", {"already": False, "service_years": years}, "KNC-CD/2") == expected


def test_what_stands_against_someone_is_read_from_the_dossier():
    fine = {"already": False, "service_years": 20}
    assert found("KNC-CD", fine | {"under_inquiry": True}, "G10") == ("not_eligible", "Hồ sơ ghi: có.")
    assert found("KNC-CD", fine | {"under_inquiry": False}, "G10") == ("eligible", "Hồ sơ ghi: không.")
    assert found("KNC-CD", fine, "G10") == ("eligible", "Chưa ghi trong hồ sơ; người thẩm định kiểm tra.")


@pytest.mark.parametrize(
    ("holders", "expected"),
    [(5, ("eligible", "5 trên 10 người, cần 50%.")), (4, ("not_eligible", "4 trên 10 người, cần 50%."))],
)
def test_share_of_a_collective_that_holds_a_title(holders, expected):
    facts = {"htxsnv_years": [2026], "headcount": 10, "ldtt_count": holders}
    assert found("TTLDTT", facts, "TTLDTT/2", unit=True) == expected


def test_once_in_a_life():
    assert verdict("KNC-CD", {"already": True}) == "not_eligible"
    assert verdict("KNC-CD", {"already": False}) == "eligible"
    assert verdict("GT-NDC", {"gt_ndc_years": [2018]}) == "not_eligible"


def test_dissolved_unit_is_not_commended():
    fine = {"htxsnv_years": [2026]}
    assert verdict("BK-LDLD-TT", fine | {"status": "dissolved"}, unit=True) == "not_eligible"
    assert verdict("BK-LDLD-TT", fine | {"status": "merged"}, unit=True) == "not_eligible"
    assert verdict("BK-LDLD-TT", fine | {"status": "active"}, unit=True) == "eligible"


def test_same_achievement_backs_one_form_unless_the_law_builds_on_it():
    fine = {"rating": "hoan_thanh_xuat_sac", "initiative": "recognised co_so 2026"}
    assert verdict("BK-LDLD-CN", fine | {"same_achievement_award": "BLDST-A same initiative"}) == "blocked"
    assert verdict("BK-LDLD-CN", fine | {"same_achievement_award": "CSTDCS-2026 same initiative"}) == "eligible"
    above = {"htxsnv_years": [2025, 2026], "initiatives": 2, "bk_ldld_year": 2025}
    assert verdict("BK-TLD-CN", above | {"same_achievement_award": "BK-LDLD-CN same initiative"}) == "eligible"
    assert verdict("BK-LDLD-CN", fine | {"same_achievement_award": None}) == "eligible"


@pytest.mark.parametrize(
    ("ldtt", "proposed", "expected"),
    [(40, 6, "eligible"), (40, 7, "quota_exceeded"), (6, 1, "quota_exceeded"), (7, 1, "eligible"), (47, 7, "eligible"), (46, 7, "quota_exceeded")],
)  # fmt: skip
def test_share_of_titles_drops_the_rest(ldtt, proposed, expected):
    assert verdict("CSTDCS quota", {"ldtt_count": ldtt, "proposed": proposed}, unit=True) == expected


def test_other_quotas():
    assert verdict("BK-TLD-CD quota", {"proposed": 4}, unit=True) == "eligible"
    assert verdict("BK-TLD-CD quota", {"proposed": 5}, unit=True) == "quota_exceeded"
    assert verdict("CSTDCS quota", {"proposed": 1}, unit=True) == "needs_review"
    made_up = {"co_so": 5, "cap_tren_truc_tiep": 3, "tinh_nganh_tld": 2}
    assert verdict("GT-NVL quota", made_up, unit=True) == "eligible"
    assert verdict("GT-NVL quota", made_up | {"co_so": 4}, unit=True) == "quota_exceeded"
    assert verdict("GT-NVL quota", {"co_so": 11}, unit=True) == "quota_exceeded"


@pytest.mark.parametrize(
    ("session", "facts", "expected"),
    [
        ("CSTDTQ vote", {"members": 10, "yes": 9, "absent_voted": 0}, "passed"),
        ("CSTDTQ vote", {"members": 9, "yes": 8, "absent_voted": 0}, "not_passed"),
        ("CSTDTQ vote", {"members": 10, "present": 8, "yes_present": 8, "absent_ballots_yes": 0}, "not_passed"),
        ("CSTD-BT vote", {"members": 10, "yes": 8, "absent_voted": 0}, "passed"),
        ("CSTD-BT vote", {"members": 9, "yes": 7, "absent_voted": 0}, "not_passed"),
        ("BK-LDLD-CN vote", {"members": 9, "present": 9, "yes_present": 6}, "passed"),
        ("BK-LDLD-CN vote", {"members": 9, "present": 8, "yes_present": 5}, "not_passed"),
        ("HCLD-3 vote", {"members": 5, "yes": 4}, "passed"),
    ],
)
def test_votes(session, facts, expected):
    assert vote(session, **facts) == expected


def test_vote_of_an_earlier_year_takes_the_rule_of_that_year():
    case = {"id": "V", "session": "CSTD-BT vote", "as_of": "2023-06-01", "facts": {"members": 10, "yes": 8}}
    assert judge_case(law(), case).verdict == "not_passed"


def test_vote_of_a_day_before_any_rule_is_refused_by_name():
    case = {"id": "V", "session": "CSTD-BT vote", "as_of": "1999-06-01", "facts": {"members": 10, "yes": 8}}
    with pytest.raises(ValueError, match="không có tỷ lệ phiếu cho “CSTD-BT”"):
        judge_case(law(), case)


def test_unknown_award_is_refused_by_name():
    with pytest.raises(ValueError, match="KHONG-CO"):
        verdict("KHONG-CO", {})


def test_facts_no_rule_reads_are_named():
    result = judge_case(
        law(),
        {
            "id": "X",
            "person": "A",
            "award": "KNC-CD",
            "year": 2026,
            "as_of": "2026-06-01",
            "facts": {"mood": "vui", "best_dancer_years": [2025]},
        },
    )
    assert result.as_json()["not_used"] == ["mood", "best_dancer_years"]


def write(tmp_path, expect):
    case = {"id": "X1", "award": "CSTDCS quota", "unit": "CS-X", "year": 2026, "as_of": "2026-06-01"}
    file = tmp_path / "cases.json"
    file.write_text(
        json.dumps([case | {"facts": {"ldtt_count": 40, "proposed": 7}, "expect": expect}]), encoding="utf-8"
    )
    return file


@pytest.mark.usefixtures("db")
def test_command_prints_a_line_per_case(tmp_path):
    out = StringIO()
    call_command("check_cases", write(tmp_path, "quota_exceeded"), stdout=out)
    line = json.loads(out.getvalue())
    assert (line["id"], line["verdict"], line["differs"]) == ("X1", "quota_exceeded", False)
    assert line["reasons"][0]["sentence"].startswith("Không quá 15%")


@pytest.mark.usefixtures("db")
def test_command_fails_when_a_verdict_differs(tmp_path):
    with pytest.raises(CommandError, match="X1"):
        call_command("check_cases", write(tmp_path, "eligible"), stdout=StringIO())


@pytest.mark.usefixtures("catalogue")
def test_command_judges_by_the_rows_that_are_there(tmp_path):
    """A catalogue that somebody changed is not loaded anew."""
    QuotaRule.objects.filter(code="Q-CSTDCS").update(params={"of": "LDTT", "percent": 20, "rounding": "floor"})
    out = StringIO()
    call_command("check_cases", write(tmp_path, "eligible"), stdout=out)
    assert json.loads(out.getvalue())["verdict"] == "eligible"


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    "text",
    ["", "không phải JSON", '[{"id": "X"}]', '[{"id": "X", "award": "KHONG-CO", "year": 2026, "facts": {}}]', "[1]"],
)
def test_file_that_holds_no_cases_is_refused_by_name(tmp_path, text):
    file = tmp_path / "cases.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=r"cases\.json cannot be read"):
        call_command("check_cases", file, stdout=StringIO())
    with pytest.raises(CommandError, match=r"none\.json cannot be read"):
        call_command("check_cases", tmp_path / "none.json", stdout=StringIO())
