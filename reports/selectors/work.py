"""What waits for a person among the reports."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.work import Work
from reports.enums import ReportState as S
from reports.models import Report
from reports.rules import RECEIVERS, WRITERS
from reports.selectors.charged import list_late_of_charged
from reports.selectors.reports import HEAVY
from units.enums import Role

MOST = 50


def list_work(actor: Any, *, day: date) -> list[Work]:
    """Return the reports that wait for ``actor``: to write, sign, receive, or press for; soonest due first."""
    return [*list_late_of_charged(actor, day=day), *_own(actor)]


def _own(actor: Any) -> list[Work]:
    writes, leads = (_units(actor, *roles) for roles in (WRITERS, (Role.LEADER,)))
    if not writes:
        return []
    unsigned = Q(signed_at__isnull=True)
    own, received = actor.acting_units(*WRITERS), actor.acting_units(*RECEIVERS)
    waiting = (
        Q(unit__in=own, state__in=[S.COLLECTING, S.RETURNED, S.CORRECTED]) & unsigned
        | Q(receiver__in=received, state=S.SUBMITTED)
        | Q(receiver__in=received, state=S.CORRECTED) & ~unsigned
    )
    reports = (
        Report.objects.filter(waiting, built_at__isnull=False)
        .select_related("unit")
        .defer(*HEAVY)
        .order_by("due_on", "pk")[:MOST]
    )
    return [
        _work(report, leads=report.unit.standing_id in leads, own=report.unit.standing_id in writes)
        for report in reports
    ]


def _units(actor: Any, *roles: str) -> set[int]:
    return {held.unit_id for held in actor.assignments if held.role in roles}


def _work(report: Report, *, leads: bool, own: bool) -> Work:
    detail, legal = report.unit.short_name, False
    if not own or report.signed_at is not None:
        verb = _("Khóa lại") if report.state == S.CORRECTED else _("Tiếp nhận")
        legal = report.state == S.CORRECTED
    elif leads and report.presented_at is not None:
        verb, legal = _("Ký và gửi"), True
        detail = _("%(unit)s: đã trình, chờ bạn ký") % {"unit": detail}
    elif report.presented_at is not None:
        verb = _("Xem")
        detail = _("%(unit)s: đã trình, chờ lãnh đạo ký") % {"unit": detail}
    elif report.state == S.RETURNED:
        verb = _("Sửa và gửi lại")
        detail = _("%(unit)s: cấp trên trả lại") % {"unit": detail}
    else:
        verb = _("Soạn báo cáo")
    return Work(report.title, detail, reverse("reports:detail", args=[report.pk]), verb, report.due_on, legal)
