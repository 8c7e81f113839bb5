"""Vietnamese as a clerk sets it."""

import unicodedata

import pytest

from portal.core.documents.text import (
    NBSP,
    balance,
    bind,
    bind_name,
    clean,
    clock,
    end_with,
    long_date,
    number,
    short_date,
)


def test_clean_reaches_every_string():
    dirty = {"a": [unicodedata.normalize("NFD", "Hạnh\r\nphúc\t "), {"b": "x\x00y\u202e"}], "n": 5, "none": None}

    assert clean(dirty) == {"a": ["Hạnh\nphúc", {"b": "xy"}], "n": 5, "none": None}


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("ngày 05 tháng 01 năm 2026", "ngày~05 tháng~01 năm~2026"),
        ("Điều 2 Nghị định số 152/2025/NĐ-CP", "Điều~2 Nghị định số~152/2025/NĐ-CP"),
        ("tặng 186.000.000 đồng cho 12 người", "tặng 186.000.000~đồng cho 12~người"),
        ("Xanh - Sạch - Đẹp", "Xanh~- Sạch~- Đẹp"),
        ("gửi Đồng chí Lan, ông Bình", "gửi Đồng chí~Lan, ông~Bình"),
        ("quý IV, đợt 1", "quý~IV, đợt~1"),
        ("một nắng hai sương", "một nắng hai sương"),
    ],
)
def test_what_belongs_together_stays_on_a_line(text, bound):
    assert bind(text) == bound.replace("~", NBSP)


def test_given_name_does_not_stand_alone():
    assert bind_name("Nguyễn Thị Bích Phượng") == f"Nguyễn Thị Bích{NBSP}Phượng"
    assert bind_name("Lan") == "Lan"


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH BẮC NINH", 30, ("LIÊN ĐOÀN LAO ĐỘNG", "TỈNH BẮC NINH")),
        ("CÔNG ĐOÀN CÁC KHU CÔNG NGHIỆP TỈNH BẮC NINH", 30, ("CÔNG ĐOÀN CÁC KHU CÔNG NGHIỆP", "TỈNH BẮC NINH")),
        (
            "CÔNG ĐOÀN NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN VIỆT NAM",
            30,
            ("CÔNG ĐOÀN NÔNG NGHIỆP", "VÀ PHÁT TRIỂN NÔNG THÔN VIỆT NAM"),
        ),
        (
            "Phát động phong trào thi đua “Lao động giỏi, Lao động sáng tạo” năm 2026",
            58,
            ("Phát động phong trào thi đua", "“Lao động giỏi, Lao động sáng tạo” năm 2026"),
        ),
        ("TỔNG LIÊN ĐOÀN\nLAO ĐỘNG VIỆT NAM", 90, ("TỔNG LIÊN ĐOÀN", "LAO ĐỘNG VIỆT NAM")),
        ("BAN THƯỜNG VỤ", 30, ("BAN THƯỜNG VỤ",)),
        ("", 30, ()),
    ],
)
def test_heading_breaks_where_one_breathes(text, limit, lines):
    assert balance(text, limit=limit) == lines


def test_heading_of_any_length_keeps_its_words():
    text = "Về việc tặng Bằng khen cho các tập thể và cá nhân có thành tích " * 6

    lines = balance(text.strip(), limit=58)

    assert " ".join(lines) == text.strip()
    assert max(map(len, lines)) < 70


@pytest.mark.parametrize(
    ("iso", "long", "short"),
    [
        ("2026-01-05", "ngày 05 tháng 01 năm 2026", "05/01/2026"),
        ("2026-02-28", "ngày 28 tháng 02 năm 2026", "28/02/2026"),
        ("2026-03-09", "ngày 09 tháng 3 năm 2026", "09/03/2026"),
        ("2025-12-31T18:30:00+00:00", "ngày 01 tháng 01 năm 2026", "01/01/2026"),
    ],
)
def test_days_are_written_as_the_decree_wants(iso, long, short):
    assert long_date(iso).replace(NBSP, " ") == long
    assert short_date(iso) == short


def test_day_that_is_not_known_leaves_room():
    assert long_date("").split() == ["ngày", "tháng", "năm"]
    assert short_date("") == ""


def test_clock_tells_the_time_in_vietnam():
    assert clock("2026-06-12T01:05:00+00:00").replace(NBSP, " ") == "08 giờ 05 phút, ngày 12 tháng 6 năm 2026"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1234567, "1.234.567"),
        (86.43, "86,43"),
        (100.0, "100"),
        (1234.5, "1.234,5"),
        (0, "0"),
        (None, "–"),
        ("", "–"),
        ("Đạt", "Đạt"),
    ],
)
def test_numbers_are_grouped_with_points(value, written):
    assert number(value) == written


def test_stop_is_put_once():
    assert [end_with(text, "./.") for text in ("Hết", "Hết.", "Hết./.", "Hết; ")] == ["Hết./."] * 4
