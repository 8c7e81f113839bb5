"""The demo's officials and the unions each looks after."""

from collections.abc import Mapping
from datetime import date, datetime

from units.enums import Level, Role
from units.models import Charge, Unit, User
from units.services import assign_role, charge_official, hand_over_charges, load_catalogue

SINCE = date(2025, 7, 1)
PRESIDENT = "NV-019"
OFFICIALS = ("NV-057", "NV-048", "NV-050")
DECISION = "86/QĐ-LĐLĐ"
UNATTENDED = "CD-BNI-YENTHE"  # one of its unions waits for somebody


def load_following(accounts: Mapping[str, User], *, at: datetime) -> None:
    """Let three officials of Bắc Ninh look after its grassroots unions, all but one."""
    load_catalogue(at=at)
    province = Unit.objects.get(code="LD-BNI")
    president = accounts[PRESIDENT]
    for code in OFFICIALS[1:]:
        assign_role(
            accounts[code], Role.ASSIGNED_OFFICER, province, actor=None, at=at, valid_from=SINCE,
            title="Cán bộ phụ trách",
        )  # fmt: skip
    uppers = Unit.objects.active().under(province).filter(level=Level.UPPER).order_by("code")
    for number, upper in enumerate(uppers):
        if upper.code == UNATTENDED:
            continue
        official = accounts["NV-057"] if upper.code == "CD-BNI-KCN" else accounts[OFFICIALS[number % 3]]
        hand_over_charges(upper, official, actor=president, at=at, valid_from=SINCE, decision_no=DECISION)
    for unit in Unit.objects.active().filter(parent=province, level=Level.GRASSROOTS):
        charge_official(unit, accounts["NV-057"], actor=president, at=at, valid_from=SINCE, decision_no=DECISION)
    _hand_one_over(accounts, president, at=at)
    _leave_one(accounts, president, at=at)


def _hand_one_over(accounts: Mapping[str, User], president: User, *, at: datetime) -> None:
    charge = Charge.objects.filter(official=accounts["NV-050"]).select_related("unit").order_by("pk").first()
    if charge is not None:
        charge_official(charge.unit, accounts["NV-057"], actor=president, at=at, valid_from=date(2026, 3, 2))


def _leave_one(accounts: Mapping[str, User], president: User, *, at: datetime) -> None:
    unions = Unit.objects.active().filter(parent__code=UNATTENDED, level=Level.GRASSROOTS).order_by("code")
    for unit in unions[1:]:
        charge_official(unit, accounts["NV-048"], actor=president, at=at, valid_from=SINCE, decision_no=DECISION)
