"""Decisions that change the tree, made by those who may."""

from dataclasses import replace
from datetime import date

from tests.moments import NOW, TODAY, later
from tests.people import make_user
from units.enums import Change, ChangeState, Role, WorkGroup
from units.models import Unit, UnitChange, User
from units.services import NewUnit, Plan, apply_due_changes, confirm_change, draft_change

DAY = date(2026, 6, 1)
NEW = NewUnit(
    code="LD-MOI",
    name="Liên đoàn Lao động tỉnh Kinh Bắc",
    short_name="LĐLĐ tỉnh Kinh Bắc",
    doc_suffix="LĐLĐ",
    place="Kinh Bắc",
    area="tỉnh Kinh Bắc",
)


def make_keepers(top: Unit) -> tuple[User, User]:
    """Return the administrator of the confederation, who prepares, and its vice-president, who confirms."""
    officer = {"group": WorkGroup.UNION_OFFICER}
    return (
        make_user("NV-SINH", "Mạc Văn Sinh", top, Role.ADMINISTRATOR, **officer),
        make_user("NV-THANG", "Cao Đức Thắng", top, Role.LEADER, **officer),
    )


def plan(kind: str, **facts) -> Plan:
    facts.setdefault("effective_on", DAY)
    return Plan(kind=kind, decision_no="12/QĐ-TLĐ", decided_on=min(facts["effective_on"], date(2026, 5, 20)), **facts)


def merger(*sources: Unit, into: Unit | NewUnit = NEW, **facts) -> Plan:
    return plan(Change.MERGE, sources=sources, targets=[into], **facts)


def take_effect(what: Plan, keepers: tuple[User, User], *, at=NOW) -> UnitChange:
    """Prepare, confirm and apply a change."""
    change = draft_change(what, actor=keepers[0], at=at)
    confirm_change(change, actor=keepers[1], at=at)
    apply_due_changes(at=at)
    change.refresh_from_db()
    assert change.state == ChangeState.APPLIED
    return change


__all__ = ["DAY", "NEW", "NOW", "TODAY", "later", "make_keepers", "merger", "plan", "replace", "take_effect"]
