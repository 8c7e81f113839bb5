"""Corrections: a new edition beside the old one, never over it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.errors import DomainError
from portal.core.permissions import require
from portal.core.workflow import WrongStateError, advance, lock
from reports import notices, states
from reports.models import Report
from reports.services.building import rebuild

KEPT = (
    "unit_id",
    "grassroots_id",
    "upper_id",
    "province_id",
    "receiver_id",
    "form",
    "period_kind",
    "start_on",
    "end_on",
    "due_on",
    "figures",
    "previous",
    "typed",
    "missing",
    "series",
    "by_child",
    "targets",
    "narrative",
    "built_at",
    "signed_at",
    "signed_by_id",
    "accepted_at",
    "accepted_by_id",
)


@transaction.atomic
def correct_report(report: Report, *, actor: Any, at: datetime, reason: str) -> Report:
    """
    Return a new edition of a locked report, open to its unit, with the figures as they are now.

    The old edition stays in force, as it was signed, until the new one is locked.

    :raises DomainError: if a newer edition is there already
    """
    lock(report)
    require(actor, "reports.correct_report", report)
    if report.state not in states.CORRECT.sources:
        raise WrongStateError(_("Chỉ báo cáo đã khóa số liệu mới mở được bản đính chính."))
    if _newer(report):
        raise DomainError(_("Đã có bản đính chính lần %(number)d. Hãy mở bản đó.") % {"number": report.edition})
    edition = Report.objects.create(
        **{name: getattr(report, name) for name in KEPT},
        state=report.state,
        edition=report.edition + 1,
        correction_reason=reason,
        created_at=at,
    )
    audit.record("report.open_edition", edition, actor=actor, at=at, note=reason, after={"from": report})
    advance(edition, states.CORRECT, actor=actor, at=at, note=reason, signed_at=None, signed_by=None)
    rebuild(edition, at=at)
    notices.correction_opened(edition, at=at)
    return edition


def _newer(report: Report) -> bool:
    return Report.objects.filter(
        unit=report.unit_id,
        form=report.form,
        period_kind=report.period_kind,
        start_on=report.start_on,
        edition__gt=report.edition,
    ).exists()
