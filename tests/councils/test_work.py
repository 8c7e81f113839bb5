"""What waits for whom."""

from councils.selectors import list_work
from councils.services import count_ballots, draft_minutes, invite, open_voting, sign_minutes
from tests.councils.room import SESSION_DAY, declare_all, meet, put, score
from tests.moments import NOW, TODAY


def work(user, day=TODAY):
    return [(one.title, one.verb, one.legal) for one in list_work(user, day=day)]


def test_work_follows_the_session(world, people, scoring_room):
    room = scoring_room
    item = put(room, world.factory)
    assert work(room.secretary) == [("Phiên đợt 1", "Mời họp", False)]
    assert work(room.members[0]) == []
    invite(room.session, actor=room.secretary, at=NOW)
    assert work(room.members[0]) == [("Chấm 1 hồ sơ: Phiên đợt 1", "Chấm tiếp", False)]
    declare_all(room, item)
    for user in room.everyone:
        score(item, user)
    assert work(room.members[0]) == []
    assert work(room.chair) == []
    assert work(room.chair, day=SESSION_DAY.date()) == [("Phiên đợt 1", "Khai mạc", False)]
    meet(room, item)
    open_voting(room.session, actor=room.chair, at=SESSION_DAY)
    assert work(room.members[0]) == [("Bỏ 1 phiếu: Phiên đợt 1", "Bỏ phiếu", False)]
    assert work(room.chair) == [("Bỏ 1 phiếu: Phiên đợt 1", "Bỏ phiếu", False), ("Phiên đợt 1", "Điều hành", False)]
    count_ballots(room.session, actor=room.chair, at=SESSION_DAY, accept_missing=True)
    assert work(room.secretary) == [("Biên bản: Phiên đợt 1", "Lập và ký biên bản", True)]
    draft_minutes(room.session, actor=room.secretary, at=SESSION_DAY)
    sign_minutes(room.session, actor=room.secretary, at=SESSION_DAY)
    assert work(room.secretary) == []
    assert work(room.chair) == [("Biên bản: Phiên đợt 1", "Lập và ký biên bản", True)]
    sign_minutes(room.session, actor=room.chair, at=SESSION_DAY)
    assert [work(user) for user in room.everyone] == [[]] * 9


def test_who_never_sat_in_a_council_is_asked_about_once(people, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert list_work(people.lan, day=TODAY) == []


def test_own_dossier_is_nobodys_work(world, scoring_room):
    room = scoring_room
    put(room, world.factory, member_ids=[room.members[0].member_id])
    invite(room.session, actor=room.secretary, at=NOW)
    assert work(room.members[0]) == []
