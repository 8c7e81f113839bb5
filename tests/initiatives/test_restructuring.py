"""A unit ends, or two records of one person become one: what of the initiatives is counted, held up, and follows."""

import pytest

from initiatives.models import Author, Initiative
from initiatives.services import add_author, confirm_share
from initiatives.services.restructuring import between_persons, follow_person, touched
from portal.core import audit
from tests.moments import NOW
from tests.people import make_user
from units.models import UnitChange, User


@pytest.fixture
def twin(world) -> User:
    """A second record of Lan, with an account of its own."""
    return make_user("NV-LAN2", "Nguyễn Thị Lan", world.mill)


def joined(stage, twin) -> dict[str, int]:
    return follow_person(stage.people.lan.member, twin.member, actor=stage.people.mai, at=NOW)


def authors(initiative) -> list[tuple[str, int, bool]]:
    rows = Author.objects.filter(initiative=initiative).select_related("member").order_by("pk")
    return [(row.member.code, row.share, row.is_lead) for row in rows]


def test_initiatives_under_way_at_the_unit_are_counted_and_settled_ones_are_not(stage):
    def counted(*units):
        (row,) = touched(UnitChange(), units)
        assert str(row.label) == "Sáng kiến đang xét"
        return row.count

    stage.draft()
    stage.submitted(title="Giá xoay")
    settled = stage.submitted(title="Đã rút")
    Initiative.objects.filter(pk=settled.pk).update(state="withdrawn")
    assert (counted(stage.world.group), counted(stage.world.mill), counted()) == (2, 0, 0)


def test_what_the_second_record_made_becomes_the_persons_own(stage, twin):
    initiative = stage.submitted(twin)
    version = initiative.version
    assert joined(stage, twin) == {"initiatives": 1}
    initiative.refresh_from_db()
    assert (initiative.lead, initiative.version) == (stage.people.lan.member, version + 1)
    assert authors(initiative) == [("NV-LAN", 100, True)]
    line = audit.history(initiative).last()
    assert (line.action, line.actor) == ("initiative.follow", stage.people.mai)
    assert (line.before, line.after) == ({"member": twin.member_id}, {"member": stage.people.lan.member_id})


def test_share_of_a_co_author_follows_and_the_lead_stays(stage, twin):
    draft = stage.draft(stage.people.hung)
    add_author(draft, actor=stage.people.hung, at=NOW, contact="NV-LAN2", share=30)
    assert joined(stage, twin) == {"initiatives": 1}
    draft.refresh_from_db()
    assert draft.lead == stage.people.hung.member
    assert [(code, lead) for code, _share, lead in authors(draft)] == [("NV-HUNG", True), ("NV-LAN", False)]
    assert "Nguyễn Thị Lan" in draft.author_names


@pytest.mark.parametrize("lead", ["lan", "twin"])
def test_two_shares_of_one_person_become_one(stage, twin, lead):
    """Whoever of the two was the lead author: the person is."""
    first, other = (stage.people.lan, twin) if lead == "lan" else (twin, stage.people.lan)
    draft = stage.draft(first)
    add_author(draft, actor=first, at=NOW, contact=other.member.code, share=30)
    Author.objects.filter(initiative=draft, member=first.member).update(share=70)
    joined(stage, twin)
    draft.refresh_from_db()
    assert (draft.lead, authors(draft)) == (stage.people.lan.member, [("NV-LAN", 100, True)])


def test_shares_that_make_more_than_the_whole_make_the_whole(stage, twin):
    draft = stage.draft()
    add_author(draft, actor=stage.people.lan, at=NOW, contact="NV-LAN2", share=30)
    Author.objects.filter(initiative=draft).update(share=80)
    joined(stage, twin)
    assert authors(draft) == [("NV-LAN", 100, True)]


def test_share_that_one_of_the_two_has_not_confirmed_stands_in_the_way(stage, twin):
    """The sum would be confirmed by whoever confirmed a part."""
    lan = stage.people.lan.member
    draft = stage.draft()
    author = add_author(draft, actor=stage.people.lan, at=NOW, contact="NV-LAN2", share=30)
    (sentence,) = between_persons(lan, twin.member)
    assert draft.title in sentence
    assert "một bên chưa xác nhận tỷ lệ" in sentence
    confirm_share(author, actor=twin, at=NOW, seen_share=author.share)
    assert list(between_persons(lan, twin.member)) == []


def test_records_that_made_nothing_together_may_be_joined(stage, twin):
    stage.draft()
    stage.submitted(twin)
    assert list(between_persons(stage.people.lan.member, twin.member)) == []
    assert joined(stage, make_user("NV-LAN3", "Nguyễn Thị Lan", stage.world.mill)) == {"initiatives": 0}
