"""Members are found as people ask for them: by the name they go by, its beginning, any of its words, code or phone."""

import pytest

from tests.moments import NOW, TODAY
from tests.people import make_member
from units.enums import WorkGroup
from units.models import Member
from units.selectors import find_members
from units.services import correct_member, end_membership

NAMES = ("Trần Ngọc Lan", "Lê Thị Lân", "Phạm Văn Lành", "Võ Lan Anh", "Nguyễn Thanh Hà", "H'Hen Niê")


@pytest.fixture(params=["one by one", "by index"])
def found(request, world, people, monkeypatch):
    """Search a branch as one with few people and as one with many: both know the same people."""
    few = request.param == "one by one"
    monkeypatch.setattr("units.selectors.finding.FEW_UNITS", 300 if few else 0)
    for number, name in enumerate(NAMES):
        make_member(f"TV-{number}", name, world.factory)

    def names(text, under=world.top, **where):
        return [member.full_name for member in find_members(text, under=under, **where)]

    names.few = few
    return names


@pytest.mark.parametrize("typed", ["Nguyễn Thị Lan", "nguyen thi lan", "  NGUYEN  thi, Lan ", "nv-lan", "NV LAN"])
def test_whole_name_or_code_with_accents_or_without(found, typed):
    assert found(typed) == ["Nguyễn Thị Lan"]


def test_name_one_goes_by_comes_first(found):
    """Among many only they are shown while there are any; among few whoever has the word."""
    called = ["Trần Ngọc Lan", "Lê Thị Lân", "Nguyễn Thị Lan"]
    if found.few:
        assert sorted(found("lan")) == sorted([*called, "Võ Lan Anh"])
    else:
        assert found("lan") == called
        assert found("lan", anywhere=True) == ["Võ Lan Anh", "Trần Ngọc Lan", "Nguyễn Thị Lan", "Lê Thị Lân"]
        assert found("la") == [*called, "Phạm Văn Lành"]
    assert found("ngoc lan") == ["Trần Ngọc Lan"]
    assert found("lan anh") == ["Võ Lan Anh"]
    assert found("hen nie") == found("h'hen nie") == ["H'Hen Niê"]


def test_beginning_of_a_name(found):
    assert found("nguyen thi") == ["Nguyễn Thị Lan"]
    assert found("nguyen th") == ["Nguyễn Thanh Hà", "Nguyễn Thị Lan"]
    assert found("phạm văn là") == ["Phạm Văn Lành"]


def test_words_with_a_gap_or_turned_round(found):
    assert found("tran lan") == found("lan tran") == ["Trần Ngọc Lan"]
    assert found("nguyen ha") == ["Nguyễn Thanh Hà"]
    assert found("thanh nguyen ha") == ["Nguyễn Thanh Hà"]
    # One letter after words with a gap begins too many words to look for among many.
    assert found("thanh nguyen h") == (["Nguyễn Thanh Hà"] if found.few else [])
    assert found("tv 4") == found("TV-4") == ["Nguyễn Thanh Hà"]


@pytest.mark.parametrize("typed", ["", "  ", "!%", "l_n", "\\", "lan huu", "xyz", "0911222334", "thị ngọc"])
def test_nobody_is_found_by_what_nobody_has(found, typed):
    assert found(typed) == []


def test_phone_is_one_persons(found, people):
    correct_member(people.lan.member, actor=None, at=NOW, phone="0911222333")
    assert found("0911 222 333") == found("0911.222.333") == ["Nguyễn Thị Lan"]
    assert found("0911222") == []


def test_who_left_or_is_elsewhere_is_not_found(found, world, people):
    assert found("nguyen thi lan", under=world.mill) == []
    # Lan belongs to a group of the factory: not to the factory itself.
    assert found("nguyen thi lan", under=world.factory) == ["Nguyễn Thị Lan"]
    assert found("nguyen thi lan", under=world.factory, alone=True) == []
    assert found("tran ngoc lan", under=world.factory, alone=True) == ["Trần Ngọc Lan"]
    end_membership(people.lan.member, actor=people.hung, at=NOW, on=TODAY, reason="Nghỉ việc")
    assert found("nguyen thi lan") == found("nv-lan") == []


@pytest.mark.parametrize("typed", ["hoa", "bui thi", "bui hoa", "hoa thi", "DM"])
def test_pages_follow_one_another_without_a_gap(found, world, typed):
    """By each way a name is read: what is called so, what begins so, words with a gap, codes."""
    Member.objects.bulk_create(
        Member(
            code=f"DM-{n}", full_name=f"Bùi Thị {middle} Hoa", unit=world.mill, grassroots=world.mill,
            group=WorkGroup.DIRECT,
        )
        for n, middle in enumerate(["", "Hồng", "Mai", "Thu"] * 31)
    )  # fmt: skip
    seen, after = [], ""
    for size in (50, 50, 24):
        page = find_members(typed, under=world.top, after=after)
        assert len(page) == size
        seen += page.rows
        after = page.next
    assert after == ""
    assert {member.code for member in seen} == {f"DM-{n}" for n in range(124)}


def test_whole_family_name_before_an_unfinished_given_one(found, world):
    make_member("TV-20", "Đỗ Thị Trang", world.factory)
    make_member("TV-21", "Tran Lan Anh", world.factory)
    assert sorted(found("tran")) == ["Tran Lan Anh", "Trần Ngọc Lan", "Trần Văn Hùng"]
    # Family and given name before a longer name that begins so.
    assert found("tran lan") == (["Tran Lan Anh", "Trần Ngọc Lan"] if found.few else ["Trần Ngọc Lan"])
    assert found("tran lan", anywhere=True) == ["Tran Lan Anh", "Trần Ngọc Lan"]


@pytest.mark.parametrize(
    ("typed", "few", "many"),
    [
        ("lan", 2, 2),
        ("ngoc lan", 2, 2),
        ("tran lan", 2, 3),
        ("nguyen thi", 2, 4),
        ("nguyen th", 3, 6),
        ("lan tran", 2, 7),
        ("xyz", 3, 7),
        ("nv-lan x", 3, 5),
        ("tv-4", 2, 2),
        ("0911222333", 1, 1),
    ],
)
def test_questions_to_the_database_are_as_many_as_ways_to_read(found, django_assert_num_queries, typed, few, many):
    with django_assert_num_queries(few if found.few else many):
        found(typed)


def test_few_and_many_are_told_apart_by_the_units_of_the_branch(world, people, monkeypatch):
    branch = len([world.factory, world.section, world.group])
    make_member("TV-1", "Võ Lan Anh", world.factory)
    for few_units, names in ((branch, ["Võ Lan Anh", "Nguyễn Thị Lan"]), (branch - 1, ["Nguyễn Thị Lan"])):
        monkeypatch.setattr("units.selectors.finding.FEW_UNITS", few_units)
        assert [member.full_name for member in find_members("lan", under=world.factory)] == names
