"""The chain is checked every night; a break is told, every day, once, until it is solved."""

import json
from datetime import timedelta
from io import StringIO

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from portal.core import audit
from portal.core.models import AuditCheck, AuditLine, Notice, Outbox
from portal.core.tasks import verify_audit
from portal.pages.notices import warn_of_broken_trail
from portal.pages.tasks import warn_of_broken_trail as warning_task
from tests.core.behind import behind_the_portals_back
from tests.moments import NOW, later
from tests.people import make_user
from units.enums import Role

pytestmark = pytest.mark.django_db
SPOIL = "UPDATE core_auditline SET note = 'khác' WHERE id = (SELECT min(id) FROM core_auditline)"


@pytest.fixture
def keepers(world, people):
    """The inspection committee and the administrator of the confederation; a province has an inspector too."""
    make_user("NV-T3", "Kiểm Tra Tỉnh", world.province, Role.INSPECTOR)
    return [
        make_user("NV-T1", "Kiểm Tra Trung Ương", world.top, Role.INSPECTOR),
        make_user("NV-T2", "Quản Trị Trung Ương", world.top, Role.ADMINISTRATOR),
    ]


def tonight(nights: int = 0):
    return NOW + timedelta(days=nights)  # NOW is a Monday


def test_night_after_a_good_one_walks_only_what_is_new(world):
    first = audit.check(at=tonight())
    audit.record("unit.note", world.province, actor=None, at=tonight(1))
    second = audit.check(at=tonight(1))
    assert (first.is_full, first.is_whole, first.lines) == (True, True, AuditLine.objects.count() - 1)
    assert (second.is_full, second.is_whole, second.seals, second.lines) == (False, True, 1, 1)


def test_sunday_walks_everything_and_finds_what_lies_behind_the_last_check(world):
    audit.check(at=tonight())
    behind_the_portals_back(SPOIL)
    monday, sunday = audit.check(at=tonight(1)), audit.check(at=tonight(6))
    assert (monday.is_full, monday.is_whole) == (False, True)
    assert (sunday.is_full, sunday.is_whole, sunday.problem_count) == (True, False, 1)


def test_night_after_a_bad_one_looks_at_everything_again(world):
    behind_the_portals_back_after_sealing()
    nights = [audit.check(at=tonight(night)) for night in range(2)]
    assert [(one.is_full, one.is_whole) for one in nights] == [(True, False), (True, False)]


def behind_the_portals_back_after_sealing() -> None:
    audit.seal(at=NOW)
    behind_the_portals_back(SPOIL)


def test_chain_cut_off_since_the_last_check_is_found(world):
    audit.check(at=tonight())
    behind_the_portals_back("DELETE FROM core_auditseal; DELETE FROM core_auditline")
    audit.record("unit.note", world.province, actor=None, at=tonight(1))
    found = audit.check(at=tonight(1))
    assert (found.is_whole, found.problem_count) == (False, 1)
    assert "không còn niêm phong" in found.problems[0]["sentence"]


def test_result_of_a_check_cannot_be_altered(world):
    found = audit.check(at=NOW)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        AuditCheck.objects.filter(pk=found.pk).update(is_whole=False)


def test_one_check_at_a_time_and_the_second_is_told(world):
    outside = psycopg2.connect(**connection.get_connection_params() | {"cursor_factory": None})
    try:
        with outside.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtext('audit check'))")
        assert audit.check(at=NOW) is None
        with pytest.raises(CommandError, match="Một lần kiểm tra khác đang chạy"):
            call_command("verify_audit", stdout=StringIO())
    finally:
        outside.close()
    assert not AuditCheck.objects.exists()
    assert audit.check(at=NOW).is_whole


def test_command_names_some_breaks_and_says_how_many_more(world, monkeypatch):
    monkeypatch.setattr("portal.core.audit.sealing.BATCH", 1)
    monkeypatch.setattr("portal.core.audit.checking.SHOWN", 2)
    while audit.seal(at=NOW):
        pass
    behind_the_portals_back(
        "UPDATE core_auditline SET note = 'khác' WHERE id IN (SELECT id FROM core_auditline ORDER BY id LIMIT 3)"
    )
    words = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_audit", stdout=StringIO(), stderr=words)
    said = words.getvalue()
    assert (said.count("có dòng đã bị sửa"), "… và 1 chỗ nữa." in said) == (2, True)


def test_break_is_answered_for_once(world):
    audit.seal(at=NOW)
    behind_the_portals_back(SPOIL)
    problems = audit.verify().problems
    assert [audit.accept(problems, at=NOW, reason="Sửa nhầm khi bảo trì") for _time in range(2)] == [1, 0]
    line = AuditLine.objects.get(action="trail.accept_break")
    assert (line.actor, line.note) == (None, "Sửa nhầm khi bảo trì")


def test_break_raises_the_alarm_with_the_keepers_once_a_day(world, keepers, caplog):
    behind_the_portals_back_after_sealing()
    verify_audit()
    assert "the trail is broken" in caplog.text
    warning_task()
    told = Notice.objects.filter(event__startswith="trail.broken")
    assert {notice.recipient for notice in told} == set(keepers)
    assert Outbox.objects.filter(notice__in=told).count() == len(keepers)
    assert "bị sửa" in told[0].body
    verify_audit()
    warning_task()
    assert told.count() == len(keepers)


def test_alarm_comes_again_the_next_day_until_the_break_is_answered_for(world, keepers):
    behind_the_portals_back_after_sealing()
    audit.check(at=later(days=3650))
    assert warn_of_broken_trail(at=later(days=3650)) == len(keepers)
    audit.check(at=later(days=3651))
    assert warn_of_broken_trail(at=later(days=3651)) == len(keepers)
    with pytest.raises(SystemExit):
        call_command("verify_audit", stdout=StringIO(), stderr=StringIO())
    call_command("verify_audit", accept="Kết luận số 12", stdout=StringIO(), stderr=StringIO())
    assert warn_of_broken_trail(at=later(days=3652)) == 0
    line = AuditLine.objects.get(action="trail.accept_break")
    assert (line.note, "bị sửa" in line.after["sentence"]) == ("Kết luận số 12", True)


def test_break_that_was_answered_for_and_touched_again_is_a_new_one(world):
    behind_the_portals_back_after_sealing()
    call_command("verify_audit", accept="Đã kết luận", stdout=StringIO(), stderr=StringIO())
    behind_the_portals_back(SPOIL.replace("khác", "khác nữa"))
    assert audit.check(at=NOW, full=True).is_whole is False


def test_whole_chain_warns_nobody(world, keepers):
    audit.check(at=NOW)
    assert (warn_of_broken_trail(at=NOW), Notice.objects.count()) == (0, 0)


def health(client) -> dict:
    return json.loads(client.get(reverse("healthz")).content)


def test_watchers_see_the_state_of_the_trail(world, client):
    assert health(client)["trail"] is None
    verify_audit()
    assert health(client)["trail"] is True
    behind_the_portals_back(SPOIL)
    audit.check(at=NOW, full=True)
    broken = health(client)
    assert (broken["trail"], broken["ok"]) == (False, True)


def test_doctor_names_the_break_with_its_cure(world):
    behind_the_portals_back_after_sealing()
    audit.check(at=NOW)
    words = StringIO()
    with pytest.raises(Exception, match="cần sửa"):
        call_command("doctor", stdout=words)
    assert "KHÔNG nguyên vẹn" in words.getvalue()
    assert "docs/runbook.md" in words.getvalue()
