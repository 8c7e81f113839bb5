"""What each step of a campaign asks, says and does: the table behind the step pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns import forms, services, states
from campaigns.enums import OPEN, CampaignState
from campaigns.models import Campaign
from portal.core.forms import ReasonForm, VersionedForm

Job = Callable[[Any, Campaign, Any, datetime], Any]


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


def _at(*found: str) -> frozenset[str]:
    return frozenset(found)


def _plain(service: Any) -> Job:
    return lambda form, campaign, actor, at: service(
        campaign, actor=actor, at=at, seen_version=form.cleaned_data["version"]
    )


def _with(service: Any, *names: str) -> Job:
    """A job that passes the named fields of the form and its version."""
    return lambda form, campaign, actor, at: service(
        campaign,
        actor=actor,
        at=at,
        seen_version=form.cleaned_data["version"],
        **{name: form.cleaned_data[name] for name in names},
    )


def _review(service: Any) -> Job:
    return lambda form, campaign, actor, at: service(
        campaign, actor=actor, at=at, seen_version=form.cleaned_data["version"], text=form.text()
    )


def _amend(form: Any, campaign: Campaign, actor: Any, at: datetime) -> None:
    services.amend_campaign(campaign, actor=actor, at=at, **form.cleaned_data)


def _respond(form: Any, campaign: Campaign, actor: Any, at: datetime) -> None:
    data = form.cleaned_data
    services.respond_to_campaign(
        campaign, data["unit"], actor=actor, at=at, registered=data["registered"] or 0, note=data["note"]
    )


State = CampaignState
PAGES: dict[str, StepPage] = {
    "submit": StepPage(
        "campaigns.submit_campaign",
        _at(State.DRAFT),
        states.SUBMIT.label,
        _("Trình duyệt phong trào này?"),
        _("Lãnh đạo đơn vị nhận ngay. Trong lúc chờ duyệt, nội dung không sửa được."),
        _plain(services.submit_campaign),
        done=_("Đã trình lãnh đạo."),
    ),
    "return": StepPage(
        "campaigns.return_campaign",
        _at(State.SUBMITTED),
        states.RETURN.label,
        _("Trả lại để sửa?"),
        _("Người soạn nhận lý do ngay, sửa rồi trình lại."),
        _with(services.return_campaign, "reason"),
        forms.ReturnForm,
        kind="back",
        icon="arrow-return-left",
        done=_("Đã trả lại người soạn."),
    ),
    "approve": StepPage(
        "campaigns.approve_campaign",
        _at(State.SUBMITTED),
        states.APPROVE.label,
        _("Duyệt phong trào này?"),
        _("Sau khi duyệt, nội dung không sửa nữa; phong trào chờ số kế hoạch để phát động."),
        _plain(services.approve_campaign),
        done=_("Đã duyệt. Phong trào chờ phát động."),
    ),
    "launch": StepPage(
        "campaigns.launch_campaign",
        _at(State.APPROVED),
        states.LAUNCH.label,
        _("Phát động phong trào này?"),
        _("Mục tiêu và tiêu chí khóa lại. Cán bộ mọi đơn vị cấp dưới nhận thông báo. Không thu hồi được."),
        _with(services.launch_campaign, "plan_no", "plan_on"),
        forms.PlanForm,
        kind="seal",
        icon="flag",
        done=_("Đã phát động."),
    ),
    "cancel": StepPage(
        "campaigns.cancel_draft",
        _at(State.DRAFT, State.APPROVED),
        states.CANCEL.label,
        _("Hủy phong trào này?"),
        _("Phong trào dừng ở đây và không mở lại được. Nội dung vẫn được giữ."),
        _with(services.cancel_campaign, "reason"),
        ReasonForm,
        kind="back",
        done=_("Đã hủy."),
    ),
    "respond": StepPage(
        "campaigns.respond_campaign",
        OPEN,
        _("Hưởng ứng"),
        _("Đăng ký hưởng ứng"),
        _("Đơn vị bạn phát động phong trào này trong đoàn viên, người lao động của mình."),
        _respond,
        forms.RespondForm,
        icon="flag",
        done=_("Đã ghi nhận đơn vị hưởng ứng."),
    ),
    "start_interim": StepPage(
        "campaigns.review_campaign",
        _at(State.LAUNCHED),
        _("Bắt đầu sơ kết"),
        _("Bắt đầu sơ kết?"),
        _("Phong trào vẫn nhận sáng kiến và hưởng ứng trong lúc sơ kết."),
        _with(services.start_interim_review, "due_on"),
        forms.InterimForm,
        done=_("Đang sơ kết."),
    ),
    "finish_interim": StepPage(
        "campaigns.review_campaign",
        _at(State.INTERIM_REVIEW),
        states.FINISH_INTERIM.label,
        _("Sơ kết phong trào"),
        _("Bản sơ kết hiện trên trang phong trào."),
        _review(services.finish_interim_review),
        forms.ReviewForm,
        done=_("Đã hoàn thành sơ kết."),
    ),
    "close": StepPage(
        "campaigns.close_campaign",
        _at(State.LAUNCHED),
        states.CLOSE.label,
        _("Kết thúc nhận kết quả?"),
        _("Phong trào không nhận thêm sáng kiến và hưởng ứng. Lãnh đạo mở lại được nếu có lý do."),
        _with(services.close_campaign, "reason"),
        forms.CloseForm,
        done=_("Đã kết thúc nhận kết quả."),
    ),
    "reopen": StepPage(
        "campaigns.reopen_campaign",
        _at(State.CLOSED),
        states.REOPEN.label,
        _("Mở lại phong trào này?"),
        _("Phong trào lại nhận sáng kiến và hưởng ứng. Lý do được ghi vào nhật ký."),
        _with(services.reopen_campaign, "reason", "end_on"),
        forms.ReopenForm,
        kind="quiet",
        done=_("Đã mở lại."),
    ),
    "amend": StepPage(
        "campaigns.amend_campaign",
        OPEN,
        _("Sửa đổi, bổ sung"),
        _("Sửa đổi, bổ sung kế hoạch"),
        _("Nội dung đã phát động giữ nguyên; văn bản sửa đổi hiện bên cạnh."),
        _amend,
        forms.AmendForm,
        kind="quiet",
        done=_("Đã ghi văn bản sửa đổi."),
    ),
    "final_review": StepPage(
        "campaigns.review_campaign",
        _at(State.CLOSED),
        _("Viết tổng kết"),
        _("Tổng kết phong trào"),
        _("Lãnh đạo duyệt bản tổng kết này. Trước khi duyệt, bạn viết lại được."),
        _review(services.record_final_review),
        forms.ReviewForm,
        done=_("Đã ghi bản tổng kết, chờ lãnh đạo duyệt."),
    ),
    "summarise": StepPage(
        "campaigns.summarise_campaign",
        _at(State.CLOSED),
        _("Duyệt tổng kết"),
        _("Duyệt bản tổng kết?"),
        _("Phong trào khép lại, số liệu và đánh giá không đổi nữa."),
        _plain(services.summarise_campaign),
        kind="seal",
        done=_("Đã duyệt tổng kết."),
    ),
    "archive": StepPage(
        "campaigns.archive_campaign",
        _at(State.SUMMARISED),
        states.ARCHIVE.label,
        _("Đưa phong trào vào lưu trữ?"),
        _("Phong trào vẫn tra cứu được."),
        _plain(services.archive_campaign),
        done=_("Đã lưu trữ."),
    ),
}
