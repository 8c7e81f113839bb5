"""Minutes: out of the record, signed by two, final, on paper."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from councils.documents import minutes_data
from councils.models import Minutes, Session
from councils.services import (
    count_ballots,
    declare_conflict,
    draft_minutes,
    edit_minutes,
    issue_minutes_papers,
    issued_paper,
    open_voting,
    remove_item,
    sign_minutes,
    waive_conflict,
)
from councils.services.papers import draft_paper
from councils.tasks import issue_minutes
from portal.core.audit import history
from portal.core.errors import DomainError
from portal.core.files import open_file
from portal.core.models import IssuedDocument, Notice
from portal.core.workflow import WrongStateError
from tests.councils.room import SECRET_80, SESSION_DAY, meet, put, vote
from tests.moments import NOW, later

AT = {"at": SESSION_DAY}


@pytest.fixture
def counted(world, room):
    """One dossier passed by eight of nine, one put off; the sixth member stood aside, the fifth was let in."""
    item = put(room, world.factory, rule=SECRET_80, credit="Nguyễn Thị Lan")
    put_off = put(room, world.mill, title="Để sau")
    meet(room, item, put_off)
    declare_conflict(item, actor=room.members[5], at=NOW, conflicted=True, reason="Em họ là tác giả")
    declare_conflict(item, actor=room.members[4], at=NOW, conflicted=True, reason="Từng cùng tổ")
    waive_conflict(item, room.seat(room.members[4]), actor=room.chair, at=NOW, reason="Đã chuyển đi 5 năm")
    vote(room, item, yes=7, no=1)
    count_ballots(room.session, actor=room.secretary, accept_missing=True, **AT)
    remove_item(put_off, actor=room.chair, at=SESSION_DAY, reason="Thiếu số liệu")
    return item


def close(room):
    draft_minutes(room.session, actor=room.secretary, **AT)
    sign_minutes(room.session, actor=room.secretary, **AT)
    return sign_minutes(room.session, actor=room.chair, **AT)


def test_minutes_say_what_the_record_says(room, counted):
    minutes = draft_minutes(room.session, actor=room.secretary, **AT)
    facts = minutes.facts
    assert minutes.symbol == "01/BB-HĐTĐKT"
    assert (facts["chair"]["name"], facts["secretary"]["name"]) == ("Trịnh Thị Mai", "Đinh Văn Kha")
    assert (len(facts["present"]), facts["absent"]) == (9, [])
    assert facts["quorum"].startswith("Có mặt 9/9 thành viên có quyền biểu quyết theo Quyết định số 12/QĐ-LĐLĐ; cần")
    assert [(row["name"], row["kind"]) for row in facts["conflicts"]] == [
        ("Ủy viên 5", "waived"),
        ("Ủy viên 6", "declared"),
    ]
    row = facts["items"][0]
    assert (row["issued"], row["returned"], row["yes"], row["no"], row["denominator"]) == (8, 8, 7, 1, 8)
    assert (row["passed"], row["percent"], row["digest"]) == (True, 87.5, counted_digest(counted))
    assert facts["removed"] == ["Để sau"]
    assert facts["ballot_rule"] == [
        "Bỏ phiếu kín; thông qua khi đạt ít nhất 80% tổng số thành viên theo quyết định thành lập."
        " Căn cứ: NĐ 152/2025/NĐ-CP."
    ]


def counted_digest(item):
    item.refresh_from_db()
    return item.ballot_digest


def test_minutes_wait_until_the_list_is_done(world, room):
    first, second = put(room, world.factory), put(room, world.mill, title="Khác")
    meet(room, first, second)
    with pytest.raises(WrongStateError, match="kiểm phiếu xong"):
        draft_minutes(room.session, actor=room.secretary, **AT)
    vote(room, first, yes=9)
    count_ballots(room.session, actor=room.chair, **AT)
    with pytest.raises(WrongStateError, match="kiểm phiếu xong"):
        draft_minutes(room.session, actor=room.secretary, **AT)


def test_minutes_are_written_by_the_secretary_or_who_presides(people, room, counted):
    for other in (room.members[0], people.yen, people.binh, people.tuan):
        with pytest.raises(PermissionDenied):
            draft_minutes(room.session, actor=other, **AT)
    minutes = draft_minutes(room.session, actor=room.secretary, **AT)
    for other in (room.members[0], people.yen):
        with pytest.raises(PermissionDenied):
            edit_minutes(minutes, actor=other, at=SESSION_DAY, body="x")
        with pytest.raises(PermissionDenied):
            sign_minutes(room.session, actor=other, **AT)


def test_second_signature_closes_the_session(room, counted, django_capture_on_commit_callbacks):
    draft_minutes(room.session, actor=room.secretary, **AT)
    sign_minutes(room.session, actor=room.secretary, **AT)
    assert room.again().state == "counted"
    assert Notice.objects.get(event__startswith="minutes.sign").recipient == room.chair
    with django_capture_on_commit_callbacks() as callbacks:
        minutes = sign_minutes(room.session, actor=room.chair, **AT)
    session = room.again()
    assert (session.state, session.closed_at, minutes.is_signed) == ("closed", SESSION_DAY, True)
    assert len(callbacks) == 1
    assert Notice.objects.filter(event=f"minutes.closed:{session.pk}").count() == 9
    assert [line.action for line in history(session)][-1] == "session.close"


def test_each_side_signs_once_and_the_one_who_presided_signs_as_chair(room, counted):
    with pytest.raises(WrongStateError, match="Chưa có biên bản"):
        sign_minutes(room.session, actor=room.chair, **AT)
    draft_minutes(room.session, actor=room.secretary, **AT)
    with pytest.raises(DomainError, match="Trịnh Thị Mai"):
        sign_minutes(room.session, actor=room.vice, **AT)
    sign_minutes(room.session, actor=room.chair, **AT)
    with pytest.raises(DomainError, match="Bạn đã ký"):
        sign_minutes(room.session, actor=room.chair, **AT)


def test_changed_text_takes_the_signature_off(room, counted):
    minutes = draft_minutes(room.session, actor=room.secretary, **AT)
    sign_minutes(room.session, actor=room.chair, **AT)
    edit_minutes(
        minutes, actor=room.secretary, at=SESSION_DAY, body="Đề nghị bổ sung ảnh.", seen_version=minutes.version
    )
    minutes.refresh_from_db()
    assert (minutes.body, minutes.chair_signed_at, minutes.chair_signed_by) == ("Đề nghị bổ sung ảnh.", None, None)
    with pytest.raises(DomainError, match="đọc lại"):
        sign_minutes(room.session, actor=room.chair, at=SESSION_DAY, seen_version=minutes.version - 1)
    with pytest.raises(DomainError, match="vừa sửa"):
        edit_minutes(minutes, actor=room.secretary, at=SESSION_DAY, body="x", seen_version=minutes.version - 1)


def test_drafting_again_keeps_number_and_text(room, counted):
    minutes = draft_minutes(room.session, actor=room.secretary, **AT)
    edit_minutes(minutes, actor=room.secretary, at=SESSION_DAY, body="Đề nghị bổ sung ảnh.")
    again = draft_minutes(room.session, actor=room.chair, at=later(days=4))
    assert (again.pk, again.number, again.body) == (minutes.pk, 1, "Đề nghị bổ sung ảnh.")


def test_numbers_of_a_council_go_on_through_the_year(world, room, counted):
    from councils.services import plan_session

    close(room)
    first = room.session
    room.session = plan_session(room.council, actor=room.secretary, at=NOW, title="Phiên 2", held_at=SESSION_DAY)
    item = put(room, world.mill, title="Để sau")
    meet(room, item)
    vote(room, item, yes=9)
    count_ballots(room.session, actor=room.chair, **AT)
    assert draft_minutes(room.session, actor=room.secretary, **AT).symbol == "02/BB-HĐTĐKT"
    assert Minutes.objects.get(session=first).symbol == "01/BB-HĐTĐKT"


FINAL = [
    "UPDATE councils_minutes SET body = 'khác'",
    "UPDATE councils_minutes SET chair_signed_at = NULL",
    "DELETE FROM councils_minutes",
    "UPDATE councils_session SET state = 'open'",
    "UPDATE councils_session SET title = 'khác'",
    "UPDATE councils_attendance SET present = false",
    "DELETE FROM councils_attendance",
]


@pytest.mark.parametrize("statement", FINAL)
def test_database_refuses_to_change_signed_minutes(room, counted, statement):
    close(room)
    with pytest.raises(IntegrityError, match="final"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Session.objects.get(pk=room.session.pk).state == "closed"


def test_services_refuse_to_change_signed_minutes(room, counted):
    minutes = close(room)
    with pytest.raises(WrongStateError):
        draft_minutes(room.session, actor=room.secretary, **AT)
    with pytest.raises(WrongStateError):
        edit_minutes(minutes, actor=room.secretary, at=SESSION_DAY, body="x")
    with pytest.raises(WrongStateError):
        sign_minutes(room.session, actor=room.chair, **AT)
    with pytest.raises(WrongStateError):
        open_voting(room.session, actor=room.chair, **AT)


def test_printed_form_is_filled_from_the_record(room, counted):
    minutes = draft_minutes(room.session, actor=room.secretary, **AT)
    edit_minutes(minutes, actor=room.secretary, at=SESSION_DAY, body="Tác giả cần gửi ảnh.\n\nNhân rộng quý III.")
    data = minutes_data(minutes)
    assert (data["number"], data["draft"], data["chair"]["role"]) == ("01/BB-HĐTĐKT", True, "Chủ tịch Hội đồng")
    assert [row["name"] for row in data["conflicts"]] == ["Ủy viên 6"]
    assert data["items"][0]["result"] == "Đạt"
    assert data["conclusions"] == [
        "Tác giả cần gửi ảnh.",
        "Nhân rộng quý III.",
        "Hội đồng đề nghị cấp có thẩm quyền quyết định khen thưởng 1 trường hợp: Đồ gá sáu vị trí.",
        "Ủy viên 5 được tham gia xét “Đồ gá sáu vị trí” theo ý kiến người chủ trì: Đã chuyển đi 5 năm",
        "Để lại phiên sau: Để sau.",
    ]


def test_signed_minutes_are_issued_once_as_pdf_and_word(room, counted):
    minutes = close(room)
    issue_minutes_papers(minutes.pk, at=NOW)
    first = list(IssuedDocument.objects.order_by("suffix").values_list("suffix", "file__sha256"))
    issue_minutes(minutes_id=minutes.pk, unknown_later=1)
    assert list(IssuedDocument.objects.order_by("suffix").values_list("suffix", "file__sha256")) == first
    assert [suffix for suffix, _digest in first] == ["docx", "pdf"]
    with open_file(issued_paper(minutes, "pdf", at=NOW).file) as file:
        assert file.read(5) == b"%PDF-"
    assert issued_paper(minutes, "docx", at=NOW).file.name == "bien-ban-01-BB-HĐTĐKT-2026.docx"


def test_unsigned_minutes_are_not_issued(room, counted):
    minutes = draft_minutes(room.session, actor=room.secretary, **AT)
    issue_minutes_papers(minutes.pk, at=NOW)
    assert not IssuedDocument.objects.exists()
    assert draft_paper(minutes, "pdf").startswith(b"%PDF-")
