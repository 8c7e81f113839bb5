"""What a signer reads before signing: the session, the thinnest vote, who was not there, the notice, the rule."""

from datetime import timedelta

from awards.models import Decision, Nomination
from awards.services import check_form, draft_decision, draft_revocation, send_to_council, take_results
from awards.views.approval import council_facts, rule_words
from councils.models import AgendaItem
from councils.services import (
    count_ballots,
    declare_conflict,
    draft_minutes,
    mark_attendance,
    next_item,
    open_session,
    sign_minutes,
)
from tests.awards.story import (
    AFTER_NOTICE,
    DRAFT,
    appraised,
    council_room,
    express_desk,
    express_published,
    make_eligible,
    on_desk,
    ready_for_council,
)
from tests.awards.test_views import get, text
from tests.councils.room import SESSION_DAY, declare_all, invite, vote
from tests.moments import NOW, TODAY
from tests.people import make_member


def facts(decision) -> dict[str, str]:
    decision = Decision.objects.get(pk=decision.pk)
    rows = list(Nomination.objects.filter(batch=decision.batch).order_by("pk"))
    return {str(label): str(words) for label, words in council_facts(decision, rows)}


def colleague(story):
    member = make_member("NV-HOA", "Trần Thị Hoa", story.world.group, gender="nữ")
    make_eligible(member, "SK-HOA")
    return member


def test_session_that_was_of_one_mind_is_told_in_three_lines(story):
    decision = on_desk(story, appraised(story))
    assert facts(decision) == {
        "Họp 18/06/2026": "Dự 9/9 người, cần 6",
        "Phiếu thấp nhất": "9/9",
        "Công khai": "15/06/2026–29/06/2026, đủ 10 ngày làm việc",
    }
    assert "Dự 9/9 người, cần 6" in text(get(story.people.tuan, "approve", decision.pk))


def divided(story) -> Decision:
    """
    Lan gets 6 of 7, Hoa 2 of 7.

    One of nine is away, and one who is related to Lan stays out of both.
    """
    room, people = council_room(story), story.people
    batch = ready_for_council(story, appraised(story), appraised(story, colleague(story)))
    send_to_council(batch, actor=people.yen, at=AFTER_NOTICE, session=room.session)
    items = list(AgendaItem.objects.filter(session=room.session).order_by("position"))
    invite(room.session, actor=room.secretary, at=NOW)
    for item in items:
        declare_conflict(item, actor=room.members[0], at=NOW, conflicted=True, reason="Em họ")
    declare_all(room, *items)
    here = [room.seat(user).pk for user in room.everyone[:8]]
    mark_attendance(room.session, actor=room.secretary, at=SESSION_DAY, present=here)
    open_session(room.session, actor=room.chair, at=SESSION_DAY)
    vote(room, items[0], yes=6, no=1)
    count_ballots(room.session, actor=room.secretary, at=SESSION_DAY, accept_missing=True)
    next_item(room.session, actor=room.chair, at=SESSION_DAY)
    vote(room, items[1], yes=2, no=5)
    count_ballots(room.session, actor=room.secretary, at=SESSION_DAY, accept_missing=True)
    draft_minutes(room.session, actor=room.secretary, at=SESSION_DAY)
    sign_minutes(room.session, actor=room.chair, at=SESSION_DAY)
    sign_minutes(room.session, actor=room.secretary, at=SESSION_DAY)
    assert take_results(batch, actor=people.yen, at=AFTER_NOTICE) == (1, 1)
    decision = draft_decision(batch, actor=people.yen, at=AFTER_NOTICE, draft=DRAFT)
    check_form(decision, actor=people.huy, at=AFTER_NOTICE)
    return decision


def test_who_was_away_kept_out_or_did_not_pass_is_told(story):
    decision = divided(story)
    said = facts(decision)
    assert said["Họp 18/06/2026"] == "Dự 8/9 người, cần 6"
    assert said["Không thông qua"] == "1 hồ sơ"
    assert said["Không tham gia xét"] == "1 ủy viên, do xung đột lợi ích"
    page = text(get(story.people.tuan, "approve", decision.pk))
    assert "1 ủy viên, do xung đột lợi ích" in page


def test_thinnest_vote_is_that_of_the_smallest_share_and_only_of_those_who_were_voted_on(story):
    decision = divided(story)
    rows = list(Nomination.objects.filter(batch=decision.batch, state="signed_off"))
    base = rows[0].council_base
    assert dict(council_facts(decision, rows))["Phiếu thấp nhất"] == f"6/{base}"
    rows[0].council_base = None
    assert "Phiếu thấp nhất" not in dict(council_facts(decision, rows))


def test_award_without_a_session_shows_the_opinion_of_the_committee(story):
    assert facts(express_desk(story)) == {
        "Ban Thường vụ": "Ban Thường vụ thống nhất ngày 15/6/2026.",
        "Công khai": "Không phải công khai trước",
    }


def test_revocation_was_voted_by_nobody(story):
    target = express_published(story)
    revocation = draft_revocation(target, actor=story.people.yen, at=NOW, draft=DRAFT)
    assert council_facts(revocation, []) == []


def test_rule_is_named_with_the_days_of_receipt(story):
    first, second = appraised(story), appraised(story, colleague(story))
    assert rule_words([first, second]).endswith("; hồ sơ nhận ngày 15/06/2026.")
    second.received_on = TODAY + timedelta(days=3)
    assert rule_words([second, first]).endswith("; hồ sơ nhận từ 15/06/2026 đến 18/06/2026.")
    assert first.check_result["version"] in rule_words([first])
    first.received_on = None
    assert rule_words([first]) == ""
    assert rule_words([]) == ""
