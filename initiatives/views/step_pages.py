"""What each step of an initiative asks, says and does: the table behind the step pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from initiatives import forms, services, states
from initiatives.enums import InitiativeState as S
from initiatives.models import Initiative
from initiatives.services.reviewing import VERIFIABLE
from portal.core.forms import ReasonForm, VersionedForm

Job = Callable[[Any, Initiative, Any, datetime], Any]


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


def _with(service: Any, *names: str) -> Job:
    """A job that passes the named fields of the form and its version."""
    return lambda form, initiative, actor, at: service(
        initiative,
        actor=actor,
        at=at,
        seen_version=form.cleaned_data["version"],
        **{name: form.cleaned_data[name] for name in names},
    )


def _ruled(service: Any, *names: str) -> Job:
    """As :func:`_with`, with the decision."""
    return lambda form, initiative, actor, at: service(
        initiative,
        actor=actor,
        at=at,
        seen_version=form.cleaned_data["version"],
        ruling=form.ruling,
        **{name: form.cleaned_data[name] for name in names},
    )


def _upper(form: Any, initiative: Initiative, actor: Any, at: datetime) -> Any:
    return services.recognise_upper(
        initiative,
        actor=actor,
        at=at,
        seen_version=form.cleaned_data["version"],
        ruling=form.ruling,
        scope=form.cleaned_data["scope"],
        basis=form.cleaned_data["basis"],
    )


def _page(step: Any, job: Job, **facts: Any) -> StepPage:
    defaults = {"permission": step.permission, "sources": step.sources, "label": step.label}
    return StepPage(**{**defaults, "job": job, **facts})


PAGES: dict[str, StepPage] = {
    "receive": _page(
        states.TAKE_RECEIPT,
        _with(services.take_receipt),
        title=_("Tiếp nhận hồ sơ này?"),
        text=_("Từ lúc này tác giả không rút hồ sơ được nữa và thấy bạn đang kiểm tra."),
        icon="inbox",
        done=_("Đã tiếp nhận."),
    ),
    "accept": _page(
        states.ACCEPT,
        _with(services.accept_initiative, "note"),
        title=_("Hồ sơ hợp lệ?"),
        text=_("Hồ sơ chuyển sang chờ Hội đồng. Tác giả nhận tin ngay."),
        form=forms.AcceptForm,
        icon="check-lg",
        done=_("Hồ sơ hợp lệ, chờ Hội đồng."),
    ),
    "return": _page(
        states.RETURN,
        _with(services.return_initiative, "reason", "due"),
        title=_("Trả lại để bổ sung?"),
        text=_("Tác giả nhận lý do ngay, sửa rồi nộp lại được. Bản đã nộp vẫn được giữ."),
        form=forms.ReturnForm,
        kind="back",
        icon="arrow-return-left",
        done=_("Đã trả lại, tác giả đã nhận lý do."),
    ),
    "reject": _page(
        states.REJECT,
        _with(services.reject_initiative, "ground", "reason"),
        title=_("Kết luận không hợp lệ?"),
        text=_("Hồ sơ khép lại, không sửa hay nộp lại được. Nếu còn bổ sung được, hãy chọn trả lại."),
        form=forms.RejectForm,
        kind="back",
        icon="x-lg",
        done=_("Đã kết luận, tác giả đã nhận lý do."),
    ),
    "send": _page(
        states.SEND,
        _with(services.send_to_council, "session"),
        title=_("Đưa vào phiên họp"),
        text=_(
            "Ủy viên đọc được hồ sơ khi đã khai không có xung đột lợi ích. Tác giả và người cùng tổ không tham gia xét."
        ),
        form=forms.SessionForm,
        icon="people",
        done=_("Đã đưa vào phiên họp."),
    ),
    "move": StepPage(
        permission="initiatives.send_to_council",
        sources=frozenset({S.UNDER_REVIEW}),
        label=_("Đưa vào phiên khác"),
        title=_("Đưa vào phiên khác"),
        text=_("Phiên trước bị hủy hoặc hồ sơ đã rút khỏi phiên. Chọn phiên sẽ xét hồ sơ này."),
        job=lambda form, initiative, actor, at: services.move_to_session(
            initiative, actor=actor, at=at, session=form.cleaned_data["session"]
        ),
        form=forms.SessionForm,
        icon="people",
        done=_("Đã đưa vào phiên khác."),
    ),
    "verify": StepPage(
        permission="initiatives.verify_value",
        sources=VERIFIABLE,
        label=_("Thẩm định giá trị"),
        title=_("Thẩm định giá trị làm lợi"),
        text=_("Người thẩm định không phải tác giả, không phải người nhập hộ. Người ký công nhận là người khác nữa."),
        job=_with(services.verify_value, "value_vnd", "note"),
        form=forms.VerifyForm,
        kind="quiet",
        icon="calculator",
        done=_("Đã ghi giá trị thẩm định."),
    ),
    "recognise": _page(
        states.RECOGNISE,
        _ruled(services.recognise_initiative, "value_vnd"),
        title=_("Công nhận sáng kiến này?"),
        text=_("Có hiệu lực ngay và được tính vào báo cáo. Muốn bỏ phải có quyết định thu hồi."),
        form=forms.RecogniseForm,
        kind="seal",
        icon="pen",
        done=_("Sáng kiến được công nhận cấp cơ sở."),
    ),
    "not_recognise": _page(
        states.NOT_RECOGNISE,
        _with(services.not_recognise, "reason"),
        title=_("Không công nhận?"),
        text=_("Hội đồng không thông qua. Hồ sơ khép lại, tác giả nhận lý do nêu trong biên bản."),
        form=ReasonForm,
        kind="back",
        icon="x-lg",
        done=_("Đã kết luận, tác giả đã nhận lý do."),
    ),
    "recognise_upper": StepPage(
        permission=states.RECOGNISE_UPPER.permission or "",
        sources=states.RECOGNISE_UPPER.sources | states.WIDEN.sources,
        label=states.RECOGNISE_UPPER.label,
        title=_("Công nhận phạm vi cao hơn?"),
        text=_("Phạm vi chỉ nâng bằng quyết định riêng, dựa trên giấy xác nhận của nơi áp dụng. Có hiệu lực ngay."),
        job=_upper,
        form=forms.UpperForm,
        kind="seal",
        icon="pen",
        done=_("Đã công nhận phạm vi cao hơn."),
    ),
    "revoke": _page(
        states.REVOKE,
        _ruled(services.revoke_recognition, "reason"),
        title=_("Thu hồi công nhận?"),
        text=_("Số liệu được trừ lại, không gì bị xóa. Hồ sơ khen thưởng dựa vào sáng kiến này phải xem lại."),
        form=forms.RevokeForm,
        kind="seal",
        icon="x-octagon",
        done=_("Đã thu hồi công nhận."),
    ),
    "withdraw": _page(
        states.WITHDRAW,
        _with(services.withdraw_initiative, "reason"),
        title=_("Rút hồ sơ này?"),
        text=_("Hồ sơ khép lại và không được xét. Nếu chỉ cần sửa, hãy nhờ cán bộ trả lại để bổ sung."),
        form=forms.WithdrawForm,
        kind="back",
        icon="arrow-return-left",
        done=_("Đã rút hồ sơ."),
    ),
    "discard": _page(
        states.DISCARD,
        _with(services.discard_draft),
        title=_("Hủy bản nháp này?"),
        text=_("Bản nháp khép lại, không nộp được nữa. Chỉ bạn thấy nó trong danh sách của mình."),
        kind="back",
        icon="trash",
        done=_("Đã hủy bản nháp."),
    ),
}
