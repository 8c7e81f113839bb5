"""Every permission of reports: the unit writes and signs, the level above receives and locks."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.core.permissions import Condition, Rule
from units.enums import Role

WRITERS = (Role.GRASSROOTS_OFFICER, Role.EMULATION_OFFICER, Role.LEADER)
RECEIVERS = (Role.EMULATION_OFFICER, Role.LEADER)


def writes(actor: Any, report: Any) -> bool:
    return bool(actor.acts_for(report.unit, *WRITERS))


def leads(actor: Any, report: Any) -> bool:
    return bool(actor.acts_for(report.unit, Role.LEADER))


def receives(actor: Any, report: Any) -> bool:
    """The confederation has nobody above: its own officers receive there."""
    return bool(actor.acts_for(report.receiver or report.unit, *RECEIVERS))


def receives_below(actor: Any, report: Any) -> bool:
    return bool(actor.acts_for(report.unit, *RECEIVERS))


def did_not_sign(actor: Any, report: Any) -> bool:
    return report.signed_by_id not in actor.hands(report)


WRITE: Rule = (Condition(writes, _("Chỉ cán bộ của chính đơn vị này mới soạn được báo cáo.")),)
SIGN: Rule = (Condition(leads, _("Chỉ lãnh đạo của chính đơn vị này mới ký được báo cáo.")),)
RECEIVE: Rule = (
    Condition(receives, _("Chỉ cán bộ của cấp trên trực tiếp nhận báo cáo này mới làm được.")),
    Condition(did_not_sign, _("Bạn đã ký báo cáo này nên người khác phải tiếp nhận.")),
)

PERMISSIONS: dict[str, Rule] = {
    "reports.write_report": WRITE,
    "reports.sign_report": SIGN,
    "reports.hand_back_report": SIGN,
    "reports.accept_report": RECEIVE,
    "reports.return_report": RECEIVE,
    "reports.lock_report": RECEIVE,
    "reports.correct_report": RECEIVE,
    "reports.lock_period": (
        Condition(receives_below, _("Chỉ cán bộ của đơn vị nhận báo cáo mới khóa được kỳ của cấp dưới.")),
    ),
}
