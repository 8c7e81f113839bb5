"""The second factor of someone who lost it: taken off by an administrator, so that they can add another."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import gateways
from accounts.selectors import leaders_of, phone_of, sessions_of
from portal.core import audit, notices
from portal.core.errors import DomainError
from portal.core.language import in_vietnamese
from portal.core.permissions import require
from portal.core.workflow import lock
from units.models import User

TOLD = "Lớp bảo vệ thứ hai của tài khoản bạn vừa được người quản trị gỡ"
BODY = (
    "%(actor)s đã gỡ ứng dụng tạo mã, khóa đăng nhập và mã khôi phục của bạn, và đăng xuất bạn ở mọi nơi. Lý do: "
    "%(reason)s\n\nLần đăng nhập tới, hãy thêm lớp bảo vệ mới ngay. Nếu bạn không nhờ việc này, hãy đổi mật khẩu và "
    "báo cho lãnh đạo đơn vị hoặc Ủy ban Kiểm tra ngay."
)
LEADERS_TOLD = "Lớp bảo vệ thứ hai của %(person)s vừa được người quản trị gỡ"
LEADERS_BODY = (
    "%(actor)s đã gỡ lớp bảo vệ thứ hai của %(person)s. Lý do: %(reason)s\n\nNếu %(person)s không nhờ việc này, hãy "
    "báo Ủy ban Kiểm tra."
)


@transaction.atomic
def reset_factors(user: User, *, actor: Any, at: datetime, reason: str) -> None:
    """
    Take authenticator app, passkeys and recovery codes off the account of ``user`` and sign them out everywhere.

    They are told, by short message if they have no e-mail, and so are the leaders of their unit; their password
    stays, and whoever must have a second factor adds a new one at the next sign-in.

    :raises PermissionDenied: if the actor does not administer all that ``user`` holds a role in, or it is their own
    :raises DomainError: without a reason, or if there is nothing to take off
    """
    lock(user)
    require(actor, "accounts.reset_factors", user)
    reason = reason.strip()
    if not reason:
        raise DomainError(_("Ghi lý do và cách bạn đã xác minh đúng người này."), field="reason")
    factors = Authenticator.objects.filter(user=user)
    kinds = sorted(factors.values_list("type", flat=True))
    if not kinds:
        raise DomainError(_("Tài khoản này không có lớp bảo vệ thứ hai nào để gỡ."))
    factors.delete()
    sessions = list(sessions_of(user))
    for session in sessions:
        session.end()
    before = {"factors": kinds, "sessions": len(sessions)}
    line = audit.record("user.reset_factors", user, actor=actor, at=at, note=reason, before=before)
    _tell(user, f"user.reset_factors:{line.pk}", actor=actor, at=at, reason=reason)


@in_vietnamese
def _tell(user: User, event: str, *, actor: Any, at: datetime, reason: str) -> None:
    words = {"actor": actor.full_name, "person": user.full_name, "reason": reason}
    phones = {user.pk: phone_of(user)} if gateways.is_there() else {}
    notices.enqueue(event, recipients=[user], subject=TOLD, body=BODY % words, url="/tai-khoan/", at=at, phones=phones)
    leaders = [leader for leader in leaders_of(user, at=at) if leader.pk not in {actor.pk, user.pk}]
    notices.enqueue(event, recipients=leaders, subject=LEADERS_TOLD % words, body=LEADERS_BODY % words, at=at)
