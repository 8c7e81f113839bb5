"""Who is told what about units and people."""

from units.notices.changes import (
    tell_applied,
    tell_correction_answered,
    tell_correction_asked,
    tell_discipline,
    tell_held,
    tell_pledge_open,
)
from units.notices.roles import role_ended, role_given, role_waits, second_persons

__all__ = [
    "role_ended",
    "role_given",
    "role_waits",
    "second_persons",
    "tell_applied",
    "tell_correction_answered",
    "tell_correction_asked",
    "tell_discipline",
    "tell_held",
    "tell_pledge_open",
]
