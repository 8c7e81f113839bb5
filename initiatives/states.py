"""The ways an initiative goes: draft, handed in, checked, reviewed, recognised; and the ways out."""

from django.utils.translation import gettext_lazy as _

from initiatives.enums import InitiativeState as S
from portal.core.workflow import Step

SUBMIT = Step("initiative.submit", frozenset({S.DRAFT}), S.SUBMITTED, "initiatives.submit_initiative", _("Nộp"))
RESUBMIT = Step(
    "initiative.resubmit", frozenset({S.RETURNED}), S.SUBMITTED, "initiatives.submit_initiative", _("Nộp lại")
)
TAKE_RECEIPT = Step(
    "initiative.take_receipt", frozenset({S.SUBMITTED}), S.RECEIPT_CHECK, "initiatives.check_initiative", _("Tiếp nhận")
)
RETURN = Step(
    "initiative.return", frozenset({S.RECEIPT_CHECK}), S.RETURNED, "initiatives.check_initiative", _("Trả lại bổ sung")
)
ACCEPT = Step(
    "initiative.accept", frozenset({S.RECEIPT_CHECK}), S.ACCEPTED, "initiatives.check_initiative", _("Hợp lệ")
)
REJECT = Step(
    "initiative.reject", frozenset({S.RECEIPT_CHECK}), S.REJECTED, "initiatives.check_initiative", _("Không hợp lệ")
)
SEND = Step(
    "initiative.send_to_council",
    frozenset({S.ACCEPTED}),
    S.UNDER_REVIEW,
    "initiatives.send_to_council",
    _("Đưa vào phiên"),
)
RECOGNISE = Step(
    "initiative.recognise",
    frozenset({S.UNDER_REVIEW}),
    S.RECOGNIZED_BASE,
    "initiatives.recognise_initiative",
    _("Công nhận"),
)
NOT_RECOGNISE = Step(
    "initiative.not_recognise",
    frozenset({S.UNDER_REVIEW}),
    S.NOT_RECOGNIZED,
    "initiatives.close_review",
    _("Không công nhận"),
)
RECOGNISE_UPPER = Step(
    "initiative.recognise_upper",
    frozenset({S.RECOGNIZED_BASE}),
    S.RECOGNIZED_UPPER,
    "initiatives.recognise_upper",
    _("Công nhận phạm vi cao hơn"),
)
# From province or sector to the whole country: the same state, a wider scope.
WIDEN = Step(
    "initiative.widen",
    frozenset({S.RECOGNIZED_UPPER}),
    S.RECOGNIZED_UPPER,
    "initiatives.recognise_upper",
    _("Công nhận toàn quốc"),
)
REVOKE = Step(
    "initiative.revoke",
    frozenset({S.RECOGNIZED_BASE, S.RECOGNIZED_UPPER}),
    S.REVOKED,
    "initiatives.revoke_recognition",
    _("Thu hồi công nhận"),
)
DISCARD = Step(
    "initiative.discard", frozenset({S.DRAFT}), S.WITHDRAWN, "initiatives.withdraw_initiative", _("Hủy bản nháp")
)
WITHDRAW = Step(
    "initiative.withdraw", frozenset({S.SUBMITTED}), S.WITHDRAWN, "initiatives.withdraw_initiative", _("Rút hồ sơ")
)

STEPS = [
    SUBMIT,
    RESUBMIT,
    TAKE_RECEIPT,
    RETURN,
    ACCEPT,
    REJECT,
    SEND,
    RECOGNISE,
    NOT_RECOGNISE,
    RECOGNISE_UPPER,
    WIDEN,
    REVOKE,
    DISCARD,
    WITHDRAW,
]
FINAL = frozenset({S.NOT_RECOGNIZED, S.REJECTED, S.WITHDRAWN, S.REVOKED})
