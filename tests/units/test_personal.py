"""Personal data are opened for a purpose and on record; consent is one's own; corrections go to the union's official."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from portal.core.audit.masking import PERSONAL, mask
from portal.core.errors import DomainError
from portal.core.models import AuditLine, Notice
from portal.core.workflow import WrongStateError
from tests.moments import NOW, later
from tests.people import make_user
from units.enums import Purpose, Role
from units.models import Consent, CorrectionRequest, Member
from units.personal import CONSENT_VERSION, LABELS, NEEDS, needs_of
from units.selectors import (
    consent_of,
    list_corrections,
    list_looks,
    list_work,
)
from units.services import (
    accept_correction,
    correct_member,
    give_consent,
    open_personal,
    record_discipline,
    refuse_correction,
    request_correction,
    void_discipline,
    wanted_value,
    withdraw_consent,
    withdraw_correction,
)


@pytest.fixture
def lan(people) -> Member:
    correct_member(
        people.lan.member, actor=None, at=NOW, birth_date=date(1990, 2, 3), phone="0911222333", address="12 Lê Lợi"
    )
    return people.lan.member


def opened(lan, actor, purpose):
    return open_personal(lan, actor=actor, at=NOW, purpose=purpose)


def test_table_names_only_what_the_trail_masks():
    assert set(LABELS) <= PERSONAL
    assert {name for need in NEEDS for name in need.fields} == set(LABELS)
    assert {need.purpose for need in NEEDS} == set(Purpose)


def test_purpose_opens_what_it_needs_and_no_more(people, lan):
    reached = {"phone": "0911222333", "email": "nv-lan@example.vn"}
    assert opened(lan, people.hung, Purpose.CONTACT) == reached | {"address": "12 Lê Lợi"}
    assert opened(lan, people.yen, Purpose.CONTACT) == reached
    assert opened(lan, people.yen, Purpose.CHECK) == {"birth_date": date(1990, 2, 3), "disciplines": []}
    first, second, third = list_looks(lan).order_by("pk")
    assert (first.actor, first.after) == (people.hung, {"purpose": "contact", "fields": ["phone", "email", "address"]})
    assert (second.actor, second.after["fields"]) == (people.yen, ["phone", "email"])
    # The line says that someone looked, never what they saw.
    assert not {"0911222333", "12 Lê Lợi"} & set(str([first.before, first.after, second.after, third.after]).split("'"))


@pytest.mark.parametrize(
    ("who", "purpose"),
    [
        ("yen", Purpose.KEEP),
        ("huy", Purpose.CHECK),
        ("hung", Purpose.INSPECT),
        ("binh", Purpose.CONTACT),
        ("hung", "x"),
    ],
)
def test_role_that_does_not_need_it_opens_nothing(people, lan, who, purpose):
    with pytest.raises(PermissionDenied, match="không mở dữ liệu cá nhân"):
        opened(lan, getattr(people, who), purpose)
    assert not list_looks(lan).exists()


def test_leader_needs_no_personal_data(people, lan):
    assert needs_of(people.tuan, lan.unit) == []


def test_inspector_opens_for_an_inspection(world, lan):
    inspector = make_user("NV-KT", "Lý Văn Kiểm", world.province, Role.INSPECTOR)
    assert opened(lan, inspector, Purpose.INSPECT)["birth_date"] == date(1990, 2, 3)


def test_consent_is_given_and_withdrawn_by_oneself(people, lan):
    assert consent_of(lan) is None
    consent = give_consent(lan, actor=people.lan, at=NOW)
    assert (consent_of(lan), consent.version) == (consent, CONSENT_VERSION)
    assert give_consent(lan, actor=people.lan, at=NOW) == consent
    withdraw_consent(lan, actor=people.lan, at=later(days=1))
    withdraw_consent(lan, actor=people.lan, at=later(days=1))
    assert consent_of(lan) is None
    actions = AuditLine.objects.filter(object_id=lan.pk, action__contains="consent").values_list("action", flat=True)
    assert sorted(actions) == ["member.consent", "member.withdraw_consent"]
    for change in (give_consent, withdraw_consent):
        with pytest.raises(PermissionDenied, match="Chỉ chính người đó"):
            change(lan, actor=people.hung, at=NOW)


def test_consent_to_an_older_text_does_not_count(people, lan):
    Consent.objects.create(member=lan, version="2020-01", given_at=NOW, given_by=people.lan)
    assert consent_of(lan) is None
    given = give_consent(lan, actor=people.lan, at=later(days=1))
    assert consent_of(lan) == given
    assert Consent.objects.filter(withdrawn_at__isnull=True).count() == 1


def asked(people, field="birth_date", wanted="05/09/1990", actor=None):
    return request_correction(
        people.lan.member, actor=actor or people.lan, at=NOW, field=field, wanted=wanted, reason="Theo CCCD"
    )


def test_correction_is_asked_for_and_accepted(people, lan):
    request = asked(people)
    assert Notice.objects.get(event=f"correction.asked:{request.pk}").recipient == people.hung
    assert list(list_corrections(people.hung)) == [request]
    assert [work.url for work in list_work(people.hung, day=NOW.date())] == [f"/don-vi/de-nghi-sua/{request.pk}/"]
    assert list_work(people.lan, day=NOW.date()) == []
    accept_correction(request, actor=people.hung, at=later(hours=1))
    lan.refresh_from_db()
    assert lan.birth_date == date(1990, 9, 5)
    assert list(list_corrections(people.hung)) == []
    assert Notice.objects.get(event=f"correction.answered:{request.pk}").recipient == people.lan
    line = AuditLine.objects.filter(action="member.correct").latest("pk")
    assert (line.actor, line.note) == (people.hung, "Theo đề nghị của đoàn viên: Theo CCCD")
    with pytest.raises(WrongStateError):
        refuse_correction(request, actor=people.hung, at=NOW, answer="Không")


def test_address_is_put_right_or_taken_away_as_asked(people, lan):
    for wanted in ("34 Ngô Gia Tự, phường Kinh Bắc", ""):
        accept_correction(asked(people, "address", wanted), actor=people.hung, at=later(hours=1))
        lan.refresh_from_db()
        assert lan.address == wanted
    lines = AuditLine.objects.filter(action__in=["member.correct", "correctionrequest.make"])
    # On record, and hidden from whoever reads the trail without a purpose.
    assert any("34 Ngô Gia Tự" in str(line.after) for line in lines)
    assert not any("34 Ngô Gia Tự" in str(mask(line.before) | mask(line.after)) for line in lines)


def test_discipline_is_put_right_at_the_record_before_the_answer(people, lan):
    measure = record_discipline(
        lan, actor=people.hung, at=NOW, form="khien_trach", decision_no="3/QĐ-CT", decided_on=NOW.date(),
        valid_from=NOW.date(),
    )  # fmt: skip
    request = asked(people, "disciplines", "Quyết định 3/QĐ-CT là của người cùng tên")
    assert list(list_corrections(people.hung)) == [request]
    # Another measure written down since mends nothing.
    record_discipline(
        lan, actor=people.hung, at=later(minutes=30), form="canh_cao", decision_no="7/QĐ-CT", decided_on=NOW.date(),
        valid_from=NOW.date(),
    )  # fmt: skip
    with pytest.raises(DomainError, match="ở hồ sơ đoàn viên trước"):
        accept_correction(request, actor=people.hung, at=later(hours=1))
    assert CorrectionRequest.objects.get(pk=request.pk).state == "open"
    void_discipline(measure, actor=people.hung, at=later(hours=2), reason="Nhầm người cùng tên")
    accept_correction(request, actor=people.hung, at=later(hours=3), answer="Đã bỏ 3/QĐ-CT")
    answered = CorrectionRequest.objects.get(pk=request.pk)
    assert (answered.state, answered.answer) == ("accepted", "Đã bỏ 3/QĐ-CT")
    # What it is about stays hidden from whoever reads the trail without a purpose, and out of messages.
    lines = AuditLine.objects.filter(object_id=request.pk, action__startswith="correctionrequest.")
    assert "3/QĐ-CT" in " ".join(str(line.after) for line in lines)
    assert "3/QĐ-CT" not in " ".join(f"{mask(line.before)} {mask(line.after)} {line.note}" for line in lines)
    told = Notice.objects.filter(event__startswith="correction.")
    assert len(told) == 2
    assert not any("3/QĐ-CT" in notice.body or "Kỷ luật" in notice.subject + notice.body for notice in told)


def test_correction_is_refused_with_a_reason(people, lan):
    request = asked(people)
    with pytest.raises(DomainError, match="Ghi lý do không sửa"):
        refuse_correction(request, actor=people.hung, at=NOW, answer=" ")
    refuse_correction(request, actor=people.hung, at=NOW, answer="Chưa có giấy tờ")
    lan.refresh_from_db()
    assert lan.birth_date == date(1990, 2, 3)
    assert Notice.objects.get(event=f"correction.answered:{request.pk}").body == "Chưa có giấy tờ"


def test_correction_is_withdrawn_by_who_asked(people, lan):
    request = asked(people)
    with pytest.raises(PermissionDenied, match="Chỉ người đề nghị"):
        withdraw_correction(request, actor=people.hung, at=NOW)
    withdraw_correction(request, actor=people.lan, at=NOW)
    assert list(list_corrections(people.hung)) == []
    asked(people)


def test_stranger_neither_asks_nor_answers(people, lan):
    with pytest.raises(PermissionDenied, match="Chỉ chính người đó"):
        asked(people, actor=people.hung)
    request = asked(people)
    assert list(list_corrections(people.binh)) == []
    for stranger in (people.binh, people.yen):
        with pytest.raises(PermissionDenied, match="của chính công đoàn cơ sở"):
            accept_correction(request, actor=stranger, at=NOW)


def test_official_does_not_answer_their_own(people):
    hung = people.hung
    own = request_correction(
        hung.member, actor=hung, at=NOW, field="full_name", wanted="Trần Văn Hưng", reason="Sai dấu"
    )
    assert list(list_corrections(hung)) == []
    with pytest.raises(PermissionDenied, match="Người khác phải trả lời"):
        accept_correction(own, actor=hung, at=NOW)


@pytest.mark.parametrize(
    ("field", "wanted", "words"),
    [
        ("birth_date", "31/02/1990", "dạng ngày/tháng/năm"),
        ("birth_date", "05/09/2990", "Ngày này chưa tới"),
        ("birth_date", "03/02/1990", "đang ghi đúng như vậy"),
        ("full_name", " ", "Ghi nội dung đúng"),
        ("gender", "x", "“nam” hoặc “nữ”"),
        ("phone", "không có", "chỉ gồm chữ số"),
        ("phone", "0988 777 666", "đang là của một đoàn viên thuộc CĐCS Công ty CP Dệt May Hương Trà"),
        ("address", "12 Lê Lợi", "đang ghi đúng như vậy"),
        ("address", "x" * 161, "nhiều nhất 160 ký tự"),
        ("education", "x" * 41, "nhiều nhất 40 ký tự"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(people, lan, field, wanted, words):
    correct_member(people.binh.member, actor=None, at=NOW, phone="0988777666")
    with pytest.raises(DomainError, match=words) as refusal:
        asked(people, field, wanted)
    assert refusal.value.field == "wanted"
    assert not list_corrections(people.hung).exists()


def test_request_without_a_reason_is_refused_at_its_field(people, lan):
    with pytest.raises(DomainError, match="Ghi lý do hoặc giấy tờ") as refusal:
        request_correction(lan, actor=people.lan, at=NOW, field="gender", wanted="Nữ", reason=" ")
    assert refusal.value.field == "reason"
    assert wanted_value(asked(people)) == date(1990, 9, 5)


def test_one_open_request_for_a_field(people, lan):
    asked(people)
    with pytest.raises(DomainError, match="đang chờ trả lời"):
        asked(people, wanted="06/09/1990")
    asked(people, "gender", "Nữ")
