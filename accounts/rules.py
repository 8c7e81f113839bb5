"""Every permission of accounts, and the roles that must carry a second factor."""

from typing import Any

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


SLIPS = _("Chỉ cán bộ công đoàn cơ sở hoặc người quản trị của đơn vị này mới làm được phiếu kích hoạt.")

PERMISSIONS: dict[str, Rule] = {
    "accounts.make_slips": (Condition(gives_accounts, SLIPS),),
    "accounts.revoke_slip": (Condition(lambda actor, slip: gives_accounts(actor, slip.unit), SLIPS),),
}
