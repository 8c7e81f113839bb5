"""Score sheets."""

import pytest
from django.core.exceptions import PermissionDenied

from councils.models import ScoreSheet
from councils.selectors import locked_sheets, my_sheet, progress_of
from councils.services import declare_conflict, invite, open_voting
from portal.core.audit import history
from portal.core.errors import PartsMissing, StaleError
from portal.core.workflow import WrongStateError
from tests.councils.room import SESSION_DAY, declare_all, meet, put, score
from tests.moments import NOW


@pytest.fixture
def item(world, scoring_room):
    item = put(scoring_room, world.factory)
    invite(scoring_room.session, actor=scoring_room.secretary, at=NOW)
    declare_all(scoring_room, item)
    return item


def problems(item, user, **data):
    with pytest.raises(PartsMissing) as refusal:
        score(item, user, **data)
    return set(refusal.value.parts)


def test_sheet_adds_up_and_counts_in_the_progress(world, scoring_room, item):
    sheet = score(item, scoring_room.members[0], novelty=25, effect=30)
    assert (sheet.total, sheet.is_submitted, sheet.version) == (55, True, 1)
    assert progress_of(world.factory) == (1, 9)
    assert [line.action for line in history(sheet)] == ["sheet.submit"]


def test_draft_may_lack_points_and_does_not_count(world, scoring_room, item):
    from councils.services import record_scores

    actor = scoring_room.members[0]
    sheet = record_scores(item, actor=actor, at=NOW, points={"N": 25}, comments={"E": "Cần số liệu"})
    assert (sheet.total, sheet.is_submitted) == (25, False)
    assert progress_of(world.factory) == (0, 9)
    kept = {code: (line.points, line.comment) for code, line in my_sheet(item, actor=actor)[1].items()}
    assert kept == {"N": (25, ""), "E": (None, "Cần số liệu")}
    assert history(sheet).get().after == {"version": 1}


def test_submitted_sheet_needs_every_criterion_but_the_one_for_remarks(scoring_room, item):
    from councils.services import record_scores

    with pytest.raises(PartsMissing) as refusal:
        record_scores(item, actor=scoring_room.members[0], at=NOW, points={"N": 25}, comments={}, submit=True)
    assert refusal.value.parts == {"points_E": "E: chưa cho điểm."}
    assert not ScoreSheet.objects.exists()


@pytest.mark.parametrize(("novelty", "effect"), [(31, 20), (-1, 20)])
def test_points_stay_within_the_criterion(scoring_room, item, novelty, effect):
    assert problems(item, scoring_room.members[0], novelty=novelty, effect=effect) == {"points_N"}


def test_points_between_two_bands_are_refused(scoring_room, item):
    snapshot = scoring_room.session.rubric_snapshot
    snapshot["criteria"][0]["bands"] = [{"text": "a", "low": 0, "high": 9}, {"text": "b", "low": 20, "high": 30}]
    scoring_room.session.save(update_fields=["rubric_snapshot"])
    item.session = scoring_room.session
    assert problems(item, scoring_room.members[0], novelty=15) == {"points_N"}
    assert score(item, scoring_room.members[0], novelty=20).total == 50


def test_points_below_the_minimum_need_a_remark(scoring_room, item):
    assert problems(item, scoring_room.members[0], novelty=9, effect=14) == {"comment_N", "comment_E"}
    said = {"N": "Đã có ở đơn vị bạn", "E": "Chưa có số liệu"}
    assert score(item, scoring_room.members[0], novelty=9, effect=14, comments=said).total == 23


def test_unknown_criterion_is_refused(scoring_room, item):
    from councils.services import record_scores

    with pytest.raises(PartsMissing, match="không có tiêu chí Z"):
        record_scores(item, actor=scoring_room.members[0], at=NOW, points={"Z": 1}, comments={})


def test_sheet_changed_on_another_device_is_not_overwritten(scoring_room, item):
    actor = scoring_room.members[0]
    score(item, actor, seen_version=0)
    with pytest.raises(StaleError) as refusal:
        score(item, actor, novelty=20, seen_version=0, comments={"N": "Khá"})
    assert refusal.value.mine == [("E", "30"), ("N", "20 · Khá")]
    assert refusal.value.theirs == [("E", "30"), ("N", "25")]
    assert score(item, actor, novelty=20, seen_version=1).total == 50


def test_only_a_seat_past_the_gate_scores(world, people, scoring_room):
    item = put(scoring_room, world.factory, member_ids=[scoring_room.members[0].member_id])
    invite(scoring_room.session, actor=scoring_room.secretary, at=NOW)
    for other in (scoring_room.members[0], scoring_room.members[1], people.yen, people.binh):
        with pytest.raises(PermissionDenied):
            score(item, other)
    declare_conflict(item, actor=scoring_room.members[1], at=NOW, conflicted=False)
    assert score(item, scoring_room.members[1]).total == 55


def test_seat_without_a_vote_does_not_score(scoring_room, item):
    scoring_room.session.attendances.filter(seat=scoring_room.seat(scoring_room.secretary)).update(votes=False)
    item.session.forget_seats()
    with pytest.raises(PermissionDenied, match="không có quyền chấm"):
        score(item, scoring_room.secretary)


def test_sheets_close_and_show_when_the_vote_opens(scoring_room, item):
    high, low = scoring_room.members[0], scoring_room.members[1]
    score(item, low, novelty=12)
    score(item, high, novelty=30)
    assert locked_sheets(item) == []
    meet(scoring_room, item)
    open_voting(scoring_room.session, actor=scoring_room.chair, at=SESSION_DAY)
    item.refresh_from_db()
    assert [sheet.seat.member for sheet in locked_sheets(item)] == [high.member, low.member]
    with pytest.raises(WrongStateError, match="đã khóa"):
        score(item, high)


def test_progress_is_none_outside_a_session(world, scoring_room):
    assert progress_of(world.mill) is None
    put(scoring_room, world.mill)
    assert progress_of(world.mill) is None
    invite(scoring_room.session, actor=scoring_room.secretary, at=NOW)
    assert progress_of(world.mill) == (0, 9)


def test_page_that_saves_itself_does_not_stand_in_its_own_way(scoring_room, item):
    """The press comes while the page's own saving is on its way: the page has not heard of the new version yet."""
    actor, page = scoring_room.members[0], {"page": "a" * 32}
    score(item, actor, submit=False, by_itself=True, seen_version=0, **page)
    sheet = score(item, actor, novelty=20, seen_version=0, **page)
    assert (sheet.total, sheet.is_submitted) == (50, True)
    with pytest.raises(StaleError):
        score(item, actor, seen_version=0, page="b" * 32)
    with pytest.raises(StaleError):
        score(item, actor, submit=False, by_itself=True, seen_version=0, **page)
    assert ScoreSheet.objects.get().total == 50


def test_sheet_handed_in_stays_so_when_its_page_saves_itself(scoring_room, item):
    from councils.services import record_scores

    actor = scoring_room.members[0]
    score(item, actor)
    sheet = score(item, actor, novelty=20, submit=False, by_itself=True, seen_version=1)
    assert (sheet.total, sheet.is_submitted) == (50, True)
    with pytest.raises(PartsMissing):
        record_scores(item, actor=actor, at=NOW, points={"N": 20}, comments={}, by_itself=True)
    assert ScoreSheet.objects.get().total == 50
