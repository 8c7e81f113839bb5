"""The one door for state changes."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections

from campaigns.models import Campaign
from campaigns.services import Draft, start_campaign
from campaigns.states import SUBMIT
from portal.core import audit
from portal.core.errors import StaleError
from portal.core.models import AuditLine
from portal.core.workflow import WrongStateError, advance
from tests.moments import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(world, people) -> Campaign:
    return start_campaign(world.province, actor=people.yen, at=NOW, draft=Draft(name="Lao động giỏi", short_name="LĐG"))


def test_step_changes_state_fields_and_version_and_leaves_one_line(draft, people):
    version = draft.version
    advance(draft, SUBMIT, actor=people.yen, at=NOW, note="Kính trình")
    draft.refresh_from_db()
    line = audit.history(draft).last()
    assert (draft.state, draft.version) == ("submitted", version + 1)
    assert (line.action, line.actor, line.note) == ("campaign.submit", people.yen, "Kính trình")
    assert (line.before["state"], line.after["state"]) == ("draft", "submitted")


def test_step_from_another_state_is_refused_and_leaves_no_line(draft, people):
    advance(draft, SUBMIT, actor=people.yen, at=NOW)
    lines = AuditLine.objects.count()
    with pytest.raises(WrongStateError, match="Trình duyệt"):
        advance(draft, SUBMIT, actor=people.yen, at=NOW)
    assert AuditLine.objects.count() == lines


def test_step_without_the_permission_is_refused(draft, people):
    with pytest.raises(PermissionDenied):
        advance(draft, SUBMIT, actor=people.binh, at=NOW)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_step_from_a_stale_page_is_refused(draft, people):
    with pytest.raises(StaleError):
        advance(draft, SUBMIT, actor=people.yen, at=NOW, seen_version=draft.version - 1)
    draft.refresh_from_db()
    assert draft.state == "draft"


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_wins(draft, people):
    def press(_: int) -> bool:
        try:
            advance(Campaign.objects.get(pk=draft.pk), SUBMIT, actor=people.yen, at=NOW)
        except WrongStateError:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(4) as pool:
        wins = list(pool.map(press, range(4)))
    assert sorted(wins) == [False, False, False, True]
    assert audit.history(draft).filter(action="campaign.submit").count() == 1
