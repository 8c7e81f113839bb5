"""One box over everything the reader may see."""

import pytest

from campaigns.services import Draft, start_campaign
from portal.pages.finding import search_everything
from tests.moments import NOW

pytestmark = pytest.mark.django_db


def titles(text, actor):
    return [group["title"] for group in search_everything(text, actor=actor)]


def test_unit_is_found_with_and_without_accents(people, world):
    assert titles("dap cau moi", people.binh) == ["Đơn vị"]
    assert titles("Đáp Cầu", people.binh) == ["Đơn vị"]


def test_draft_of_another_unit_is_not_found(people, world):
    start_campaign(world.province, actor=people.yen, at=NOW, draft=Draft(name="Phong trào thử", short_name="Thử"))
    assert titles("phong trao thu", people.yen) == ["Phong trào"]
    assert titles("phong trao thu", people.binh) == []


def test_people_are_found_only_by_those_who_look_after_them(people):
    assert titles("nguyen thi lan", people.hung) == ["Đoàn viên"]
    assert titles("nguyen thi lan", people.binh) == []
    assert titles("nguyen thi lan", people.lan) == []


@pytest.mark.parametrize("text", ["'; DROP TABLE units_unit", "%", "12/QĐ-LĐLĐ", "99999999999999", "x" * 200])
def test_strange_words_find_nothing_and_break_nothing(people, text):
    assert search_everything(text, actor=people.yen) == []
