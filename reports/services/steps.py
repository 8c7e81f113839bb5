"""The steps of a report: present, sign, return, accept, lock."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.errors import DomainError
from portal.core.permissions import require
from portal.core.workflow import advance, lock, refuse_stale
from reports import notices, states
from reports.models import Report
from reports.selectors.missing import missing_children
from reports.services.building import keep_breakdown
from reports.services.guards import (
    refuse_changed_figures,
    refuse_closed,
    refuse_forbidden_gaps,
    refuse_incomplete,
    refuse_unrecorded,
)


@transaction.atomic
def present_report(report: Report, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """
    Put a finished report before the unit's leader for signature.

    :raises PartsMissing: naming what is not there yet
    """
    lock(report)
    require(actor, "reports.write_report", report)
    refuse_stale(report, seen_version)
    refuse_closed(report)
    refuse_incomplete(report)
    report.presented_at, report.presented_by = at, actor
    report.version += 1
    report.save(update_fields=["presented_at", "presented_by", "version"])
    audit.record("report.present", report, actor=actor, at=at, after={"presented_by": actor})
    notices.presented(report, at=at)


@transaction.atomic
def hand_back_report(report: Report, *, actor: Any, at: datetime, reason: str, seen_version: int | None = None) -> None:
    """
    Give a presented report back to those who wrote it, unsigned.

    :raises DomainError: if it was not presented
    """
    lock(report)
    require(actor, "reports.hand_back_report", report)
    refuse_stale(report, seen_version)
    refuse_closed(report)
    if report.presented_at is None:
        raise DomainError(_("Báo cáo này chưa được trình ký."))
    writer = report.presented_by
    report.presented_at = report.presented_by = None
    report.version += 1
    report.save(update_fields=["presented_at", "presented_by", "version"])
    audit.record("report.hand_back", report, actor=actor, at=at, note=reason, before={"presented_by": writer})
    notices.handed_back(report, writer, reason, at=at)


@transaction.atomic
def sign_report(report: Report, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """
    Sign a report and send it to the level above; a correction is signed where it stands.

    Freezes the figures, the charts and the names of the units that have not handed in: what
    comes later is a correction.

    :raises PartsMissing: naming the parts without which it is no report
    :raises DomainError: if the figures no longer are those of the records, or units may not be missing
    """
    lock(report)
    require(actor, "reports.sign_report", report)
    step = states.SIGN_CORRECTION if report.state in states.SIGN_CORRECTION.sources else states.SIGN
    if report.state in step.sources:
        refuse_incomplete(report)
        refuse_changed_figures(report)
        refuse_forbidden_gaps(report)
    advance(
        report, step, actor=actor, at=at, seen_version=seen_version, signed_at=at, signed_by=actor, return_reason=""
    )
    Report.objects.filter(pk=report.pk).update(missing=missing_children([report.pk]).get(report.pk, []))
    keep_breakdown(report)
    report.refresh_from_db()
    notices.signed(report, at=at)


@transaction.atomic
def return_report(report: Report, *, actor: Any, at: datetime, reason: str, seen_version: int | None = None) -> None:
    """Send a report back to its unit with the reason; it must be signed again."""
    advance(
        report,
        states.RETURN,
        actor=actor,
        at=at,
        note=reason,
        seen_version=seen_version,
        return_reason=reason,
        signed_at=None,
        signed_by=None,
        presented_at=None,
        presented_by=None,
    )
    notices.returned(report, at=at)


@transaction.atomic
def accept_report(report: Report, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """Take in a report for the level above."""
    advance(report, states.ACCEPT, actor=actor, at=at, seen_version=seen_version, accepted_at=at, accepted_by=actor)
    notices.accepted(report, at=at)


@transaction.atomic
def lock_report(report: Report, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """
    Close the figures of an accepted report, or of a signed correction, for good.

    A correction takes the place of the edition before it.

    :raises DomainError: if a unit below is neither in it nor named as missing, or the correction is not signed
    """
    lock(report)
    correction = report.state in states.RELOCK.sources
    if correction and report.signed_at is None:
        raise DomainError(_("Lãnh đạo đơn vị chưa ký bản đính chính này. Chờ ký rồi khóa lại."))
    if report.state in states.LOCK.sources:
        refuse_unrecorded(report)
    step = states.RELOCK if correction else states.LOCK
    advance(report, step, actor=actor, at=at, seen_version=seen_version)
    if correction:
        _supersede(report, actor=actor, at=at)


def _supersede(report: Report, *, actor: Any, at: datetime) -> None:
    old = Report.objects.select_for_update(of=("self",)).get(
        unit=report.unit_id,
        form=report.form,
        period_kind=report.period_kind,
        start_on=report.start_on,
        edition=report.edition - 1,
    )
    old.superseded_at = at
    old.save(update_fields=["superseded_at"])
    audit.record("report.supersede", old, actor=actor, at=at, after={"edition": report.edition, "by": report})


@transaction.atomic
def lock_period(report: Report, *, actor: Any, at: datetime) -> int:
    """
    Lock the accepted reports of all units directly below that of ``report``, for its period; return how many.

    :raises DomainError: if one of them still waits for an answer
    """
    require(actor, "reports.lock_period", report)
    below = Report.objects.filter(
        receiver=report.unit_id, form=report.form, period_kind=report.period_kind, start_on=report.start_on
    )
    waiting = list(below.filter(state=states.ACCEPT.target).order_by("pk").select_related("unit"))
    undecided = below.filter(state__in=states.ACCEPT.sources).select_related("unit").order_by("unit__sort_key", "pk")
    names = [item.unit.short_name for item in undecided[:5]]
    if names:
        raise DomainError(
            _("Còn báo cáo chưa trả lời: %(units)s. Hãy tiếp nhận hoặc trả lại rồi khóa kỳ.")
            % {"units": ", ".join(names)}
        )
    for item in waiting:
        lock_report(item, actor=actor, at=at)
    return len(waiting)
