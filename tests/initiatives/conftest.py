"""Where initiatives are handed in: a campaign, dated limits, and a council that can be called."""

from dataclasses import dataclass
from typing import Any

import pytest

from campaigns.models import Campaign
from councils.models import Council
from initiatives.models import Initiative
from initiatives.services import send_to_council
from tests.initiatives.initiatives import (
    make_accepted,
    make_council,
    make_draft,
    make_received,
    make_recognised,
    make_rule,
    make_session,
    make_submitted,
    prepare,
)
from tests.moments import NOW
from tests.people import People
from tests.world import World


@dataclass
class Stage:
    """Who and what a story about an initiative needs; Lan writes, Hùng's union checks."""

    world: World
    people: People
    campaign: Campaign

    def draft(self, author=None, **content: Any) -> Initiative:
        return make_draft(author or self.people.lan, self.campaign, **content)

    def submitted(self, author=None, **content: Any) -> Initiative:
        return make_submitted(author or self.people.lan, self.campaign, **content)

    def received(self, author=None, **content: Any) -> Initiative:
        return make_received(author or self.people.lan, self.people.hung, self.campaign, **content)

    def accepted(self, author=None, **content: Any) -> Initiative:
        return make_accepted(author or self.people.lan, self.people.hung, self.campaign, **content)

    def session(self):
        """A session of the council of Hùng's union that may still be given dossiers."""
        council = Council.objects.filter(unit=self.world.factory).first()
        if council is None:
            make_rule()
            council = make_council(self.world.factory, self.people.hung)
        return make_session(council, self.people.hung)

    def under_review(self, author=None, **content: Any) -> Initiative:
        initiative = self.accepted(author, **content)
        send_to_council(initiative, actor=self.people.hung, at=NOW, session=self.session())
        return initiative

    def recognised(self, author=None, **content: Any) -> Initiative:
        return make_recognised(self, author, **content)


@pytest.fixture
def stage(world, people) -> Stage:
    return Stage(world, people, prepare(world))
