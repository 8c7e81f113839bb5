"""Near copies are found across units, without accents, and everyday phrases are not."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection

from initiatives.models import Initiative
from initiatives.selectors import keys_of, similar_to
from initiatives.selectors.similar import common_keys
from initiatives.services import withdraw_initiative
from tests.initiatives.initiatives import TEXT, make_submitted
from tests.moments import NOW
from tests.people import make_user

REGISTER = Path(__file__).parents[2] / "initiatives" / "fixtures" / "initiatives.csv"


@pytest.fixture
def register(stage) -> dict[str, Initiative]:
    """The fifty initiatives of the register, by code, all of one author: only their texts matter here."""
    found = {}
    with REGISTER.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["code"]] = Initiative.objects.create(
                code=row["code"],
                title=row["title"],
                solution=row["summary"],
                value_basis=row["value_basis"],
                claimed_value_vnd=int(row["economic_value_vnd"] or 0) or None,
                first_applied_on=date.fromisoformat(row["first_applied_on"]) if row["first_applied_on"] else None,
                state="submitted",
                submitted_at=NOW,
                created_at=NOW,
                unit=stage.world.factory,
                lead=make_user(f"NV-{row['code']}", row["author_name"], stage.world.factory).member,
            )
    for initiative in found.values():
        initiative.sketch = keys_of(initiative)
        initiative.save(update_fields=["sketch"])
    return found


def codes(initiative):
    return [one.initiative.code for one in similar_to(initiative)]


def test_near_copy_is_found_both_ways(register):
    assert codes(register["SK-040"]) == ["SK-001"]
    assert codes(register["SK-001"]) == ["SK-040"]


def test_same_content_reported_by_two_unions_is_found(register):
    found = similar_to(register["SK-046"])
    assert [one.initiative.code for one in found] == ["SK-023"]
    assert (found[0].same_value, found[0].same_day) == (True, True)


def test_everything_else_in_the_register_stands_alone(register):
    others = [
        initiative for code, initiative in register.items() if code not in {"SK-001", "SK-040", "SK-023", "SK-046"}
    ]
    assert {initiative.code: codes(initiative) for initiative in others if codes(initiative)} == {}


def test_copy_without_accents_is_found(stage):
    original = stage.submitted()
    other = make_user("NV-TU", "Phạm Văn Tư", stage.world.other_factory)
    copy = make_submitted(
        other,
        stage.campaign,
        title="Che tao ga may nep so mi giam thao tac can chinh tay",
        solution="Khac",
        value_basis="Do lai",
    )
    assert codes(copy) == [original.code]


def test_drafts_and_withdrawn_ones_are_nobodys_business(stage):
    stage.draft()
    withdrawn = stage.submitted()
    withdraw_initiative(withdrawn, actor=stage.people.lan, at=NOW)
    other = make_user("NV-TU", "Phạm Văn Tư", stage.world.group)
    assert codes(make_submitted(other, stage.campaign)) == []


def test_what_was_known_at_the_submission_is_frozen_with_it(stage):
    first = stage.submitted()
    other = make_user("NV-TU", "Phạm Văn Tư", stage.world.group)
    second = make_submitted(other, stage.campaign)
    shown = second.versions.get().content["similar"]
    assert [(one["code"], one["percent"]) for one in shown] == [(first.code, 100)]


def test_search_is_one_query(stage, django_assert_num_queries):
    stage.submitted()
    initiative = stage.draft()
    common_keys()
    with django_assert_num_queries(1):
        found = similar_to(initiative)
        assert [str(one.initiative.owner) for one in found] == [stage.world.factory.short_name]


def test_text_too_short_to_compare_asks_nothing(stage, django_assert_num_queries):
    initiative = stage.draft(title="Gá", solution="Có", value_basis="")
    common_keys()
    with django_assert_num_queries(0):
        assert similar_to(initiative) == []
    assert TEXT["title"] != initiative.title


def test_phrase_that_stands_in_very_many_rows_says_nothing_about_copying(register, stage):
    """What is common is read from the statistics of the database; before there are any, nothing is."""
    cache.delete("initiatives.common_keys")
    assert common_keys() == frozenset()
    everyday, rare = 11, 12
    like = {"state": "submitted", "submitted_at": NOW, "created_at": NOW, "lead": stage.people.lan.member}
    Initiative.objects.bulk_create(
        Initiative(code=f"TK-{n}", title="x", unit=stage.world.factory, sketch=[everyday, 1000 + n], **like)
        for n in range(300)
    )
    Initiative.objects.create(code="TK-R", title="x", unit=stage.world.factory, sketch=[rare], **like)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE initiatives_initiative")
    assert common_keys() == frozenset()  # read every ten minutes
    cache.delete("initiatives.common_keys")
    assert common_keys() == {everyday}
    assert codes(register["SK-040"]) == ["SK-001"]
    assert similar_to(register["SK-040"], keys=[everyday]) == []
    cache.delete("initiatives.common_keys")
