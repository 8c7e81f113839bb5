"""The demo loads, with every state to be seen and the traps as they are meant."""

from datetime import UTC, datetime

import pytest
from django.db.models import Sum

from initiatives.demo import load_demo
from initiatives.enums import InitiativeState
from initiatives.models import Initiative
from initiatives.selectors import list_doubts, missing_parts, similar_to
from tests.initiatives.test_papers import private_files
from units.models import Tally

__all__ = ["private_files"]

AT = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@pytest.fixture
def register(db):
    from campaigns.demo import load_demo as load_campaigns
    from councils.demo import load_demo as load_councils
    from units.demo import load_demo as load_units

    accounts = load_units(at=AT)
    load_councils(at=AT, accounts=accounts)
    load_campaigns(at=AT, accounts=accounts)
    load_demo(at=AT, accounts=accounts)
    return {initiative.code: initiative for initiative in Initiative.objects.exclude(code="")}


def test_demo_shows_every_state_and_the_traps(register):
    assert {f"SK-{number:03d}" for number in range(1, 51)} <= set(register)
    assert set(Initiative.objects.values_list("state", flat=True)) == set(InitiativeState.values)

    assert "Bớt 10%" in missing_parts(register["SK-043"], day=AT.date())["shares"]
    assert "first_applied_on" in missing_parts(register["SK-045"], day=AT.date())
    assert [one.initiative.code for one in similar_to(register["SK-040"])] == ["SK-001"]
    assert [one.initiative.code for one in similar_to(register["SK-046"])] == ["SK-023"]
    assert any("rất lớn" in doubt for doubt in list_doubts(register["SK-041"], day=AT.date()))
    for code in ("SK-026", "SK-044"):
        assert any("nằm ngoài khung" in doubt for doubt in list_doubts(register[code], day=AT.date()))


def test_demo_totals_are_those_of_its_records(register):
    recognised = Initiative.objects.recognised()
    kept = dict(Tally.objects.values_list("indicator").annotate(total=Sum("value")))
    assert kept["C02"] == recognised.count()
    assert kept["C06"] == recognised.filter(recognised_value_vnd__isnull=False).count()
    assert kept["C07"] == recognised.aggregate(total=Sum("recognised_value_vnd"))["total"]
    assert kept["C01"] == Initiative.objects.handed_in().exclude(state=InitiativeState.WITHDRAWN).count()
