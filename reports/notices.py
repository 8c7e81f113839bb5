"""Who hears about a report, and with what words."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.language import in_vietnamese
from portal.core.notices import enqueue
from portal.core.periods import day_of
from reports.models import Report
from reports.rules import RECEIVERS, WRITERS
from units.enums import Role
from units.selectors import holders


def _tell(report: Report, what: str, *, recipients: Any, subject: str, body: str = "", at: datetime) -> None:
    # The version makes each round of sending and returning an event of its own.
    enqueue(
        f"report.{what}:{report.pk}:{report.version}",
        recipients=recipients,
        subject=subject,
        body=body,
        url=reverse("reports:detail", args=[report.pk]),
        at=at,
    )


def _words(report: Report) -> dict[str, str]:
    return {"title": report.title, "unit": report.unit.short_name, "reason": report.return_reason}


@in_vietnamese
def presented(report: Report, *, at: datetime) -> None:
    people = holders(report.unit, Role.LEADER, day=day_of(at))
    _tell(report, "present", recipients=people, subject=_("Chờ bạn ký: %(title)s") % _words(report), at=at)


@in_vietnamese
def handed_back(report: Report, writer: Any, reason: str, *, at: datetime) -> None:
    subject = _("Lãnh đạo trả lại để sửa: %(title)s") % _words(report)
    _tell(report, "hand_back", recipients=[writer] if writer else [], subject=subject, body=reason, at=at)


@in_vietnamese
def signed(report: Report, *, at: datetime) -> None:
    people = holders(report.receiver or report.unit, *RECEIVERS, day=day_of(at))
    subject = _("%(unit)s đã gửi: %(title)s") % _words(report)
    _tell(report, "sign", recipients=people, subject=subject, at=at)


@in_vietnamese
def returned(report: Report, *, at: datetime) -> None:
    people = holders(report.unit, *WRITERS, day=day_of(at))
    subject = _("Cấp trên trả lại: %(title)s") % _words(report)
    _tell(report, "return", recipients=people, subject=subject, body=report.return_reason, at=at)


@in_vietnamese
def accepted(report: Report, *, at: datetime) -> None:
    people = holders(report.unit, *WRITERS, day=day_of(at))
    _tell(report, "accept", recipients=people, subject=_("Cấp trên đã tiếp nhận: %(title)s") % _words(report), at=at)


@in_vietnamese
def correction_opened(report: Report, *, at: datetime) -> None:
    people = holders(report.unit, *WRITERS, day=day_of(at))
    subject = _("Cần đính chính: %(title)s") % _words(report)
    _tell(report, "correct", recipients=people, subject=subject, body=report.correction_reason, at=at)
