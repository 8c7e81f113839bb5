"""Discipline is on record by the official who keeps the people, read for a purpose, ended or taken back with a reason."""

from datetime import date, timedelta
from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, close_old_connections, transaction

from portal.core.audit.masking import mask
from portal.core.errors import DomainError
from portal.core.models import AuditLine, Notice
from tests.moments import NOW, TODAY, later
from tests.people import make_member, make_user
from units.enums import DisciplineForm, Purpose, Role
from units.models import Discipline, Member
from units.selectors import disciplines_among, disciplines_of, list_disciplines
from units.services import (
    end_discipline,
    end_membership,
    merge_members,
    move_member,
    open_personal,
    record_discipline,
    void_discipline,
)

MAY = date(2026, 5, 4)


@pytest.fixture
def lan(people) -> Member:
    return people.lan.member


def recorded(member, actor, form=DisciplineForm.REPRIMAND, **facts) -> Discipline:
    said = {"decision_no": "12/QĐ-KL", "decided_on": MAY, "valid_from": MAY, "issued_by": "Công ty May Đáp Cầu"} | facts
    return record_discipline(member, actor=actor, at=NOW, form=form, **said)


def test_measure_holds_from_one_day_to_another(people, lan):
    measure = recorded(lan, people.hung, valid_to=date(2026, 8, 4))
    assert list_disciplines(lan) == [measure]
    assert [measure.holds_on(day) for day in (MAY - timedelta(1), MAY, date(2026, 8, 3), date(2026, 8, 4))] == [
        False, True, True, False,
    ]  # fmt: skip
    assert (measure.made_by, measure.created_at, measure.is_review) == (people.hung, NOW, False)


def test_review_needs_no_number_and_is_ended(people, lan):
    review = recorded(lan, people.hung, DisciplineForm.UNDER_REVIEW, decision_no="")
    assert (review.is_review, review.holds_on(TODAY)) == (True, True)
    end_discipline(review, actor=people.hung, at=NOW, on=TODAY, reason="Không có lỗi")
    assert (review.holds_on(TODAY), review.holds_on(TODAY - timedelta(1))) == (False, True)
    assert (review.ended_by, review.end_reason) == (people.hung, "Không có lỗi")


def test_trail_says_that_it_was_written_and_hides_what(people, lan):
    measure = recorded(lan, people.hung)
    end_discipline(measure, actor=people.hung, at=NOW, on=TODAY, reason="Xóa kỷ luật theo QĐ 15")
    void_discipline(measure, actor=people.hung, at=NOW, reason="Nhầm người")
    lines = list(AuditLine.objects.filter(object_id=lan.pk, action__contains="discipline").order_by("pk"))
    assert [line.action for line in lines] == ["member.discipline", "member.end_discipline", "member.void_discipline"]
    assert lines[0].after["disciplines"]["decision_no"] == "12/QĐ-KL"
    shown = " ".join(f"{mask(line.before)} {mask(line.after)} {line.note}" for line in lines)
    assert [words for words in ("12/QĐ-KL", "khien_trach", "QĐ 15", "Nhầm", "Đáp Cầu") if words in shown] == []


def test_person_is_told_each_time_and_the_message_says_nothing_of_it(people, lan):
    measure = recorded(lan, people.hung)
    end_discipline(measure, actor=people.hung, at=NOW, on=TODAY, reason="Xóa kỷ luật theo QĐ 15")
    void_discipline(measure, actor=people.hung, at=NOW, reason="Nhầm người")
    told = Notice.objects.filter(event__startswith="discipline.")
    assert [(notice.recipient, notice.url) for notice in told] == [(people.lan, "/du-lieu-cua-toi/")] * 3
    text = " ".join(f"{notice.subject} {notice.body}" for notice in told).lower()
    assert [words for words in ("kỷ luật", "khiển trách", "12/qđ", "nhầm") if words in text] == []
    # Who has no account is told nothing here.
    recorded(make_member("NV-AN", "Lê Văn An", lan.unit), people.hung)
    assert told.count() == 3


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"decision_no": " "}, "decision_no", "Ghi số quyết định"),
        ({"decided_on": TODAY + timedelta(1), "valid_from": TODAY + timedelta(2)}, "decided_on", "chưa tới"),
        ({"valid_from": MAY - timedelta(1)}, "valid_from", "không được trước ngày quyết định 04/05/2026"),
        ({"valid_to": MAY}, "valid_to", "phải sau ngày có hiệu lực"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(people, lan, facts, field, words):
    with pytest.raises(DomainError, match=words) as refusal:
        recorded(lan, people.hung, **facts)
    assert (refusal.value.field, Discipline.objects.count()) == (field, 0)


def test_one_case_is_written_once(people, lan):
    measure = recorded(lan, people.hung)
    with pytest.raises(DomainError, match="đã ghi rồi"):
        recorded(lan, people.hung)
    with pytest.raises(IntegrityError, match="discipline_once"), transaction.atomic():
        Discipline.objects.create(
            member=lan, form=measure.form, decision_no="12/QĐ-KL", decided_on=MAY, valid_from=MAY, created_at=NOW
        )
    void_discipline(measure, actor=people.hung, at=NOW, reason="Nhầm")
    recorded(lan, people.hung)
    assert (Discipline.objects.count(), len(list_disciplines(lan))) == (2, 1)


@pytest.mark.parametrize("constraint", ["discipline_has_decision", "discipline_dates_in_order"])
def test_database_itself_refuses(lan, constraint):
    facts = (
        {"decision_no": "", "valid_to": None}
        if constraint.endswith("decision")
        else {"decision_no": "1", "valid_to": MAY}
    )
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Discipline.objects.create(member=lan, form="canh_cao", decided_on=MAY, valid_from=MAY, created_at=NOW, **facts)


def test_only_who_keeps_the_people_writes_and_nobody_about_themselves(people, lan):
    measure = recorded(lan, people.hung)
    for stranger in (people.binh, people.yen, people.tuan, people.lan):
        with pytest.raises(PermissionDenied):
            recorded(lan, stranger, decision_no="13/QĐ")
        with pytest.raises(PermissionDenied):
            end_discipline(measure, actor=stranger, at=NOW, on=TODAY, reason="Xóa")
        with pytest.raises(PermissionDenied):
            void_discipline(measure, actor=stranger, at=NOW, reason="Nhầm")
    with pytest.raises(PermissionDenied, match="Không ai tự ghi"):
        recorded(people.hung.member, people.hung)
    assert list_disciplines(lan) == [measure]


def test_ending_and_taking_back_are_refused_in_words(people, lan):
    measure = recorded(lan, people.hung, valid_to=date(2026, 6, 10))
    for on, reason, field, words in (
        (MAY, "Xóa", "on", "có hiệu lực từ 04/05/2026"),
        (TODAY + timedelta(1), "Xóa", "on", "chưa tới"),
        (TODAY, "Xóa", "on", "Đã hết hiệu lực từ ngày 10/06/2026"),
        (date(2026, 6, 1), " ", "reason", "Ghi lý do"),
    ):
        with pytest.raises(DomainError, match=words) as refusal:
            end_discipline(measure, actor=people.hung, at=NOW, on=on, reason=reason)
        assert refusal.value.field == field
    void_discipline(measure, actor=people.hung, at=NOW, reason="Nhầm")
    with pytest.raises(DomainError, match="đã được bỏ"):
        void_discipline(measure, actor=people.hung, at=NOW, reason="Nhầm")


def test_purposes_that_open_it_are_three_and_each_look_is_on_record(people, world, lan):
    measure = recorded(lan, people.hung)
    inspector = make_user("NV-KT", "Lý Văn Kiểm", world.province, Role.INSPECTOR)
    for who, purpose in ((people.hung, "keep"), (people.yen, "check"), (inspector, "inspect")):
        assert open_personal(lan, actor=who, at=NOW, purpose=purpose)["disciplines"] == [measure]
    assert "disciplines" not in open_personal(lan, actor=people.hung, at=NOW, purpose=Purpose.CONTACT)
    looks = AuditLine.objects.filter(action="member.view_personal", object_id=lan.pk)
    assert [("disciplines" in line.after["fields"]) for line in looks.order_by("pk")] == [True, True, True, False]
    for who, purpose in ((people.huy, "check"), (people.tuan, "check"), (people.binh, "keep")):
        with pytest.raises(PermissionDenied):
            open_personal(lan, actor=who, at=NOW, purpose=purpose)


def test_who_left_is_still_written_about_and_who_was_joined_is_not(people, world, lan):
    end_membership(lan, actor=people.hung, at=NOW, on=TODAY, reason="Sa thải")
    recorded(lan, people.hung, DisciplineForm.DISMISSAL)
    kept, gone = make_member("NV-1", "Vũ Một", world.group), make_member("NV-2", "Vũ Một", world.group)
    merge_members(kept, gone, actor=people.hung, at=NOW, reason="Trùng")
    with pytest.raises(DomainError, match="đã gộp vào hồ sơ NV-1"):
        recorded(gone, people.hung)


def test_measures_follow_the_record_that_stays_once(people, world, lan):
    twin = make_member("NV-LAN2", "Nguyễn Thị Lan", world.section)
    for member in (lan, twin):
        recorded(member, people.hung)
    other = recorded(twin, people.hung, DisciplineForm.WARNING, decision_no="20/QĐ")
    counts = merge_members(lan, twin, actor=people.hung, at=NOW, reason="Trùng CCCD")
    assert counts["disciplines"] == 1
    assert [row.decision_no for row in list_disciplines(lan)] == [other.decision_no, "12/QĐ-KL"]


def test_people_of_a_unit_are_those_of_its_branch(people, world, lan, django_assert_num_queries):
    hers = recorded(lan, people.hung)
    office = Discipline.objects.create(
        member=people.yen.member, form="canh_cao", decision_no="1", decided_on=MAY, valid_from=MAY, created_at=NOW
    )
    units = [world.factory, world.section, world.group, world.mill, world.province, world.upper]
    with django_assert_num_queries(1):
        found = disciplines_among(units)
    assert [found[unit.pk] for unit in units] == [[hers], [hers], [hers], [], [office], []]
    with django_assert_num_queries(1):
        assert disciplines_of([lan.pk, people.yen.member_id]) == {lan.pk: [hers], people.yen.member_id: [office]}
    move_member(lan, world.mill, actor=None, at=NOW, on=TODAY, reason="Chuyển")
    assert disciplines_among([world.mill])[world.mill.pk] == [hers]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_the_same_case_at_once_one_is_told(people, lan):
    refused = []

    def write():
        try:
            recorded(lan, people.hung)
        except DomainError as refusal:
            refused.append(refusal.message)
        finally:
            close_old_connections()

    threads = [Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (Discipline.objects.count(), len(refused)) == (1, 1)
    assert "đã ghi rồi" in refused[0]
    assert Discipline.objects.get().created_at < later(hours=1)
