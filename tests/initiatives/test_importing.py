"""Initiatives from before the portal: with authors, decisions and totals, as the steps would have left them."""

from datetime import date

import pytest

from initiatives.enums import InitiativeState
from initiatives.models import Author, Initiative, Recognition
from initiatives.services.counting import count_in, count_recognition
from initiatives.services.importing import shares
from portal.core.sheets.values import WrongCell
from tests.people import make_member
from tests.units.sheets import counts, said, send, write
from units.models import Tally

HEADING = [
    "Mã sáng kiến", "Tên sáng kiến", "Mã tác giả chính", "Đồng tác giả", "Loại giải pháp", "Ngày áp dụng lần đầu",
    "Giá trị làm lợi (đồng)", "Số quyết định công nhận", "Ngày quyết định", "Phạm vi cao hơn", "Số quyết định cấp cao hơn",
    "Ngày quyết định cấp cao hơn",
]  # fmt: skip
KIND = "initiatives.past_initiatives"


def row(code: str, lead: str = "NV-LAN", others: str | None = None, **cells) -> list:
    return [
        code, cells.get("title", f"Cải tiến {code}"), lead, others, cells.get("kind", "Giải pháp kỹ thuật"),
        cells.get("applied", "02/03/2023"), cells.get("value"), "45/QĐ-CĐCS", cells.get("on", "15/06/2023"),
        *cells.get("upper", (None, None, None)),
    ]  # fmt: skip


def bring(people, world, *rows):
    return send(people.yen, world.province, list(rows), kind=KIND, heading=HEADING)


def tallies() -> dict:
    found = Tally.objects.exclude(value=0).values_list("unit_id", "indicator", "month", "value")
    return {(unit, indicator, month): value for unit, indicator, month, value in found}


def test_written_with_authors_decisions_and_a_frozen_version(people, world):
    make_member("NV-2", "Phạm Văn Lực", world.group, gender="nam")
    upper = ("Cấp tỉnh, ngành", "12/QĐ-LĐLĐ", "20/12/2023")
    rows = [
        row("SK-1", others="NV-2: 30", value="186.000.000 đ", upper=upper),
        row("SK-2", "NV-2", kind="đề tài nghiên cứu khoa học"),
    ]
    sheet = bring(people, world, *rows)
    assert counts(sheet) == (2, 0, 0, 0)
    write(sheet)
    one = Initiative.objects.get(code="SK-1")
    assert (one.state, one.scope, one.recognised_value_vnd) == (
        InitiativeState.RECOGNIZED_UPPER,
        "tinh_nganh",
        186_000_000,
    )
    assert (one.unit, one.grassroots, one.province) == (world.group, world.factory, world.province)
    assert list(one.authors.order_by("pk").values_list("member__code", "share", "is_lead")) == [
        ("NV-LAN", 70, True), ("NV-2", 30, False),
    ]  # fmt: skip
    assert one.author_names == "Nguyễn Thị Lan, Phạm Văn Lực"
    assert one.sketch
    decisions = one.recognitions.order_by("pk").values_list("scope", "unit__code", "decision_no", "decided_on")
    assert list(decisions) == [
        ("co_so", "CS-002", "45/QĐ-CĐCS", date(2023, 6, 15)),
        ("tinh_nganh", "LD-BNI", "12/QĐ-LĐLĐ", date(2023, 12, 20)),
    ]
    assert [author["share"] for author in one.versions.get().content["authors"]] == [70, 30]
    assert counts(bring(people, world, *rows)) == (0, 0, 2, 0)


def test_totals_are_those_of_the_steps(people, world):
    make_member("NV-2", "Phạm Văn Lực", world.group, gender="nữ", is_direct_worker=False)
    rows = [
        row("SK-1", others="NV-2: 30", value=5_000_000, upper=("Toàn quốc", "1/QĐ-TLĐ", "20/12/2023")),
        row("SK-2", "NV-2", kind="đề tài nghiên cứu khoa học", on="20/07/2023"),
        row("SK-3", on="20/01/2024"),
    ]
    write(bring(people, world, *rows))
    counted = tallies()
    Tally.objects.all().delete()
    ready = list(Initiative.objects.order_by("pk"))
    Initiative.objects.update(recognised_on=date(1999, 1, 1))
    for one in ready:
        one.save(update_fields=["recognised_on"])
        base, *upper = Recognition.objects.filter(initiative=one).order_by("pk")
        count_in(one, "C01", on=base.decided_on)
        for recognition in (base, *upper):
            count_recognition(one, recognition)
    assert counted == tallies() != {}


def test_each_fault_has_its_row(people, world):
    write(bring(people, world, row("SK-1")))
    sheet = bring(
        people,
        world,
        row("SK-1", title="Tên khác"),
        row("SK-2", "NV-404"),
        row("SK-3", "NV-BINH"),
        row("SK-4", others="NV-404: 10"),
        row("SK-5", others="NV-LAN: 10"),
        row("SK-6", others="NV-2 30"),
        row("SK-7", applied="02/03/2024"),
        row("SK-8", upper=("Toàn quốc", None, None)),
    )
    assert said(sheet) == [
        (2, "Mã sáng kiến", "initiative_kept"),
        (3, "Mã tác giả chính", "member_unknown"),
        (4, "Mã tác giả chính", "member_outside"),
        (5, "Đồng tác giả", "author_unknown"),
        (6, "Đồng tác giả", "author_twice"),
        (7, "Đồng tác giả", "cell"),
        (8, "Ngày áp dụng lần đầu", "dates"),
        (9, "Phạm vi cao hơn", "upper_part"),
    ]
    assert Author.objects.count() == 1


def test_nobody_brings_their_own_work(people, world):
    rows = [row("SK-1", "NV-YEN"), row("SK-2", others="NV-YEN: 20"), row("SK-3")]
    sheet = bring(people, world, *rows)
    assert said(sheet) == [(2, "Mã tác giả chính", "own_work"), (3, "Đồng tác giả", "own_work")]
    by_colleague = send(people.dung, world.province, rows, kind=KIND, heading=HEADING)
    assert counts(write(by_colleague)) == (3, 0, 0, 0)
    assert counts(bring(people, world, *rows)) == (0, 0, 3, 0)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [("NV-2: 30", "NV-2: 30"), ("NV-2 (30%), NV-3(20)", "NV-2: 30; NV-3: 20"), ("NV-2:30;", "NV-2: 30")],
)
def test_shares_are_read_however_they_are_set(cell, meant):
    assert shares(cell) == meant


@pytest.mark.parametrize("cell", ["NV-2", "NV-2: 0", "NV-2: 60; NV-3: 40", "NV-2: ba"])
def test_shares_that_do_not_add_up_are_refused(cell):
    with pytest.raises(WrongCell):
        shares(cell)
