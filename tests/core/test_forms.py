"""What people type: money, days, composed letters."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import translation

from portal.core.errors import StaleError
from portal.core.forms import BaseForm, DayField, VndField, apply, texts_of
from portal.core.templatetags.vi import number, percent, short_vnd, vnd
from portal.core.workflow import WrongStateError


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


class Asked(BaseForm):
    name = forms.CharField(label="Tên")
    kind = forms.ChoiceField(label="Loại", choices=[("", "Chọn"), ("dot", "Theo đợt")])
    groups = forms.MultipleChoiceField(label="Nhóm", choices=[("a", "Công nhân"), ("b", "Quản lý")])
    on = DayField(label="Từ ngày")
    amount = VndField(label="Giá trị")
    opens = forms.BooleanField(label="Nhận sáng kiến")
    version = forms.IntegerField(widget=forms.HiddenInput)


READ = {
    "Tên": "Sáng kiến",
    "Loại": "Theo đợt",
    "Nhóm": "Công nhân, Quản lý",
    "Từ ngày": "05/06/2026",
    "Giá trị": "5.000",
    "Nhận sáng kiến": "Có",
}


def test_texts_of_a_form_are_what_a_person_reads_whether_kept_or_typed():
    kept = {"name": "Sáng kiến", "kind": "dot", "groups": ["a", "b"], "on": date(2026, 6, 5), "amount": 5000}
    typed = QueryDict("name=Sáng kiến&kind=dot&groups=a&groups=b&on=05/06/2026&amount=5.000&opens=on&version=3")
    assert texts_of(Asked(initial=kept | {"opens": True, "version": 3})) == READ
    assert texts_of(Asked(typed)) == READ
    assert texts_of(Asked(QueryDict("version=3"))) == {}


@pytest.mark.parametrize("refusal", [StaleError("Đã sửa."), WrongStateError("Đã nộp.")])
def test_stale_page_takes_along_what_was_typed(refusal):
    def refuse():
        raise refusal

    with pytest.raises(type(refusal)) as raised:
        apply(Asked(QueryDict("name=Sáng kiến&kind=dot")), refuse)
    assert raised.value.mine == [("Tên", "Sáng kiến"), ("Loại", "Theo đợt")]
