"""The hats of a person: one role at one unit, a seat on councils, or plain membership."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from councils.models import Seat
from units.enums import Role
from units.models import Unit, User

SESSION_KEY = "hat"
KEPT = "hats"
ORDER = [
    Role.EMULATION_OFFICER,
    Role.LEADER,
    Role.CLERK,
    Role.GRASSROOTS_OFFICER,
    Role.ASSIGNED_OFFICER,
    Role.INSPECTOR,
    Role.ADMINISTRATOR,
]


@dataclass(frozen=True, slots=True)
class Hat:
    """One way a person works: ``kind`` is a role, ``council`` or ``member``; ``unit`` is where."""

    id: str
    kind: str
    label: str
    unit: Unit | None = None
    current: bool = False


def list_hats(user: User) -> list[Hat]:
    """Return the hats of ``user``, the weightiest first."""
    held = sorted(user.assignments, key=lambda one: (ORDER.index(Role(one.role)), one.unit.level, one.pk))
    hats = [
        Hat(
            f"{one.role}:{one.unit_id}",
            one.role,
            f"{one.title or one.get_role_display()}, {one.unit.short_name}",
            one.unit,
        )
        for one in held
    ]
    if user.member is not None and Seat.objects.in_force(timezone.localdate()).filter(member=user.member).exists():
        hats.append(Hat("council", "council", _("Ủy viên Hội đồng")))
    if user.member is not None:
        hats.append(Hat("member", "member", pgettext("one", "Đoàn viên"), user.member.unit))
    return hats


def hats_of(request: HttpRequest) -> list[Hat]:
    """Return the hats of who asks; a page and the frame around it look once."""
    found: list[Hat] | None = getattr(request, KEPT, None)
    if found is None:
        user: Any = request.user
        found = list_hats(user)
        setattr(request, KEPT, found)
    return found


def current_hat(request: HttpRequest, hats: list[Hat]) -> Hat | None:
    """Return the hat that is on: the one chosen in this session, or the first."""
    chosen = request.session.get(SESSION_KEY)
    return next((hat for hat in hats if hat.id == chosen), hats[0] if hats else None)
