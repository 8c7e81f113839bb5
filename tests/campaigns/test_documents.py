"""The plan as a paper."""

from decimal import Decimal

from campaigns.documents import plan_data
from campaigns.services import AwardFormRow, TargetRow
from portal.core.documents import render_pdf
from tests.campaigns.campaigns import make_draft, make_launched


def test_plan_prints_what_was_launched(people, world):
    campaign = make_launched(people, world.province, name="Phong trào thi đua “Lao động giỏi” năm 2026")
    data = plan_data(campaign)
    assert (data["issuer"], data["number"], data["issued_on"], data["draft"]) == (
        "Liên đoàn Lao động tỉnh Bắc Ninh",
        "12/KH-LĐLĐ",
        "2026-01-05",
        False,
    )
    assert data["abstract"] == "Phát động phong trào thi đua “Lao động giỏi” năm 2026"
    assert data["signature"] == {"lines": ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"], "name": "Ngô Đình Tuấn"}
    assert data["phases"] == [{"name": "", "starts_on": "2026-01-01", "ends_on": "2026-12-31"}]
    assert data["criteria"][0] == {"name": "Có sáng kiến được công nhận", "points": 60, "note": ""}


def test_plan_before_launch_is_a_draft(people, world):
    campaign = make_draft(people, world.factory, by=people.hung, start_on=None, end_on=None, partners="Ban giám đốc")
    data = plan_data(campaign)
    assert (data["number"], data["draft"], data["phases"]) == ("", True, [])
    assert data["signature"] == {"lines": ["TM. BAN CHẤP HÀNH", "CHỦ TỊCH"], "name": ""}
    assert data["organisation"][-1]["who"] == "Ban giám đốc"
    assert render_pdf("plan", data).startswith(b"%PDF-")


def test_large_amounts_and_kinds_of_subjects_get_their_own_columns(people, world):
    campaign = make_draft(
        people,
        world.province,
        targets=[
            TargetRow("Giá trị làm lợi", Decimal(120_500_000_000), "đồng", "C07"),
            TargetRow("Tỷ lệ", Decimal("58.6"), "%"),
        ],
        award_forms=[AwardFormRow("Bằng khen (tập thể)", "BK", 40), AwardFormRow("Giấy khen")],
    )
    data = plan_data(campaign)
    assert [(row["unit"], row["value"]) for row in data["targets"]] == [("tỷ đồng", 120.5), ("%", 58.6)]
    assert [(row["name"], row["subject"], row["quantity"]) for row in data["award_forms"]] == [
        ("Bằng khen", "Tập thể", 40),
        ("Giấy khen", "", None),
    ]


def test_plan_names_who_answers_for_it_once_someone_does(people, world):
    nobody, somebody = (make_draft(people, world.province, accountable_head=head) for head in (None, people.mai.member))

    def duties(campaign):
        return [row for row in plan_data(campaign)["organisation"] if row["who"] == world.province.short_name]

    assert duties(nobody) == []
    assert [row["task"].partition(",")[0] for row in duties(somebody)] == ["Ông Trịnh Thị Mai"]
    people.mai.member.gender = "nữ"
    people.mai.member.save(update_fields=["gender"])
    somebody.refresh_from_db()
    assert [row["task"].partition(",")[0] for row in duties(somebody)] == ["Bà Trịnh Thị Mai"]
