"""A member's way through the union: from unit to unit, post to post, and out; mistakes put right; one phone, one person."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from portal.core.errors import DomainError
from portal.core.models import AuditLine
from tests.moments import NOW, TODAY
from tests.people import make_member
from tests.units.changes import make_keepers, merger, take_effect
from tests.world import make_unit
from units.enums import Gender, Level, UnitKind, WorkGroup
from units.models import Member, MemberFact
from units.selectors import (
    facts_on,
    find_members,
    find_same_person,
    list_former_members,
    list_members,
    list_stays,
    search_members,
    unit_on,
)
from units.services import change_facts, correct_member, end_membership, enrol_member, move_member

MAY = date(2026, 5, 1)
EVE = MAY - timedelta(days=1)


@pytest.fixture
def lan(people) -> Member:
    return people.lan.member


def moved(lan, to_unit, on=MAY, **facts):
    return move_member(lan, to_unit, **{"actor": None, "at": NOW, "on": on, "reason": "Chuyển công tác"} | facts)


def line(member, action) -> AuditLine:
    return AuditLine.objects.get(action=action, object_type="units.member", object_id=member.pk)


def test_move_keeps_where_one_was(world, lan):
    moved(lan, world.mill)
    lan.refresh_from_db()
    assert (lan.unit, lan.grassroots) == (world.mill, world.mill)
    assert (unit_on(lan, EVE), unit_on(lan, MAY)) == (world.group, world.mill)
    assert [(stay.unit, stay.since, stay.until) for stay in list_stays(lan)] == [
        (world.mill, MAY, None),
        (world.group, None, MAY),
    ]
    written = line(lan, "member.move")
    assert (written.before, written.after) == ({"unit": world.group.pk}, {"unit": world.mill.pk, "on": "2026-05-01"})
    assert (written.unit_id, written.note) == (world.mill.pk, "Chuyển công tác")


def test_move_is_refused_in_words(world, lan):
    ended = make_unit(
        "CS-004", "CĐCS Cũ", UnitKind.GRASSROOTS, Level.GRASSROOTS, world.upper, status="dissolved", valid_to=MAY
    )
    young = make_unit("CS-005", "CĐCS Mới", UnitKind.GRASSROOTS, Level.GRASSROOTS, world.upper, valid_from=TODAY)
    for unit, facts, field, words in (
        (world.group, {}, "to_unit", "là đơn vị hiện nay của người này"),
        (ended, {}, "to_unit", "CĐCS Cũ đã kết thúc hoạt động"),
        (young, {}, "to_unit", "CĐCS Mới chỉ có từ ngày 15/06/2026"),
        (world.mill, {"on": TODAY + timedelta(days=1)}, "on", "chưa tới"),
        (world.mill, {"reason": " "}, "reason", "Ghi lý do"),
    ):
        with pytest.raises(DomainError, match=words) as refusal:
            moved(lan, unit, **facts)
        assert refusal.value.field == field
    moved(lan, world.mill)
    for day in (EVE, MAY):
        with pytest.raises(DomainError, match="Lần chuyển gần nhất là ngày 01/05/2026"):
            moved(lan, world.factory, on=day)
    assert lan.moves.count() == 1


def test_unit_that_was_taken_over_is_named_with_its_heir(world, lan):
    take_effect(merger(world.mill, into=world.other_factory), make_keepers(world.top))
    world.mill.refresh_from_db()
    with pytest.raises(DomainError, match="Hãy chọn đơn vị kế thừa: CĐCS Công ty CP Dệt May Hương Trà") as refusal:
        moved(lan, world.mill, on=TODAY)
    assert (refusal.value.field, lan.moves.count()) == ("to_unit", 0)


def changed(lan, on=MAY, **facts):
    return change_facts(lan, actor=None, at=NOW, on=on, reason="Bổ nhiệm", **facts)


def test_facts_hold_from_their_day(lan):
    assert changed(lan, group=WorkGroup.MANAGER, is_direct_worker=False, position="Tổ trưởng")
    lan.refresh_from_db()
    assert lan.is_manager
    eve, day = facts_on(lan, EVE), facts_on(lan, MAY)
    assert (eve.is_manager, eve.is_direct_worker, eve.position) == (False, True, "")
    assert (day.is_manager, day.is_direct_worker, day.position) == (True, False, "Tổ trưởng")
    assert line(lan, "member.change").before["group"] == WorkGroup.DIRECT


def test_facts_of_three_times(lan):
    changed(lan, education="cao đẳng")
    changed(lan, on=TODAY, education="đại học")
    assert [facts_on(lan, day).education for day in (EVE, MAY, TODAY - timedelta(days=1), TODAY)] == [
        "",
        "cao đẳng",
        "cao đẳng",
        "đại học",
    ]


def test_second_change_on_a_day_takes_the_place_of_the_first(lan):
    changed(lan, education="cao đẳng")
    changed(lan, education="đại học", position="Kỹ sư")
    assert MemberFact.objects.count() == 1
    assert (facts_on(lan, EVE).education, facts_on(lan, MAY).education) == ("", "đại học")


def test_change_of_facts_is_refused_in_words(lan):
    assert not changed(lan, group=WorkGroup.DIRECT)
    changed(lan, education="cao đẳng")
    with pytest.raises(DomainError, match="có hiệu lực từ 01/05/2026"):
        changed(lan, on=EVE, education="đại học")
    with pytest.raises(DomainError, match="chưa tới"):
        changed(lan, on=TODAY + timedelta(days=1), education="đại học")
    assert facts_on(lan, TODAY).education == "cao đẳng"


def test_mistake_is_put_right_without_a_history(lan):
    assert correct_member(lan, actor=None, at=NOW, full_name="Nguyễn Thị Lân", gender=Gender.FEMALE, reason="Sai dấu")
    lan.refresh_from_db()
    assert (lan.full_name, lan.past_facts.count()) == ("Nguyễn Thị Lân", 0)
    written = line(lan, "member.correct")
    assert (written.before["full_name"], written.note) == ("Nguyễn Thị Lan", "Sai dấu")
    assert not correct_member(lan, actor=None, at=NOW, full_name="Nguyễn Thị Lân")
    with pytest.raises(DomainError, match="NV-BINH đã có người dùng"):
        correct_member(lan, actor=None, at=NOW, code="NV-BINH")
    for name in ("birth_date", "joined_on"):
        with pytest.raises(DomainError, match="Ngày này chưa tới") as refusal:
            correct_member(lan, actor=None, at=NOW, **{name: TODAY + timedelta(days=1)})
        assert refusal.value.field == name
        assert correct_member(lan, actor=None, at=NOW, **{name: TODAY})


def test_whole_words_come_before_unfinished_ones(world, lan):
    lanh = make_member("NV-LANH", "Nguyễn Thị Lành", world.mill)

    def found(text, under=world.top):
        return find_members(text, under=under).rows

    assert found("nguyen thi lan") == [lan]
    assert found("nguyễn thị là") == [lan, lanh]
    assert found("nguyen thi lan", under=world.mill) == [lanh]
    assert found("nguyen thi lo") == []


def test_who_left_is_on_no_list_of_today(world, people, lan):
    correct_member(lan, actor=None, at=NOW, phone="0911222333")
    end_membership(lan, actor=people.hung, at=NOW, on=TODAY, reason="Nghỉ việc")
    assert lan not in list_members(world.factory)
    assert list(list_former_members(world.factory)) == [lan]
    assert list(search_members("nguyen thi lan")) == []
    assert list(search_members("0911222333")) == []
    with pytest.raises(DomainError, match="đã thôi là đoàn viên từ ngày 15/06/2026"):
        moved(lan, world.mill)
    # The number is free for someone else.
    make_member("NV-MOI", "Lê Văn Mới", world.mill, phone="0911222333")


def test_leaving_is_refused_in_words(world, lan):
    moved(lan, world.mill)
    for on, reason, words in (
        (TODAY + timedelta(days=1), "Nghỉ việc", "chưa tới"),
        (EVE, "Nghỉ việc", "Lần chuyển gần nhất"),
        (TODAY, "", "Ghi lý do"),
    ):
        with pytest.raises(DomainError, match=words):
            end_membership(lan, actor=None, at=NOW, on=on, reason=reason)
    assert lan in list_members(world.mill)


def test_taken_phone_names_the_union_and_nobody(world, lan):
    correct_member(lan, actor=None, at=NOW, phone="0911222333")
    with pytest.raises(DomainError, match="thuộc CĐCS Công ty CP May Đáp Cầu Mới") as refusal:
        enrol_member(
            world.mill,
            actor=None,
            at=NOW,
            code="NV-X",
            full_name="Lê Văn X",
            group=WorkGroup.DIRECT,
            phone="0911222333",
        )
    assert refusal.value.field == "phone"
    assert "Lan" not in str(refusal.value)
    assert "0911222333" not in str(refusal.value)
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.create(code="NV-Y", full_name="Y", unit=world.mill, group=WorkGroup.DIRECT, phone="0911222333")
    # Nobody else's: one's own again, and no number at all, go through.
    assert correct_member(lan, actor=None, at=NOW, phone="")
    for code in ("NV-X", "NV-Y"):
        make_member(code, "Lê Văn X", world.mill, phone="")


def test_same_person_is_found_by_code_name_and_phone(world, lan):
    correct_member(lan, actor=None, at=NOW, birth_date=date(1990, 2, 3), phone="0911222333")

    def found(**facts):
        return [(str(one.why), one.member) for one in find_same_person(**facts)]

    same = {"full_name": "NGUYEN THI LAN", "birth_date": date(1990, 2, 3)}
    assert found(code="nv-lan") == [("cùng mã đoàn viên", lan)]
    assert found(**same, unit=world.factory) == [("cùng họ tên, ngày sinh và đơn vị", lan)]
    assert found(phone="0911222333") == [("cùng số điện thoại", lan)]
    assert found(code="NV-LAN", phone="0911222333", **same, unit=world.section) == [("cùng mã đoàn viên", lan)]
    assert found(**same, unit=world.mill) == []
    assert found(full_name="Nguyễn Thị Lan", birth_date=date(1990, 2, 4), unit=world.factory) == []
    assert found(full_name="Nguyễn Thị Lan", unit=world.factory) == []
