"""The demo's reports: months that are over and locked, and in the newest ones every state a report can have."""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Cast, Least

from portal.core.models import AuditLine
from portal.core.periods import PeriodKind, day_of, period_of
from reports import services
from reports.enums import ReportState as S
from reports.models import Report
from units.models import User

WORDS = json.loads((Path(__file__).parent / "fixtures" / "narratives.json").read_text(encoding="utf-8"))
PROVINCE, CONFEDERATION = "LD-BNI", "TLD"
OFFICER, LEADER, ABOVE = "NV-018", "NV-019", "NV-053"  # Yến writes, Tuyên signs, Thủy receives
UNSENT = ("CD-BNI-TANCHI", "CD-BNI-PHATTICH", "CD-BNI-DAIDONG", "CD-BNI-TUSON")
ZONE, ZONE_LEADER, ZONE_OFFICER = "CD-BNI-KCN", "NV-051", "NV-052"
FACTORY, MILL, MILL_LEADER = "CS-002", "CS-003", "NV-046"
KEPT_OPEN = {PeriodKind.MONTH: 4, PeriodKind.QUARTER: 2, PeriodKind.HALF_YEAR: 1}  # what the province does by steps
People = Mapping[str, User]


@transaction.atomic
def load_demo(*, at: datetime, accounts: People) -> None:
    """Open and build the reports of the months that are over, and bring some of each state before the demo's people."""
    services.load_catalogue(at=at)
    services.open_due_reports(at=at)
    services.build_batch(Report.objects.filter(built_at__isnull=True).values_list("pk", flat=True), at=at)
    last = period_of(day_of(at)).before()
    _import_old(last.before().start, accounts, at=at)
    _newest_month(last.start, accounts, at=at)
    _province(last.start, accounts, at=at)


def _import_old(newest: date, people: People, *, at: datetime) -> None:
    """Lock what came before the last months, as from the paper archive; of the newest two leave some unsent."""
    reports = Report.objects.filter(built_at__isnull=False).exclude(unit__code=CONFEDERATION)
    province = reports.filter(unit__code=PROVINCE)
    recent: list[int] = []
    for kind, number in KEPT_OPEN.items():
        newest_first = province.filter(period_kind=kind).order_by("-start_on")
        recent += newest_first.values_list("pk", flat=True)[:number]
    _mark(province.exclude(pk__in=recent), S.LOCKED, signer=people[LEADER], at=at)
    below = reports.exclude(unit__code=PROVINCE)
    _mark(below.filter(end_on__lte=newest), S.LOCKED, at=at)
    # Every ninth unit is late with the newest: lists show both kinds.
    late = below.filter(end_on__gt=newest).exclude(unit__code__in=[*UNSENT, ZONE, FACTORY, MILL])
    _mark(late.annotate(rest=F("unit_id") % 9).exclude(rest=0), S.ACCEPTED, at=at)


def _mark(reports: Any, state: str, *, at: datetime, signer: User | None = None) -> None:
    marked = list(reports.values_list("pk", "unit_id"))
    due: Any = Least(Cast(F("due_on"), DateTimeField()), Value(at))
    Report.objects.filter(pk__in=[pk for pk, _unit in marked]).update(
        state=state, signed_at=due, signed_by=signer, accepted_at=due, missing=[]
    )
    AuditLine.objects.bulk_create(
        (
            AuditLine(
                at=at,
                action="report.import",
                object_type="reports.report",
                object_id=pk,
                unit_id=unit,
                after={"state": state},
            )
            for pk, unit in marked
        ),
        batch_size=1000,
    )


def _report(code: str, start: date, kind: str = PeriodKind.MONTH) -> Report | None:
    """The demo day decides which periods are over, so a report may not be there yet."""
    return Report.objects.filter(unit__code=code, start_on=start, period_kind=kind, edition=1).first()


def _after(report: Report, days: int, at: datetime) -> datetime:
    """A working hour some days after the period, but not after the load itself."""
    wanted = at.replace(hour=9, minute=15, second=0, microsecond=0) - timedelta(days=(day_of(at) - report.end_on).days)
    return min(wanted + timedelta(days=days), at)


def _newest_month(start: date, people: People, *, at: datetime) -> None:
    """The units below the province: one sent, one returned, one at the grassroots sent, the others on their way."""
    zone, mill = _report(ZONE, start), _report(MILL, start)
    if zone is not None:
        _write(zone, people[ZONE_OFFICER], WORDS["month"], at=_after(zone, 2, at))
        services.sign_report(zone, actor=people[ZONE_LEADER], at=_after(zone, 3, at))
    if mill is not None:
        services.sign_report(mill, actor=people[MILL_LEADER], at=_after(mill, 3, at))
    before = _report(ZONE, period_of(start).before().start)
    if before is not None and before.state == S.COLLECTING:
        services.sign_report(before, actor=people[ZONE_LEADER], at=_after(before, 3, at))
        services.return_report(
            before, actor=people[OFFICER], at=_after(before, 5, at), reason=WORDS["child_return_reason"]
        )


def _write(report: Report, writer: User, words: Mapping[str, str], *, at: datetime) -> None:
    services.save_narrative(report, actor=writer, at=at, narrative=words)


def _province(start: date, people: People, *, at: datetime) -> None:
    """The province's own reports, one in each state, the newest month before its president for signature."""
    newest = _report(PROVINCE, start)
    if newest is not None:
        _write(newest, people[OFFICER], WORDS["month"], at=_after(newest, 3, at))
        services.refresh_figures(newest, actor=people[OFFICER], at=_after(newest, 3, at))
        services.present_report(newest, actor=people[OFFICER], at=_after(newest, 3, at))
    waiting = Report.objects.filter(unit__code=PROVINCE, state=S.COLLECTING, presented_at__isnull=True)
    for place, report in enumerate(waiting.filter(period_kind=PeriodKind.MONTH).order_by("-start_on")):
        _send(report, people, at=at, accept=place > 0, lock=place > 1)
    quarters = waiting.filter(period_kind=PeriodKind.QUARTER).order_by("-start_on")
    for place, report in enumerate(quarters):
        _send(report, people, at=at, accept=place > 0, lock=place > 0)
        if place == 0:
            services.return_report(report, actor=people[ABOVE], at=_after(report, 8, at), reason=WORDS["return_reason"])
        else:
            _correct(report, people, WORDS["finished_reason"], at=at, finish=True)
    for report in waiting.filter(period_kind=PeriodKind.HALF_YEAR):
        _send(report, people, at=at, accept=True, lock=True)
        _correct(report, people, WORDS["correction_reason"], at=at, finish=False)


def _send(report: Report, people: People, *, at: datetime, accept: bool, lock: bool) -> None:
    words = WORDS["month"] if report.period_kind in {PeriodKind.MONTH, PeriodKind.QUARTER} else WORDS["half_year"]
    _write(report, people[OFFICER], words, at=_after(report, 3, at))
    services.present_report(report, actor=people[OFFICER], at=_after(report, 4, at))
    services.sign_report(report, actor=people[LEADER], at=_after(report, 5, at))
    if accept:
        services.accept_report(report, actor=people[ABOVE], at=_after(report, 9, at))
    if lock:
        services.lock_report(report, actor=people[ABOVE], at=_after(report, 15, at))


def _correct(report: Report, people: People, reason: str, *, at: datetime, finish: bool) -> None:
    edition = services.correct_report(report, actor=people[ABOVE], at=_after(report, 30, at), reason=reason)
    words = {**report.narrative, "shortcomings": WORDS["corrected_shortcomings"]}
    services.save_narrative(
        edition, actor=people[OFFICER], at=_after(report, 31, at), narrative=words, typed=WORDS["corrected_figures"]
    )
    if finish:
        services.sign_report(edition, actor=people[LEADER], at=_after(report, 32, at))
        services.lock_report(edition, actor=people[ABOVE], at=_after(report, 34, at))
