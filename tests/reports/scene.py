"""The stage of the reports' tests: a reporting system that has been running for some months."""

from dataclasses import dataclass
from datetime import date

from reports.models import Report
from reports.services import build_batch, open_due_reports, save_narrative, sign_report
from tests.moments import NOW
from tests.people import People, make_user
from tests.world import World
from units.enums import Role
from units.models import Unit, User

MAY = date(2026, 5, 1)
WORDS = {"strengths": "Sáng kiến tăng đều.", "shortcomings": "Ít tác giả trực tiếp.", "plan": "Mở lớp hướng dẫn."}


@dataclass
class Offices:
    """Those who report and receive beside the people of all tests."""

    vinh: User  # leader of the mill
    oanh: User  # emulation officer of the upper union
    phuc: User  # leader of the upper union
    thuy: User  # emulation officer of the confederation


def make_offices(world: World) -> Offices:
    return Offices(
        vinh=make_user("NV-VINH", "Hà Quang Vinh", world.mill, Role.LEADER),
        oanh=make_user("NV-OANH", "Phan Kim Oanh", world.upper, Role.EMULATION_OFFICER),
        phuc=make_user("NV-PHUC", "Lê Hữu Phúc", world.upper, Role.LEADER),
        thuy=make_user("NV-THUY", "Vương Bích Thủy", world.top, Role.EMULATION_OFFICER),
    )


def open_and_build() -> None:
    open_due_reports(at=NOW)
    build_batch(list(Report.objects.values_list("pk", flat=True)), at=NOW)


def report_of(unit: Unit, start: date = MAY, kind: str = "month", edition: int = 1) -> Report:
    return Report.objects.get(unit=unit, period_kind=kind, start_on=start, edition=edition)


def signed(unit: Unit, leader: User, **which) -> Report:
    report = report_of(unit, **which)
    sign_report(report, actor=leader, at=NOW)
    return report


def written(report: Report, writer: User) -> Report:
    save_narrative(report, actor=writer, at=NOW, narrative=WORDS)
    return report


__all__ = ["MAY", "WORDS", "Offices", "People", "make_offices", "open_and_build", "report_of", "signed", "written"]
