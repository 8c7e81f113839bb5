"""What a change of the tree means for reports (see ``units.services.restructuring``)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import audit
from portal.core.templatetags.vi import day as shown_day
from reports.enums import ReportState
from reports.models import Report
from reports.states import OPEN
from units.models import Unit, UnitChange
from units.services.restructuring import Touched


def touched(change: UnitChange, ending: Sequence[Unit]) -> list[Touched]:
    """Return the reports that the heir finishes."""
    unfinished = Report.objects.in_force().filter(unit__in=ending, state__in=OPEN).count()
    return [Touched(gettext_lazy("Báo cáo chưa gửi"), unfinished, gettext_lazy("Đơn vị kế thừa hoàn thành và gửi"))]


def obstacles(change: UnitChange, units: Sequence[Unit]) -> Iterator[str]:
    """Return the locked reports whose period the change would reach back into."""
    locked = Report.objects.in_force().filter(unit__in=units, state=ReportState.LOCKED, end_on__gt=change.effective_on)
    for report in locked.select_related("unit").order_by("unit", "start_on")[:5]:
        words = {"unit": report.unit.short_name, "report": report.title, "day": shown_day(report.period.last_day)}
        yield _("%(report)s của %(unit)s đã khóa số liệu. Ngày hiệu lực phải sau %(day)s.") % words


def follow(change: UnitChange, heirs: Mapping[Unit, Unit], *, actor: Any, at: datetime) -> dict[str, int]:
    """Send what was on its way to a unit that ended to its heir."""
    waiting = Report.objects.filter(receiver__in=heirs).exclude(state=ReportState.LOCKED)
    count = 0
    for report in waiting.select_related("receiver").order_by("pk"):
        old, report.receiver = report.receiver, heirs[report.receiver]
        report.version += 1
        report.save(update_fields=["receiver", "version"])
        after = {"receiver": report.receiver, "decision_no": change.decision_no}
        audit.record("report.redirect", report, actor=actor, at=at, before={"receiver": old}, after=after)
        count += 1
    return {"reports": count}
