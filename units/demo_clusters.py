"""The demo's clusters of provinces, as seen for 2025-2026, and the blocs of Bắc Ninh, with their pledges."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from units.enums import ClusterKind, Role
from units.models import ClusterYear, Unit, User
from units.services import Lineup, found_cluster, open_pledge, sign_pledge, write_pledge

CONFEDERATION_HEAD, PROVINCE_HEAD = "NV-054", "NV-019"
SOUTH: tuple[str, ...] = ("LD-VLO", "LD-TNI", "LD-AGI", "LD-DTH", "LD-CMA", "LD-DNA")
CENTRE: tuple[str, ...] = ("LD-GLA", "LD-DLA", "LD-QNG", "LD-KHO", "LD-LDO", "LD-QTR", "LD-HTI", "LD-THO", "LD-NAN")
FIRST_BLOC: tuple[str, ...] = ("CD-BNI-TUSON", "CD-BNI-TAMSON", "CD-BNI-DONGNGUYEN", "CD-BNI-PHUKHE")
SECOND_BLOC: tuple[str, ...] = (
    "CD-BNI-VIETYEN",
    "CD-BNI-NENH",
    "CD-BNI-BACGIANG",
    "CD-BNI-HIEPHOA",
    "CD-BNI-LANGGIANG",
)
TEXT = (
    "Các đơn vị thành viên cùng nhau tổ chức phong trào thi đua thiết thực, không hình thức, hướng về người lao động.\n"
    "Trao đổi cách làm hay, giúp nhau gỡ khó; chấm điểm công khai, đúng kết quả."
)
GOALS = (
    "100% công đoàn cơ sở phát động phong trào trong quý I.\n"
    "Số sáng kiến được công nhận tăng ít nhất 10% so với năm trước.\n"
    "Ít nhất 70% người được đề nghị khen thưởng là lao động trực tiếp."
)


def load_clusters(accounts: Mapping[str, User], *, at: datetime) -> None:
    """Two clusters whose members are asked to sign, a bloc signed by all, and one signed by some."""
    top, head = Unit.objects.get(code="TLD"), accounts[CONFEDERATION_HEAD]
    for name, codes in (("Cụm Nam Bộ", SOUTH), ("Cụm miền Trung và Tây Nguyên", CENTRE)):
        _pledged(top, ClusterKind.CLUSTER, name, codes, actor=head, at=at)
    province, president = Unit.objects.get(code="LD-BNI"), accounts[PROVINCE_HEAD]
    for name, codes, left in (("Khối thi đua số 1", FIRST_BLOC, 0), ("Khối thi đua số 2", SECOND_BLOC, 2)):
        year = _pledged(province, ClusterKind.BLOC, name, codes, actor=president, at=at)
        _sign(year, codes[: len(codes) - left], at=at)


def _pledged(
    owner: Unit, kind: ClusterKind, name: str, codes: Sequence[str], *, actor: User, at: datetime
) -> ClusterYear:
    units = Unit.objects.in_bulk(codes, field_name="code")
    members = [units[code] for code in codes]
    lineup = Lineup(members[0], members[1], members)
    year = found_cluster(owner, actor=actor, at=at, kind=kind, name=name, year=at.year, lineup=lineup)
    write_pledge(year.pledge, actor=actor, at=at, text=TEXT, goals=GOALS)
    open_pledge(year.pledge, actor=actor, at=at)
    return year


def _sign(year: ClusterYear, codes: Sequence[str], *, at: datetime) -> None:
    for unit in Unit.objects.filter(code__in=codes).order_by("code"):
        heads = User.objects.filter(held__unit=unit, held__role=Role.LEADER)
        sign_pledge(year.pledge, unit, actor=heads.order_by("pk")[0], at=at)
