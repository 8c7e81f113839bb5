"""The demo's units and people: real names of unions, invented enterprises and persons (units/fixtures/README.md)."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from units.demo_clusters import load_clusters
from units.demo_following import load_following
from units.enums import Change, Role, UnitStatus, WorkGroup
from units.models import Unit, User
from units.services import assign_role, enrol_member, found_unit, hand_down, link_units, open_account

FIXTURES = Path(__file__).parent / "fixtures"
STREETS = ("Lê Lợi", "Trần Phú", "Ngô Gia Tự", "Nguyễn Trãi", "Hai Bà Trưng")
PASSWORD = "thi-dua-2026"  # noqa: S105 - every demo account shares it, and the login page says so
LOGINS = {
    "NV-018": "Chuyên viên thi đua, LĐLĐ tỉnh Bắc Ninh",
    "NV-019": "Chủ tịch LĐLĐ tỉnh: phát động, ký khen thưởng, ký báo cáo",
    "NV-020": "Phó Chủ tịch LĐLĐ tỉnh: duyệt phong trào, Chủ tịch Hội đồng sáng kiến",
    "NV-021": "Trưởng ban: thẩm định, thư ký Hội đồng",
    "NV-022": "Ủy ban Kiểm tra, ủy viên Hội đồng",
    "NV-023": "Văn thư LĐLĐ tỉnh",
    "NV-041": "Chủ tịch CĐCS Cty CP May Đáp Cầu Mới",
    "NV-001": "Đoàn viên, tác giả sáng kiến (công nhân may)",
    "NV-002": "Đoàn viên, đồng tác giả (thợ cơ điện)",
    "NV-052": "Chuyên viên CĐ các KCN Bắc Ninh",
    "NV-053": "Chuyên viên Tổng Liên đoàn: tiếp nhận báo cáo",
    "NV-057": "Cán bộ phụ trách công đoàn cơ sở, LĐLĐ tỉnh",
    "NV-055": "Quản trị hệ thống",
    "NV-086": "Quản trị Tổng Liên đoàn: lập thay đổi tổ chức",
    "NV-054": "Phó Chủ tịch Tổng Liên đoàn: chốt thay đổi tổ chức",
}
ROLES: Mapping[str, tuple[str, ...]] = {
    "chu_tich_cdcs": (Role.GRASSROOTS_OFFICER, Role.LEADER),
    "cdcs_officer": (Role.GRASSROOTS_OFFICER,),
    "province_officer": (Role.EMULATION_OFFICER,),
    "chuyen_vien": (Role.EMULATION_OFFICER,),
    "cap_tren_officer": (Role.EMULATION_OFFICER,),
    "tham_dinh": (Role.EMULATION_OFFICER,),
    "signer": (Role.LEADER,),
    "pho_ct_hdtdkt": (Role.LEADER,),
    "pho_chu_tich": (Role.LEADER,),
    "chu_tich_ctttcs": (Role.LEADER,),
    "lanh_dao": (Role.LEADER,),
    "van_thu": (Role.CLERK,),
    "ubkt": (Role.INSPECTOR,),
    "phu_trach": (Role.ASSIGNED_OFFICER,),
    "quan_tri": (Role.ADMINISTRATOR,),
}
SINCE = date(2025, 7, 1)
Row = dict[str, str]


def rows(name: str) -> Iterator[Row]:
    """Yield the rows of a fixture."""
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@transaction.atomic
def load_demo(*, at: datetime) -> dict[str, User]:
    """Load the demo's units, people, accounts and roles; return the accounts by union code."""
    units = _load_units(at)
    accounts = _load_people(units, at)
    User.objects.filter(pk__in=[user.pk for user in accounts.values()]).update(password=make_password(PASSWORD))
    load_following(accounts, at=at)
    load_clusters(accounts, at=at)
    return accounts


def _load_units(at: datetime) -> dict[str, Unit]:
    facts = sorted([*rows("units.csv"), *rows("units_demo.csv")], key=lambda row: int(row["level"]))
    units: dict[str, Unit] = {}
    for row in facts:
        parent = units.get(row["parent_code"])
        units[row["code"]] = found_unit(actor=None, at=at, parent=parent, **_unit_facts(row, parent))
    for row in facts:
        for code in filter(None, row["successors"].split("|")):
            _link(units[row["code"]], units[code], row, at)
        for code in filter(None, row["predecessors"].split("|")):
            _link(units[code], units[row["code"]], row, at)
    for row in facts:
        if row["successors"]:
            _hand_down(units[row["code"]], units[row["successors"].partition("|")[0]], at)
    return units


def _hand_down(unit: Unit, heir: Unit, at: datetime) -> None:
    if unit.valid_to is not None:
        hand_down([unit], heir, actor=None, at=at, on=unit.valid_to)


def _unit_facts(row: Row, parent: Unit | None) -> dict[str, Any]:
    grassroots = int(row["level"]) == 4  # noqa: PLR2004 - the level column of the fixture
    return {
        "code": row["code"],
        "name": row["name"],
        "short_name": row["short_name"],
        "kind": row["type"],
        "level": int(row["level"]),
        "area": "" if grassroots else row["area"],
        "sector": row["area"] if grassroots else "",
        "place": _place(row, parent),
        "doc_suffix": row["doc_suffix"],
        "status": row["status"],
        "valid_from": row["valid_from"],
        "valid_to": date.fromisoformat(row["valid_to"]) + timedelta(days=1) if row["valid_to"] else None,
        "member_count": int(row["members"] or 0),
        "female_percent": row["female_pct"] or None,
        "direct_percent": row["direct_worker_pct"] or None,
        "note": row["note"],
        "source": row["source"],
    }


def _place(row: Row, parent: Unit | None) -> str:
    if row["type"] == "ldld_tinh":
        return row["area"].removesuffix(" (cũ)").removeprefix("tỉnh ").removeprefix("thành phố ")
    if parent is None or row["type"] == "cd_nganh_tw":
        return "Hà Nội"
    return parent.place


def _link(predecessor: Unit, successor: Unit, row: Row, at: datetime) -> None:
    change = {UnitStatus.RENAMED: Change.RENAME, UnitStatus.MERGED: Change.MERGE}.get(
        UnitStatus(predecessor.status), Change.SPLIT
    )
    on = (
        successor.valid_from
        if isinstance(successor.valid_from, date)
        else date.fromisoformat(str(successor.valid_from))
    )
    link_units(predecessor, successor, actor=None, at=at, change=change, on=on, basis=row["source"])


def _load_people(units: Mapping[str, Unit], at: datetime) -> dict[str, User]:
    accounts: dict[str, User] = {}
    for row in [*rows("people.csv"), *rows("people_demo.csv")]:
        unit = units[row["unit_code"]]
        member = enrol_member(unit, actor=None, at=at, **_member_facts(row))
        user = open_account(member, actor=None, at=at, email=f"{row['code'].lower()}@demo.example")
        for name in row["roles"].split(";"):
            role, _, code = name.partition("@")
            _give(user, role, units[code] if code else unit, row["position"], at)
        accounts[row["code"]] = user
    return accounts


def _member_facts(row: Row) -> dict[str, object]:
    number = int(row["code"].removeprefix("NV-"))
    return {
        "code": row["code"],
        "full_name": row["full_name"],
        "gender": row["gender"],
        "birth_date": row["birth_date"],
        "position": row["position"],
        "group": WorkGroup(row["group"]),
        "education": row["education"],
        "joined_on": row["joined_union_on"],
        "is_direct_worker": row["is_direct_worker"] == "1",
        "phone": f"09{10000000 + number * 7919}",
        "address": f"Số {number % 90 + 1} đường {STREETS[number % len(STREETS)]}",
    }


def _give(user: User, name: str, unit: Unit, title: str, at: datetime) -> None:
    roles = ROLES.get(name, ())
    if name == "cap_tren_officer" and title.startswith("Chủ tịch"):
        roles = (*roles, Role.LEADER)
    for role in roles:
        held = user.held.filter(role=role, unit=unit).exists()
        if not held:
            assign_role(user, role, unit, actor=None, at=at, valid_from=SINCE, title=title)
