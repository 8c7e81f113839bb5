"""What must hold before a report may be written in or signed."""

from django.utils.translation import gettext as _

from portal.core.errors import DomainError, PartsMissing
from reports.models import Report, ReportSchedule
from reports.selectors.missing import missing_children
from reports.selectors.rollup import branch_figures


def refuse_closed(report: Report) -> None:
    """
    Pass if the unit may still write in a locked ``report``.

    :raises DomainError: if it has been sent
    """
    if not report.is_open:
        raise DomainError(
            _("Báo cáo đã gửi nên không sửa trực tiếp được. Muốn sửa, nhờ cấp trên trả lại hoặc mở bản đính chính.")
        )


def refuse_incomplete(report: Report) -> None:
    """
    Pass if ``report`` has all that goes under a signature.

    :raises PartsMissing: naming each part that is not there
    """
    parts: dict[str, object] = {}
    if report.built_at is None:
        parts["figures"] = _("Số liệu đang được tổng hợp. Chờ vài phút rồi mở lại.")
    for part in report.needed_parts:
        if not report.narrative.get(part, "").strip():
            parts[part] = _("Chưa có phần “%(part)s”.") % {"part": part.label}
    if parts:
        raise PartsMissing(parts)


def refuse_changed_figures(report: Report) -> None:
    """
    Pass if the figures in ``report`` are those of the records now: what is signed must add up.

    :raises DomainError: if a record changed since they were added up
    """
    now = branch_figures([report])[report.pk]
    if now.figures != report.figures:
        raise DomainError(_("Số liệu của kỳ đã thay đổi sau lúc chốt. Hãy cập nhật số liệu, xem lại rồi ký."))


def refuse_forbidden_gaps(report: Report) -> None:
    """
    Pass if the schedule lets ``report`` be signed while units below have not handed in, or none are missing.

    :raises DomainError: naming the first of them
    """
    last_day = report.period.last_day
    schedule = (
        ReportSchedule.objects.in_force(last_day).filter(form=report.form, period_kind=report.period_kind).first()
    )
    if schedule is None or schedule.may_miss_units:
        return
    missing = missing_children([report.pk]).get(report.pk, [])
    if missing:
        names = ", ".join(unit["name"] for unit in missing[:3])
        raise DomainError(
            _("Kỳ này chỉ ký được khi mọi đơn vị đã gửi. Còn thiếu %(count)d đơn vị: %(names)s…")
            % {"count": len(missing), "names": names}
        )


def refuse_unrecorded(report: Report) -> None:
    """
    Pass if every unit below is in ``report`` or named in it as missing.

    :raises DomainError: naming those that were taken back after the signature
    """
    recorded = {unit["unit"] for unit in report.missing}
    loose = [unit["name"] for unit in missing_children([report.pk]).get(report.pk, []) if unit["unit"] not in recorded]
    if loose:
        raise DomainError(
            _("Báo cáo của %(units)s đã bị trả lại sau khi ký. Chờ đơn vị gửi lại rồi khóa.")
            % {"units": ", ".join(loose[:5])}
        )
