"""Units by spreadsheet: under their parents, whatever the order of the rows; what needs a legal basis stays."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from portal.core.errors import DomainError
from portal.core.sheets import sheet_kind
from tests.moments import NOW
from tests.people import make_user
from tests.units.sheets import counts, said, send, write
from tests.world import make_unit
from units.enums import Level, Role, SheetState, UnitKind
from units.models import Unit
from units.services import start_commit

HEADING = [
    "Mã đơn vị", "Tên đầy đủ", "Tên gọn", "Loại", "Mã đơn vị cấp trên", "Ngày thành lập", "Số đoàn viên", "Tỷ lệ nữ (%)",
]  # fmt: skip
KIND = "units.units"


def row(code: str, kind: str = "Công đoàn cơ sở", parent: str = "CD-KCN", name: str = "", **cells) -> list:
    said = name or f"CĐCS {code}"
    return [code, said, said, kind, parent, cells.get("since", "01/01/2024"), cells.get("members"), cells.get("women")]


@pytest.fixture
def admin(world):
    return make_user("NV-ADMIN", "Vũ Văn Quản", world.province, Role.ADMINISTRATOR)


def bring(admin, world, rows, unit=None):
    return send(admin, unit or world.province, rows, kind=KIND, heading=HEADING)


def test_units_come_under_their_parents_whatever_the_order(admin, world):
    rows = [
        row("TO-9", "Tổ công đoàn", "CS-9"),
        row("CS-9", parent="CD-9", members="1.532", women="52,5"),
        row("CD-9", "công đoàn xã, phường, đặc khu", "LD-BNI"),
    ]
    sheet = bring(admin, world, rows)
    assert counts(sheet) == (3, 0, 0, 0)
    write(sheet)
    made = Unit.objects.get(code="TO-9")
    grassroots, upper = Unit.objects.get(code="CS-9"), Unit.objects.get(code="CD-9")
    assert made.path == f"{world.province.path}{upper.pk}/{grassroots.pk}/{made.pk}/"
    assert (made.level, made.province, made.parent) == (Level.GROUP, world.province, grassroots)
    assert (grassroots.member_count, float(grassroots.female_percent), grassroots.valid_from) == (
        1532,
        52.5,
        date(2024, 1, 1),
    )
    assert counts(bring(admin, world, rows)) == (0, 0, 3, 0)


def test_columns_are_those_the_service_fills(admin, world):
    write(bring(admin, world, [row("CS-9", name="CĐCS Chín")]))
    found = make_unit(
        "CS-8", "CĐCS Tám", UnitKind.GRASSROOTS, Level.GRASSROOTS, world.upper, valid_from=date(2024, 1, 1)
    )
    own = {"id", "code", "name", "short_name", "path", "sort_key", "search", "grassroots_id"}
    by_file, by_service = (
        {name: value for name, value in Unit.objects.filter(code=code).values().get().items() if name not in own}
        for code in ("CS-9", "CS-8")
    )
    assert (by_file, found.level) == (by_service, Level.GRASSROOTS)
    made = Unit.objects.get(code="CS-9")
    assert made.grassroots == made
    assert [(one.valid_from, one.path) for one in made.versions.all()] == [(made.valid_from, made.path)]


def test_tree_is_written_whole_or_not_at_all(admin, world):
    sheet = bring(admin, world, [row("CS-9"), row("CS-8", parent="CS-404")])
    for only_good, words in ((False, "Còn 1 dòng sai"), (True, "chỉ ghi được khi mọi dòng đều đúng")):
        with pytest.raises(DomainError, match=words):
            start_commit(
                sheet, kind=sheet_kind(KIND), actor=admin, at=NOW, seen_version=sheet.version, only_good=only_good
            )
    assert not Unit.objects.filter(code="CS-9").exists()


def test_each_fault_has_its_row(admin, world):
    rows = [
        row("CS-1", parent="CD-404"),
        row("CS-2", parent="LD-HUE"),
        row("LD-9", "LĐLĐ tỉnh, thành phố", "CD-KCN"),
        row("CS-010", name="Tên khác"),
        row("CS-002", name="Tên khác", since="01/01/2020"),
        row("CS-3"),
        row("CS-3"),
        row("CS-4", "Tổng Liên đoàn"),
    ]
    sheet = bring(admin, world, rows)
    assert said(sheet) == [
        (2, "Mã đơn vị cấp trên", "unit_unknown"),
        (3, "Mã đơn vị cấp trên", "unit_outside"),
        (4, "Mã đơn vị cấp trên", "parent_level"),
        (5, "Mã đơn vị", "unit_elsewhere"),
        (6, "Tên đầy đủ", "unit_fixed"),
        (8, "Mã đơn vị", "twice"),
        (9, "Loại", "cell"),
    ]
    with pytest.raises(DomainError, match="mọi dòng đều đúng"):
        start_commit(sheet, kind=sheet_kind(KIND), actor=admin, at=NOW, seen_version=sheet.version, only_good=True)


def test_small_facts_are_corrected(admin, world):
    rows = [row("CS-002", name=world.factory.name, since="01/01/2020", members=1500)]
    sheet = bring(admin, world, rows)
    assert counts(sheet) == (0, 1, 0, 0)
    assert write(sheet).state == SheetState.DONE
    world.factory.refresh_from_db()
    assert (world.factory.member_count, world.factory.doc_suffix) == (1500, "CĐCS")


def test_only_the_administrator_of_the_branch_may(people, world):
    for stranger in (people.hung, people.yen, people.tuan):
        with pytest.raises(PermissionDenied):
            bring(stranger, world, [row("CS-9")], unit=world.factory)
    assert not Unit.objects.filter(code="CS-9").exists()
