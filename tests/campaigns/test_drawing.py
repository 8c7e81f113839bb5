"""Figures and stages of a campaign in the words a person reads."""

from datetime import date
from decimal import Decimal

import pytest

from campaigns.enums import CampaignState
from campaigns.models import Campaign, Target
from campaigns.selectors import Progress, Rate, list_stages
from campaigns.services import return_campaign
from campaigns.views.drawing import draw_history, draw_targets, draw_tile_keys, draw_tile_words, draw_tiles
from portal.core import audit
from tests.campaigns.campaigns import make_launched, make_submitted
from tests.moments import NOW
from units.enums import UnitKind
from units.models import Unit

FLOOR = Decimal(85)


def stages(state, **facts):
    campaign = Campaign(state=state, **facts)
    return [(stage.label, stage.note, stage.state) for stage in list_stages(campaign)]


def test_line_before_launch_stands_where_the_paper_lies():
    line = stages(CampaignState.APPROVED, approved_at=NOW, start_on=date(2026, 7, 1))
    assert line == [
        ("Soạn kế hoạch", "", "done"),
        ("Trình duyệt", "", "done"),
        ("Đã duyệt, chờ phát động", "15/06/2026", "now"),
        ("Phát động", "01/07/2026", "todo"),
    ]


@pytest.mark.parametrize(
    ("state", "now"),
    [
        (CampaignState.LAUNCHED, "Đã phát động"),
        (CampaignState.INTERIM_REVIEW, "Đang sơ kết"),
        (CampaignState.CLOSED, "Kết thúc nhận kết quả"),
        (CampaignState.SUMMARISED, "Tổng kết"),
    ],
)
def test_line_after_launch_has_one_present_step(state, now):
    line = stages(state, interim_due_on=date(2026, 7, 10), end_on=date(2026, 12, 31))
    assert [label for label, _note, place in line if place == "now"] == [now]


def test_line_of_an_archived_campaign_is_behind_it_and_a_cancelled_one_has_none():
    assert {place for _label, _note, place in stages(CampaignState.ARCHIVED)} == {"done"}
    assert stages(CampaignState.CANCELLED) == []


def test_line_says_until_when_the_review_runs_and_that_it_was_held():
    running = Campaign(state=CampaignState.INTERIM_REVIEW, interim_due_on=date(2026, 7, 10))
    held = Campaign(state=CampaignState.LAUNCHED)
    assert list_stages(running)[2].note == "đến 10/07/2026"
    stage = list_stages(held, reviewed_on=date(2026, 7, 8))[2]
    assert (stage.label, stage.note, stage.state) == ("Đã sơ kết", "08/07/2026", "now")


def rate(name, responded, total, kind=UnitKind.COMMUNE):
    return Rate(Unit(pk=7, short_name=name, kind=kind), responded, total)


def test_tiles_are_louder_the_further_from_the_floor():
    campaign = Campaign(pk=3, launch_unit=Unit(pk=1, place="Bắc Ninh"))
    rates = [
        rate("CĐ các KCN Bắc Ninh", 9, 10, UnitKind.ZONE),
        rate("CĐ xã Tiên Du", 8, 10),
        rate("CĐ xã Gia Bình", 6, 10),
        rate("CĐ xã Yên Thế", 4, 10),
        rate("CĐ xã Tân Chi", 0, 10),
        Rate(None, 17, 20),
    ]
    tiles = draw_tiles(campaign, rates, floor=FLOOR)
    assert [(tile["label"], tile["shown"], tile["band"], tile["wide"]) for tile in tiles] == [
        ("CĐ các KCN", "90%", "met", True),
        ("Tiên Du", "80%", "near", False),
        ("Gia Bình", "60%", "below", False),
        ("Yên Thế", "40%", "far", False),
        ("Tân Chi", "chưa", "none", False),
        ("CĐCS trực thuộc", "85%", "met", False),
    ]
    assert tiles[0]["url"] == "/phong-trao/3/don-vi/?don_vi=7"
    assert tiles[-1]["url"] == "/phong-trao/3/don-vi/"


def test_one_part_alone_makes_no_map():
    assert draw_tiles(Campaign(pk=3, launch_unit=Unit(pk=1)), [Rate(None, 1, 2)], floor=FLOOR) == []


def test_legend_follows_the_floor():
    words = [words for _band, words in draw_tile_keys(FLOOR)]
    assert words == ["Từ 85%, đạt", "70–84%", "50–69%", "Dưới 50%", "Chưa hưởng ứng"]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([(10, 10)], "Mục tiêu 85%. Nơi nào cũng đạt."),
        ([(10, 10), (5, 10)], "Mục tiêu 85%. Còn 1 nơi chưa đạt."),
        ([(10, 10), (0, 10)], "Mục tiêu 85%. 1 nơi chưa bắt đầu."),
        ([(5, 10), (0, 10)], "Mục tiêu 85%. Còn 1 nơi chưa đạt và 1 nơi chưa bắt đầu."),
    ],
)
def test_finding_counts_who_is_below_and_who_has_not_begun(counts, words):
    assert draw_tile_words([rate("CĐ xã A", *pair) for pair in counts], floor=FLOOR) == words


@pytest.mark.parametrize(
    ("indicator", "asked", "value", "tick", "shown", "note"),
    [
        ("C02", 2800, 1486, 1389, "1.486 / 2.800", "Đạt 53,1%. Vạch đen: mức cần có đến hôm nay."),
        (
            "C07",
            120 * 10**9,
            684 * 10**8,
            60 * 10**9,
            "68,4 / 120 tỷ đồng",
            "Đạt 57%. Chỉ tính phần đã công nhận. Vạch đen: mức cần có đến hôm nay.",
        ),
        ("B03", 85, "80.5", None, "80,5% / 85%", "Thiếu 4,5 điểm phần trăm."),
        ("B03", 85, 90, None, "90% / 85%", "Đã đạt."),
        ("B05", 1000, 930, None, "930 / 1.000", "Đạt 93%."),
    ],
)
def test_target_reads_as_its_kind_of_figure(indicator, asked, value, tick, shown, note):  # noqa: PLR0917
    target = Target(indicator=indicator, name="Chỉ tiêu", value=Decimal(asked))
    row = draw_targets([Progress(target, Decimal(value), None if tick is None else Decimal(tick))])[0]
    assert (row["shown"].replace("\u00a0", " "), row["note"].replace("\u00a0", " ")) == (shown, note)


def test_target_that_nothing_measures_shows_what_is_asked():
    target = Target(name="Công trình gắn biển", value=Decimal(3), unit_of_measure="công trình")
    assert draw_targets([Progress(target, None, None)]) == [
        {"label": "Công trình gắn biển", "shown": "3 công trình", "measured": False}
    ]


def test_share_that_is_asked_carries_its_own_sign():
    target = Target(name="CĐCS hưởng ứng", indicator="B03", value=Decimal(85), unit_of_measure="%")
    assert draw_targets([Progress(target, None, None)])[0]["shown"] == "85%"


def test_history_reads_newest_first_and_marks_what_binds(people, world):
    campaign = make_launched(people, world.province)
    rows = [(row["title"], row["who"], row["state"]) for row in draw_history(audit.history(campaign))]
    assert [(str(title), who, state) for title, who, state in rows] == [
        ("Phát động", "Ngô Đình Tuấn", "seal"),
        ("Duyệt", "Trịnh Thị Mai", "done"),
        ("Trình duyệt", "Phạm Thị Yến", "done"),
        ("Bắt đầu soạn", "Phạm Thị Yến", "done"),
    ]


def test_return_stands_out_with_its_reason(people, world):
    campaign = make_submitted(people, world.province)
    return_campaign(campaign, actor=people.mai, at=NOW, reason="Bổ sung chỉ tiêu.")
    row = draw_history(audit.history(campaign))[0]
    assert (row["quote"], row["state"]) == ("Bổ sung chỉ tiêu.", "back")
