"""Personal data in the trail are hidden, and shown to an inspector who says what for."""

import pytest
from django.urls import reverse

from portal.core import audit
from portal.core.models import AuditLine
from tests.moments import NOW
from tests.people import make_user
from units.enums import Role

pytestmark = pytest.mark.django_db
PURPOSE = "Xác minh đơn khiếu nại số 05/ĐKN"


@pytest.fixture
def readers(world, people):
    return {
        role: make_user(f"NV-{role[:4]}", "Người đọc", world.province, role) for role in ("inspector", "administrator")
    }


@pytest.fixture
def change(world, people):
    """Lan's phone number and birthday are put right."""
    return audit.record(
        "member.enrol",
        people.lan.member,
        actor=people.hung,
        at=NOW,
        before={"phone": "0912000111", "birth_date": "1990-05-01", "full_name": "Lan"},
        after={
            "phone": "0912000222",
            "birth_date": None,
            "full_name": "Lan Anh",
            "papers": [{"email": "lan@example.vn"}],
        },
    )


def page(client, reader, line):
    client.force_login(reader)
    return client.get(reverse("trail_line", args=[line.pk])).content.decode()


def purpose(client, reader, line, words=PURPOSE):
    client.force_login(reader)
    return client.post(reverse("trail_line", args=[line.pk]), {"purpose": words})


SECRETS = ("0912000111", "0912000222", "01/05/1990", "lan@example.vn")


@pytest.mark.parametrize("role", ["inspector", "administrator"])
def test_personal_data_are_hidden_and_the_rest_is_shown(client, readers, change, role):
    found = page(client, readers[role], change)
    assert [secret for secret in SECRETS if secret in found] == []
    assert "Lan Anh" in found


def test_inspector_with_a_purpose_sees_them_once_and_leaves_a_line(client, readers, change, world):
    answer = purpose(client, readers["inspector"], change)
    assert [secret for secret in SECRETS if secret not in answer.content.decode()] == []
    assert "no-store" in answer["Cache-Control"]
    line = AuditLine.objects.get(action="trail.open_personal")
    assert (line.actor, line.note, line.object_id, line.unit_id) == (
        readers["inspector"], PURPOSE, change.pk, change.unit_id,
    )  # fmt: skip
    assert "0912000111" not in page(client, readers["inspector"], change)


@pytest.mark.parametrize("words", ["", "   ", "xem"])
def test_no_purpose_no_data_no_line(client, readers, change, words):
    answer = purpose(client, readers["inspector"], change, words)
    assert answer.status_code == 422
    assert "0912000111" not in answer.content.decode()
    assert not AuditLine.objects.filter(action="trail.open_personal").exists()


def test_administrator_is_refused_and_offered_nothing(client, readers, change):
    assert "Ghi mục đích" not in page(client, readers["administrator"], change)
    assert purpose(client, readers["administrator"], change).status_code == 403
    assert not AuditLine.objects.filter(action="trail.open_personal").exists()


def test_inspector_of_another_branch_does_not_reach_the_line(client, change, world, people):
    other = make_user("NV-KH", "Kiểm tra nơi khác", world.other_province, Role.INSPECTOR)
    assert purpose(client, other, change).status_code == 404


def test_hiding_reaches_every_depth_and_leaves_what_is_empty():
    values = {"phone": "", "people": [{"address": "12 Lê Lợi", "name": "Lan"}], "discipline": {"kind": "cảnh cáo"}}
    hidden = audit.mask(values)
    assert hidden == {
        "phone": "",
        "people": [{"address": str(audit.MASK), "name": "Lan"}],
        "discipline": str(audit.MASK),
    }
    assert (audit.holds_personal(values), audit.holds_personal({"phone": "", "name": "Lan"})) == (True, False)
