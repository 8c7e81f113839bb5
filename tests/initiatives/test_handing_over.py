"""An official leaves: what they entered for workers goes on under another hand; what they made themselves stays theirs."""

import pytest

from initiatives.models import Initiative
from initiatives.selectors.handing_over import list_entered
from initiatives.services import confirm_share, return_initiative, start_draft, submit_initiative, take_receipt
from initiatives.services.handing_over import hand_over_initiatives
from portal.core import audit
from tests.initiatives.initiatives import TEXT, write
from tests.moments import LONG_AGO, NOW
from tests.people import make_user
from units.enums import Role
from units.models import Assignment, User
from units.services import assign_role


@pytest.fixture
def thu(world) -> User:
    return make_user("NV-THU", "Đỗ Thị Thu", world.factory, Role.GRASSROOTS_OFFICER)


def of_hung(stage, role: str = Role.GRASSROOTS_OFFICER) -> Assignment:
    return Assignment.objects.get(user=stage.people.hung, role=role, unit=stage.world.factory)


def entered(stage, member=None) -> Initiative:
    """A draft that Hùng enters for Lan."""
    hung = stage.people.hung
    initiative = start_draft(member or stage.people.lan.member, actor=hung, at=NOW, campaign=stage.campaign)
    write(initiative, hung, **TEXT)
    return initiative


def hand_in(stage, initiative) -> None:
    """Lan confirms that all of it is hers, and Hùng hands it in for her."""
    confirm_share(initiative.authors.get(), actor=stage.people.lan, at=NOW, seen_share=100)
    submit_initiative(initiative, actor=stage.people.hung, at=NOW)


def test_open_drafts_go_over_and_leave_a_line(stage, thu):
    draft, returned = entered(stage), entered(stage)
    hand_in(stage, returned)
    take_receipt(returned, actor=thu, at=NOW)
    return_initiative(returned, actor=thu, at=NOW, reason="Thêm ảnh.")
    versions = {one.pk: one.version for one in (draft, returned)}
    assert hand_over_initiatives(of_hung(stage), actor=stage.people.mai, at=NOW, successor=thu) == 2
    for one in (draft, returned):
        one.refresh_from_db()
        assert (one.drafted_by, one.lead, one.version) == (thu, stage.people.lan.member, versions[one.pk] + 1)
        line = audit.history(one).last()
        assert (line.action, line.actor) == ("initiative.hand_over", stage.people.mai)
        assert (line.before, line.after) == ({"drafted_by": stage.people.hung.pk}, {"drafted_by": thu.pk})
    assert hand_over_initiatives(of_hung(stage), actor=stage.people.mai, at=NOW, successor=thu) == 0


def test_what_was_handed_in_and_what_is_ones_own_stay(stage, thu):
    sent, own = entered(stage), entered(stage, stage.people.hung.member)
    hand_in(stage, sent)
    assert hand_over_initiatives(of_hung(stage), actor=stage.people.mai, at=NOW, successor=thu) == 0
    for one in (sent, own):
        one.refresh_from_db()
        assert one.drafted_by == stage.people.hung


def test_only_what_the_role_reaches_goes_over(stage, world):
    draft = entered(stage)
    elsewhere = assign_role(
        stage.people.hung, Role.GRASSROOTS_OFFICER, world.mill, actor=None, at=NOW, valid_from=LONG_AGO
    )
    clerk = assign_role(stage.people.hung, Role.CLERK, world.factory, actor=None, at=NOW, valid_from=LONG_AGO)
    assert (list(list_entered(elsewhere)), list(list_entered(clerk))) == ([], [])
    assert list(list_entered(of_hung(stage))) == [draft]
