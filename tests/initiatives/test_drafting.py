"""Writing a draft: kept as typed, never over someone else's words."""

import pytest
from django.core.exceptions import PermissionDenied

from initiatives.enums import InitiativeState
from initiatives.models import Initiative
from initiatives.services import discard_draft, save_draft, start_draft, submit_initiative
from portal.core import audit
from portal.core.errors import StaleError
from portal.core.models import AuditLine
from portal.core.workflow import WrongStateError
from tests.initiatives.initiatives import write
from tests.moments import NOW, later
from tests.people import make_member


def save(initiative, actor, *, seen, page="", at=NOW, **content):
    save_draft(initiative, actor=actor, at=at, seen_version=seen, page=page, content=content)


def test_draft_belongs_to_the_authors_unit_and_its_author_has_confirmed(stage):
    initiative = start_draft(stage.people.lan.member, actor=stage.people.lan, at=NOW, campaign=stage.campaign)
    author = initiative.authors.get()
    assert (initiative.unit, initiative.grassroots, initiative.province) == (
        stage.world.group, stage.world.factory, stage.world.province,
    )  # fmt: skip
    assert (author.member, author.share, author.is_lead, author.confirmed_at) == (
        stage.people.lan.member,
        100,
        True,
        NOW,
    )
    assert (initiative.code, initiative.author_names) == ("", "Nguyễn Thị Lan")


def test_official_writes_for_a_worker_who_has_yet_to_confirm(stage):
    worker = make_member("NV-BA", "Trần Văn Ba", stage.world.group)
    initiative = start_draft(worker, actor=stage.people.hung, at=NOW)
    assert (initiative.lead, initiative.drafted_by) == (worker, stage.people.hung)
    assert initiative.authors.get().confirmed_at is None


@pytest.mark.parametrize("name", ["lan", "binh", "huy"])
def test_nobody_else_writes_for_a_worker(stage, name):
    worker = make_member("NV-BA", "Trần Văn Ba", stage.world.mill)
    with pytest.raises(PermissionDenied):
        start_draft(worker, actor=getattr(stage.people, name), at=NOW)
    assert not Initiative.objects.exists()


def test_text_of_an_older_one_is_copied_without_its_value_and_days(stage):
    older = stage.submitted()
    copy = start_draft(stage.people.lan.member, actor=stage.people.lan, at=NOW, like=older)
    assert (copy.solution, copy.kind) == (older.solution, older.kind)
    assert (copy.claimed_value_vnd, copy.first_applied_on, copy.code) == (None, None, "")


def test_saved_text_counts_one_version_and_leaves_a_line(stage):
    initiative = stage.draft()
    seen = initiative.version
    save(initiative, stage.people.lan, seen=seen, at=later(minutes=5), title="Gá may nẹp kiểu mới")
    initiative.refresh_from_db()
    assert (initiative.title, initiative.version, initiative.saved_at) == (
        "Gá may nẹp kiểu mới",
        seen + 1,
        later(minutes=5),
    )
    line = audit.history(initiative).last()
    assert (line.action, line.after["fields"]) == ("initiative.save", ["title"])


def test_saving_the_same_again_writes_nothing(stage):
    initiative = stage.draft()
    lines = AuditLine.objects.count()
    save(initiative, stage.people.lan, seen=initiative.version, title=initiative.title)
    assert AuditLine.objects.count() == lines


def test_stale_save_shows_both_texts_and_changes_nothing(stage):
    initiative = stage.draft()
    seen = initiative.version
    write(initiative, stage.people.lan, title="Tên của tab kia", novelty="Điểm mới của tab kia")

    mine = Initiative.objects.get(pk=initiative.pk)
    with pytest.raises(StaleError) as refusal:
        save(mine, stage.people.lan, seen=seen, title="Tên của tôi")

    assert refusal.value.mine == [("Tên sáng kiến", "Tên của tôi")]
    assert refusal.value.theirs == [("Tên sáng kiến", "Tên của tab kia")]
    initiative.refresh_from_db()
    assert initiative.title == "Tên của tab kia"


def test_page_that_saved_last_saves_again_before_it_knows_its_version(stage):
    initiative = stage.draft()
    seen = initiative.version
    save(initiative, stage.people.lan, seen=seen, page="tab-1", title="Một")
    save(initiative, stage.people.lan, seen=seen, page="tab-1", title="Hai")
    with pytest.raises(StaleError):
        save(initiative, stage.people.lan, seen=seen, page="tab-2", title="Ba")
    initiative.refresh_from_db()
    assert initiative.title == "Hai"


def test_save_that_meets_a_submission_is_refused_by_the_state(stage):
    initiative = stage.draft()
    other_tab = Initiative.objects.get(pk=initiative.pk)
    submit_initiative(initiative, actor=stage.people.lan, at=NOW)
    with pytest.raises(WrongStateError):
        save(other_tab, stage.people.lan, seen=other_tab.version, title="Muộn")


@pytest.mark.parametrize("name", ["hung", "yen", "binh"])
def test_draft_is_written_by_nobody_else(stage, name):
    initiative = stage.draft()
    with pytest.raises(PermissionDenied):
        save(initiative, getattr(stage.people, name), seen=initiative.version, title="Của người khác")


def test_discarded_draft_stays_with_its_author_only(stage):
    initiative = stage.draft()
    discard_draft(initiative, actor=stage.people.lan, at=NOW)
    assert initiative.state == InitiativeState.WITHDRAWN
    assert Initiative.objects.visible_to(stage.people.lan).filter(pk=initiative.pk).exists()
    assert not Initiative.objects.visible_to(stage.people.hung).filter(pk=initiative.pk).exists()
