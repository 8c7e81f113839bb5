"""What each step of a report asks, says and does: the table behind the step pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.core.forms import ReasonForm, VersionedForm
from reports import services, states
from reports.enums import ReportState as S
from reports.models import Report

Job = Callable[[Any, Report, Any, datetime], Any]
Ready = Callable[[Report], bool]


@dataclass(frozen=True, slots=True)
class StepPage:
    """One step as a page; ``kind`` is the look of its button, red only for what binds."""

    permission: str
    sources: frozenset[str]
    label: Any
    title: Any
    text: Any
    job: Job
    form: type[Any] = VersionedForm
    kind: str = "primary"
    icon: str = ""
    done: Any = ""
    ready: Ready = lambda report: True


def _plain(service: Any) -> Job:
    return lambda form, report, actor, at: service(
        report, actor=actor, at=at, seen_version=form.cleaned_data["version"]
    )


def _with_reason(service: Any) -> Job:
    return lambda form, report, actor, at: service(
        report, actor=actor, at=at, seen_version=form.cleaned_data["version"], reason=form.cleaned_data["reason"]
    )


def _correct(form: Any, report: Report, actor: Any, at: datetime) -> Report:
    return services.correct_report(report, actor=actor, at=at, reason=form.cleaned_data["reason"])


def _unsigned(report: Report) -> bool:
    return report.signed_at is None


PAGES: dict[str, StepPage] = {
    "hand_back": StepPage(
        "reports.hand_back_report",
        frozenset({S.COLLECTING, S.RETURNED, S.CORRECTED}),
        _("Trả lại để sửa"),
        _("Trả lại người soạn, chưa ký?"),
        _("Người soạn nhận lý do ngay, sửa rồi trình lại."),
        _with_reason(services.hand_back_report),
        ReasonForm,
        kind="back",
        icon="arrow-return-left",
        done=_("Đã trả lại người soạn."),
        ready=lambda report: report.presented_at is not None and _unsigned(report),
    ),
    "present": StepPage(
        "reports.write_report",
        frozenset({S.COLLECTING, S.RETURNED, S.CORRECTED}),
        _("Trình ký"),
        _("Trình lãnh đạo ký báo cáo này?"),
        _("Lãnh đạo đơn vị nhận ngay. Trong lúc chờ ký, số liệu và lời văn vẫn sửa được."),
        _plain(services.present_report),
        done=_("Đã trình lãnh đạo."),
        ready=lambda report: report.presented_at is None and _unsigned(report),
    ),
    "sign": StepPage(
        "reports.sign_report",
        frozenset({S.COLLECTING, S.RETURNED, S.CORRECTED}),
        states.SIGN.label,
        _("Ký và gửi báo cáo này?"),
        _("Ký xong, số liệu gửi lên cấp trên và không sửa trực tiếp được nữa. Số bổ sung sẽ vào bản đính chính."),
        _plain(services.sign_report),
        kind="seal",
        icon="pen",
        done=_("Đã ký và gửi."),
        ready=_unsigned,
    ),
    "return": StepPage(
        "reports.return_report",
        states.RETURN.sources,
        states.RETURN.label,
        _("Trả lại báo cáo này?"),
        _("Đơn vị nhận lý do ngay, sửa rồi ký gửi lại."),
        _with_reason(services.return_report),
        ReasonForm,
        kind="back",
        icon="arrow-return-left",
        done=_("Đã trả lại đơn vị."),
    ),
    "accept": StepPage(
        "reports.accept_report",
        states.ACCEPT.sources,
        states.ACCEPT.label,
        _("Tiếp nhận báo cáo này?"),
        _("Số liệu vào bản tổng hợp của đơn vị bạn. Sau khi tiếp nhận, báo cáo không trả lại được nữa."),
        _plain(services.accept_report),
        icon="check-lg",
        done=_("Đã tiếp nhận."),
    ),
    "lock": StepPage(
        "reports.lock_report",
        states.LOCK.sources | states.RELOCK.sources,
        states.LOCK.label,
        _("Khóa số liệu của báo cáo này?"),
        _("Sau khi khóa không ai sửa được. Muốn sửa phải mở bản đính chính; bản cũ vẫn giữ nguyên."),
        _plain(services.lock_report),
        kind="seal",
        icon="lock",
        done=_("Đã khóa số liệu."),
        ready=lambda report: report.signed_at is not None,
    ),
    "correct": StepPage(
        "reports.correct_report",
        states.CORRECT.sources,
        states.CORRECT.label,
        _("Mở bản đính chính?"),
        _("Một bản mới mở ra bên cạnh với số liệu hiện tại. Bản cũ vẫn có hiệu lực đến khi bản mới được khóa."),
        _correct,
        ReasonForm,
        kind="quiet",
        icon="arrow-repeat",
        done=_("Đã mở bản đính chính."),
        ready=lambda report: report.superseded_at is None,
    ),
}
