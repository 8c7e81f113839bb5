"""Members by spreadsheet: checked row by row, written whole or not at all, the same file again changes nothing."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.utils import timezone

from portal.core.errors import DomainError
from portal.core.models import AuditLine
from portal.core.sheets import sheet_kind
from tests.moments import NOW
from tests.people import make_member, make_user
from tests.units.sheets import MEMBER_HEADING, counts, member_row, said, send, upload, write, xlsx
from units.enums import Role, SheetState
from units.models import Member, SheetImport
from units.services import decide, delegate_role, drop_sheet, receive_sheet, start_commit

KIND = "units.members"


@pytest.fixture
def admin(world):
    return make_user("NV-ADMIN", "Vũ Văn Quản", world.province, Role.ADMINISTRATOR)


def test_new_members_are_written_as_the_service_would(admin, world):
    rows = [
        member_row(
            "NV-1", phone="0912 345 678", unit="TO-A1", joined="01/06/2012", education="THPT", address="12 Lê Lợi"
        ),
        member_row("NV-2", "Phạm  Văn Lực", gender="NAM", born="2/11/1986", group="chuyên môn, nghiệp vụ"),
    ]
    sheet = send(admin, world.province, rows)
    assert (counts(sheet), sheet.state) == ((2, 0, 0, 0), SheetState.CHECKED)
    assert not Member.objects.filter(code="NV-1").exists()
    assert write(sheet).state == SheetState.DONE
    hanh = Member.objects.get(code="NV-1")
    enrolled = make_member("NV-3", "Nguyễn Thị Hạnh", world.group)
    assert (hanh.unit, hanh.grassroots) == (enrolled.unit, enrolled.grassroots)
    assert (hanh.phone, hanh.joined_on, hanh.is_direct_worker) == ("0912345678", date(2012, 6, 1), True)
    luc = Member.objects.get(code="NV-2")
    assert (hanh.address, luc.address) == ("12 Lê Lợi", "")
    assert (luc.full_name, luc.gender, luc.birth_date, luc.grassroots) == (
        "Phạm Văn Lực", "nam", date(1986, 11, 2), world.factory,
    )  # fmt: skip
    assert (luc.group, luc.is_direct_worker, luc.position) == ("chuyen_mon", False, "Công nhân may")


def test_same_file_again_changes_nothing(admin, world):
    rows = [member_row(f"NV-{n}", f"Người số {n}", phone=f"09120000{n:02d}") for n in range(30)]
    write(send(admin, world.province, rows))
    before = list(Member.objects.order_by("pk").values())
    again = send(admin, world.province, rows)
    assert counts(again) == (0, 0, 30, 0)
    with pytest.raises(DomainError, match="không có gì mới"):
        start_commit(again, kind=sheet_kind(KIND), actor=admin, at=NOW, seen_version=again.version)
    assert list(Member.objects.order_by("pk").values()) == before


def test_one_wrong_cell_is_named_and_nothing_is_written(admin, world):
    rows = [member_row(f"NV-{n}", f"Người số {n}") for n in range(50)]
    rows[40][3] = "31/02/1990"
    sheet = send(admin, world.province, rows)
    assert (counts(sheet), said(sheet)) == ((49, 0, 0, 1), [(42, "Ngày sinh", "cell")])
    problem = sheet.problems.get()
    assert (problem.value, "05/09/1990" in problem.message) == ("31/02/1990", True)
    with pytest.raises(DomainError, match="Còn 1 dòng sai"):
        start_commit(sheet, kind=sheet_kind(KIND), actor=admin, at=NOW, seen_version=sheet.version)
    assert not Member.objects.filter(code__startswith="NV-", full_name__startswith="Người").exists()


def test_good_rows_alone_are_written_only_when_asked(admin, world):
    rows = [member_row("NV-1"), member_row("NV-2", "Lê Mơ", unit="CS-404")]
    sheet = write(send(admin, world.province, rows), only_good=True)
    assert (sheet.state, counts(sheet)) == (SheetState.DONE, (1, 0, 0, 1))
    assert list(Member.objects.filter(code__in=["NV-1", "NV-2"]).values_list("code", flat=True)) == ["NV-1"]


def test_each_fault_has_its_row_and_its_words(admin, people, world):
    make_member("NV-OLD", "Trần Văn Cũ", world.factory, phone="0988777666")
    make_member("NV-FAR", "Hồ Thị Xa", world.other_factory, phone="0988777000")
    rows = [
        member_row("NV-1", unit="CS-010"),  # another province
        member_row("NV-2", unit="CS-404"),
        member_row("NV-3", "Hoàng Ba", phone="0988777666"),
        member_row("NV-4", "Hoàng Bốn", phone=912345678.0),
        member_row("NV-4", "Hoàng Năm", phone="0912345678"),
        member_row("NV-BINH", "Lê Thanh Bình"),
        member_row("", "Không Mã"),
        member_row("NV-5", "=HYPERLINK(1)", group="Giám đốc"),
        member_row("NV-6", "Hoàng Sáu", phone="0988777000"),
        member_row("nv-old", "Hoàng Bảy"),
    ]
    sheet = send(admin, world.province, rows)
    assert said(sheet) == [
        (2, "Mã đơn vị", "unit_outside"),
        (3, "Mã đơn vị", "unit_unknown"),
        (4, "Số điện thoại", "phone_taken"),
        (6, "Mã đoàn viên", "twice"),
        (6, "Số điện thoại", "phone_twice"),
        (7, "Mã đoàn viên", "member_outside"),
        (8, "Mã đoàn viên", "empty"),
        (9, "Họ và tên", "cell"),
        (9, "Nhóm", "cell"),
        (10, "Số điện thoại", "phone_elsewhere"),
        (11, "Mã đoàn viên", "code_case"),
    ]
    assert sheet.mended == {"phone_zero": 1}
    taken = sheet.problems.get(kind="phone_taken")
    assert "Trần Văn Cũ (NV-OLD)" in taken.message
    assert "Xa" not in sheet.problems.get(kind="phone_elsewhere").message
    assert "dòng 5" in sheet.problems.get(kind="twice").message


def test_changes_are_shown_before_and_after_and_blank_cells_keep(admin, world):
    make_member("NV-1", "Nguyễn Thị Hạnh", world.factory, phone="0912345678", position="Thợ phụ", education="THPT")
    sheet = send(admin, world.province, [member_row("NV-1", unit="TO-A1", work="Công nhân may bậc 5", education="-")])
    assert counts(sheet) == (0, 1, 0, 0)
    changed = {
        cell["title"]: (cell["before"], cell["value"])
        for cell in sheet.sample[0]["cells"]
        if cell["before"] is not None
    }
    assert changed["Mã đơn vị"] == ("CS-002", "TO-A1")
    assert changed["Trình độ"] == ("THPT", "")
    write(sheet)
    member = Member.objects.get(code="NV-1")
    assert (member.unit, member.grassroots, member.position) == (world.group, world.factory, "Công nhân may bậc 5")
    assert (member.phone, member.education) == ("0912345678", "")


def test_possible_same_person_is_asked_about_never_merged(admin, world):
    old = make_member("NV-OLD", "Nguyễn Thị Hạnh", world.group, birth_date=date(1990, 9, 5))
    rows = [member_row("NV-NEW", "NGUYỄN THỊ HẠNH"), member_row("NV-TWO", "Lê Mơ"), member_row("NV-THREE", "Lê Mơ")]
    sheet = send(admin, world.province, rows)
    assert said(sheet) == [(2, "Họ và tên", "alike"), (4, "Họ và tên", "twin")]
    assert sheet.problems.get(row=2).choices == [{"value": f"same:{old.pk}", "code": "NV-OLD"}]
    decide(
        sheet,
        actor=admin,
        at=NOW,
        answers={"2": f"same:{old.pk}", "4": "other", "3": "other"},
        seen_version=sheet.version,
    )
    sheet.refresh_from_db()
    assert (counts(sheet), sheet.decisions) == ((2, 1, 0, 0), {"2": f"same:{old.pk}", "4": "other"})
    write(sheet)
    old.refresh_from_db()
    assert (old.code, old.full_name) == ("NV-NEW", "NGUYỄN THỊ HẠNH")
    assert Member.objects.filter(full_name="Lê Mơ").count() == 2
    # Once it is written the codes say who is who: nobody is asked twice.
    assert counts(send(admin, world.province, rows)) == (0, 0, 3, 0)


def test_file_with_too_many_faults_is_not_written_in_part(admin, world, monkeypatch):
    monkeypatch.setattr("portal.core.sheets.stage.MOST_WRONG", 2)
    rows = [member_row("NV-0"), *(member_row(f"NV-{n}", born="hôm qua") for n in range(1, 9)), member_row("NV-9")]
    sheet = send(admin, world.province, rows)
    assert (sheet.rows, "dừng đọc" in sheet.trouble) == (3, True)
    with pytest.raises(DomainError, match="dừng đọc"):
        start_commit(sheet, kind=sheet_kind(KIND), actor=admin, at=NOW, seen_version=sheet.version, only_good=True)


def test_unforeseen_fault_ends_the_import_with_a_sentence(admin, world, monkeypatch):
    sheet = send(admin, world.province, [member_row("NV-1")])

    def break_down(stage):
        raise RuntimeError("broken")

    monkeypatch.setattr("units.services.committing._take_turn", break_down)
    with pytest.raises(RuntimeError):
        write(sheet)
    sheet.refresh_from_db()
    assert (sheet.state, "ngoài dự kiến" in sheet.trouble) == (SheetState.FAILED, True)
    assert not Member.objects.filter(code="NV-1").exists()


def test_answer_to_a_row_that_was_not_asked_about_is_refused(admin, world):
    other = make_member("NV-9", "Người Khác", world.factory)
    sheet = send(admin, world.province, [member_row("NV-1")])
    with pytest.raises(DomainError, match="ít nhất một dòng"):
        decide(sheet, actor=admin, at=NOW, answers={"2": f"same:{other.pk}"}, seen_version=sheet.version)


def test_official_brings_members_of_their_own_union_only(people, world):
    sheet = send(people.hung, world.factory, [member_row("NV-1"), member_row("NV-2", "Lê Mơ", unit="CS-003")])
    assert said(sheet) == [(3, "Mã đơn vị", "unit_outside")]
    for stranger, unit in ((people.hung, world.mill), (people.yen, world.factory), (people.lan, world.group)):
        with pytest.raises(PermissionDenied):
            receive_sheet(unit, sheet_kind(KIND), actor=stranger, at=NOW, upload=upload(xlsx(MEMBER_HEADING, [])))


def test_nobody_changes_their_own_record_by_a_file(admin, people, world):
    """Nor that of who they act for: a change by hand is refused to them too."""
    nga = make_user("NV-NGA", "Vũ Thị Nga", world.factory)
    make_member("NV-AN", "Lê Văn An", world.factory)
    today = timezone.localdate()
    delegate_role(
        people.hung.held.get(role=Role.GRASSROOTS_OFFICER), nga, actor=admin, at=timezone.now(),
        valid_from=today, valid_to=today + timedelta(days=7), basis="Giấy ủy quyền 1/UQ-CĐCS",
    )  # fmt: skip
    rows = [
        member_row("NV-HUNG", "Trần Văn Hùng", work="Tổ trưởng"),
        member_row("NV-NGA", "Vũ Thị Nga", education="đại học"),
        member_row("NV-AN", "Lê Văn An", education="đại học"),
    ]
    for actor in (people.hung, nga):
        sheet = send(actor, world.factory, rows)
        assert said(sheet) == [(2, "Mã đoàn viên", "own_record"), (3, "Mã đoàn viên", "own_record")]
        assert counts(sheet) == (0, 1, 0, 2)
    assert Member.objects.get(code="NV-NGA").education == ""
    # Someone else may; what they wrote is no change of one's own any more.
    assert counts(write(send(admin, world.province, rows))) == (0, 3, 0, 0)
    assert counts(send(people.hung, world.factory, rows)) == (0, 0, 3, 0)


def test_what_changed_since_the_check_brings_it_back(admin, world):
    sheet = send(admin, world.province, [member_row("NV-1", phone="0912345678")])
    make_member("NV-9", "Người Nhanh Tay", world.factory, phone="0912345678")
    returned = write(sheet)
    assert (returned.state, said(returned)) == (SheetState.CHECKED, [(2, "Số điện thoại", "phone_taken")])
    assert not Member.objects.filter(code="NV-1").exists()


def test_right_lost_before_the_writing_stops_it(admin, world):
    sheet = send(admin, world.province, [member_row("NV-1")])
    start_commit(sheet, kind=sheet_kind(KIND), actor=admin, at=NOW, seen_version=sheet.version)
    admin.held.update(valid_to=date(2020, 1, 2))
    from units.services import run_commit

    run_commit(sheet.job.pk, at=NOW)
    sheet.refresh_from_db()
    assert (sheet.state, "quản trị" in sheet.trouble) == (SheetState.FAILED, True)
    assert not Member.objects.filter(code="NV-1").exists()


def test_trail_names_the_file_and_the_counts(admin, world):
    sheet = write(send(admin, world.province, [member_row("NV-1")]))
    line = AuditLine.objects.get(action="sheetimport.finish")
    assert (line.object_id, line.unit_id, line.actor) == (sheet.pk, world.province.pk, admin)
    assert sheet.digest in line.note
    assert line.after["new_rows"] == 1


def test_dropped_file_is_gone(admin, world, django_capture_on_commit_callbacks):
    sheet = send(admin, world.province, [member_row("NV-1", unit="CS-404")])
    key = sheet.file.key
    with django_capture_on_commit_callbacks(execute=True):
        drop_sheet(sheet, actor=admin, at=NOW, seen_version=sheet.version)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.file, sheet.errors_file, sheet.problems.count()) == (SheetState.DROPPED, None, None, 0)
    assert not default_storage.exists(key)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"%PDF-", "không phải bảng tính"),
        ("a.xlsx", b"", "rỗng"),
        ("a.xlsx", b"PK\x03\x04 nonsense", "Không đọc được"),
        ("a.csv", "Mã đoàn viên;Họ và tên\nNV-1;Nguyễn".encode("cp1258", "replace"), "UTF-8"),
        ("a.csv", "Mã đoàn viên;Họ và tên\nNV-1;Nguyễn".encode(), "Thiếu cột: Mã đơn vị, Nhóm"),
        ("a.csv", b"a;b\n1;2", "tiêu đề"),
        ("a.xlsx", xlsx(MEMBER_HEADING, []), "không có dòng nào"),
        ("a.xlsx", xlsx([*MEMBER_HEADING, "Họ và tên"], [member_row("NV-1")]), "có hai lần"),
    ],
)
def test_file_that_cannot_be_read_is_refused_and_not_kept(admin, world, name, content, words):
    with pytest.raises(DomainError, match=words):
        receive_sheet(world.province, sheet_kind(KIND), actor=admin, at=NOW, upload=upload(content, name))
    assert not SheetImport.objects.exists()
