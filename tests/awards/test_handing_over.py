"""An official leaves: the nominations they were preparing go on under another hand, and are then that hand's own."""

import pytest
from django.core.exceptions import PermissionDenied

from awards.selectors.handing_over import list_proposed
from awards.services import hold_unit_vote, receive_nomination, return_nomination, submit_nomination
from awards.services.handing_over import hand_over_nominations
from portal.core import audit
from tests.awards.story import draft_nomination, make_eligible, submitted
from tests.moments import LONG_AGO, NOW, TODAY
from tests.people import make_member, make_user
from units.enums import Role
from units.models import Assignment
from units.services import assign_role


def held_by_hung(story, role: str = Role.GRASSROOTS_OFFICER) -> Assignment:
    return Assignment.objects.get(user=story.people.hung, role=role, unit=story.world.factory)


@pytest.fixture
def thu(world):
    return make_user("NV-THU", "Đỗ Thị Thu", world.factory, Role.GRASSROOTS_OFFICER)


def colleague(story, number):
    member = make_member(f"NV-H{number}", f"Trần Thị Hoa {number}", story.world.group)
    make_eligible(member, f"SK-H{number}")
    return member


def test_what_still_lies_at_the_unit_goes_over_and_leaves_a_line(story, thu):
    draft, voted, returned = (draft_nomination(story, colleague(story, number)) for number in range(3))
    for nomination in (voted, returned):
        hold_unit_vote(nomination, actor=story.people.hung, at=NOW, on=TODAY, present=30, yes=28)
    submit_nomination(returned, actor=story.people.hung, at=NOW)
    receive_nomination(returned, actor=story.people.dung, at=NOW)
    return_nomination(returned, actor=story.people.dung, at=NOW, reason="Thêm số liệu")
    versions = {row.pk: row.version for row in (draft, voted, returned)}
    assert hand_over_nominations(held_by_hung(story), actor=story.people.mai, at=NOW, successor=thu) == 3
    for row in (draft, voted, returned):
        row.refresh_from_db()
        assert (row.proposed_by, row.version) == (thu, versions[row.pk] + 1)
        line = audit.history(row).last()
        assert (line.action, line.actor) == ("nomination.hand_over", story.people.mai)
        assert (line.before, line.after) == ({"proposed_by": story.people.hung.pk}, {"proposed_by": thu.pk})
    assert hand_over_nominations(held_by_hung(story), actor=story.people.mai, at=NOW, successor=thu) == 0


def test_what_was_sent_keeps_the_name_of_who_proposed_it(story, thu):
    sent = submitted(story)
    assert hand_over_nominations(held_by_hung(story), actor=story.people.mai, at=NOW, successor=thu) == 0
    sent.refresh_from_db()
    assert sent.proposed_by == story.people.hung


def test_successor_proposed_it_from_now_on_and_may_not_appraise_it(story):
    """Dũng could have appraised what Hùng proposed."""
    nomination = draft_nomination(story)
    hand_over_nominations(held_by_hung(story), actor=story.people.mai, at=NOW, successor=story.people.dung)
    hold_unit_vote(nomination, actor=story.people.hung, at=NOW, on=TODAY, present=30, yes=28)
    submit_nomination(nomination, actor=story.people.hung, at=NOW)
    with pytest.raises(PermissionDenied, match="đã lập, sửa hoặc trình"):
        receive_nomination(nomination, actor=story.people.dung, at=NOW)
    receive_nomination(nomination, actor=story.people.yen, at=NOW)


def test_only_what_the_role_reaches_goes_over(story, world, thu):
    nomination = draft_nomination(story)
    elsewhere = assign_role(
        story.people.hung, Role.GRASSROOTS_OFFICER, world.mill, actor=None, at=NOW, valid_from=LONG_AGO
    )
    assert list(list_proposed(elsewhere)) == []
    assert list(list_proposed(held_by_hung(story, Role.LEADER))) == []
    assert list(list_proposed(held_by_hung(story))) == [nomination]
