"""From the council to the decision: three amounts by three people, and totals that can be taken back."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from councils.models import AgendaItem
from initiatives.enums import InitiativeState, Scope
from initiatives.models import Initiative, Recognition
from initiatives.services import (
    Ruling,
    move_to_session,
    not_recognise,
    recognise_initiative,
    recognise_upper,
    revoke_recognition,
    send_to_council,
    verify_value,
)
from portal.core.errors import DomainError, PartsMissing
from portal.core.models import Notice
from portal.core.workflow import WrongStateError
from tests.initiatives.conftest import Stage
from tests.initiatives.initiatives import RULING, conclude, make_council, make_rule, make_session, prepare
from tests.moments import NOW, TODAY
from tests.people import make_user
from units.enums import Role
from units.models import Tally

MONTH = TODAY.replace(day=1)


def totals() -> dict[str, int]:
    return {row.indicator: row.value for row in Tally.objects.filter(month=MONTH) if row.value}


def verified(stage, value=80_000_000, **content) -> Initiative:
    initiative = stage.under_review(**content)
    verify_value(initiative, actor=stage.people.yen, at=NOW, value_vnd=value, note="Đối chiếu bảng chấm công.")
    return initiative


# --- to the council


def test_valid_dossier_goes_on_an_agenda_without_the_authors_and_their_group(stage):
    initiative = stage.under_review()
    item = AgendaItem.objects.get(subject_id=initiative.pk)
    assert initiative.state == InitiativeState.UNDER_REVIEW
    assert (item.subject_member_ids, item.subject_group_ids) == ([stage.people.lan.member_id], [stage.world.group.pk])
    assert (item.pass_percent, item.url) == (70, f"/sang-kien/{initiative.pk}/")
    assert ["Nay làm thế nào", initiative.solution] in item.summary


def test_council_of_another_branch_is_refused(stage):
    initiative = stage.accepted()
    make_rule()
    secretary = make_user("NV-TK", "Lý Thị Ký", stage.world.mill, Role.GRASSROOTS_OFFICER)
    session = make_session(make_council(stage.world.mill, secretary), secretary)
    with pytest.raises(DomainError, match="không xét sáng kiến của đơn vị đó"):
        send_to_council(initiative, actor=stage.people.hung, at=NOW, session=session)
    initiative.refresh_from_db()
    assert initiative.state == InitiativeState.ACCEPTED


def test_dossier_waits_in_one_session(stage):
    initiative = stage.under_review()
    other = make_session(AgendaItem.objects.get().session.council, stage.people.hung)
    with pytest.raises(DomainError, match="đang nằm trong phiên"):
        move_to_session(initiative, actor=stage.people.hung, at=NOW, session=other)


def test_dossier_taken_off_an_agenda_goes_on_another(stage):
    initiative = stage.under_review()
    item = AgendaItem.objects.get()
    AgendaItem.objects.update(outcome="removed")
    other = make_session(item.session.council, stage.people.hung)
    move_to_session(initiative, actor=stage.people.hung, at=NOW, session=other)
    assert AgendaItem.objects.filter(session=other, subject_id=initiative.pk).exists()


# --- the value


def test_value_is_verified_by_another_with_a_note(stage):
    initiative = verified(stage)
    assert (initiative.verified_value_vnd, initiative.verified_by) == (80_000_000, stage.people.yen)


@pytest.mark.parametrize("name", ["lan", "mai", "binh"])
def test_value_is_not_verified_by_the_author_or_a_stranger(stage, name):
    with pytest.raises(PermissionDenied):
        verify_value(stage.received(), actor=getattr(stage.people, name), at=NOW, value_vnd=1, note="x")


@pytest.mark.parametrize(
    ("facts", "message"),
    [({"value_vnd": 86_000_001}, "không lớn hơn"), ({"note": " "}, "cách kiểm tra")],
)
def test_verified_value_stays_below_the_claim_and_is_explained(stage, facts, message):
    with pytest.raises(DomainError, match=message):
        verify_value(
            stage.received(), actor=stage.people.yen, at=NOW, **{"value_vnd": 80_000_000, "note": "Đo lại", **facts}
        )


# --- the decision


def test_recognised_by_the_leader_counts_once_in_its_month(stage):
    initiative = verified(stage)
    conclude(initiative)
    recognition = recognise_initiative(initiative, actor=stage.people.hung, at=NOW, ruling=RULING, value_vnd=75_000_000)

    assert (initiative.state, initiative.recognised_value_vnd) == (InitiativeState.RECOGNIZED_BASE, 75_000_000)
    assert (recognition.unit, recognition.decision_no, recognition.outcome["yes"]) == (
        stage.world.factory,
        "12/QĐ-CĐCS",
        6,
    )
    assert totals() == {"C01": 1, "C02": 1, "C06": 1, "C07": 75_000_000, "C09": 1, "C09T": 1}
    assert Notice.objects.filter(recipient=stage.people.lan, event=f"initiative.recognise:{initiative.pk}").exists()


def test_recognised_without_money_counts_no_value(stage):
    stage.recognised(value=None)
    assert totals() == {"C01": 1, "C02": 1, "C09": 1, "C09T": 1}


def test_author_of_two_is_one_author_that_year(stage):
    stage.recognised(value=None)
    second = stage.recognised(value=None, title="Giá xoay", solution="Xếp phụ liệu theo màu trên giá xoay đầu chuyền.")
    assert (totals()["C02"], totals()["C09"], totals()["C09T"]) == (2, 1, 1)

    revoke_recognition(
        second, actor=stage.people.hung, at=NOW, ruling=Ruling("15/QĐ-CĐCS", TODAY), reason="Khai không đúng"
    )
    assert (totals()["C02"], totals()["C09"], totals()["C09T"]) == (1, 1, 1)


def test_nothing_is_recognised_before_the_minutes_are_signed(stage):
    with pytest.raises(DomainError, match="chưa ký biên bản"):
        recognise_initiative(verified(stage), actor=stage.people.hung, at=NOW, ruling=RULING)


def test_what_the_council_failed_is_not_recognised(stage):
    initiative = verified(stage)
    conclude(initiative, passed=False)
    with pytest.raises(DomainError, match="không thông qua"):
        recognise_initiative(initiative, actor=stage.people.hung, at=NOW, ruling=RULING)
    assert totals() == {"C01": 1}


@pytest.mark.parametrize("name", ["lan", "yen", "tuan", "binh"])
def test_only_the_leader_of_the_very_union_recognises(stage, name):
    initiative = verified(stage)
    conclude(initiative)
    with pytest.raises(PermissionDenied):
        recognise_initiative(initiative, actor=getattr(stage.people, name), at=NOW, ruling=RULING)


def test_who_verified_does_not_sign(stage):
    initiative = stage.under_review()
    verify_value(initiative, actor=stage.people.hung, at=NOW, value_vnd=80_000_000, note="Đo lại")
    conclude(initiative)
    with pytest.raises(PermissionDenied, match="người khác phải ký"):
        recognise_initiative(initiative, actor=stage.people.hung, at=NOW, ruling=RULING, value_vnd=80_000_000)


@pytest.mark.parametrize(("value", "message"), [(80_000_001, "đã thẩm định"), (90_000_000, "đã thẩm định")])
def test_recognised_value_stays_below_the_verified_one(stage, value, message):
    initiative = verified(stage)
    conclude(initiative)
    with pytest.raises(DomainError, match=message):
        recognise_initiative(initiative, actor=stage.people.hung, at=NOW, ruling=RULING, value_vnd=value)


def test_unverified_value_is_not_recognised(stage):
    initiative = stage.under_review()
    conclude(initiative)
    with pytest.raises(DomainError, match="chưa được thẩm định"):
        recognise_initiative(initiative, actor=stage.people.hung, at=NOW, ruling=RULING, value_vnd=1)


def test_decision_has_a_number_and_a_day_in_order(stage):
    initiative = verified(stage)
    conclude(initiative)
    with pytest.raises(PartsMissing) as refusal:
        recognise_initiative(initiative, actor=stage.people.hung, at=NOW, ruling=Ruling(" ", date(2026, 6, 14)))
    assert list(refusal.value.parts) == ["decision_no", "decided_on"]


def test_not_recognised_with_the_reason_of_the_minutes(stage):
    initiative = verified(stage)
    conclude(initiative, passed=False)
    not_recognise(initiative, actor=stage.people.hung, at=NOW, reason="Đã có trên máy đời mới.")
    assert initiative.state == InitiativeState.NOT_RECOGNIZED
    assert totals() == {"C01": 1, "C13": 1}


def test_what_passed_is_not_closed_as_failed(stage):
    initiative = verified(stage)
    conclude(initiative)
    with pytest.raises(DomainError, match="đã thông qua"):
        not_recognise(initiative, actor=stage.people.hung, at=NOW, reason="Không thích")


# --- wider, and back


def test_wider_scope_is_another_decision_of_the_province(stage):
    initiative = stage.recognised()
    recognise_upper(
        initiative, actor=stage.people.tuan, at=NOW, ruling=Ruling("40/QĐ-LĐLĐ", TODAY), scope=Scope.PROVINCE,
        basis="Giấy xác nhận số 3 của CĐ các KCN",
    )  # fmt: skip
    assert (initiative.state, initiative.scope) == (InitiativeState.RECOGNIZED_UPPER, Scope.PROVINCE)
    assert Recognition.objects.get(scope=Scope.PROVINCE).unit == stage.world.province
    assert (totals()["C02"], totals()["C03"], totals()["C07"]) == (1, 1, 80_000_000)


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"basis": ""}, "giấy xác nhận"),
        ({"scope": Scope.BASE}, "phạm vi rộng hơn"),
        ({"scope": Scope.NATION}, "do Tổng Liên đoàn"),
    ],
)
def test_wider_scope_needs_a_paper_and_the_right_level(stage, facts, message):
    initiative = stage.recognised()
    given = {"scope": Scope.PROVINCE, "basis": "Giấy xác nhận số 3", "ruling": Ruling("40/QĐ-LĐLĐ", TODAY), **facts}
    with pytest.raises(DomainError, match=message):
        recognise_upper(initiative, actor=stage.people.tuan, at=NOW, **given)
    initiative.refresh_from_db()
    assert (initiative.state, initiative.scope) == (InitiativeState.RECOGNIZED_BASE, Scope.BASE)


def test_province_then_nation(stage):
    head = make_user("NV-TLD", "Cao Đức Thắng", stage.world.top, Role.LEADER)
    initiative = stage.recognised()
    basis = "Giấy xác nhận số 3"
    recognise_upper(
        initiative,
        actor=stage.people.tuan,
        at=NOW,
        ruling=Ruling("40/QĐ-LĐLĐ", TODAY),
        scope=Scope.PROVINCE,
        basis=basis,
    )
    recognise_upper(initiative, actor=head, at=NOW, ruling=Ruling("9/QĐ-TLĐ", TODAY), scope=Scope.NATION, basis=basis)
    assert (initiative.state, initiative.scope) == (InitiativeState.RECOGNIZED_UPPER, Scope.NATION)
    assert (totals()["C03"], totals()["C04"]) == (1, 1)


def test_leader_of_the_union_does_not_widen_the_scope(stage):
    with pytest.raises(PermissionDenied):
        recognise_upper(
            stage.recognised(), actor=stage.people.hung, at=NOW, ruling=RULING, scope=Scope.PROVINCE, basis="Giấy"
        )


def test_revoked_by_a_new_decision_takes_back_what_was_counted(stage):
    initiative = stage.recognised()
    revoke_recognition(
        initiative, actor=stage.people.hung, at=NOW, ruling=Ruling("15/QĐ-CĐCS", TODAY), reason="Khai không đúng"
    )
    recognition = Recognition.objects.get()
    assert initiative.state == InitiativeState.REVOKED
    assert (recognition.revoked_no, recognition.revoke_reason) == ("15/QĐ-CĐCS", "Khai không đúng")
    assert totals() == {"C01": 1}


def test_revocation_says_why(stage):
    initiative = stage.recognised()
    with pytest.raises(DomainError, match="lý do"):
        revoke_recognition(initiative, actor=stage.people.hung, at=NOW, ruling=Ruling("15/QĐ-CĐCS", TODAY), reason="")
    assert totals()["C02"] == 1


def test_only_what_is_recognised_is_widened_or_revoked_and_once(stage):
    initiative = stage.under_review()
    ruling, basis = Ruling("40/QĐ-LĐLĐ", TODAY), "Giấy xác nhận số 3"
    with pytest.raises(WrongStateError):
        recognise_upper(initiative, actor=stage.people.tuan, at=NOW, ruling=ruling, scope=Scope.PROVINCE, basis=basis)
    with pytest.raises(WrongStateError):
        revoke_recognition(initiative, actor=stage.people.hung, at=NOW, ruling=ruling, reason="Khai không đúng")
    initiative.refresh_from_db()
    assert (initiative.state, totals()) == (InitiativeState.UNDER_REVIEW, {"C01": 1})


def test_level_that_did_not_recognise_does_not_revoke(stage):
    with pytest.raises(PermissionDenied, match="cấp đã công nhận"):
        revoke_recognition(
            stage.recognised(), actor=stage.people.tuan, at=NOW, ruling=Ruling("15/QĐ-LĐLĐ", TODAY), reason="Sai"
        )


@pytest.mark.django_db(transaction=True)
def test_two_signatures_at_once_make_one_recognition(world, people):
    stage = Stage(world, people, prepare(world))
    initiative = verified(stage)
    conclude(initiative)
    start, outcomes = Barrier(2), []

    def sign() -> None:
        mine = Initiative.objects.get(pk=initiative.pk)
        start.wait()
        try:
            recognise_initiative(mine, actor=people.hung, at=NOW, ruling=RULING, value_vnd=80_000_000)
            outcomes.append("signed")
        except WrongStateError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=sign) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["refused", "signed"]
    assert Recognition.objects.count() == 1
    assert totals()["C07"] == 80_000_000
