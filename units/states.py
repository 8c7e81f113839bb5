"""The ways of a change of the tree, a pledge, a correction and a spreadsheet that was sent in."""

from django.utils.translation import gettext_lazy as _

from portal.core.workflow import Step
from units.enums import ChangeState as State
from units.enums import PledgeState
from units.enums import RequestState as Request
from units.enums import SheetState as S


def _step(name: str, source: str, target: str, permission: str | None, label: object) -> Step:
    return Step(f"unitchange.{name}", frozenset({source}), target, permission, label)


CONFIRM = _step("confirm", State.DRAFT, State.CONFIRMED, "units.confirm_change", _("Chốt thay đổi"))
# Undone as long as nothing has happened; after the day it takes a new decision.
REOPEN = _step("reopen", State.CONFIRMED, State.DRAFT, "units.cancel_change", _("Mở lại để sửa"))
APPLY = _step("apply", State.CONFIRMED, State.APPLIED, None, _("Thực hiện"))
# What held when it was confirmed may hold no more on the day.
HOLD = _step("hold", State.CONFIRMED, State.DRAFT, None, _("Dừng lại, chờ xử lý"))
CANCEL = _step("cancel", State.CONFIRMED, State.CANCELLED, "units.cancel_change", _("Hủy"))
DROP = _step("drop", State.DRAFT, State.CANCELLED, "units.edit_change", _("Bỏ bản chuẩn bị"))


def _answer(name: str, target: str, permission: str, label: object) -> Step:
    return Step(f"correctionrequest.{name}", frozenset({Request.OPEN}), target, permission, label)


ACCEPT = _answer("accept", Request.ACCEPTED, "units.answer_correction", _("Sửa theo đề nghị"))
REFUSE = _answer("refuse", Request.REFUSED, "units.answer_correction", _("Không sửa"))
WITHDRAW = _answer("withdraw", Request.WITHDRAWN, "units.withdraw_correction", _("Rút đề nghị"))


def _pledge(name: str, sources: frozenset[str], target: str, permission: str | None, label: object) -> Step:
    return Step(f"pledge.{name}", sources, target, permission, label)


OPEN_PLEDGE = _pledge(
    "open", frozenset({PledgeState.DRAFT}), PledgeState.OPEN, "units.write_pledge", _("Mở ký giao ước")
)
# The last signature takes this step; nobody else does.
SIGN_PLEDGE = _pledge("sign", frozenset({PledgeState.OPEN}), PledgeState.SIGNED, None, _("Đã ký đủ"))
CLOSE_PLEDGE = _pledge(
    "close", frozenset({PledgeState.SIGNED}), PledgeState.CLOSED, "units.close_pledge", _("Kết thúc năm giao ước")
)

CHECK = Step("sheetimport.check", frozenset({S.UPLOADED, S.COMMITTING}), S.CHECKED, None, _("Kiểm tra"))
RECHECK = Step(
    "sheetimport.recheck", frozenset({S.CHECKED}), S.UPLOADED, "units.handle_sheet", _("Ghi câu trả lời, kiểm tra lại")
)
COMMIT = Step("sheetimport.commit", frozenset({S.CHECKED}), S.COMMITTING, "units.handle_sheet", _("Ghi vào Cổng"))
FINISH = Step("sheetimport.finish", frozenset({S.COMMITTING}), S.DONE, None, _("Ghi xong"))
FAIL = Step("sheetimport.fail", frozenset({S.UPLOADED, S.COMMITTING}), S.FAILED, None, _("Không xong"))
DROP_SHEET = Step(
    "sheetimport.drop", frozenset({S.UPLOADED, S.CHECKED}), S.DROPPED, "units.handle_sheet", _("Bỏ tệp này")
)
# Nobody wrote it as long as files are kept.
EXPIRE = Step("sheetimport.expire", frozenset({S.UPLOADED, S.CHECKED}), S.DROPPED, None, _("Bỏ vì hết thời hạn lưu"))

STEPS = [CHECK, RECHECK, COMMIT, FINISH, FAIL, DROP_SHEET, EXPIRE]
STEPS += [CONFIRM, REOPEN, APPLY, HOLD, CANCEL, DROP, OPEN_PLEDGE, SIGN_PLEDGE, CLOSE_PLEDGE, ACCEPT, REFUSE, WITHDRAW]
FINAL = {
    "sheetimport": frozenset({S.DONE, S.FAILED, S.DROPPED}),
    "unitchange": frozenset({State.APPLIED, State.CANCELLED}),
    "pledge": frozenset({PledgeState.CLOSED}),
    "correctionrequest": frozenset({Request.ACCEPTED, Request.REFUSED, Request.WITHDRAWN}),
}
