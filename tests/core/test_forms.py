"""What people type: money, days, composed letters."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from portal.core.forms import DayField, VndField
from portal.core.templatetags.vi import number, percent, short_vnd, vnd


@pytest.mark.parametrize(
    ("typed", "amount"), [("186.000.000", 186000000), ("186 000 000 đ", 186000000), ("5000", 5000), ("", None)]
)
def test_money_is_read_the_vietnamese_way(typed, amount):
    assert VndField(required=False).clean(typed) == amount


@pytest.mark.parametrize("typed", ["186 triệu", "1,5", "-5", "٣"])
def test_money_that_is_not_digits_is_refused_with_an_example(typed):
    with pytest.raises(ValidationError, match=r"186\.000\.000"):
        VndField(required=False).clean(typed)


@pytest.mark.parametrize(
    ("typed", "shown"), [("05/06/2026", "2026-06-05"), ("31/12/2026", "2026-12-31"), ("5-6-2026", "2026-06-05")]
)
def test_days_are_day_first(typed, shown):
    with translation.override("vi"):
        assert DayField().clean(typed).isoformat() == shown


def test_numbers_are_grouped_with_dots_and_decimals_have_a_comma():
    assert (number(1234567), vnd(186000000), percent(91.25)) == ("1.234.567", "186.000.000\u00a0đ", "91,2%")
    assert (short_vnd(68_400_000_000), short_vnd(275_400_000)) == ("68,4\u00a0tỷ đồng", "275,4\u00a0triệu đồng")
