"""
How a report moves.

A correction is a new edition: it starts as a copy of the locked one and is opened from
there, so that the old figures stay as they were signed.
"""

from django.utils.translation import gettext_lazy as _

from portal.core.workflow import Step
from reports.enums import ReportState as S

SIGN = Step("report.sign", frozenset({S.COLLECTING, S.RETURNED}), S.SUBMITTED, "reports.sign_report", _("Ký và gửi"))
RETURN = Step("report.return", frozenset({S.SUBMITTED}), S.RETURNED, "reports.return_report", _("Trả lại"))
ACCEPT = Step("report.accept", frozenset({S.SUBMITTED}), S.ACCEPTED, "reports.accept_report", _("Tiếp nhận"))
LOCK = Step("report.lock", frozenset({S.ACCEPTED}), S.LOCKED, "reports.lock_report", _("Khóa số liệu"))
CORRECT = Step("report.correct", frozenset({S.LOCKED}), S.CORRECTED, "reports.correct_report", _("Mở bản đính chính"))
SIGN_CORRECTION = Step(
    "report.sign_correction", frozenset({S.CORRECTED}), S.CORRECTED, "reports.sign_report", _("Ký bản đính chính")
)
RELOCK = Step("report.relock", frozenset({S.CORRECTED}), S.LOCKED, "reports.lock_report", _("Khóa lại"))

STEPS = [SIGN, RETURN, ACCEPT, LOCK, CORRECT, SIGN_CORRECTION, RELOCK]
FINAL: frozenset[str] = frozenset()

# What the unit may still write, and what the level above has in hand.
OPEN = frozenset({S.COLLECTING, S.RETURNED, S.CORRECTED})
SENT = frozenset({S.SUBMITTED, S.ACCEPTED, S.LOCKED, S.CORRECTED})
