"""Cells the Vietnamese way: days, numbers, telephones, and what is refused with a sentence."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from portal.core.sheets import values as say
from portal.core.sheets.values import Mended, WrongCell
from units.enums import Gender


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("5/9/1990", date(1990, 9, 5)),
        ("05-09-1990", date(1990, 9, 5)),
        ("05.09.1990", date(1990, 9, 5)),
        ("1990-09-05", date(1990, 9, 5)),
        (date(1990, 9, 5), date(1990, 9, 5)),
        (datetime(1990, 9, 5, 0, 0), date(1990, 9, 5)),  # noqa: DTZ001 - as a spreadsheet gives it
    ],
)
def test_days(cell, meant):
    assert say.day(cell) == meant


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("5/9/90", "bốn chữ số của năm"),
        ("31/02/1990", "không phải ngày"),
        ("09/25/1990", "không phải ngày"),
        ("1990", "không phải ngày"),
        (33120.0, "không phải ngày"),
        ("05/09/0190", "không hợp lý"),
        (date(1899, 12, 31), "không hợp lý"),
    ],
)
def test_days_that_are_none_are_refused_with_what_to_write(cell, words):
    with pytest.raises(WrongCell, match=words):
        say.day(cell)


@pytest.mark.parametrize(
    ("cell", "meant"), [("1.234", 1234), ("1 234", 1234), ("1234", 1234), (1234.0, 1234), ("186.000.000", 186_000_000)]
)
def test_whole_numbers(cell, meant):
    assert say.whole(cell) == meant


@pytest.mark.parametrize("cell", ["1,234", "1.23", "12a", "-5", 1.5, "1.234,5", "10" * 10])
def test_numbers_that_could_be_read_in_two_ways_are_refused(cell):
    with pytest.raises(WrongCell):
        say.whole(cell)


@pytest.mark.parametrize(("cell", "meant"), [("186.000.000 đ", 186_000_000), ("5000 đồng", 5000), (5e6, 5_000_000)])
def test_money(cell, meant):
    assert say.vnd(cell) == meant


@pytest.mark.parametrize(
    ("cell", "meant"), [("52,5", "52.5"), (52.5, "52.5"), ("82", "82"), ("82 %", "82"), (0.0, "0")]
)
def test_percentages(cell, meant):
    assert say.percent(cell) == Decimal(meant)


@pytest.mark.parametrize("cell", ["101", "1.000,5", "năm mươi", "-1"])
def test_percentages_out_of_range_are_refused(cell):
    with pytest.raises(WrongCell):
        say.percent(cell)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("0912 345 678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("84912345678", "0912345678"),
        (912345678.0, Mended("0912345678", "phone_zero")),
        ("912345678", Mended("0912345678", "phone_zero")),
        ("-", ""),
    ],
)
def test_telephones(cell, meant):
    assert say.phone(cell) == meant


@pytest.mark.parametrize("cell", ["12345", "0912345", "chưa có", "09123456789012"])
def test_telephones_that_are_none_are_refused(cell):
    with pytest.raises(WrongCell):
        say.phone(cell)


def test_yes_and_no():
    assert [say.yes(cell) for cell in ("x", "X", "Có", "1", True, 1.0)] == [True] * 6
    assert [say.yes(cell) for cell in ("không", "0", False)] == [False] * 3
    with pytest.raises(WrongCell):
        say.yes("chắc là có")


def test_choices_take_any_case_and_accents_and_name_what_there_is():
    gender = say.choice(say.labels(Gender))
    assert [gender(cell) for cell in ("NỮ", "nu", "Nam")] == ["nữ", "nữ", "nam"]
    with pytest.raises(WrongCell, match="Nữ; Nam"):
        gender("khác")


def test_texts_are_composed_trimmed_and_without_formulas():
    text = say.text(20)
    assert text("  Đo\u0300n   viên ") == "Đòn viên"
    assert text("'-5 độ") == "-5 độ"
    assert text("-") == ""
    assert text(12.0) == "12"
    for formula in ("=1+1", "@SUM(A1)", "'=1+1"):
        with pytest.raises(WrongCell, match="công thức"):
            text(formula)
    with pytest.raises(WrongCell, match="nhiều nhất là 20"):
        text("a" * 21)


@pytest.mark.parametrize("cell", ["NV 001", "-"])
def test_codes_are_one_word_that_cannot_be_emptied(cell):
    code = say.code(20)
    assert code(" NV-001 ") == "NV-001"
    with pytest.raises(WrongCell, match="Mã viết liền"):
        code(cell)


def test_day_of_birth_is_not_to_come():
    today = timezone.localdate()
    assert say.past_day(f"{today:%d/%m/%Y}") == today
    with pytest.raises(WrongCell, match="còn ở tương lai"):
        say.past_day(f"{today + timedelta(days=1):%d/%m/%Y}")


@pytest.mark.parametrize("cell", ["24", 12024, "1899"])
def test_years_have_four_digits(cell):
    assert say.year("2024") == 2024
    with pytest.raises(WrongCell, match="đủ bốn chữ số, ví dụ 2024"):
        say.year(cell)


def test_cells_that_are_no_texts_are_said_as_the_sheet_shows_them():
    assert [say.tidy(cell) for cell in (None, date(2026, 9, 5), True, 12.0, 1.5)] == [
        "",
        "05/09/2026",
        "1",
        "12",
        "1.5",
    ]
