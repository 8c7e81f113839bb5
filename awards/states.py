"""Every step of nominations, batches, objections, decisions and certificates, and which states are final."""

from django.utils.translation import gettext_lazy as _

from awards.enums import BatchState as B
from awards.enums import CertificateState as C
from awards.enums import DecisionState as D
from awards.enums import NominationState as N
from awards.enums import ObjectionState as O
from portal.core.workflow import Step

# A step without a permission is taken by the system, or follows from a step on the batch or decision that has one.

# --- Nominations -----------------------------------------------------------------------------------------------------

HOLD_VOTE = Step(
    "nomination.hold_vote",
    frozenset({N.DRAFT}),
    N.UNIT_REVIEWED,
    "awards.prepare_nomination",
    _("Ghi kết quả bình xét"),
)
SUBMIT = Step(
    "nomination.submit", frozenset({N.UNIT_REVIEWED}), N.SUBMITTED, "awards.prepare_nomination", _("Trình cấp trên")
)
RECEIVE = Step(
    "nomination.receive", frozenset({N.SUBMITTED}), N.APPRAISING, "awards.appraise_nomination", _("Tiếp nhận thẩm định")
)
RETURN = Step(
    "nomination.return", frozenset({N.APPRAISING}), N.RETURNED, "awards.appraise_nomination", _("Trả lại bổ sung")
)
RESUBMIT = Step("nomination.resubmit", frozenset({N.RETURNED}), N.SUBMITTED, "awards.prepare_nomination", _("Nộp lại"))
REJECT = Step("nomination.reject", frozenset({N.APPRAISING}), N.REJECTED, "awards.appraise_nomination", _("Loại"))
DECLINE = Step("nomination.decline", frozenset({N.SIGNED_OFF}), N.REJECTED, "awards.approve_decision", _("Không tặng"))
SHOW = Step("nomination.show", frozenset({N.APPRAISING}), N.PUBLIC_NOTICE, "awards.run_batch", _("Công khai"))
REOPEN = Step(
    "nomination.reopen",
    frozenset({N.PUBLIC_NOTICE}),
    N.APPRAISING,
    "awards.reopen_nomination",
    _("Đưa về thẩm định lại"),
)
NOTICE_OVER = Step(
    "nomination.notice_over", frozenset({N.PUBLIC_NOTICE}), N.COUNCIL_READY, None, _("Hết thời gian công khai")
)
PASS = Step(
    "nomination.pass", frozenset({N.COUNCIL_READY}), N.COUNCIL_PASSED, "awards.run_batch", _("Hội đồng thông qua")
)
FAIL = Step(
    "nomination.fail", frozenset({N.COUNCIL_READY}), N.COUNCIL_FAILED, "awards.run_batch", _("Hội đồng không thông qua")
)
SIGN_OFF = Step("nomination.sign_off", frozenset({N.COUNCIL_PASSED}), N.SIGNED_OFF, "awards.run_batch", _("Trình ký"))
DECIDE = Step("nomination.decide", frozenset({N.SIGNED_OFF}), N.DECIDED, None, _("Ký quyết định"))
DECIDE_OUTSIDE = Step(
    "nomination.decide_outside",
    frozenset({N.COUNCIL_PASSED}),
    N.DECIDED,
    "awards.run_batch",
    _("Ghi quyết định của cơ quan khác"),
)
CANCEL = Step("nomination.cancel", frozenset({N.DRAFT}), N.WITHDRAWN, "awards.prepare_nomination", _("Hủy bản nháp"))
WITHDRAW = Step(
    "nomination.withdraw",
    frozenset({N.UNIT_REVIEWED, N.SUBMITTED, N.RETURNED}),
    N.WITHDRAWN,
    "awards.prepare_nomination",
    _("Rút hồ sơ"),
)

# --- Batches ---------------------------------------------------------------------------------------------------------

OPEN_NOTICE = Step(
    "batch.open_notice", frozenset({B.GATHERING}), B.PUBLIC_NOTICE, "awards.run_batch", _("Công khai danh sách")
)
CLOSE_NOTICE = Step("batch.close_notice", frozenset({B.PUBLIC_NOTICE}), B.COUNCIL_READY, None, _("Kết thúc công khai"))
TO_COUNCIL = Step(
    "batch.to_council", frozenset({B.COUNCIL_READY}), B.IN_COUNCIL, "awards.run_batch", _("Đưa ra Hội đồng")
)
TAKE_RESULTS = Step(
    "batch.take_results", frozenset({B.IN_COUNCIL}), B.COUNCIL_DONE, "awards.run_batch", _("Nhận kết quả Hội đồng")
)
SKIP_COUNCIL = Step(
    "batch.skip_council",
    frozenset({B.COUNCIL_READY}),
    B.COUNCIL_DONE,
    "awards.run_batch",
    _("Ghi ý kiến Ban Thường vụ"),
)
DRAFT_DECISION = Step(
    "batch.draft_decision",
    frozenset({B.COUNCIL_DONE}),
    B.SIGNED_OFF,
    "awards.run_batch",
    _("Lập tờ trình, dự thảo quyết định"),
)
DECIDE_BATCH = Step("batch.decide", frozenset({B.SIGNED_OFF}), B.DECIDED, "awards.approve_decision", _("Ký quyết định"))
DECIDED_OUTSIDE = Step(
    "batch.decide_outside",
    frozenset({B.COUNCIL_DONE}),
    B.DECIDED,
    "awards.run_batch",
    _("Ghi quyết định của cơ quan khác"),
)
CLOSE_BATCH = Step(
    "batch.close", frozenset({B.GATHERING, B.COUNCIL_DONE, B.SIGNED_OFF}), B.CLOSED, "awards.run_batch", _("Khép đợt")
)

# --- Objections ------------------------------------------------------------------------------------------------------

ANSWER = Step("objection.answer", frozenset({O.OPEN}), O.ANSWERED, "awards.answer_objection", _("Trả lời ý kiến"))
UPHOLD = Step("objection.uphold", frozenset({O.OPEN}), O.UPHELD, "awards.answer_objection", _("Nhận ý kiến là đúng"))

# --- Decisions -------------------------------------------------------------------------------------------------------

CHECK_FORM = Step(
    "decision.check_form", frozenset({D.DRAFT}), D.LEGAL_CHECKED, "awards.check_form", _("Rà soát thể thức")
)
SEND_BACK = Step("decision.send_back", frozenset({D.LEGAL_CHECKED}), D.DRAFT, "awards.send_back_decision", _("Trả lại"))
SIGN = Step("decision.sign", frozenset({D.LEGAL_CHECKED}), D.SIGNED, "awards.approve_decision", _("Ký"))
NUMBER = Step("decision.number", frozenset({D.SIGNED}), D.NUMBERED, None, _("Cấp số"))
PUBLISH = Step("decision.publish", frozenset({D.NUMBERED}), D.PUBLISHED, "awards.publish_decision", _("Công bố"))
REVOKE = Step(
    "decision.revoke", frozenset({D.NUMBERED, D.PUBLISHED}), D.REVOKED, "awards.revoke_decision", _("Thu hồi")
)

# --- Certificates ----------------------------------------------------------------------------------------------------

PRINT = Step("certificate.print", frozenset({C.PLANNED}), C.PRINTED, "awards.handle_certificate", _("In"))
SEAL = Step("certificate.seal", frozenset({C.PRINTED}), C.SEALED, "awards.handle_certificate", _("Ký, đóng dấu"))
DELIVER = Step("certificate.deliver", frozenset({C.SEALED}), C.DELIVERED, "awards.deliver_certificate", _("Trao"))
REPORT_LOST = Step(
    "certificate.report_lost", frozenset({C.DELIVERED}), C.LOST, "awards.deliver_certificate", _("Báo mất, hỏng")
)
REISSUE = Step("certificate.reissue", frozenset({C.LOST}), C.REISSUED, "awards.handle_certificate", _("Cấp lại"))
# A revocation reaches a certificate wherever it is: in the drawer, at the ceremony, on the wall or reported lost.
RECALL = Step(
    "certificate.recall",
    frozenset({C.PLANNED, C.PRINTED, C.SEALED, C.DELIVERED, C.LOST}),
    C.RECALLED,
    "awards.revoke_decision",
    _("Thu hồi"),
)

STEPS = [
    HOLD_VOTE, SUBMIT, RECEIVE, RETURN, RESUBMIT, REJECT, DECLINE, SHOW, REOPEN, NOTICE_OVER, PASS, FAIL,
    SIGN_OFF, DECIDE, DECIDE_OUTSIDE, CANCEL, WITHDRAW, OPEN_NOTICE, CLOSE_NOTICE, TO_COUNCIL, TAKE_RESULTS,
    SKIP_COUNCIL, DRAFT_DECISION, DECIDE_BATCH, DECIDED_OUTSIDE, CLOSE_BATCH, ANSWER, UPHOLD, CHECK_FORM, SEND_BACK,
    SIGN, NUMBER, PUBLISH, REVOKE, PRINT, SEAL, DELIVER, REPORT_LOST, REISSUE, RECALL,
]  # fmt: skip

FINAL = frozenset({
    N.DECIDED, N.COUNCIL_FAILED, N.REJECTED, N.WITHDRAWN, B.DECIDED, B.CLOSED, O.ANSWERED, O.UPHELD, D.REVOKED,
    C.REISSUED, C.RECALLED,
})  # fmt: skip
# A nomination in one of these no longer stands in the way of a new one for the same award and year.
GIVEN_UP = frozenset({N.COUNCIL_FAILED, N.REJECTED, N.WITHDRAWN})
