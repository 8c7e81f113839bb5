"""The steps of an activation slip."""

from django.utils.translation import gettext_lazy as _

from accounts.enums import SlipState as S
from portal.core.workflow import Step

USE = Step("slip.use", frozenset({S.ISSUED}), S.USED, None, _("Kích hoạt"))
REVOKE = Step("slip.revoke", frozenset({S.ISSUED}), S.REVOKED, "accounts.revoke_slip", _("Hủy phiếu"))
LOCK = Step("slip.lock", frozenset({S.ISSUED}), S.LOCKED, None, _("Khóa phiếu"))

STEPS = [USE, REVOKE, LOCK]
FINAL = frozenset({S.USED, S.REVOKED, S.LOCKED})
