"""The page of a member, what officials write on it, and everyone's own data."""

import io
import json
import zipfile
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from awards.services import enter_record
from portal.core.models import AuditLine
from tests.awards.story import make_initiative, make_story
from tests.moments import NOW, TODAY
from tests.people import make_member, make_user
from units.enums import Purpose, RequestState, Role
from units.models import CorrectionRequest, Discipline, Member, MemberMove, User
from units.selectors import consent_of, list_looks
from units.services import (
    change_facts,
    correct_member,
    end_membership,
    move_member,
    open_personal,
    record_discipline,
    request_correction,
)

SECRETS = ("0911222333", "03/02/1990", "nv-lan@example.vn", "12 Lê Lợi")


@pytest.fixture
def lan(people) -> Member:
    correct_member(
        people.lan.member, actor=None, at=NOW, birth_date=date(1990, 2, 3), phone="0911222333", address="12 Lê Lợi"
    )
    return people.lan.member


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user, name, *args, **query):
    return client_of(user).get(reverse(name, args=args), query)


def send(user, name, *args, **data):
    return client_of(user).post(reverse(name, args=args), data)


def test_page_shows_the_person_without_personal_data(world, people, lan):
    story = make_story(world, people)
    make_initiative(lan)
    enter_record(
        lan, actor=None, at=NOW, award_type=story.award, year=2024, decision_no="12/QĐ", decided_on=date(2025, 1, 9),
        issued_by="LĐLĐ tỉnh",
    )  # fmt: skip
    change_facts(lan, actor=None, at=NOW, on=date(2026, 5, 1), position="Tổ trưởng", reason="Bổ nhiệm")
    move_member(lan, world.section, actor=None, at=NOW, on=date(2026, 5, 2), reason="Chuyển chuyền")
    answer = page(people.hung, "member", lan.pk)
    assert answer.status_code == 200
    for words in ("Nguyễn Thị Lan", "NV-LAN", "Tổ trưởng", "Bổ nhiệm", "Chuyển chuyền", "SK-2026-00001"):
        assert words in answer.text
    assert [figure["value"] for figure in answer.context["figures"]] == [1, 1]
    assert [secret for secret in SECRETS if secret in answer.text] == []
    assert [secret for secret in SECRETS if secret in page(people.hung, "units:members", world.factory.pk).text] == []


def test_page_is_out_of_sight_for_strangers(people, lan):
    for name in ("member", "units:merge_members"):
        assert page(people.binh, name, lan.pk).status_code == 404
    assert page(people.binh, "units:write_member", lan.pk, "chuyen").status_code == 404
    assert page(people.yen, "member", lan.pk).status_code == 200
    assert page(people.yen, "units:write_member", lan.pk, "chuyen").status_code == 403
    assert page(people.hung, "units:write_member", lan.pk, "khac").status_code == 404


def test_personal_data_are_opened_for_a_purpose(people, lan):
    assert "Chọn mục đích xem" in send(people.hung, "open_personal", lan.pk).text
    answer = send(people.hung, "open_personal", lan.pk, purpose=Purpose.CONTACT)
    assert (answer.status_code, "0911222333" in answer.text, "03/02/1990" in answer.text) == (200, True, False)
    assert send(people.hung, "open_personal", lan.pk, purpose=Purpose.INSPECT).status_code == 403
    assert send(people.tuan, "open_personal", lan.pk, purpose=Purpose.CONTACT).status_code == 403
    assert send(people.binh, "open_personal", lan.pk, purpose=Purpose.CONTACT).status_code == 404
    assert list_looks(lan).count() == 1
    # Who is meant sees who looked and why; their own data need no purpose.
    own = page(people.lan, "my_data").text
    assert all(words in own for words in (*SECRETS, "Trần Văn Hùng", "Liên hệ công việc công đoàn"))
    assert "0911222333" in page(people.lan, "member", lan.pk).text
    assert list_looks(lan).count() == 1


def test_official_moves_changes_and_corrects(world, people, lan):
    moved = send(
        people.hung, "units:write_member", lan.pk, "chuyen", to_unit="CS-003", on="01/06/2026", reason="Chuyển"
    )
    assert moved.status_code == 302
    assert MemberMove.objects.get().to_unit == world.mill
    # She is the mill's now: its keepers write on, those of her old union do not even see her.
    assert page(people.hung, "member", lan.pk).status_code == 404
    keeper = make_user("NV-QV", "Lê Quế", world.mill, Role.GRASSROOTS_OFFICER)
    facts = {"group": "lanh_dao_quan_ly", "position": "Tổ trưởng", "on": "10/06/2026"}
    assert send(keeper, "units:write_member", lan.pk, "doi", **facts).status_code == 302
    mended = {"full_name": "Nguyễn Thị Lân", "code": "NV-LAN", "reason": "Sai dấu"}
    assert send(keeper, "units:write_member", lan.pk, "sua", **mended).status_code == 302
    lan.refresh_from_db()
    assert (lan.full_name, lan.is_manager, lan.phone) == ("Nguyễn Thị Lân", True, "0911222333")
    assert (lan.birth_date, lan.address) == (date(1990, 2, 3), "12 Lê Lợi")
    moved_house = mended | {"address": "5 Trần Phú", "reason": "Chuyển nhà"}
    assert send(keeper, "units:write_member", lan.pk, "sua", **moved_house).status_code == 302
    lan.refresh_from_db()
    assert lan.address == "5 Trần Phú"
    assert send(keeper, "units:write_member", lan.pk, "thoi", on="15/06/2026", reason="Nghỉ việc").status_code == 302
    assert "Nghỉ việc" in page(keeper, "member", lan.pk).text
    assert "Nguyễn Thị Lân" in page(keeper, "units:members", world.mill.pk, **{"da-thoi": ""}).text
    assert "Nguyễn Thị Lân" not in page(keeper, "units:members", world.mill.pk).text


def test_mistakes_are_named_at_their_fields_and_nothing_is_lost(people, lan):
    for what, data, words in (
        ("chuyen", {"to_unit": "TO-A1", "on": "01/06/2026", "reason": "Chuyển"}, "là đơn vị hiện nay của người này"),
        ("chuyen", {"to_unit": "Không đâu", "on": "01/06/2026", "reason": "Chuyển"}, "Không có đơn vị nào"),
        ("thoi", {"on": "31/02/2026", "reason": "Nghỉ"}, "31/02/2026"),
        ("doi", {"group": "x", "on": "01/06/2026", "position": "Thợ cả"}, "Thợ cả"),
    ):
        answer = send(people.hung, "units:write_member", lan.pk, what, **data)
        assert (answer.status_code, words in answer.text) == (422, True), words
    assert not MemberMove.objects.exists()


def test_two_records_are_joined_on_a_page(world, people, lan):
    twin = make_member("NV-LAN2", "Nguyen Thi Lan", world.section, birth_date=date(1990, 2, 3))
    offered = page(people.hung, "units:merge_members", lan.pk).text
    assert "cùng họ tên, ngày sinh và đơn vị" in offered
    for answer in (
        page(people.hung, "units:merge_members", lan.pk, ma="NV-KHONG"),
        send(people.hung, "units:merge_members", lan.pk, other="NV-KHONG", reason="Trùng"),
    ):
        assert (answer.status_code, "Không có đoàn viên nào mang mã “NV-KHONG”" in answer.text) == (422, True)
    beside = page(people.hung, "units:merge_members", lan.pk, ma="NV-LAN2").text
    assert "Công đoàn bộ phận Xí nghiệp May 1" in beside
    assert "1990" not in beside
    assert page(people.hung, "units:merge_members", lan.pk, ma="NV-BINH").status_code == 403
    assert send(people.hung, "units:merge_members", lan.pk, other="NV-BINH", reason="Trùng").status_code == 403
    assert send(people.hung, "units:merge_members", lan.pk, other="nv-lan2", reason="Trùng CCCD").status_code == 302
    assert "đã gộp vào hồ sơ NV-LAN" in page(people.hung, "member", twin.pk).text


def test_person_takes_their_own_data(world, people, lan):
    make_initiative(lan)
    open_personal(lan, actor=people.hung, at=NOW, purpose=Purpose.CONTACT)
    answer = send(people.lan, "take_my_data")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert sorted(archive.namelist()) == ["DOC-TRUOC.txt", "du-lieu.json", "du-lieu.xlsx"]
    found = json.loads(archive.read("du-lieu.json"))
    assert {"Mục": "Số điện thoại", "Nội dung": "0911222333"} in found["Hồ sơ"]
    assert {"Mục": "Địa chỉ", "Nội dung": "12 Lê Lợi"} in found["Hồ sơ"]
    assert found["Sáng kiến"][0]["Mã"] == "SK-2026-00001"
    assert found["Ai đã xem dữ liệu cá nhân"][0]["Ai"] == "Trần Văn Hùng"
    assert AuditLine.objects.get(action="member.take_own_data").actor == people.lan
    assert answer["Cache-Control"] == "no-store"


def test_discipline_is_written_read_for_a_purpose_and_ended(people, lan):
    facts = {
        "form": "canh_cao", "decision_no": "7/QĐ-KL", "decided_on": "04/05/2026", "issued_by": "Công ty May",
        "valid_from": "04/05/2026",
    }  # fmt: skip
    wrong = send(people.hung, "units:record_discipline", lan.pk, **facts | {"decision_no": ""})
    assert (wrong.status_code, "Ghi số quyết định" in wrong.text, "Công ty May" in wrong.text) == (422, True, True)
    assert send(people.hung, "units:record_discipline", lan.pk, **facts).status_code == 302
    measure = Discipline.objects.get()
    # It stands on no page until somebody says what for.
    for name, args in (("member", [lan.pk]), ("units:end_discipline", [measure.pk]), ("units:members", [lan.unit_id])):
        assert "7/QĐ-KL" not in page(people.hung, name, *args).text
    assert "7/QĐ-KL" not in send(people.hung, "open_personal", lan.pk, purpose=Purpose.CONTACT).text
    keeper = send(people.hung, "open_personal", lan.pk, purpose=Purpose.KEEP).text
    assert ("Cảnh cáo" in keeper, "7/QĐ-KL" in keeper, "Ghi hết hiệu lực" in keeper) == (True, True, True)
    appraiser = send(people.yen, "open_personal", lan.pk, purpose=Purpose.CHECK).text
    assert ("7/QĐ-KL" in appraiser, "Ghi hết hiệu lực" in appraiser) == (True, False)
    own = page(people.lan, "my_data").text
    assert ("7/QĐ-KL" in own, "Ghi hết hiệu lực" in own) == (True, False)
    archive = zipfile.ZipFile(io.BytesIO(send(people.lan, "take_my_data").content))
    taken = json.loads(archive.read("du-lieu.json"))["Kỷ luật"]
    assert [(row["Hình thức"], row["Số quyết định"]) for row in taken] == [("Cảnh cáo", "7/QĐ-KL")]
    late = send(people.hung, "units:end_discipline", measure.pk, on="04/05/2026", reason="Xóa kỷ luật")
    assert (late.status_code, "Chọn ngày sau đó" in late.text) == (422, True)
    ended = send(people.hung, "units:end_discipline", measure.pk, on="01/06/2026", reason="Xóa kỷ luật")
    assert ended.status_code == 302
    assert "đến trước 01/06/2026" in page(people.lan, "my_data").text
    assert send(people.hung, "units:void_discipline", measure.pk, reason="Ghi nhầm người").status_code == 302
    assert "7/QĐ-KL" not in page(people.lan, "my_data").text
    assert send(people.hung, "units:void_discipline", measure.pk, reason="Lần nữa").status_code == 404


def test_discipline_is_closed_to_those_it_is_not_for(people, lan):
    assert page(people.yen, "units:record_discipline", lan.pk).status_code == 403
    assert page(people.binh, "units:record_discipline", lan.pk).status_code == 404
    assert page(people.hung, "units:record_discipline", people.hung.member_id).status_code == 403
    measure = record_discipline(
        lan, actor=people.hung, at=NOW, form="khien_trach", decision_no="1", decided_on=TODAY, valid_from=TODAY
    )
    for name in ("units:end_discipline", "units:void_discipline"):
        seen = [page(who, name, measure.pk).status_code for who in (people.binh, people.tuan, people.yen, people.lan)]
        assert seen == [404, 404, 403, 403]


def test_account_without_a_member_has_no_data(world):
    system = User.objects.create_user("may", full_name="Máy")
    assert page(system, "my_data").status_code == 404
    assert "du-lieu-cua-toi" not in page(system, "home").text


def test_consent_is_a_button(people, lan):
    send(people.lan, "consent", give="1")
    assert consent_of(lan) is not None
    assert "Rút đồng ý" in page(people.lan, "my_data").text
    # Who draws up a list of honour by hand reads on the record whether they may.
    assert "Đồng ý từ" in page(people.hung, "member", lan.pk).text
    send(people.lan, "consent", withdraw="1")
    assert "Chưa đồng ý" in page(people.hung, "member", lan.pk).text
    assert consent_of(lan) is None


def test_correction_goes_its_way(people, lan):
    refused = send(people.lan, "ask_correction", field="birth_date", wanted="hôm qua", reason="Sai")
    assert (refused.status_code, "dạng ngày/tháng/năm" in refused.text, "hôm qua" in refused.text) == (422, True, True)
    assert send(people.lan, "ask_correction", field="birth_date", wanted="05/09/1990", reason="Sai").status_code == 302
    asked = CorrectionRequest.objects.get()
    assert "Nguyễn Thị Lan: Ngày sinh" in page(people.hung, "units:corrections").text
    assert "đề nghị sửa hồ sơ: Ngày sinh" in page(people.hung, "home").text
    shown = page(people.hung, "units:correction", asked.pk).text
    assert ("05/09/1990" in shown, "03/02/1990" in shown) == (True, False)
    assert page(people.binh, "units:correction", asked.pk).status_code == 404
    silent = send(people.hung, "units:correction", asked.pk, answer="", refuse="1")
    assert (silent.status_code, "Ghi lý do không sửa" in silent.text) == (422, True)
    assert send(people.hung, "units:correction", asked.pk, answer="", accept="1").status_code == 302
    lan.refresh_from_db()
    assert lan.birth_date == date(1990, 9, 5)
    assert "Đã sửa" in page(people.lan, "my_data").text


def test_answer_that_was_refused_leaves_the_form_and_says_why(people, lan):
    asked = request_correction(
        lan, actor=people.lan, at=NOW, field="disciplines", wanted="Nhầm người cùng tên", reason="Xem CCCD"
    )
    early = send(people.hung, "units:correction", asked.pk, answer="Đã sửa xong", accept="1")
    assert early.status_code == 422
    assert "ở hồ sơ đoàn viên trước" in early.text
    assert 'name="accept"' in early.text
    assert "Đã sửa xong" in early.text
    assert "Chờ trả lời" in page(people.lan, "my_data").text


def test_correction_is_withdrawn_on_the_page(people, lan):
    send(people.lan, "ask_correction", field="gender", wanted="Nữ", reason="Thiếu")
    asked = CorrectionRequest.objects.get()
    assert send(people.hung, "withdraw_correction", asked.pk).status_code == 404
    assert send(people.lan, "withdraw_correction", asked.pk).status_code == 302
    asked.refresh_from_db()
    assert asked.state == RequestState.WITHDRAWN


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_whatever_the_number_of_rows(world, people, lan, count):
    for number in range(count):
        leaver = make_member(f"NV-X{number}", f"Người {number}", world.section)
        end_membership(leaver, actor=None, at=NOW, on=TODAY, reason="Nghỉ")
        make_initiative(lan, f"SK-2026-0001{number}")
        on, place = date(2026, 5, 1 + number), (world.section, world.group)[number % 2]
        change_facts(lan, actor=None, at=NOW, on=on, position=f"Thợ bậc {number + 1}")
        move_member(lan, place, actor=None, at=NOW, on=on, reason="Chuyển chuyền")
        open_personal(lan, actor=people.hung, at=NOW, purpose=Purpose.CONTACT)
        field = ("gender", "education", "full_name")[number]
        request_correction(lan, actor=people.lan, at=NOW, field=field, wanted="nữ", reason="Ghi sai")
    hung, own = client_of(people.hung), client_of(people.lan)
    counts = {}
    for client, name, args in (
        (hung, "member", [lan.pk]),
        (hung, "units:members", [world.factory.pk]),
        (hung, "units:corrections", []),
        (own, "my_data", []),
    ):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name, args=args)).status_code == 200
        counts[name] = len(queries)
    assert counts == {"member": 15, "units:members": 7, "units:corrections": 6, "my_data": 11}


def test_member_is_found_by_name_code_and_phone(world, people, lan):
    for text in ("nguyen thi lan", "Nguyễn Thị Lan", "nv-lan", "0911 222 333", "0911.222.333"):
        assert "NV-LAN" in page(people.hung, "units:members", world.factory.pk, q=text).text, text
    assert "NV-LAN" not in page(people.hung, "units:members", world.factory.pk, q="0911222334").text


def test_list_pages_by_key(world, people, lan):
    for number in range(60):
        make_member(f"NV-Z{number:02}", f"Vũ Văn Z{number:02}", world.mill)
    keeper = make_user("NV-QV", "Lê Quế", world.mill, Role.GRASSROOTS_OFFICER)
    first = page(keeper, "units:members", world.mill.pk)
    after = page(keeper, "units:members", world.mill.pk, sau=first.context["page"].next)
    seen = [row.code for answer in (first, after) for row in answer.context["page"]]
    assert (len(seen), len(set(seen)), after.context["page"].next) == (61, 61, "")
