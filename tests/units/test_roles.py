"""Roles: how far they reach, how long, who gave them, who acts for whom."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
import structlog
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from portal.core.errors import DomainError
from portal.core.models import AuditLine, Notice
from portal.core.permissions import allowed, require
from tests.moments import LONG_AGO, NOW
from tests.people import make_user
from units.enums import Role
from units.models import Assignment, User
from units.services import assign_role, confirm_role, decline_role, delegate_role, end_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    """Rights are those of today, so these tests play today."""
    from django.utils import timezone

    return timezone.localdate()


@pytest.fixture
def at():
    from django.utils import timezone

    return timezone.now()


@pytest.fixture
def nga(world) -> User:
    """The administrator of the province."""
    return make_user("NV-NGA", "Lý Thị Nga", world.province, Role.ADMINISTRATOR)


def fresh(user: User) -> User:
    return User.objects.select_related("member__unit").get(pk=user.pk)


def lead(user: User) -> Assignment:
    return user.held.get(role=Role.LEADER)


def delegate(people, at, day, *, to=None, days: int = 7, **facts) -> Assignment:
    """Tuấn, the president, is away for a week: Huy acts for him."""
    facts.setdefault("basis", "Giấy ủy quyền 12/UQ-LĐLĐ")
    return delegate_role(
        lead(people.tuan), to or people.huy, actor=facts.pop("actor", people.tuan), at=at, valid_from=day,
        valid_to=day + timedelta(days=days), **facts,
    )  # fmt: skip


def test_role_of_the_unit_alone_stops_at_the_unit(world, people, day, at):
    hoa = make_user("NV-HOA", "Vũ Thị Hoa", world.upper)
    assign_role(hoa, Role.EMULATION_OFFICER, world.upper, actor=None, at=at, valid_from=LONG_AGO, whole_branch=False)
    assert hoa.oversees(world.upper)
    assert not hoa.oversees(world.mill)
    assert people.yen.oversees(world.mill)


def test_role_gives_rights_from_its_first_day_up_to_its_last(world, people, day, at):
    tomorrow = day + timedelta(days=1)
    assign_role(people.lan, Role.CLERK, world.mill, actor=None, at=at, valid_from=day - timedelta(5), valid_to=day)
    assign_role(people.lan, Role.CLERK, world.factory, actor=None, at=at, valid_from=day, valid_to=tomorrow)
    assign_role(people.lan, Role.CLERK, world.upper, actor=None, at=at, valid_from=tomorrow)
    assert [held.unit for held in fresh(people.lan).assignments] == [world.factory]


def test_same_role_is_not_held_twice_at_a_time(world, people, day, at):
    with pytest.raises(DomainError, match="đã giữ vai trò này"):
        assign_role(people.yen, Role.EMULATION_OFFICER, world.province, actor=None, at=at, valid_from=day)
    with pytest.raises(IntegrityError, match="assignment_held_once"), transaction.atomic():
        Assignment.objects.create(
            user=people.yen, role=Role.EMULATION_OFFICER, unit=world.province, valid_from=day, given_by=None
        )
    end_role_by_system(people.yen.held.get(), day)
    assert assign_role(people.yen, Role.EMULATION_OFFICER, world.province, actor=None, at=at, valid_from=day)


def end_role_by_system(held: Assignment, day) -> None:
    Assignment.objects.filter(pk=held.pk).update(valid_to=day)


def test_only_who_administers_the_branch_gives_a_role(world, people, nga, day, at):
    held = assign_role(people.lan, Role.CLERK, world.factory, actor=nga, at=at, valid_from=day)
    assert (held.given_by, held.waits) == (nga, False)
    assert Notice.objects.filter(recipient=people.lan, event=f"assignment.give:{held.pk}").exists()
    assert AuditLine.objects.get(action="assignment.give", object_id=held.pk).actor == nga
    with pytest.raises(PermissionDenied):
        assign_role(people.lan, Role.CLERK, world.other_factory, actor=nga, at=at, valid_from=day)
    with pytest.raises(PermissionDenied):
        assign_role(people.lan, Role.CLERK, world.mill, actor=people.tuan, at=at, valid_from=day)


def test_administrator_of_one_unit_alone_gives_nothing_wider(world, people, day, at):
    khoi = make_user("NV-KHOI", "Tạ Minh Khôi", world.province)
    assign_role(khoi, Role.ADMINISTRATOR, world.province, actor=None, at=at, valid_from=LONG_AGO, whole_branch=False)
    with pytest.raises(DomainError, match="riêng đơn vị này"):
        assign_role(people.lan, Role.CLERK, world.province, actor=khoi, at=at, valid_from=day)
    assert assign_role(people.lan, Role.CLERK, world.province, actor=khoi, at=at, valid_from=day, whole_branch=False)


def test_administrator_who_takes_a_business_role_is_seen_first(world, people, nga, day, at):
    held = assign_role(nga, Role.EMULATION_OFFICER, world.province, actor=nga, at=at, valid_from=day)
    assert held.waits
    assert not fresh(nga).holds(Role.EMULATION_OFFICER)
    assign_role(nga, Role.LEADER, world.top, actor=None, at=at, valid_from=LONG_AGO)
    with pytest.raises(PermissionDenied, match="người khác phải xác nhận"):
        confirm_role(held, actor=fresh(nga), at=at)
    with pytest.raises(PermissionDenied, match="Chỉ lãnh đạo"):
        confirm_role(held, actor=people.huy, at=at)
    assert Notice.objects.filter(event=f"assignment.wait:{held.pk}", recipient=people.tuan).exists()
    confirm_role(held, actor=people.tuan, at=at)
    assert fresh(nga).holds(Role.EMULATION_OFFICER)
    with pytest.raises(DomainError, match="không còn chờ"):
        confirm_role(held, actor=people.mai, at=at)


def test_business_role_given_to_another_administrator_waits_too(world, people, nga, day, at):
    khoi = make_user("NV-KHOI", "Tạ Minh Khôi", world.province, Role.ADMINISTRATOR)
    held = assign_role(khoi, Role.CLERK, world.province, actor=nga, at=at, valid_from=day)
    assert held.waits
    decline_role(held, actor=people.tuan, at=at, reason="Không cần")
    assert held.is_void
    assert not fresh(khoi).holds(Role.CLERK)
    with pytest.raises(DomainError, match="không còn chờ"):
        confirm_role(held, actor=people.tuan, at=at)


def test_official_made_an_administrator_waits_as_well(world, people, nga, day, at):
    assert assign_role(people.yen, Role.ADMINISTRATOR, world.upper, actor=nga, at=at, valid_from=day).waits
    assert not assign_role(people.lan, Role.ADMINISTRATOR, world.upper, actor=nga, at=at, valid_from=day).waits


def test_ended_role_gives_nothing_from_that_day(world, people, nga, day, at):
    end_role(people.yen.held.get(), actor=nga, at=at, reason="Chuyển công tác")
    assert fresh(people.yen).assignments == []
    ended = people.yen.held.get()
    assert (ended.valid_to, ended.ended_by, ended.end_reason) == (day, nga, "Chuyển công tác")
    with pytest.raises(DomainError, match="đã kết thúc"):
        end_role(ended, actor=nga, at=at, reason="Lần nữa")
    with pytest.raises(PermissionDenied):
        end_role(people.dung.held.get(), actor=people.tuan, at=at, reason="Không phải người quản trị")


def test_delegate_has_the_rights_for_the_time_and_says_for_whom(world, people, day, at):
    held = delegate(people, at, day)
    huy = fresh(people.huy)
    assert huy.acts_for(world.province, Role.LEADER)
    assert "theo ủy quyền của Ngô Đình Tuấn" in str(huy.held.get(pk=held.pk))
    require(huy, "units.confirm_role", Assignment.objects.get(pk=people.hung.held.first().pk))
    assert structlog.contextvars.get_contextvars()["acting_for"] == people.tuan.pk
    require(huy, "units.view_members", world.province)
    assert "acting_for" not in structlog.contextvars.get_contextvars()
    Assignment.objects.filter(pk=held.pk).update(valid_from=day - timedelta(9), valid_to=day)
    assert not fresh(people.huy).acts_for(world.province, Role.LEADER)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"basis": " "}, "văn bản"),
        ({"days": 0}, "Ngày thôi"),
        ({"days": 900}, "trong thời gian giữ vai trò"),
    ],
)
def test_delegation_lies_within_its_source(people, day, at, facts, words):
    Assignment.objects.filter(pk=lead(people.tuan).pk).update(valid_to=day + timedelta(days=30))
    with pytest.raises(DomainError, match=words):
        delegate(people, at, day, **facts)


def test_what_is_over_waits_or_administers_is_not_delegated(world, people, nga, day, at):
    facts = {"at": at, "valid_from": day, "valid_to": day + timedelta(days=7), "basis": "12/UQ"}
    over = assign_role(
        people.tuan, Role.CLERK, world.province, actor=None, at=at, valid_from=LONG_AGO, valid_to=day - timedelta(1)
    )
    waiting = assign_role(nga, Role.INSPECTOR, world.province, actor=nga, at=at, valid_from=day)
    for source in (over, waiting):
        with pytest.raises(DomainError, match="không còn hiệu lực nên không ủy quyền được"):
            delegate_role(source, people.huy, actor=nga, **facts)
    with pytest.raises(DomainError, match="quyền quản trị và việc được ủy quyền không giao tiếp"):
        delegate_role(nga.held.get(role=Role.ADMINISTRATOR), people.huy, actor=nga, **facts)
    passed_on = delegate(people, at, day)
    with pytest.raises(DomainError, match="quyền quản trị và việc được ủy quyền không giao tiếp"):
        delegate_role(passed_on, people.yen, actor=nga, **facts)
    assert Assignment.objects.filter(delegated_from__isnull=False).count() == 1


def test_delegation_reaches_no_other_branch_nor_a_third_person(world, people, day, at):
    with pytest.raises(DomainError, match="phạm vi của vai trò"):
        delegate(people, at, day, unit=world.other_province)
    with pytest.raises(DomainError, match="chính người"):
        delegate(people, at, day, to=people.tuan)
    held = delegate(people, at, day)
    with pytest.raises(PermissionDenied):
        delegate_role(
            held, people.yen, actor=fresh(people.huy), at=at, valid_from=day, valid_to=held.valid_to, basis="UQ"
        )
    with pytest.raises(PermissionDenied):
        delegate(people, at, day, to=people.dung, actor=people.mai)


def test_database_itself_keeps_a_delegation_within(world, people, day, at):
    held = delegate(people, at, day)
    source = held.delegated_from
    wrong = [
        lambda: Assignment.objects.filter(pk=source.pk).update(valid_to=day),
        lambda: Assignment.objects.filter(pk=held.pk).update(valid_from=LONG_AGO - timedelta(1)),
        lambda: Assignment.objects.filter(pk=held.pk).update(unit=world.other_province),
        lambda: Assignment.objects.create(
            user=people.yen, role=Role.LEADER, unit=world.province, valid_from=day,
            valid_to=held.valid_to, basis="UQ", delegated_from=held,
        ),
    ]  # fmt: skip
    for change in wrong:
        with pytest.raises(IntegrityError, match="delegation"), transaction.atomic():
            change()


def test_delegation_ends_with_its_source(people, nga, day, at):
    held = delegate(people, at, day)
    end_role(lead(people.tuan), actor=nga, at=at, reason="Nghỉ hưu")
    held.refresh_from_db()
    assert held.is_void
    assert not fresh(people.huy).holds(Role.LEADER)


def test_delegation_that_was_declined_keeps_its_day_and_its_reason_when_the_source_ends(people, nga, day, at):
    soon = day + timedelta(days=10)
    held = delegate_role(
        lead(people.tuan), nga, actor=people.tuan, at=at, valid_from=soon, valid_to=soon + timedelta(days=5),
        basis="12/UQ",
    )  # fmt: skip
    end_role(held, actor=people.tuan, at=at, reason="Không đi nữa", on=soon)
    end_role(lead(people.tuan), actor=nga, at=at, reason="Nghỉ hưu")
    held.refresh_from_db()
    assert (held.is_void, held.valid_to, held.end_reason) == (True, soon, "Không đi nữa")
    assert AuditLine.objects.filter(action="assignment.end", object_id=held.pk).count() == 1


def test_delegator_takes_the_delegation_back(people, day, at):
    held = delegate(people, at, day)
    end_role(held, actor=people.tuan, at=at, reason="Đã về")
    assert not fresh(people.huy).holds(Role.LEADER)
    other = delegate(people, at, day)
    with pytest.raises(PermissionDenied):
        end_role(other, actor=people.mai, at=at, reason="Không phải của tôi")


def test_delegator_and_delegate_count_as_one_pair_of_hands(world, people, day, at):
    from tests.campaigns.campaigns import make_draft

    campaign = make_draft(people, world.province)
    campaign.writer_ids = [people.tuan.pk]
    delegate(people, at, day)
    assert not allowed(fresh(people.huy), "campaigns.approve_campaign", campaign)
    assert allowed(fresh(people.mai), "campaigns.approve_campaign", campaign)
    campaign.writer_ids = [people.huy.pk]
    assert not allowed(fresh(people.tuan), "campaigns.approve_campaign", campaign)
    campaign.writer_ids = [people.yen.pk]
    assert allowed(fresh(people.huy), "campaigns.approve_campaign", campaign)
    assert fresh(people.huy).hands(campaign) == {people.huy.pk, people.tuan.pk}


def test_delegation_that_was_taken_back_or_was_over_before_the_record_began_makes_nobody_one(people, day, at):
    from tests.campaigns.campaigns import make_draft

    past = delegate_role(
        lead(people.tuan), people.huy, actor=people.tuan, at=at, valid_from=day - timedelta(days=20),
        valid_to=day - timedelta(days=10), basis="12/UQ",
    )  # fmt: skip
    end_role(delegate(people, at, day, to=people.yen), actor=people.tuan, at=at, reason="Không đi nữa")
    campaign = make_draft(people, past.unit)
    campaign.created_at = at
    for one in (people.tuan, people.huy, people.yen):
        assert fresh(one).hands(campaign) == {one.pk}
    campaign.created_at = at - timedelta(days=15)
    assert fresh(people.tuan).hands(campaign) == {people.tuan.pk, people.huy.pk}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_give_the_same_role_one_wins(world, people, nga):
    from django.utils import timezone

    ready, answers = Barrier(2), []

    def give() -> None:
        ready.wait()
        try:
            assign_role(people.lan, Role.CLERK, world.factory, actor=nga, at=NOW, valid_from=timezone.localdate())
            answers.append("given")
        except DomainError:
            answers.append("refused")
        finally:
            connection.close()

    pair = [Thread(target=give) for _ in range(2)]
    for one in pair:
        one.start()
    for one in pair:
        one.join()
    assert sorted(answers) == ["given", "refused"]
