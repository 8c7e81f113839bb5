"""Drafts that nobody handed in go after their days; what was handed in never does."""

from datetime import timedelta

from initiatives.models import Attachment, Initiative
from initiatives.services import discard_draft, start_draft
from portal.core.files import store_bytes
from portal.core.models import AuditLine, StoredFile
from portal.core.retention import load_rules, purge_expired
from tests.awards.story import make_initiative
from tests.moments import NOW

YEARS = timedelta(days=730)
MONTH = timedelta(days=30)


def lines() -> list[dict]:
    return [line.after for line in AuditLine.objects.filter(action="retention.purge").order_by("pk")]


def test_draft_goes_when_nobody_touched_it_for_its_days(stage):
    load_rules(at=NOW)
    draft = start_draft(stage.people.lan.member, actor=stage.people.lan, at=NOW)
    given_up = start_draft(stage.people.lan.member, actor=stage.people.lan, at=NOW)
    discard_draft(given_up, actor=stage.people.lan, at=NOW)
    photo = store_bytes(b"abc", name="a.jpg", content_type="image/jpeg", owner=stage.people.lan, at=NOW)
    Attachment.objects.create(initiative=draft, file=photo)
    handed_in = make_initiative(stage.people.lan.member)
    assert purge_expired(at=NOW + YEARS) == {}
    assert Initiative.objects.count() == 3
    assert purge_expired(at=NOW + YEARS + timedelta(seconds=1)) == {"drafts": 2, "files": 1}
    assert list(Initiative.objects.all()) == [handed_in]
    assert not StoredFile.objects.exists()
    assert lines() == [{"code": "initiative_drafts", "days": 730, "drafts": 2, "files": 1}]
    # Nothing left to do leaves no line.
    assert purge_expired(at=NOW + YEARS + MONTH) == {}
    assert len(lines()) == 1
