"""The trail is written with the change, sealed, and cannot be altered unseen."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from portal.core import audit
from portal.core.models import AuditLine
from tests.core.behind import behind_the_portals_back
from tests.moments import NOW, later

pytestmark = pytest.mark.django_db


def test_lines_refuse_update_and_delete(world):
    line = AuditLine.objects.first()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        AuditLine.objects.filter(pk=line.pk).update(note="khác")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        AuditLine.objects.filter(pk=line.pk).delete()


def test_sealed_chain_verifies_and_seals_each_line_once(world):
    sealed = audit.seal(at=NOW)
    again = audit.seal(at=NOW)
    verdict = audit.verify()
    assert (sealed, again) == (AuditLine.objects.count(), 0)
    assert (verdict.problems, verdict.unsealed, verdict.lines) == ([], 0, sealed)


def test_line_committed_late_is_sealed_later(world, people):
    first = AuditLine.objects.order_by("pk").first()
    audit.seal(at=NOW)
    # As if a long transaction had drawn its number early and committed after the seal.
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_auditline"
            " (id, at, actor_role, action, object_type, object_id, note, before, after, request_id)"
            " VALUES (%s, now(), '', 'unit.late', 'units.unit', 1, '', '{}', '{}', '')",
            [first.pk - 1],
        )
    assert audit.seal(at=NOW) == 1
    assert audit.verify().problems == []


@pytest.mark.parametrize(
    ("tampering", "finding"),
    [
        ("UPDATE core_auditline SET note = 'khác' WHERE id = (SELECT min(id) FROM core_auditline)", "bị sửa"),
        ("DELETE FROM core_auditline WHERE id = (SELECT min(id) FROM core_auditline)", "bị xóa"),
    ],
)
def test_change_behind_the_portals_back_is_found(world, tampering, finding):
    audit.seal(at=NOW)
    behind_the_portals_back(tampering)
    problems = audit.verify().problems
    assert len(problems) == 1
    assert finding in problems[0].sentence


def test_line_is_not_found_where_its_seal_does_not_look(world):
    audit.seal(at=NOW)
    behind_the_portals_back(
        "UPDATE core_auditline SET at = '2019-01-01' WHERE id = (SELECT min(id) FROM core_auditline)"
    )
    assert "bị xóa" in audit.verify().problems[0].sentence


def test_line_names_who_was_acted_for_and_the_seal_covers_it(world, people):
    with audit.acting_for(people.tuan):
        theirs = audit.record("unit.note", world.province, actor=people.mai, at=NOW)
        own = audit.record("unit.note", world.province, actor=people.tuan, at=NOW)
        system = audit.record("unit.note", world.province, actor=None, at=NOW)
    after = audit.record("unit.note", world.province, actor=people.mai, at=NOW)
    assert [line.on_behalf_of for line in (theirs, own, system, after)] == [people.tuan, None, None, None]
    audit.seal(at=NOW)
    behind_the_portals_back(f"UPDATE core_auditline SET on_behalf_of_id = NULL WHERE id = {theirs.pk}")
    assert "bị sửa" in audit.verify().problems[0].sentence


def test_every_seal_after_the_first_is_found_again_in_one_walk(world):
    audit.seal(at=NOW)
    for minutes in range(1, 4):
        audit.record("unit.note", world.province, actor=None, at=later(minutes=minutes))
        audit.seal(at=later(minutes=minutes))
    verdict = audit.verify()
    assert (verdict.seals, verdict.problems, verdict.lines) == (4, [], AuditLine.objects.count())


def test_seal_that_does_not_follow_the_one_before_is_found(world):
    audit.seal(at=NOW)
    audit.record("unit.note", world.province, actor=None, at=later(minutes=1))
    audit.seal(at=later(minutes=1))
    behind_the_portals_back(
        "UPDATE core_auditseal SET previous = repeat('f', 64) WHERE id = (SELECT max(id) FROM core_auditseal)"
    )
    sentences = [problem.sentence for problem in audit.verify().problems]
    assert "không nối với niêm phong trước" in sentences[0]


def test_chain_of_many_small_seals_is_read_in_handfuls(world, monkeypatch):
    monkeypatch.setattr("portal.core.audit.sealing.BATCH", 2)
    while audit.seal(at=NOW):
        pass
    verdict = audit.verify()
    assert (verdict.problems, verdict.lines, verdict.seals > 2) == ([], AuditLine.objects.count(), True)


def test_command_fails_on_a_broken_chain(world):
    call_command("verify_audit", stdout=StringIO())
    behind_the_portals_back(
        "UPDATE core_auditline SET actor_role = 'Chủ tịch' WHERE id = (SELECT max(id) FROM core_auditline)"
    )
    words = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_audit", stdout=StringIO(), stderr=words)
    assert "KHÔNG nguyên vẹn" in words.getvalue()


def test_chain_cut_off_at_its_end_is_found_by_a_digest_kept_elsewhere(world):
    words = StringIO()
    call_command("verify_audit", stdout=words)
    kept = words.getvalue().split()[-1]
    call_command("verify_audit", known=kept, stdout=StringIO())
    behind_the_portals_back("DELETE FROM core_auditseal; DELETE FROM core_auditline")
    with pytest.raises(SystemExit):
        call_command("verify_audit", known=kept, stdout=StringIO(), stderr=StringIO())
