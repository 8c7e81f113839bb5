"""The ways a session goes: planned, invited, open, voting, counted, and round again until closed."""

from django.utils.translation import gettext_lazy as _

from councils.enums import SessionState as S
from portal.core.workflow import Step

INVITE = Step("session.invite", frozenset({S.PLANNED}), S.INVITED, "councils.invite_members", _("Mời, gửi tài liệu"))
OPEN = Step("session.open", frozenset({S.INVITED}), S.OPEN, "councils.preside_session", _("Khai mạc"))
ADJOURN = Step("session.adjourn", frozenset({S.INVITED}), S.ADJOURNED, "councils.preside_session", _("Hoãn"))
REINVITE = Step("session.reinvite", frozenset({S.ADJOURNED}), S.INVITED, "councils.invite_members", _("Mời lại"))
OPEN_VOTING = Step("session.open_voting", frozenset({S.OPEN}), S.VOTING, "councils.preside_session", _("Mở phiếu"))
COUNT = Step("session.count", frozenset({S.VOTING}), S.COUNTED, "councils.count_ballots", _("Đóng phiếu, kiểm phiếu"))
NEXT = Step(
    "session.next_item", frozenset({S.COUNTED}), S.OPEN, "councils.preside_session", _("Chuyển hồ sơ tiếp theo")
)
CLOSE = Step("session.close", frozenset({S.COUNTED}), S.CLOSED, "councils.sign_minutes", _("Ký biên bản"))
CANCEL = Step("session.cancel", frozenset({S.PLANNED}), S.CANCELLED, "councils.cancel_session", _("Hủy phiên họp"))

STEPS = [INVITE, OPEN, ADJOURN, REINVITE, OPEN_VOTING, COUNT, NEXT, CLOSE, CANCEL]
FINAL = frozenset({S.CLOSED, S.CANCELLED})

SCORING = frozenset({S.INVITED, S.OPEN, S.ADJOURNED, S.COUNTED})
"""States in which a dossier that is not yet voted on may be read, declared on and scored."""

AGENDA_OPEN = frozenset({S.PLANNED, S.INVITED, S.ADJOURNED, S.OPEN})
"""States in which a dossier may still be put on the agenda."""
