"""Awards from before the portal: into the register with their evidence, counted as the service counts them."""

from datetime import date

import pytest

from awards.enums import Merit, RecordSource
from awards.models import AwardRecord, AwardType
from awards.services import enter_record
from tests.moments import NOW
from tests.people import make_user
from tests.units.sheets import counts, said, send, write
from units.enums import Role
from units.models import Member, Tally

HEADING = [
    "Mã đoàn viên", "Mã đơn vị", "Mã danh hiệu, hình thức", "Năm", "Số quyết định", "Ngày quyết định", "Cơ quan ban hành",
    "Loại hình", "Đã đối chiếu bản gốc", "Căn cứ, nơi lưu",
]  # fmt: skip
KIND = "awards.past_awards"


@pytest.fixture
def admin(world):
    return make_user("NV-ADMIN", "Vũ Văn Quản", world.province, Role.ADMINISTRATOR)


def of_person() -> str:
    return AwardType.objects.filter(subjects__contains=["ca_nhan"]).exclude(indicator="").order_by("pk")[0].code


def row(code=None, unit=None, award=None, **cells) -> list:
    year, no, on = cells.get("year", 2023), cells.get("no", "118/QĐ-CKQV"), cells.get("on", "12/01/2024")
    return [
        code, unit, award or of_person(), year, no, on, cells.get("by", "Giám đốc Công ty"), cells.get("merit"),
        cells.get("verified"), cells.get("evidence"),
    ]  # fmt: skip


def bring(actor, unit, *rows):
    return send(actor, unit, list(rows), kind=KIND, heading=HEADING)


def tallies() -> dict:
    found = Tally.objects.exclude(value=0).values_list("unit_id", "indicator", "month", "value")
    return {(unit, indicator, month): value for unit, indicator, month, value in found}


def test_record_and_totals_are_those_of_the_service(catalogue, people, world):
    lan, hung = people.lan.member, people.hung.member
    write(
        bring(
            people.yen,
            world.province,
            row("NV-LAN", verified="x", evidence="Tủ hồ sơ CĐCS"),
            row("NV-LAN", no="9/QĐ", merit="Đột xuất"),
        )
    )
    by_file = AwardRecord.objects.get(member=lan, decision_no="118/QĐ-CKQV")
    assert (by_file.source, by_file.verified, by_file.evidence) == (RecordSource.IMPORTED, True, "Tủ hồ sơ CĐCS")
    counted = tallies()
    Tally.objects.all().delete()
    award = AwardType.objects.get(code=of_person())
    facts = {"year": 2023, "decided_on": date(2024, 1, 12), "issued_by": "Giám đốc Công ty", "award_type": award}
    Member.objects.filter(pk=hung.pk).update(gender=lan.gender, group=lan.group, is_direct_worker=True, unit=lan.unit)
    hung.refresh_from_db()
    entered = enter_record(hung, actor=None, at=NOW, decision_no="118/QĐ-CKQV", **facts)
    enter_record(hung, actor=None, at=NOW, decision_no="9/QĐ", merit=Merit.EXTRAORDINARY, **facts)
    assert counted == tallies() != {}
    for name in ("unit_id", "grassroots_id", "upper_id", "province_id", "unit_name", "year", "merit", "decided_on"):
        assert getattr(by_file, name) == getattr(entered, name), name
    assert by_file.holder_name == "Nguyễn Thị Lan"


def test_same_file_again_changes_nothing_and_a_correction_moves_the_totals(catalogue, people, world):
    rows = [row("NV-LAN"), row(unit="CS-002", award=of_unit())]
    write(bring(people.yen, world.province, *rows))
    once = tallies()
    assert counts(bring(people.yen, world.province, *rows)) == (0, 0, 2, 0)
    rows[0][5] = "12/02/2024"
    sheet = bring(people.yen, world.province, *rows)
    assert counts(sheet) == (0, 1, 1, 0)
    write(sheet)
    assert {month for _unit, _code, month in tallies()} == {date(2024, 1, 1), date(2024, 2, 1)}
    assert sum(tallies().values()) == sum(once.values())
    assert AwardRecord.objects.get(subject_unit=world.factory).holder_name == world.factory.name


def of_unit() -> str:
    return AwardType.objects.filter(subjects__contains=["tap_the"]).exclude(indicator="").order_by("pk")[0].code


def test_each_fault_has_its_row(catalogue, people, world):
    enter_record(
        people.lan.member, actor=None, at=NOW, award_type=AwardType.objects.get(code=of_person()), year=2020,
        decision_no="1/QĐ", decided_on=None, issued_by="Giám đốc",
    )  # fmt: skip
    only_unit = AwardType.objects.exclude(subjects__contains=["ca_nhan"]).order_by("pk")[0].code
    sheet = bring(
        people.yen,
        world.province,
        row(),
        row("NV-LAN", "CS-002"),
        row("NV-404"),
        row("NV-BINH"),
        row("NV-LAN", award="KHONG-CO"),
        row("NV-LAN", award=only_unit),
        row("NV-LAN", year=2020, no="1/QĐ"),
        row("NV-LAN", no="3/QĐ", verified="x"),
        row("NV-LAN", no="3/QĐ", verified="x", evidence="Tủ"),
        row("NV-LAN", year=2099),
    )
    assert said(sheet) == [
        (2, "Mã đoàn viên", "holder"),
        (3, "Mã đoàn viên", "holder"),
        (4, "Mã đoàn viên", "member_unknown"),
        (5, "Mã đoàn viên", "member_outside"),
        (6, "Mã danh hiệu, hình thức", "award_unknown"),
        (7, "Mã danh hiệu, hình thức", "award_subject"),
        (8, "Số quyết định", "record_kept"),
        (9, "Căn cứ, nơi lưu", "evidence_missing"),
        (10, "Số quyết định", "twice"),
        (11, "Năm", "cell"),
    ]


def test_nobody_compares_or_changes_their_own_award(catalogue, people, world):
    own = row("NV-YEN", verified="x", evidence="Tủ")
    sheet = bring(people.yen, world.province, own, row("NV-YEN", no="2/QĐ"), row("NV-LAN", verified="x", evidence="Tủ"))
    assert said(sheet) == [(2, "Đã đối chiếu bản gốc", "own_award")]
    assert counts(sheet) == (2, 0, 0, 1)
    write(bring(people.dung, world.province, own))
    # As it stands it may come again; as it does not, a colleague has to bring it.
    assert counts(bring(people.yen, world.province, own)) == (0, 0, 1, 0)
    changed = row("NV-YEN", by="Chủ tịch Công đoàn")
    sheet = bring(people.yen, world.province, changed)
    assert said(sheet) == [(2, "Mã đoàn viên", "own_record")]
    assert counts(bring(people.dung, world.province, changed)) == (0, 1, 0, 0)


def test_who_only_administers_does_not_say_a_paper_was_compared(catalogue, admin, people, world):
    sheet = bring(admin, world.province, row("NV-LAN", verified="x", evidence="Tủ"), row("NV-LAN", no="2/QĐ"))
    assert said(sheet) == [(2, "Đã đối chiếu bản gốc", "not_verifier")]
