"""Every permission of accounts, and the roles that must carry a second factor."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.permissions import Condition, Rule
from units.enums import Role

# Whoever's hand binds the union, or hands out access, cannot rest on a password alone. Seats in councils are no
# roles: who signs minutes is asked for the second factor when they sign (portal.core.identity).
BINDING_ROLES = (
    Role.LEADER,  # approves, launches, signs decisions and reports
    Role.CLERK,  # numbers and publishes what was signed
    Role.ADMINISTRATOR,  # makes the slips that open accounts
)


def must_have_second_factor(actor: Any) -> bool:
    return bool(actor.holds(*BINDING_ROLES))


def gives_accounts(actor: Any, unit: Any) -> bool:
    return bool(actor.oversees(unit, Role.ADMINISTRATOR, Role.GRASSROOTS_OFFICER))


def administers_home(actor: Any, person: Any) -> bool:
    return person.member is not None and bool(actor.oversees(person.member.unit, Role.ADMINISTRATOR))


def administers_all_roles(actor: Any, person: Any) -> bool:
    """At or above the unit of every role that the person holds, is to hold, or waits for."""
    mine = [held for held in actor.assignments if held.role == Role.ADMINISTRATOR]
    theirs = person.held.not_over(timezone.localdate()).select_related("unit")
    return all(any(one.contains(held) for one in mine) for held in theirs)


SLIPS = _("Chỉ cán bộ công đoàn cơ sở hoặc người quản trị của đơn vị này mới làm được phiếu kích hoạt.")

PERMISSIONS: dict[str, Rule] = {
    "accounts.make_slips": (Condition(gives_accounts, SLIPS),),
    "accounts.reset_factors": (
        Condition(administers_home, _("Chỉ người quản trị của đơn vị này hoặc cấp trên mới làm được việc này.")),
        Condition(
            lambda actor, person: actor.pk != person.pk,
            _("Bạn không tự gỡ lớp bảo vệ của mình như thế này được. Hãy nhờ người quản trị khác."),
        ),
        Condition(
            administers_all_roles,
            _("Người này giữ vai trò ở đơn vị ngoài phạm vi của bạn. Hãy nhờ người quản trị của cấp đó hoặc cấp trên."),
        ),
    ),
    "accounts.revoke_slip": (Condition(lambda actor, slip: gives_accounts(actor, slip.unit), SLIPS),),
}
