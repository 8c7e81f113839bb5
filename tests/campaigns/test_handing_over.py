"""An official leaves: the campaigns they answer for go on under another name."""

import pytest

from campaigns.models import Campaign
from campaigns.selectors.handing_over import list_headed
from campaigns.services.handing_over import hand_over_campaigns
from portal.core import audit
from tests.campaigns.campaigns import make_draft, make_launched
from tests.moments import LONG_AGO, NOW
from tests.people import make_user
from units.enums import Role
from units.models import Assignment, User
from units.services import assign_role


@pytest.fixture
def thu(world) -> User:
    return make_user("NV-THU", "Đỗ Thị Thu", world.province, Role.LEADER)


def of_mai(people) -> Assignment:
    """Mai answers for the campaigns of :mod:`tests.campaigns.campaigns`."""
    return Assignment.objects.get(user=people.mai, role=Role.LEADER, unit__code="LD-BNI")


def test_campaigns_that_go_on_get_another_head_and_leave_a_line(people, world, thu):
    launched, draft = make_launched(people, world.province), make_draft(people, world.province)
    version = launched.version
    assert hand_over_campaigns(of_mai(people), actor=people.tuan, at=NOW, successor=thu) == 2
    for campaign in (launched, draft):
        campaign.refresh_from_db()
        assert campaign.accountable_head == thu.member
        line = audit.history(campaign).last()
        assert (line.action, line.actor) == ("campaign.hand_over", people.tuan)
        assert line.before == {"accountable_head": people.mai.member_id}
        assert line.after == {"accountable_head": thu.member_id}
    assert launched.version == version + 1
    assert hand_over_campaigns(of_mai(people), actor=people.tuan, at=NOW, successor=thu) == 0


@pytest.mark.parametrize("state", ["archived", "cancelled"])
def test_campaign_that_is_over_keeps_the_name_of_who_answered_for_it(people, world, thu, state):
    campaign = make_launched(people, world.province)
    Campaign.objects.filter(pk=campaign.pk).update(state=state)
    assert hand_over_campaigns(of_mai(people), actor=people.tuan, at=NOW, successor=thu) == 0
    campaign.refresh_from_db()
    assert campaign.accountable_head == people.mai.member


def test_only_where_the_role_reaches(people, world):
    campaign = make_draft(people, world.province)
    elsewhere = assign_role(people.mai, Role.LEADER, world.other_province, actor=None, at=NOW, valid_from=LONG_AGO)
    assert list(list_headed(elsewhere)) == []
    assert list(list_headed(of_mai(people))) == [campaign]


def test_campaign_is_never_left_without_a_head(people, world):
    campaign = make_launched(people, world.province)
    guest = User.objects.create_user("KHACH", full_name="Khách")
    assert hand_over_campaigns(of_mai(people), actor=people.tuan, at=NOW, successor=guest) == 0
    campaign.refresh_from_db()
    assert campaign.accountable_head == people.mai.member


def test_account_without_a_member_answers_for_nothing(people, world):
    make_draft(people, world.province, accountable_head=None)
    guest = User.objects.create_user("KHACH", full_name="Khách")
    held = assign_role(guest, Role.INSPECTOR, world.province, actor=None, at=NOW, valid_from=LONG_AGO)
    assert list(list_headed(held)) == []
