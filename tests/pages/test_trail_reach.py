"""Who reads which lines of the trail, and how much of them."""

import pytest
from django.urls import reverse

from portal.core import audit
from portal.core.models import AuditLine
from portal.pages.trail.drawing import draw
from portal.pages.trail.reach import list_keepers, list_lines
from portal.pages.trail.searching import Filters, search_lines
from tests.moments import NOW, TODAY
from tests.people import make_user
from units.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def readers(world, people):
    """Of the first province, of the other one, and of the confederation: an inspector and an administrator each."""
    return {
        (name, role): make_user(f"NV-{name}-{role[:3]}", f"Người đọc {name}", unit, role)
        for name, unit in (("tinh", world.province), ("khac", world.other_province), ("tw", world.top))
        for role in (Role.INSPECTOR, Role.ADMINISTRATOR)
    }


@pytest.fixture
def lines(world, people, readers):
    """One line in the first province, and one that belongs to no unit."""
    inside = audit.record(
        "campaign.save",
        world.factory,
        actor=people.hung,
        at=NOW,
        note="ghi chú",
        before={"name": "cũ"},
        after={"name": "mới"},
    )
    nowhere = audit.record("catalogue.load", people.hung, actor=people.hung, at=NOW)
    assert nowhere.unit_id is None
    return inside, nowhere


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.ADMINISTRATOR])
@pytest.mark.parametrize(("place", "seen"), [("tinh", (True, False)), ("khac", (False, False)), ("tw", (True, True))])
def test_reader_sees_the_lines_of_their_branch_only(readers, lines, place, role, seen):
    found = set(list_lines(readers[place, role]).values_list("pk", flat=True))
    assert tuple(line.pk in found for line in lines) == seen


def test_line_without_unit_is_seen_by_whoever_it_names_too(readers, world, people):
    reader = readers["tinh", Role.INSPECTOR]
    own = audit.record("catalogue.load", people.hung, actor=reader, at=NOW)
    assert own in list_lines(reader)
    assert own not in list_lines(readers["khac", Role.INSPECTOR])


def test_branch_of_another_is_empty_even_when_asked_for(readers, lines, world):
    stranger = readers["khac", Role.INSPECTOR]
    assert not search_lines(stranger, Filters(unit=world.factory)).exists()


def test_reader_whose_role_has_ended_sees_nothing(readers, lines, client):
    reader = readers["tinh", Role.INSPECTOR]
    reader.held.update(valid_to=TODAY.replace(year=2021))
    client.force_login(reader)
    assert client.get(reverse("trail")).status_code == 403


@pytest.mark.parametrize("name", ["lan", "hung", "yen", "tuan"])
def test_others_are_refused_with_the_reason(people, client, name):
    client.force_login(getattr(people, name))
    answer = client.get(reverse("trail"))
    assert answer.status_code == 403
    assert "Ủy ban Kiểm tra" in answer.content.decode()


def test_inspector_reads_values_where_an_administrator_reads_only_what_changed(readers, lines, world, people):
    business = audit.record(
        "campaign.save",
        campaign_like(world),
        actor=people.hung,
        at=NOW,
        note="vì",
        before={"name": "cũ"},
        after={"name": "mới"},
    )
    inspector, administrator = (
        draw(readers["tinh", role], [business])[0] for role in (Role.INSPECTOR, Role.ADMINISTRATOR)
    )
    assert [(one.label, one.left, one.right) for one in inspector.differences] == [("Tên", "cũ", "mới")]
    assert (administrator.differences, administrator.fields, administrator.note) == ([], ["Tên"], "")


def campaign_like(world):
    """A record that is not the administrators' business."""
    from campaigns.models import Campaign

    return Campaign(pk=17, launch_unit=world.province)


def test_administrator_reads_the_values_of_units_and_people(readers, lines):
    row = draw(readers["tinh", Role.ADMINISTRATOR], [lines[0]])[0]
    assert [(one.left, one.right) for one in row.differences] == [("cũ", "mới")]


def test_points_of_a_score_sheet_are_shown_to_their_scorer_only(readers, world, people):
    from councils.models import ScoreSheet

    line = AuditLine(
        at=NOW, action="sheet.submit", object_type=audit.label_of(ScoreSheet()), object_id=1,
        unit_id=world.province.pk, actor=people.mai, after={"total": 87},
    )  # fmt: skip
    assert draw(readers["tw", Role.INSPECTOR], [line])[0].differences == []
    assert draw(people.mai, [line])[0].differences[0].right == "87"


def test_keepers_are_those_of_the_highest_level(readers, people):
    assert set(list_keepers(TODAY)) == {readers["tw", Role.INSPECTOR], readers["tw", Role.ADMINISTRATOR]}


def test_lines_about_batches_and_accounts_belong_to_a_unit(world, people):
    account = AuditLine.objects.get(action="user.open", object_id=people.lan.pk)
    assert account.unit_id == world.group.pk
