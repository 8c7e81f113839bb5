"""What each step of commendation asks, says and does: the table behind the step pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from awards import forms, states
from awards.services import appraisal, batches, certificates, council, decisions, disclosure, drafting, nominations
from portal.core.forms import ReasonForm, VersionedForm
from portal.core.workflow import Step

Job = Callable[[Any, Any, Any, datetime], Any]


@dataclass(frozen=True, slots=True)
class StepPage:
    """One step as a page; ``kind`` is the look of its button, red only for what binds."""

    permission: str
    sources: frozenset[str]
    label: Any
    title: Any
    text: Any
    job: Job
    done: Any
    form: type[Any] = VersionedForm
    kind: str = "primary"
    icon: str = ""


def _page(step: Step, title: Any, text: Any, job: Job, done: Any, **more: Any) -> StepPage:
    """A page for a declared step: its permission, sources and verb are those of the table of states."""
    return StepPage(str(step.permission), step.sources, step.label, title, text, job, done, **more)


def _with(service: Any, *names: str) -> Job:
    """A job that passes the named fields of the form, and the version the page was made from."""
    return lambda form, record, actor, at: service(
        record,
        actor=actor,
        at=at,
        seen_version=form.cleaned_data["version"],
        **{name: form.cleaned_data[name] for name in names},
    )


def _plain(service: Any, *names: str) -> Job:
    """As :func:`_with`, for services that lock but keep no version."""
    return lambda form, record, actor, at: service(
        record, actor=actor, at=at, **{name: form.cleaned_data[name] for name in names}
    )


def _one(service: Any) -> Job:
    return lambda form, record, actor, at: service([record], actor=actor, at=at)


WITHDRAWABLE = states.CANCEL.sources | states.WITHDRAW.sources

NOMINATION: dict[str, StepPage] = {
    "vote": _page(
        states.HOLD_VOTE,
        _("Ghi kết quả bình xét"),
        _("Kết quả họp của đơn vị đi cùng hồ sơ lên Hội đồng."),
        _with(nominations.hold_unit_vote, "on", "present", "yes"),
        _("Đã ghi kết quả bình xét."),
        form=forms.VoteForm,
    ),
    "submit": _page(
        states.SUBMIT,
        _("Trình hồ sơ lên cấp quyết định khen?"),
        _("Trình xong không sửa được trừ khi được trả lại. Ngày cấp trên tiếp nhận quyết định luật áp dụng."),
        _with(nominations.submit_nomination),
        _("Đã trình. Cấp trên nhận thông báo ngay."),
    ),
    "resubmit": _page(
        states.RESUBMIT,
        _("Nộp lại hồ sơ?"),
        _("Hồ sơ giữ nguyên luật áp dụng của lần tiếp nhận đầu."),
        _with(nominations.resubmit_nomination),
        _("Đã nộp lại."),
    ),
    "receive": _page(
        states.RECEIVE,
        _("Tiếp nhận hồ sơ để thẩm định?"),
        _("Ngày hôm nay được ghi là ngày tiếp nhận và quyết định luật áp dụng. Không đổi lại được."),
        _with(appraisal.receive_nomination),
        _("Đã tiếp nhận."),
    ),
    "appraise": StepPage(
        "awards.appraise_nomination",
        states.RETURN.sources,
        _("Thẩm định đạt"),
        _("Ghi kết quả thẩm định"),
        _("Bạn xác nhận hồ sơ đủ điều kiện. Tên bạn đi cùng hồ sơ; bạn sẽ không được ký quyết định này."),
        _with(appraisal.appraise_nomination, "note"),
        _("Đã ghi kết quả thẩm định. Hồ sơ chờ vào đợt khen."),
        form=forms.AppraiseForm,
    ),
    "return": _page(
        states.RETURN,
        _("Trả lại để bổ sung?"),
        _("Người đề nghị nhận lý do và hạn bổ sung ngay."),
        _with(appraisal.return_nomination, "reason"),
        _("Đã trả lại."),
        form=ReasonForm,
        kind="back",
        icon="arrow-return-left",
    ),
    "reject": _page(
        states.REJECT,
        _("Loại hồ sơ này?"),
        _("Hồ sơ khép lại. Người đề nghị đọc lý do bạn ghi. Không đổi lại được."),
        _with(appraisal.reject_nomination, "reason"),
        _("Đã loại, đã báo người đề nghị."),
        form=ReasonForm,
        kind="back",
    ),
    "over_quota": StepPage(
        "awards.allow_over_quota",
        states.HOLD_VOTE.sources | states.SUBMIT.sources | states.RESUBMIT.sources | states.RETURN.sources,
        _("Cho vượt số lượng"),
        _("Cho hồ sơ này vượt số lượng?"),
        _("Lý do của bạn được lưu cùng hồ sơ và hiện cho Hội đồng."),
        _plain(appraisal.allow_over_quota, "reason"),
        _("Đã cho phép vượt số lượng."),
        form=ReasonForm,
        kind="quiet",
    ),
    "withdraw": StepPage(
        "awards.prepare_nomination",
        WITHDRAWABLE,
        _("Rút hồ sơ"),
        _("Rút hồ sơ này?"),
        _("Hồ sơ khép lại. Muốn đề nghị lại phải lập hồ sơ mới."),
        _with(nominations.withdraw_nomination, "reason"),
        _("Đã rút hồ sơ."),
        form=forms.WithdrawForm,
        kind="back",
    ),
    "take_out": StepPage(
        "awards.run_batch",
        states.SHOW.sources,
        _("Rút khỏi đợt khen"),
        _("Rút hồ sơ khỏi đợt khen?"),
        _("Hồ sơ vẫn giữ kết quả thẩm định và có thể vào đợt khác."),
        _plain(batches.take_out),
        _("Đã rút khỏi đợt khen."),
        kind="quiet",
    ),
    "decline": _page(
        states.DECLINE,
        _("Không tặng trường hợp này?"),
        _("Hội đồng tư vấn, người ký quyết định. Hồ sơ khép lại, người đề nghị đọc lý do bạn ghi."),
        _plain(drafting.decline_nomination, "reason"),
        _("Đã bỏ khỏi danh sách ký."),
        form=ReasonForm,
        kind="back",
    ),
}

BATCH: dict[str, StepPage] = {
    "open_notice": _page(
        states.OPEN_NOTICE,
        _("Công khai danh sách này?"),
        _("Mọi đoàn viên xem được danh sách và gửi ý kiến. Hồ sơ không sửa, không thêm bớt được nữa."),
        _with(disclosure.open_notice),
        _("Đã công khai danh sách."),
        icon="megaphone",
    ),
    "to_council": _page(
        states.TO_COUNCIL,
        _("Đưa danh sách ra Hội đồng"),
        _("Mỗi hồ sơ vào chương trình phiên họp, theo tỷ lệ phiếu của danh hiệu, hình thức đó."),
        _with(council.send_to_council, "session"),
        _("Đã đưa vào chương trình phiên họp."),
        form=forms.SessionForm,
    ),
    "skip_council": _page(
        states.SKIP_COUNCIL,
        _("Ghi ý kiến Ban Thường vụ"),
        _("Khen đột xuất theo thủ tục đơn giản, không bắt buộc họp Hội đồng."),
        _with(council.skip_council, "opinion"),
        _("Đã ghi ý kiến Ban Thường vụ."),
        form=forms.OpinionForm,
    ),
    "take_results": _page(
        states.TAKE_RESULTS,
        _("Nhận kết quả của Hội đồng?"),
        _("Kết quả lấy từ biên bản đã ký, không gõ tay."),
        _with(council.take_results),
        _("Đã nhận kết quả Hội đồng."),
    ),
    "outside": _page(
        states.DECIDED_OUTSIDE,
        _("Ghi quyết định của cơ quan khác"),
        _("Danh hiệu này do cơ quan khác quyết định; Cổng ghi vào sổ làm căn cứ."),
        _with(drafting.record_outside_decision, "decision_no", "decided_on", "issued_by"),
        _("Đã ghi vào sổ khen thưởng."),
        form=forms.OutsideForm,
    ),
    "close": _page(
        states.CLOSE_BATCH,
        _("Khép đợt khen này?"),
        _("Chỉ khép được khi không còn hồ sơ nào chờ."),
        _with(batches.close_batch, "reason"),
        _("Đã khép đợt khen."),
        form=ReasonForm,
        kind="back",
    ),
}

DECISION: dict[str, StepPage] = {
    "check_form": _page(
        states.CHECK_FORM,
        _("Thể thức đã đúng?"),
        _("Dự thảo chuyển lên lãnh đạo; từ đây lời văn không sửa nữa trừ khi được trả lại."),
        _with(drafting.check_form),
        _("Đã rà soát, chuyển lãnh đạo ký."),
        icon="check-lg",
    ),
    "send_back": _page(
        states.SEND_BACK,
        _("Trả lại dự thảo?"),
        _("Người soạn nhận lý do, sửa rồi trình lại."),
        _with(drafting.send_back_decision, "reason"),
        _("Đã trả lại dự thảo."),
        form=ReasonForm,
        kind="back",
        icon="arrow-return-left",
    ),
    "publish": _page(
        states.PUBLISH,
        _("Công bố quyết định này?"),
        _("Người được khen nhận thông báo; mã trên bằng tra cứu được ngay. Không rút lại được."),
        _with(decisions.publish_decision),
        _("Đã công bố."),
        kind="seal",
        icon="megaphone",
    ),
}

CERTIFICATE: dict[str, StepPage] = {
    "print": _page(
        states.PRINT,
        _("Ghi là đã in?"),
        _("So từng chữ của họ tên và số quyết định trước khi ghi."),
        _one(certificates.print_certificates),
        _("Đã ghi là đã in."),
        icon="printer",
    ),
    "seal": _page(
        states.SEAL,
        _("Ghi là đã ký, đóng dấu?"),
        _("Bằng, giấy có chữ ký và dấu, sẵn sàng trao."),
        _one(certificates.seal_certificates),
        _("Đã ghi là đã ký, đóng dấu."),
    ),
    "deliver": _page(
        states.DELIVER,
        _("Ghi việc trao"),
        _("Ghi đúng ngày và người nhận."),
        _with(certificates.deliver_certificate, "on", "to"),
        _("Đã ghi việc trao."),
        form=forms.DeliverForm,
    ),
    "lost": _page(
        states.REPORT_LOST,
        _("Báo mất, hỏng"),
        _("Ai tra mã của tờ này sẽ thấy là đã báo mất."),
        _with(certificates.report_lost, "reason"),
        _("Đã ghi báo mất, hỏng."),
        form=ReasonForm,
        kind="back",
    ),
    "reissue": _page(
        states.REISSUE,
        _("Cấp lại?"),
        _("Quyết định giữ nguyên; tờ mới có số sổ vàng và mã mới, tờ cũ hiện là đã thay thế. Không đổi lại được."),
        _with(certificates.reissue_certificate),
        _("Đã cấp lại, chờ in."),
        kind="seal",
    ),
}
