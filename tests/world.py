"""The smallest tree that has a neighbour to leak to."""

from dataclasses import dataclass

from tests.moments import LONG_AGO, NOW
from units.enums import Level, UnitKind
from units.models import Unit
from units.services import found_unit


@dataclass
class World:
    top: Unit
    province: Unit
    upper: Unit
    factory: Unit  # Lan's grassroots union
    section: Unit
    group: Unit  # Lan's group
    mill: Unit  # another grassroots union under the same upper union
    other_province: Unit
    other_factory: Unit  # Bình's grassroots union


def make_unit(code: str, name: str, kind: str, level: int, parent: Unit | None, **facts) -> Unit:
    return found_unit(
        actor=None,
        at=NOW,
        parent=parent,
        code=code,
        name=name,
        short_name=facts.pop("short_name", name),
        kind=kind,
        level=level,
        valid_from=facts.pop("valid_from", LONG_AGO),
        **facts,
    )


def make_world() -> World:
    top = make_unit(
        "TLD", "Tổng Liên đoàn Lao động Việt Nam", UnitKind.CONFEDERATION, Level.CONFEDERATION, None, doc_suffix="TLĐ"
    )
    province = make_unit(
        "LD-BNI", "Liên đoàn Lao động tỉnh Bắc Ninh", UnitKind.PROVINCE, Level.PROVINCE, top,
        short_name="LĐLĐ tỉnh Bắc Ninh", doc_suffix="LĐLĐ", place="Bắc Ninh",
    )  # fmt: skip
    upper = make_unit(
        "CD-KCN",
        "Công đoàn các KCN tỉnh Bắc Ninh",
        UnitKind.ZONE,
        Level.UPPER,
        province,
        doc_suffix="CĐKCN",
        place="Bắc Ninh",
    )
    factory = make_unit(
        "CS-002",
        "CĐCS Công ty CP May Đáp Cầu Mới",
        UnitKind.GRASSROOTS,
        Level.GRASSROOTS,
        upper,
        doc_suffix="CĐCS",
        member_count=1480,
    )
    section = make_unit("BP-A", "Công đoàn bộ phận Xí nghiệp May 1", UnitKind.SECTION, Level.SECTION, factory)
    group = make_unit("TO-A1", "Tổ công đoàn Chuyền may 5", UnitKind.GROUP, Level.GROUP, section)
    mill = make_unit(
        "CS-003",
        "CĐCS Công ty TNHH Cơ khí Quế Võ",
        UnitKind.GRASSROOTS,
        Level.GRASSROOTS,
        upper,
        doc_suffix="CĐCS",
        member_count=640,
    )
    other_province = make_unit(
        "LD-HUE",
        "Liên đoàn Lao động thành phố Huế",
        UnitKind.PROVINCE,
        Level.PROVINCE,
        top,
        short_name="LĐLĐ TP Huế",
        doc_suffix="LĐLĐ",
        place="Huế",
    )
    other_factory = make_unit(
        "CS-010",
        "CĐCS Công ty CP Dệt May Hương Trà",
        UnitKind.GRASSROOTS,
        Level.GRASSROOTS,
        other_province,
        doc_suffix="CĐCS",
        member_count=2640,
    )
    return World(top, province, upper, factory, section, group, mill, other_province, other_factory)
