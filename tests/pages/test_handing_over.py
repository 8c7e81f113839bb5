"""An official leaves: what goes over, to whom, once."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from awards.models import AwardType, Nomination
from campaigns.models import Campaign
from councils.models import Attendance, Seat
from initiatives.models import Initiative
from portal.core.errors import DomainError
from portal.core.models import AuditLine, Notice
from portal.pages.handing_over import hand_over, preview
from tests.initiatives.initiatives import make_campaign, make_council, make_rule, make_session
from tests.moments import NOW
from tests.people import make_user
from units.enums import Role
from units.models import Assignment, User
from units.selectors import branch_keys, roles_to_hand_over
from units.services import confirm_role

pytestmark = pytest.mark.django_db
WHY = "Quyết định nghỉ hưu 45/QĐ-LĐLĐ"


@pytest.fixture
def nga(world) -> User:
    return make_user("NV-NGA", "Lý Thị Nga", world.province, Role.ADMINISTRATOR)


@pytest.fixture
def thu(world) -> User:
    """Who takes over from Hùng."""
    return make_user("NV-THU", "Đỗ Thị Thu", world.factory)


@pytest.fixture
def load(world, people):
    """What carries Hùng's name: a campaign, a draft for a worker, a nomination, a secretary's seat, and what must stay."""
    campaign = make_campaign(
        world.factory,
        code="PT-CS",
        province=world.province,
        accountable_head=people.hung.member,
        drafted_by=people.hung,
    )
    over = make_campaign(world.factory, code="PT-CU", state="archived", accountable_head=people.hung.member)
    draft = Initiative.objects.create(
        **branch_keys(world.group), title="Gá may", lead=people.lan.member, drafted_by=people.hung, created_at=NOW
    )
    from awards.services import load_catalogue

    load_catalogue(at=NOW)
    award = AwardType.objects.get(code="BK-LDLD-CN")
    facts = {
        "award_type": award, "member": people.lan.member, "proposed_by": people.hung, "deciding_unit": world.province,
        "created_at": NOW,
    }  # fmt: skip
    open_one = Nomination.objects.create(**branch_keys(world.factory), year=2026, **facts)
    sent = Nomination.objects.create(**branch_keys(world.factory), year=2025, state="submitted", **facts)
    make_rule()
    council = make_council(world.factory, people.hung)
    session = make_session(council, people.hung)
    type(session).objects.filter(pk=session.pk).update(held_at=timezone.now() + timedelta(days=9))
    return {
        "campaign": campaign, "over": over, "draft": draft, "open": open_one, "sent": sent, "council": council,
        "session": session,
    }  # fmt: skip


def roles(person, admin) -> list[Assignment]:
    return roles_to_hand_over(person, actor=admin, day=timezone.localdate())


def to(successor, person, admin) -> dict[int, User | None]:
    return {held.pk: successor for held in roles(person, admin)}


def do(people, nga, thu, **facts):
    successors = facts.pop("successors", None) or to(thu, people.hung, nga)
    return hand_over(people.hung, actor=nga, at=timezone.now(), successors=successors, reason=WHY)


def test_roles_and_what_names_the_person_go_over_in_one_step(people, nga, thu, load):
    moved = do(people, nga, thu)
    assert list(moved.values()) == [1, 1, 1, 1, 0]
    for row in ("campaign", "draft", "open", "sent", "over"):
        load[row].refresh_from_db()
    assert load["campaign"].accountable_head == thu.member
    assert (load["draft"].drafted_by, load["open"].proposed_by) == (thu, thu)
    assert {held.role for held in User.objects.get(pk=thu.pk).assignments} == {Role.GRASSROOTS_OFFICER, Role.LEADER}
    assert User.objects.get(pk=people.hung.pk).assignments == []
    seat = Seat.objects.get(council=load["council"], valid_to__isnull=True)
    assert (seat.member, seat.role) == (thu.member, "secretary")
    assert [one.seat for one in Attendance.objects.filter(session=load["session"])] == [seat]


def test_what_was_sent_or_is_over_keeps_the_name_of_who_did_it(people, nga, thu, load):
    do(people, nga, thu)
    load["sent"].refresh_from_db()
    load["over"].refresh_from_db()
    assert load["sent"].proposed_by == people.hung
    assert load["over"].accountable_head == people.hung.member


def test_both_are_told_and_the_trail_says_who_did_it_and_why(people, nga, thu, load):
    do(people, nga, thu)
    assert Notice.objects.filter(recipient=people.hung, subject__contains="Đỗ Thị Thu").exists()
    assert Notice.objects.filter(recipient=thu, subject__contains="Trần Văn Hùng").exists()
    line = AuditLine.objects.get(action="user.hand_over")
    assert (line.actor, line.object_id, line.note) == (nga, people.hung.pk, WHY)
    assert AuditLine.objects.filter(action="nomination.hand_over", object_id=load["open"].pk).count() == 1


def test_a_second_press_moves_nothing(people, nga, thu, load):
    successors = to(thu, people.hung, nga)
    do(people, nga, thu, successors=successors)
    lines = AuditLine.objects.count()
    with pytest.raises(DomainError, match="đã bàn giao"):
        do(people, nga, thu, successors=successors)
    assert AuditLine.objects.count() == lines


def test_role_without_a_successor_only_ends(people, nga, load):
    moved = do(people, nga, None, successors=to(None, people.hung, nga))
    load["campaign"].refresh_from_db()
    assert (moved, load["campaign"].accountable_head) == ({}, people.hung.member)
    assert not Assignment.objects.not_over(timezone.localdate()).filter(user=people.hung).exists()


def test_successor_who_holds_the_role_already_keeps_it_once(world, people, nga, thu, load):
    from units.services import assign_role

    own = assign_role(
        thu, Role.LEADER, world.factory, actor=None, at=NOW, valid_from=date(2021, 1, 1), whole_branch=False
    )
    do(people, nga, thu)
    assert [held.pk for held in thu.held.filter(role=Role.LEADER)] == [own.pk]


def test_administrator_who_takes_over_waits_for_a_second_person(people, nga, load):
    do(people, nga, nga, successors=to(nga, people.hung, nga))
    taken = nga.held.get(role=Role.LEADER)
    assert taken.waits
    confirm_role(taken, actor=people.tuan, at=timezone.now())
    assert User.objects.get(pk=nga.pk).holds(Role.LEADER)


def test_only_the_administrator_of_the_branch_hands_over(people, thu, load, world):
    far = make_user("NV-FAR", "Hồ Xa", world.other_province, Role.ADMINISTRATOR)
    for other in (people.tuan, people.hung, far):
        assert roles(people.hung, other) == []
        with pytest.raises((DomainError, PermissionDenied)):
            hand_over(people.hung, actor=other, at=timezone.now(), successors={}, reason=WHY)


def test_preview_counts_what_would_go_over(people, nga, load):
    found = preview(people.hung, roles(people.hung, nga), day=timezone.localdate())
    assert [count for _label, count in found.named] == [1, 1, 1, 1]
    assert any("Đề nghị khen" in work.title for work in found.waiting)


def test_page_leads_from_names_over_a_preview_to_the_end(client, people, nga, thu, load):
    client.force_login(nga)
    page = reverse("hand_over", args=[people.hung.pk])
    assert "Bàn giao công việc" in client.get(page).text
    fields = {f"role_{held.pk}": "nv-thu" for held in roles(people.hung, nga)} | {"reason": WHY}
    looked = client.post(page, fields | {"step": "look"})
    assert "Đỗ Thị Thu" in looked.text
    assert people.hung.held.filter(valid_to__isnull=True).count() == 2
    done = client.post(page, fields | {"step": "confirm"}, follow=True)
    assert "Không còn gì để bàn giao" in done.text
    again = client.post(page, fields | {"step": "confirm"})
    assert again.status_code in (200, 422)
    assert thu.held.count() == 2


def test_page_tells_at_the_field_that_there_is_no_such_person(client, people, nga, load):
    client.force_login(nga)
    held = roles(people.hung, nga)[0]
    answer = client.post(reverse("hand_over", args=[people.hung.pk]), {f"role_{held.pk}": "NV-XX", "reason": WHY})
    assert answer.status_code == 422
    assert "Không có tài khoản mang mã" in answer.text


@pytest.mark.django_db(transaction=True)
def test_of_two_who_hand_over_at_once_one_wins(people, nga, thu):
    ready, answers, successors = Barrier(2), [], to(thu, people.hung, nga)

    def press() -> None:
        ready.wait()
        try:
            do(people, nga, thu, successors=successors)
            answers.append("done")
        except DomainError:
            answers.append("refused")
        finally:
            connection.close()

    pair = [Thread(target=press) for _ in range(2)]
    for one in pair:
        one.start()
    for one in pair:
        one.join()
    assert sorted(answers) == ["done", "refused"]
    assert Assignment.objects.filter(user=thu).count() == 2
    assert Campaign.objects.count() == 0
