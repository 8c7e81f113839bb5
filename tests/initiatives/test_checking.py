"""The union's check: received, returned, valid, refused; with reasons, by who may."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from initiatives.enums import InitiativeState, RejectionGround
from initiatives.services import (
    accept_initiative,
    reject_initiative,
    resubmit_initiative,
    return_initiative,
    take_receipt,
)
from portal.core import audit
from portal.core.errors import DomainError
from portal.core.models import Notice
from portal.core.workflow import WrongStateError
from tests.initiatives.initiatives import TEXT, make_submitted
from tests.moments import NOW, TODAY
from tests.people import make_user
from units.enums import Role
from units.models import Tally


def give_back(initiative, actor, **facts):
    return_initiative(initiative, actor=actor, at=NOW, **{"reason": "Thêm bảng đo trước và sau.", **facts})


def test_official_receives(stage):
    initiative = stage.submitted()
    take_receipt(initiative, actor=stage.people.hung, at=NOW)
    assert initiative.state == InitiativeState.RECEIPT_CHECK


def test_official_of_a_level_above_receives_too(stage):
    initiative = stage.submitted()
    take_receipt(initiative, actor=stage.people.yen, at=NOW)
    assert initiative.state == InitiativeState.RECEIPT_CHECK


@pytest.mark.parametrize("name", ["lan", "huy", "binh"])
def test_nobody_else_receives(stage, name):
    initiative = stage.submitted()
    with pytest.raises(PermissionDenied):
        take_receipt(initiative, actor=getattr(stage.people, name), at=NOW)
    initiative.refresh_from_db()
    assert initiative.state == InitiativeState.SUBMITTED


def test_official_who_is_an_author_leaves_it_to_another(stage):
    initiative = make_submitted(stage.people.hung, stage.campaign)
    with pytest.raises(PermissionDenied, match="người khác phải làm"):
        take_receipt(initiative, actor=stage.people.hung, at=NOW)


def test_returned_with_reason_and_the_usual_days(stage):
    initiative = stage.received()
    give_back(initiative, stage.people.hung)
    assert (initiative.state, initiative.return_reason) == (InitiativeState.RETURNED, "Thêm bảng đo trước và sau.")
    assert initiative.return_due_on == date(2026, 6, 29)
    notice = Notice.objects.get(recipient=stage.people.lan, event__startswith="initiative.return")
    assert notice.body == "Thêm bảng đo trước và sau. Bổ sung trước ngày 29/06/2026."
    assert audit.history(initiative).last().note == "Thêm bảng đo trước và sau."


def test_return_says_why(stage):
    initiative = stage.received()
    with pytest.raises(DomainError, match="lý do") as refusal:
        give_back(initiative, stage.people.hung, reason="  ")
    assert refusal.value.field == "reason"


def test_day_of_a_return_lies_ahead(stage):
    with pytest.raises(DomainError, match="sau hôm nay"):
        give_back(stage.received(), stage.people.hung, due=TODAY)


def test_dossier_is_returned_three_times_at_most(stage):
    initiative = stage.received()
    for _turn in range(3):
        give_back(initiative, stage.people.hung)
        resubmit_initiative(initiative, actor=stage.people.lan, at=NOW)
        take_receipt(initiative, actor=stage.people.hung, at=NOW)
    with pytest.raises(DomainError, match="trả lại 3 lần"):
        give_back(initiative, stage.people.hung)
    assert Tally.objects.get(indicator="C13").value == 1


def test_valid_dossier_waits_for_a_council_until_the_promised_day(stage):
    initiative = stage.received()
    accept_initiative(initiative, actor=stage.people.hung, at=NOW)
    assert (initiative.state, initiative.answer_due_on) == (InitiativeState.ACCEPTED, date(2026, 9, 15))


def test_valid_beside_a_similar_one_only_with_a_word_why(stage):
    stage.submitted()
    other = make_user("NV-TU", "Phạm Văn Tư", stage.world.group)
    initiative = stage.received(other, title=TEXT["title"] + " ở chuyền 7")
    with pytest.raises(DomainError, match="Có sáng kiến gần giống") as refusal:
        accept_initiative(initiative, actor=stage.people.hung, at=NOW)
    assert refusal.value.field == "note"
    accept_initiative(initiative, actor=stage.people.hung, at=NOW, note="Khác khâu: đây là gá cho cổ áo.")
    assert initiative.state == InitiativeState.ACCEPTED


def test_refused_on_a_ground_for_good(stage):
    initiative = stage.received()
    reject_initiative(
        initiative, actor=stage.people.hung, at=NOW, ground=RejectionGround.PROTECTED, reason="Theo bằng của hãng khác."
    )
    assert initiative.state == InitiativeState.REJECTED
    assert initiative.return_reason.endswith("Theo bằng của hãng khác.")
    assert Tally.objects.get(indicator="C13").value == 1
    with pytest.raises(WrongStateError):
        give_back(initiative, stage.people.hung)


def test_refusal_says_why(stage):
    with pytest.raises(DomainError, match="lý do"):
        reject_initiative(stage.received(), actor=stage.people.hung, at=NOW, ground=RejectionGround.OTHER, reason="")


def test_leader_without_office_of_a_checker_does_not_conclude(stage):
    head = make_user("NV-HEAD", "Vũ Thị Thủ", stage.world.factory, Role.LEADER)
    with pytest.raises(PermissionDenied):
        accept_initiative(stage.received(), actor=head, at=NOW, note="Được")
