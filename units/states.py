"""The ways of a spreadsheet that was sent in: checked, written whole, or nothing of it."""

from django.utils.translation import gettext_lazy as _

from portal.core.workflow import Step
from units.enums import SheetState as S

CHECK = Step("sheetimport.check", frozenset({S.UPLOADED, S.COMMITTING}), S.CHECKED, None, _("Kiểm tra"))
RECHECK = Step(
    "sheetimport.recheck", frozenset({S.CHECKED}), S.UPLOADED, "units.handle_sheet", _("Ghi câu trả lời, kiểm tra lại")
)
COMMIT = Step("sheetimport.commit", frozenset({S.CHECKED}), S.COMMITTING, "units.handle_sheet", _("Ghi vào Cổng"))
FINISH = Step("sheetimport.finish", frozenset({S.COMMITTING}), S.DONE, None, _("Ghi xong"))
FAIL = Step("sheetimport.fail", frozenset({S.UPLOADED, S.COMMITTING}), S.FAILED, None, _("Không xong"))
DROP = Step("sheetimport.drop", frozenset({S.UPLOADED, S.CHECKED}), S.DROPPED, "units.handle_sheet", _("Bỏ tệp này"))

STEPS = [CHECK, RECHECK, COMMIT, FINISH, FAIL, DROP]
FINAL = frozenset({S.DONE, S.FAILED, S.DROPPED})
