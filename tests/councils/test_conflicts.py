"""The gate: nobody reads or judges what is their own, their group's, or not yet declared on."""

import pytest
from django.core.exceptions import PermissionDenied

from councils.enums import ConflictKind
from councils.models import AgendaItem
from councils.selectors import subjects_open_to
from councils.services import count_ballots, declare_conflict, declare_conflicts, invite, open_voting, waive_conflict
from portal.core.errors import DomainError
from portal.core.workflow import WrongStateError
from tests.councils.room import SESSION_DAY, declare_all, meet, put, score, vote
from tests.moments import NOW


def readable(user):
    return list(AgendaItem.objects.open_to(user).values_list("title", flat=True))


def test_dossier_opens_only_after_the_declaration(world, room):
    item = put(room, world.factory)
    reader = room.members[0]
    assert readable(reader) == []
    invite(room.session, actor=room.secretary, at=NOW)
    assert readable(reader) == []
    assert list(subjects_open_to(reader, "units.unit")) == []
    declare_conflict(item, actor=reader, at=NOW, conflicted=False)
    assert readable(reader) == ["Đồ gá sáu vị trí"]
    assert list(subjects_open_to(reader, "units.Unit")) == [world.factory.pk]
    assert list(subjects_open_to(reader, "units.member")) == []


def test_planned_session_opens_nothing(world, room):
    item = put(room, world.factory)
    with pytest.raises(WrongStateError):
        declare_conflict(item, actor=room.members[0], at=NOW, conflicted=False)


def test_own_dossier_is_kept_from_its_author(world, room):
    author = room.members[0]
    item = put(room, world.factory, member_ids=[author.member_id])
    invite(room.session, actor=room.secretary, at=NOW)
    with pytest.raises(PermissionDenied, match="có tên trong hồ sơ"):
        declare_conflict(item, actor=author, at=NOW, conflicted=False)
    assert not AgendaItem.objects.seated(author).exists()
    assert AgendaItem.objects.seated(room.members[1]).count() == 1
    assert item.conflicts.get().kind == ConflictKind.AUTOMATIC


def test_dossier_of_ones_group_is_kept_back_but_not_that_of_ones_unit(world, people, room):
    room.members[0].member.unit = world.group
    room.members[0].member.save(update_fields=["unit"])
    item = put(room, world.mill, group_ids=[world.group.pk, world.upper.pk])
    assert item.subject_group_ids == [world.group.pk]
    invite(room.session, actor=room.secretary, at=NOW)
    seated = [user for user in room.everyone if AgendaItem.objects.seated(user).exists()]
    assert seated == [user for user in room.everyone if user != room.members[0]]
    assert item.conflicts.get().reason == "Cùng tổ công đoàn với người có tên trong hồ sơ."


def test_declared_conflict_shuts_the_dossier_and_needs_a_reason(world, room):
    item = put(room, world.factory)
    invite(room.session, actor=room.secretary, at=NOW)
    reader = room.members[0]
    with pytest.raises(DomainError, match="lý do"):
        declare_conflict(item, actor=reader, at=NOW, conflicted=True)
    declare_conflict(item, actor=reader, at=NOW, conflicted=True, reason="Em họ là tác giả")
    assert readable(reader) == []
    assert not AgendaItem.objects.seated(reader).exists()
    declare_conflict(item, actor=reader, at=NOW, conflicted=False)
    assert readable(reader) == ["Đồ gá sáu vị trí"]


def test_stranger_declares_nothing(world, people, room):
    item = put(room, world.factory)
    invite(room.session, actor=room.secretary, at=NOW)
    for stranger in (people.binh, people.lan, people.yen, people.tuan):
        with pytest.raises(PermissionDenied):
            declare_conflict(item, actor=stranger, at=NOW, conflicted=False)
        assert readable(stranger) == []


def test_conflict_is_waived_on_record_by_who_presides(world, room):
    item = put(room, world.factory)
    invite(room.session, actor=room.secretary, at=NOW)
    member = room.members[0]
    declare_conflict(item, actor=member, at=NOW, conflicted=True, reason="Từng cùng cơ quan")
    seat = room.seat(member)
    with pytest.raises(PermissionDenied):
        waive_conflict(item, seat, actor=room.secretary, at=NOW, reason="Không ảnh hưởng")
    with pytest.raises(DomainError, match="lý do"):
        waive_conflict(item, seat, actor=room.chair, at=NOW, reason=" ")
    waive_conflict(item, seat, actor=room.chair, at=NOW, reason="Đã chuyển đi 5 năm")
    assert readable(member) == ["Đồ gá sáu vị trí"]
    said = item.conflicts.get(seat=seat)
    assert (said.kind, said.reason) == (ConflictKind.WAIVED, "Đã chuyển đi 5 năm")
    with pytest.raises(DomainError, match="không khai"):
        waive_conflict(item, seat, actor=room.chair, at=NOW, reason="x")


def test_nobody_waives_for_themselves_nor_what_is_automatic(world, room):
    item = put(room, world.factory, member_ids=[room.members[0].member_id])
    invite(room.session, actor=room.secretary, at=NOW)
    declare_conflict(item, actor=room.chair, at=NOW, conflicted=True, reason="x")
    with pytest.raises(DomainError, match="cho phép mình"):
        waive_conflict(item, room.seat(room.chair), actor=room.chair, at=NOW, reason="y")
    with pytest.raises(DomainError, match="không khai"):
        waive_conflict(item, room.seat(room.members[0]), actor=room.vice, at=NOW, reason="y")


def test_chair_with_a_conflict_does_not_preside_over_that_vote(world, room):
    other, own = (
        put(room, world.factory),
        put(room, world.mill, title="Của Chủ tịch", member_ids=[room.chair.member_id]),
    )
    meet(room, other, own)
    with pytest.raises(DomainError, match="người chủ trì khác"):
        open_voting(room.session, actor=room.chair, at=SESSION_DAY, items=[own.pk])
    assert open_voting(room.session, actor=room.chair, at=SESSION_DAY) == [other]


def test_vice_presides_where_the_chair_may_not(world, room):
    own = put(room, world.mill, member_ids=[room.chair.member_id])
    meet(room, own)
    assert open_voting(room.session, actor=room.vice, at=SESSION_DAY) == [own]


def test_declaration_stands_once_one_has_voted(world, room):
    item = put(room, world.factory)
    meet(room, item)
    vote(room, item, yes=1)
    with pytest.raises(DomainError, match="đã bỏ phiếu"):
        declare_conflict(item, actor=room.chair, at=SESSION_DAY, conflicted=True, reason="Nhớ ra")


def test_sheet_of_who_steps_aside_later_does_not_count(world, scoring_room):
    item = put(scoring_room, world.factory)
    invite(scoring_room.session, actor=scoring_room.secretary, at=NOW)
    declare_all(scoring_room, item)
    score(item, scoring_room.members[0], novelty=10, effect=15)
    score(item, scoring_room.members[1], novelty=30, effect=40)
    declare_conflict(item, actor=scoring_room.members[0], at=NOW, conflicted=True, reason="Nhớ ra")
    meet(scoring_room, item)
    vote(scoring_room, item, yes=8)
    counted = count_ballots(scoring_room.session, actor=scoring_room.chair, at=SESSION_DAY)[0]
    assert (counted.sheet_count, counted.mean_points, counted.denominator_count) == (1, 70, 8)


def test_many_dossiers_are_declared_on_at_once_or_not_at_all(world, room):
    clear, near = put(room, world.factory), put(room, world.mill, title="Của em họ")
    own = put(room, world.upper, title="Của mình", member_ids=[room.members[0].member_id])
    invite(room.session, actor=room.secretary, at=NOW)
    actor, both = room.members[0], [clear.pk, near.pk]
    with pytest.raises(PermissionDenied):
        declare_conflicts(room.session, actor=actor, at=NOW, items=[*both, own.pk], conflicted=[])
    with pytest.raises(DomainError, match="lý do"):
        declare_conflicts(room.session, actor=actor, at=NOW, items=both, conflicted=[near.pk])
    assert readable(actor) == []
    declare_conflicts(room.session, actor=actor, at=NOW, items=both, conflicted=[near.pk], reason="Em họ")
    assert readable(actor) == ["Đồ gá sáu vị trí"]
    assert near.conflicts.get().reason == "Em họ"


def test_nobody_is_let_in_while_the_vote_is_open(world, room):
    item = put(room, world.factory)
    meet(room, item)
    declare_conflict(item, actor=room.members[0], at=NOW, conflicted=True, reason="Em họ")
    open_voting(room.session, actor=room.chair, at=SESSION_DAY)
    item.refresh_from_db()
    with pytest.raises(WrongStateError, match="đang bỏ phiếu"):
        waive_conflict(item, room.seat(room.members[0]), actor=room.chair, at=NOW, reason="x")
