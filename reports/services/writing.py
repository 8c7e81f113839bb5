"""What a unit writes into its report: the text, and the figures that only it knows."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.core import audit
from portal.core.errors import StaleError
from portal.core.permissions import require
from portal.core.workflow import lock, refuse_stale
from reports.enums import NarrativePart
from reports.models import Report
from reports.services.building import rebuild
from reports.services.guards import refuse_closed


@transaction.atomic
def save_narrative(
    report: Report,
    *,
    actor: Any,
    at: datetime,
    narrative: Mapping[str, str],
    typed: Mapping[str, int | None] | None = None,
    seen_version: int | None = None,
) -> None:
    """
    Keep the written parts, and the figures the unit typed (None takes one away); add up anew if those changed.

    :raises StaleError: if someone else saved since the page was made
    :raises DomainError: if the report has been sent
    """
    lock(report)
    require(actor, "reports.write_report", report)
    _refuse_overwriting(report, seen_version)
    refuse_closed(report)
    before = {"narrative": report.narrative, "typed": report.typed}
    report.narrative = {part: narrative[part] for part in NarrativePart.values if narrative.get(part)}
    if typed is not None:
        report.typed = {code: value for code, value in sorted(typed.items()) if value is not None}
    report.version += 1
    report.save(update_fields=["narrative", "typed", "version"])
    after = {"narrative": report.narrative, "typed": report.typed}
    audit.record("report.write", report, actor=actor, at=at, before=before, after=after)
    if after["typed"] != before["typed"] or report.signed_at is not None:
        rebuild(report, at=at)


def _refuse_overwriting(report: Report, seen_version: int | None) -> None:
    """Refuse a stale page with the text that would be lost, so that both can be read side by side."""
    try:
        refuse_stale(report, seen_version)
    except StaleError as stale:
        theirs = [(str(NarrativePart(part).label), text) for part, text in report.narrative.items()]
        raise StaleError(stale.message, theirs=theirs) from stale
